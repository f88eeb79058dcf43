-- Those the health insurance covers, with a record or not yet (ADR 24).

CREATE TABLE assure (
  -- Of the record they have or will have.
  dossier_id uuid PRIMARY KEY,
  -- The key that waits for the record, wrapped; null once the record has taken it over.
  wrapped_key bytea,
  regime text NOT NULL,
  known_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- INS, traits, how the insurer reaches them: sealed with that key.
  sealed bytea NOT NULL
);

-- A look-up that does not know the dossier yet. Beside ins_directory, which says that a record exists.
CREATE TABLE assure_directory (
  ins_hash bytea PRIMARY KEY CHECK (length(ins_hash) = 32),
  dossier_id uuid NOT NULL
);
CREATE INDEX assure_directory_dossier ON assure_directory (dossier_id);

-- An ayant droit is covered through an insured person.
CREATE TABLE rattachement (
  dossier_id uuid NOT NULL,
  assure uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (dossier_id, assure, since),
  CHECK (since < until)
);
CREATE UNIQUE INDEX rattachement_current ON rattachement (dossier_id, assure) WHERE until IS NULL;
CREATE INDEX rattachement_assure ON rattachement (assure) WHERE until IS NULL;

GRANT SELECT, INSERT, UPDATE ON assure, rattachement TO carnet_server;
GRANT SELECT, INSERT ON assure_directory TO carnet_server;
