-- Measures of health. Their kind is a keyed hash of the record's own, their value is sealed; the day they were made orders them, in clear.

CREATE TABLE measure (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  tag bytea NOT NULL,
  -- Keyed hash of what it says and of who entered it: the same twice is one.
  mark bytea NOT NULL,
  made_at timestamptz NOT NULL,
  version integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX measure_mark ON measure (dossier_id, mark);
CREATE INDEX measure_of_kind ON measure (dossier_id, tag, made_at DESC, id);

CREATE TABLE measure_device (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  mark bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX measure_device_mark ON measure_device (dossier_id, mark);

CREATE TABLE measure_settings (
  dossier_id uuid NOT NULL PRIMARY KEY,
  sealed bytea NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON measure TO carnet_server;
GRANT SELECT, INSERT, UPDATE ON measure_device, measure_settings TO carnet_server;
