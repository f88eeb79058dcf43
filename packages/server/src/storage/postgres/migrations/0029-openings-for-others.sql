-- Records opened for somebody: the counter of a caisse, and the lists of care homes (ADR 25).

ALTER TABLE personnel DROP CONSTRAINT personnel_role_check;
ALTER TABLE personnel ADD CONSTRAINT personnel_role_check CHECK (role IN ('secretariat', 'pilotage', 'exploitation', 'controle', 'guichet'));

-- A care home's list as it was worked through. No resident is in here: what was done for whom is in the journal of each.
CREATE TABLE residents_round (
  id uuid PRIMARY KEY,
  structure text NOT NULL REFERENCES structure (id),
  at timestamptz NOT NULL,
  total integer NOT NULL CHECK (total > 0),
  -- The name of who did it: sealed.
  sealed bytea NOT NULL
);
CREATE INDEX residents_round_structure ON residents_round (structure, at DESC);
CREATE TABLE residents_line (
  round uuid NOT NULL REFERENCES residents_round (id),
  -- As the list numbers it.
  line integer NOT NULL CHECK (line > 0),
  outcome text NOT NULL CHECK (outcome IN ('opened', 'known', 'refused', 'not-asked', 'unknown', 'regime', 'closed', 'not-agreed')),
  PRIMARY KEY (round, line)
);

GRANT SELECT, INSERT ON residents_round TO carnet_server;
GRANT SELECT, INSERT, UPDATE ON residents_line TO carnet_server;
