-- The law as dated data: habilitation matrices and changes of policy, in the order they were decided. Nothing here is ever changed or
-- deleted: a later decision for the same day replaces the earlier one, and what is withdrawn is withdrawn by a row of its own.
-- No dossier is concerned: copied whole to every shard.

CREATE TABLE habilitation_matrix (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- In force from 00:00 in Paris of this day.
  from_day date NOT NULL,
  -- Takes back what had been decided for that day; such a row has no cell.
  withdrawn boolean NOT NULL,
  -- The text the matrix was read in.
  source text NOT NULL,
  -- PS_IdNat of the operator; null: shipped with the program, read at its first start.
  decided_by text,
  decided_at timestamptz NOT NULL,
  -- Name of the operator and their reason.
  sealed bytea NOT NULL
);

CREATE TABLE habilitation_cell (
  matrix uuid NOT NULL REFERENCES habilitation_matrix,
  profession text NOT NULL,
  type_code text NOT NULL,
  allowed boolean NOT NULL,
  origin text NOT NULL CHECK (origin IN ('sourced', 'prudent')),
  PRIMARY KEY (matrix, profession, type_code)
);

CREATE TABLE policy_change (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  key text NOT NULL,
  -- Null: takes back what had been decided for that key and that day.
  value jsonb,
  from_day date NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  sealed bytea NOT NULL
);

-- Every process keeps the law in memory: it is told in the moment it changes.
CREATE FUNCTION tell_law_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('carnet_law', '');
  RETURN NULL;
END $$;
CREATE TRIGGER habilitation_matrix_changed AFTER INSERT OR TRUNCATE ON habilitation_matrix FOR EACH STATEMENT EXECUTE FUNCTION tell_law_changed();
CREATE TRIGGER policy_change_changed AFTER INSERT OR TRUNCATE ON policy_change FOR EACH STATEMENT EXECUTE FUNCTION tell_law_changed();

GRANT SELECT, INSERT ON habilitation_matrix, habilitation_cell, policy_change TO carnet_server;
