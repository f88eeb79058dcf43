-- Keeping a record from its opening to its closing (TD1.1 to TD1.4), and finding one by traits (TD0.5).

-- How the person is reached and who is said to stand for them: administrative data, sealed with the dossier's key.
CREATE TABLE contact_details (
  dossier_id uuid PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  sealed bytea NOT NULL
);

-- Each closing, kept when the record is reopened. The record is kept ten years after the one that holds (L.1111-18 CSP).
CREATE TABLE closing (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  reopened_at timestamptz,
  motive text NOT NULL CHECK (motive IN ('demande-patient')),
  -- Who closed it, and the free text of why.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK (at <= reopened_at)
);
CREATE UNIQUE INDEX closing_current ON closing (dossier_id) WHERE reopened_at IS NULL;

-- A look-up that does not know the dossier yet, like ins_directory. Each hash is keyed, and of a family name with a whole birth date:
-- names alone, counted, would tell which are the common ones.
CREATE TABLE trait_directory (
  trait_hash bytea NOT NULL CHECK (length(trait_hash) = 32),
  dossier_id uuid NOT NULL,
  PRIMARY KEY (trait_hash, dossier_id)
);
CREATE INDEX trait_directory_dossier ON trait_directory (dossier_id);

-- Records opened before this directory are entered in it when the server starts.
ALTER TABLE dossier ADD COLUMN traits_listed boolean NOT NULL DEFAULT false;
CREATE INDEX dossier_traits_unlisted ON dossier (dossier_id) WHERE NOT traits_listed;

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie', 'dossier-ferme'));

GRANT SELECT, INSERT, UPDATE ON contact_details TO carnet_server;
GRANT SELECT, INSERT, UPDATE (reopened_at) ON closing TO carnet_server;
GRANT SELECT, INSERT ON trait_directory TO carnet_server;
