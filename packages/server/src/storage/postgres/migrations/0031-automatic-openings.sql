-- Records that open online, or by themselves unless opposed (ADR 24).

ALTER TABLE one_time_code DROP CONSTRAINT one_time_code_purpose_check;
ALTER TABLE one_time_code ADD CONSTRAINT one_time_code_purpose_check CHECK (purpose IN ('sign-in', 'recovery', 'opening'));

-- Those who have no record yet are few once most are open.
CREATE INDEX assure_waiting ON assure (dossier_id) WHERE wrapped_key IS NOT NULL;

-- The individual information of somebody whose record will open, and what became of it.
CREATE TABLE opening_information (
  dossier_id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('email', 'letter', 'none')),
  written_at timestamptz NOT NULL,
  -- An e-mail, when it was written; a letter, when it was printed. The weeks count from there.
  informed_at timestamptz,
  -- As it was told; later where longer weeks were decided since.
  opens_on date,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('opened', 'opposed', 'set-aside')),
  -- Whom it is written to, about whom, the code that opposes.
  sealed bytea NOT NULL,
  CHECK ((informed_at IS NULL) = (opens_on IS NULL)),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX opening_due ON opening_information (opens_on, dossier_id) WHERE ended_at IS NULL;
CREATE INDEX opening_letters ON opening_information (informed_at) WHERE channel = 'letter' AND ended_at IS NULL;

-- A look-up that does not know the dossier yet: the keyed hash of a code.
CREATE TABLE opposition_code (
  code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
  dossier_id uuid NOT NULL
);
CREATE INDEX opposition_code_dossier ON opposition_code (dossier_id);

-- Kept when it is lifted by an opening the person asked for.
CREATE TABLE opposition (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  means text NOT NULL CHECK (means IN ('en-ligne', 'courrier', 'guichet', 'telephone')),
  lifted_at timestamptz,
  -- Who recorded it, and what proves it.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK (at <= lifted_at)
);
CREATE UNIQUE INDEX opposition_current ON opposition (dossier_id) WHERE lifted_at IS NULL;

-- A message to somebody who has no account yet: the person the record is about.
ALTER TABLE outbox DROP CONSTRAINT outbox_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_addressee_check CHECK (num_nonnulls(personne, professionnel) = CASE WHEN kind = 'ouverture-a-venir' THEN 0 ELSE 1 END);

GRANT SELECT, INSERT, UPDATE ON opening_information, opposition TO carnet_server;
GRANT SELECT, INSERT, DELETE ON opposition_code TO carnet_server;
