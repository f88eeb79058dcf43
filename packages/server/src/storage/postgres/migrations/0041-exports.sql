-- Copies of records that people take away: one for each person and record, its pieces sealed in files apart. Nothing of the record is here.

CREATE TABLE record_export (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  personne uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'ready', 'failed', 'expired')),
  failure text CHECK (failure IN ('rights', 'error')),
  asked_at timestamptz NOT NULL,
  -- When it may be taken up: at once, after a failure, or once whoever makes it has fallen.
  next_attempt_at timestamptz NOT NULL,
  attempt uuid,
  attempts integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  total integer,
  ready_at timestamptz,
  until timestamptz,
  bytes bigint,
  -- How the person is called.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX record_export_one ON record_export (dossier_id, personne);
CREATE INDEX record_export_of ON record_export (personne);
CREATE INDEX record_export_due ON record_export (next_attempt_at) WHERE state = 'asked';

CREATE TABLE record_export_piece (
  dossier_id uuid NOT NULL,
  export_id uuid NOT NULL,
  attempt uuid NOT NULL,
  number integer NOT NULL,
  blob_address bytea NOT NULL,
  sha256 bytea NOT NULL,
  size integer NOT NULL,
  PRIMARY KEY (dossier_id, export_id, attempt, number),
  FOREIGN KEY (dossier_id, export_id) REFERENCES record_export (dossier_id, id) ON DELETE CASCADE
);
CREATE INDEX record_export_piece_address ON record_export_piece (blob_address);

GRANT SELECT, INSERT, UPDATE, DELETE ON record_export TO carnet_server;
GRANT SELECT, INSERT, DELETE ON record_export_piece TO carnet_server;

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN (
  'dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15', 'document-annonce', 'document-supprime', 'medecin-traitant',
  'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie', 'dossier-ferme', 'copie-prete'));
