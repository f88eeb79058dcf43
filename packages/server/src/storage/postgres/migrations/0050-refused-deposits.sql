-- What a structure fed and what was refused of it (ADR 60). Of what was taken the journal tells already: it is found there by structure. Of what was
-- refused, one line an hour for the same refusal of the same submission: no patient, no record, and nothing that was not in the answer.

CREATE INDEX trace_deposits ON trace (structure_id, at DESC) WHERE action = 'deposit' AND outcome = 'granted';

CREATE TABLE refused_deposit (
  structure text NOT NULL,
  hour timestamptz NOT NULL,
  -- Keyed hash of what was refused and why, so that the same again is counted and not kept twice.
  mark bytea NOT NULL CHECK (octet_length(mark) = 32),
  id uuid NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  times integer NOT NULL CHECK (times > 0),
  door text NOT NULL,
  code text NOT NULL,
  rules text[] NOT NULL,
  actor_kind text,
  actor_id text,
  -- The numbers its software gave, where the faults are, the software and who sent it, as they said. Null: more were refused that hour than are kept one by one.
  sealed bytea,
  PRIMARY KEY (structure, hour, mark),
  CHECK ((actor_kind IS NULL) = (sealed IS NULL) AND (actor_id IS NULL) = (sealed IS NULL))
);
CREATE INDEX refused_deposit_by_time ON refused_deposit (structure, first_at DESC, id DESC);
CREATE INDEX refused_deposit_age ON refused_deposit (first_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON refused_deposit TO carnet_server;
