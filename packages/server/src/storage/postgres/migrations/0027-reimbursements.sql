-- What the insurer feeds: the history of reimbursements of each insured, sealed with the key their record has or will have, and the intakes
-- it came by. ADR 27.

-- One block per person and month: every line of that month, sealed together.
CREATE TABLE reimbursement_month (
  dossier_id uuid NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  -- Of the oldest line of the block: by it lines that have become too old are found without being opened.
  oldest date NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, month)
);
CREATE INDEX reimbursement_month_oldest ON reimbursement_month (oldest);

-- Whoever has a history, and the document that is made of it once their record is open.
CREATE TABLE reimbursement_document (
  dossier_id uuid PRIMARY KEY,
  -- Null: none is filed yet.
  logical_id uuid,
  -- Since when the history holds what the document does not; null: it is up to date, or there is no record yet.
  due_since timestamptz,
  -- Who fed it last: a public number.
  insurer text NOT NULL
);
CREATE INDEX reimbursement_document_due ON reimbursement_document (due_since) WHERE due_since IS NOT NULL;

-- Of the rights to the insurance, as the insurer last told.
ALTER TABLE assure ADD COLUMN rights_opened_on date, ADD COLUMN rights_closed_on date;

-- One row per file of an insurer: how far it was taken, and what became of its lines.
CREATE TABLE intake (
  insurer text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  begun_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  finished boolean NOT NULL DEFAULT false,
  through bigint NOT NULL DEFAULT 0,
  -- SHA-256 of the last line taken.
  digest bytea CHECK (octet_length(digest) = 32),
  added bigint NOT NULL DEFAULT 0,
  corrected bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  unchanged bigint NOT NULL DEFAULT 0,
  outside bigint NOT NULL DEFAULT 0,
  insured bigint NOT NULL DEFAULT 0,
  treating bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (insurer, name)
);
CREATE INDEX intake_by_date ON intake (begun_at DESC);

-- What was wrong with a line, never what it held.
CREATE TABLE intake_reject (
  insurer text NOT NULL,
  name text NOT NULL,
  number integer NOT NULL,
  line bigint NOT NULL,
  field text NOT NULL,
  rule text NOT NULL,
  expected text,
  PRIMARY KEY (insurer, name, number)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON reimbursement_month TO carnet_server;
GRANT SELECT, INSERT, UPDATE ON reimbursement_document, intake TO carnet_server;
GRANT SELECT, INSERT ON intake_reject TO carnet_server;

-- The versions of that document that another took the place of: the bytes they named are then swept, for no line outlives the history.
-- Nothing else of document_entry is ever removed, and the server's role may remove nothing of it by itself.
CREATE FUNCTION drop_former_history(of_dossier uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM document_entry e USING reimbursement_document d
    WHERE e.dossier_id = of_dossier AND d.dossier_id = e.dossier_id AND e.logical_id = d.logical_id
      AND NOT e.is_current AND e.depositor = 'assurance-maladie' AND e.type_code = 'REMB'
    RETURNING e.dossier_id, e.unique_id
  )
  DELETE FROM unique_id_directory u USING gone
  WHERE u.unique_id = gone.unique_id AND u.dossier_id = gone.dossier_id
    AND NOT EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = gone.dossier_id AND e.unique_id = gone.unique_id AND e.is_current)
$$;
REVOKE ALL ON FUNCTION drop_former_history(uuid) FROM public;
GRANT EXECUTE ON FUNCTION drop_former_history(uuid) TO carnet_server;
