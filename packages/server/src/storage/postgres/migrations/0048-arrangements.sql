-- The order each person put the documents of a record in: pins, binders and their names. Sealed whole: what one keeps at hand says what one has.

CREATE TABLE arrangement (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, personne)
);
GRANT SELECT, INSERT, UPDATE ON arrangement TO carnet_server;
