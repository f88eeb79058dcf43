-- Two records of one person become one by a link (ADR 37): nothing of either is moved. Who proposed it, who confirmed it, when it ended.

-- One level deep: the record that stands for another has none that stands for it.
ALTER TABLE dossier
  ADD COLUMN merged_into uuid,
  ADD COLUMN merged_at timestamptz,
  ADD COLUMN absorbed uuid[],
  ADD CONSTRAINT dossier_merged_check CHECK ((merged_into IS NULL) = (merged_at IS NULL) AND (merged_into IS NULL OR absorbed IS NULL));

-- Of the record that stays: what it was proposed to stand for.
CREATE TABLE fusion (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  absorbed_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'merged', 'declined', 'undone')),
  proposed_at timestamptz NOT NULL,
  proposed_by text NOT NULL,
  confirmed_at timestamptz,
  confirmed_by text,
  ended_at timestamptz,
  ended_by text,
  -- Why, as it was typed.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK (dossier_id <> absorbed_id),
  -- Four eyes.
  CHECK (confirmed_by <> proposed_by)
);
CREATE INDEX fusion_absorbed ON fusion (absorbed_id);
CREATE INDEX fusion_proposed ON fusion (proposed_at) WHERE state = 'proposed';

GRANT SELECT, INSERT ON fusion TO carnet_server;
GRANT UPDATE (state, confirmed_at, confirmed_by, ended_at, ended_by, sealed) ON fusion TO carnet_server;

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'document-supprime', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie',
  'dossier-ferme', 'copie-prete', 'dossiers-reunis', 'dossiers-separes'));
