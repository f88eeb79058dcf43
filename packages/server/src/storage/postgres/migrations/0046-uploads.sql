-- Files on their way, part by part: one row for each, its parts sealed in files apart. Nothing of the record is here before the deposit.

CREATE TABLE record_upload (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  personne uuid NOT NULL,
  begun_at timestamptz NOT NULL,
  -- Exclusive: swept from then on.
  until timestamptz NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  received integer NOT NULL DEFAULT 0 CHECK (received >= 0 AND received <= size),
  -- Asked at the beginning, so that not even its line in the journal is shown to those it is kept from.
  hidden boolean NOT NULL,
  -- The document it became.
  logical_id uuid,
  PRIMARY KEY (dossier_id, id)
);
CREATE INDEX record_upload_of ON record_upload (personne, begun_at);
CREATE INDEX record_upload_due ON record_upload (until);

CREATE TABLE record_upload_part (
  dossier_id uuid NOT NULL,
  upload_id uuid NOT NULL,
  number integer NOT NULL,
  blob_address bytea NOT NULL,
  size integer NOT NULL,
  -- The digest of its bytes: in clear it would tell which file it is to whoever has that file.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, upload_id, number),
  FOREIGN KEY (dossier_id, upload_id) REFERENCES record_upload (dossier_id, id) ON DELETE CASCADE
);
CREATE INDEX record_upload_part_address ON record_upload_part (blob_address);

GRANT SELECT, INSERT, UPDATE, DELETE ON record_upload TO carnet_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON record_upload_part TO carnet_server;
