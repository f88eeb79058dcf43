-- A document received again is the one there is: each time after the first is kept here, for people to see that it came several times.

CREATE TABLE document_receipt (
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  door text NOT NULL,
  -- As the journal names an actor.
  sender_kind text NOT NULL,
  sender_id text NOT NULL,
  -- Received in secret: representatives do not learn of it (R.1111-50 CSP).
  secret boolean NOT NULL,
  PRIMARY KEY (dossier_id, logical_id, id)
);

GRANT SELECT, INSERT ON document_receipt TO carnet_server;
