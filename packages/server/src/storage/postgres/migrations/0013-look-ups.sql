-- Whoever tries INS after INS is stopped: what was missed, counted by card and by structure, and the stops.

ALTER TABLE personnel DROP CONSTRAINT personnel_role_check;
ALTER TABLE personnel ADD CONSTRAINT personnel_role_check CHECK (role IN ('secretariat', 'pilotage', 'exploitation', 'controle'));

-- Keyed by who looked, holding a keyed hash and no record: a directory, like that of the INS.
CREATE TABLE lookup_miss (
  kind text NOT NULL CHECK (kind IN ('card', 'structure')),
  id text NOT NULL,
  matricule_hash bytea NOT NULL CHECK (octet_length(matricule_hash) = 32),
  at timestamptz NOT NULL,
  PRIMARY KEY (kind, id, matricule_hash)
);
CREATE INDEX lookup_miss_age ON lookup_miss (at);

CREATE TABLE lookup_stop (
  kind text NOT NULL CHECK (kind IN ('card', 'structure')),
  id text NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  misses integer NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  -- Why it was lifted.
  sealed bytea,
  PRIMARY KEY (kind, id, at),
  CHECK (at < until),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (sealed IS NULL))
);
CREATE INDEX lookup_stop_latest ON lookup_stop (at DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON lookup_miss TO carnet_server;
GRANT SELECT, INSERT, UPDATE ON lookup_stop TO carnet_server;
