-- What a document says in codes, read when it came. A column says nothing of it: facts are sealed together, and found by keyed hashes.

CREATE TABLE clinical_content (
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  -- Of the reader: what an older one read may be read again.
  reader smallint NOT NULL,
  -- Keyed hashes of the kinds of its facts, and of each kind with each code, made for this record.
  tags bytea[] NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, logical_id)
);

GRANT SELECT, INSERT, UPDATE ON clinical_content TO carnet_server;
