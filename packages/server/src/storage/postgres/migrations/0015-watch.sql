-- Days of accesses, counted and scored by the watch, and the records that made a day stand out.

-- Where the watch has come to: one row, its lock keeps two processes from doing the same.
CREATE TABLE watch_progress (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seen_until timestamptz NOT NULL
);
INSERT INTO watch_progress (seen_until) VALUES ('-infinity');

-- What one professional, or one structure, did in one day of Paris: counts, no record's data.
CREATE TABLE watch_day (
  kind text NOT NULL CHECK (kind IN ('professionnel', 'structure')),
  id text NOT NULL,
  day date NOT NULL,
  -- Of a professional: the one they acted for most.
  structure_id text,
  profession text,
  records integer NOT NULL,
  emergencies integer NOT NULL,
  -- Consultations by hour of Paris, 0 to 23.
  hours integer[] NOT NULL CHECK (cardinality(hours) = 24),
  score integer NOT NULL,
  signals jsonb NOT NULL,
  listed boolean NOT NULL,
  reviewed_at timestamptz,
  reviewed_by text,
  -- What the score was when somebody concluded: a day that grew worse comes back.
  reviewed_score integer,
  conclusion text CHECK (conclusion IN ('legitimate', 'not-legitimate', 'sent-on')),
  -- Why.
  sealed bytea,
  PRIMARY KEY (kind, id, day),
  CHECK ((reviewed_at IS NULL) = (conclusion IS NULL) AND (reviewed_at IS NULL) = (sealed IS NULL) AND (reviewed_at IS NULL) = (reviewed_by IS NULL))
);
CREATE INDEX watch_day_listed ON watch_day (score DESC, day DESC, id) WHERE listed;
CREATE INDEX watch_day_of_structure ON watch_day (structure_id, day) WHERE kind = 'professionnel';

-- Kept of days put before the reviewer only.
CREATE TABLE watch_record (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  day date NOT NULL,
  first_at timestamptz NOT NULL,
  consultations integer NOT NULL,
  emergency boolean NOT NULL,
  same_name boolean NOT NULL,
  care boolean NOT NULL,
  -- Every line was secret: whoever represents the patient is told nothing (R.1111-50 CSP).
  secret boolean NOT NULL,
  PRIMARY KEY (dossier_id, professionnel, day)
);
CREATE INDEX watch_record_of_day ON watch_record (professionnel, day);

-- The lines of consulting since a moment, without reading the others.
CREATE INDEX trace_consulting_at ON trace (at) INCLUDE (actor_id, actor_kind) WHERE action IN ('list-documents', 'read-document');

GRANT SELECT, UPDATE ON watch_progress TO carnet_server;
GRANT SELECT, INSERT, UPDATE ON watch_day TO carnet_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON watch_record TO carnet_server;
