-- Codes a patient shows to a professional (ADR 44). What opens is found by keyed hashes of the QR code's secret and of the code read aloud, one row
-- each in the directory; both are sealed with who made them, so that a page that is loaded again shows the same.

CREATE TABLE share_code (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Who made it, of the patient's side.
  personne uuid NOT NULL,
  made_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  span text NOT NULL CHECK (span IN ('consultation', 'day', 'usual')),
  redeemed_at timestamptz,
  redeemed_by text,
  withdrawn_at timestamptz,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK ((redeemed_at IS NULL) = (redeemed_by IS NULL)),
  CHECK (redeemed_at IS NULL OR withdrawn_at IS NULL)
);
CREATE INDEX share_code_until ON share_code (until);
CREATE TABLE share_code_directory (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  dossier_id uuid NOT NULL,
  id uuid NOT NULL
);
CREATE INDEX share_code_directory_of ON share_code_directory (dossier_id, id);
-- Codes a card tried that were not right, or are being tried now.
CREATE TABLE share_try (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX share_try_of ON share_try (actor, at);
GRANT SELECT, INSERT, UPDATE, DELETE ON share_code TO carnet_server;
GRANT SELECT, INSERT, DELETE ON share_code_directory TO carnet_server;
GRANT SELECT, INSERT, DELETE ON share_try TO carnet_server;

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'document-supprime', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie',
  'dossier-ferme', 'copie-prete', 'carte-ouverte', 'code-utilise', 'dossiers-reunis', 'dossiers-separes'));
