-- A document that is said to be another patient's is put aside, out of everybody's sight, until its author and the identity cell have settled
-- whose it is (ADR 41). Its rows stay where they are, deleted as documents are deleted, and can come back.

CREATE TABLE misfiling (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The document that was named, then what goes with it: its versions, their additions, the same content deposited twice.
  documents uuid[] NOT NULL CHECK (cardinality(documents) > 0),
  author_ids text[] NOT NULL,
  by_author boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'withdrawal-proposed', 'return-proposed', 'withdrawn', 'returned')),
  reported_at timestamptz NOT NULL,
  deposited_at timestamptz NOT NULL,
  proposed_at timestamptz,
  proposed_by text,
  settled_at timestamptz,
  settled_by text,
  -- The authors were told once more that it waits.
  told_late_at timestamptz,
  -- What was typed, who said it, what each document was before, and where the corrected one is.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK ((state = 'open') = (proposed_by IS NULL)),
  CHECK ((proposed_by IS NULL) = (proposed_at IS NULL)),
  CHECK ((state IN ('withdrawn', 'returned')) = (settled_by IS NOT NULL)),
  CHECK ((settled_by IS NULL) = (settled_at IS NULL)),
  -- Four eyes.
  CHECK (settled_by <> proposed_by)
);
CREATE INDEX misfiling_waiting ON misfiling (reported_at) WHERE state NOT IN ('withdrawn', 'returned');

GRANT SELECT, INSERT ON misfiling TO carnet_server;
GRANT UPDATE (state, proposed_at, proposed_by, settled_at, settled_by, told_late_at, sealed) ON misfiling TO carnet_server;

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'document-supprime', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie',
  'dossier-ferme', 'copie-prete', 'carte-ouverte', 'code-utilise', 'dossiers-reunis', 'dossiers-separes', 'document-ecarte', 'document-retire',
  'document-remis', 'document-corrige'));
