-- Emergency cards: what each person copied of a record to carry. Sealed whole, its token with it; found again by a keyed hash of the token.

CREATE TABLE emergency_card (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  made_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  -- Keyed, under this card's own name; null: nothing on it is behind a code.
  code_hash bytea CHECK (octet_length(code_hash) = 32),
  tries integer NOT NULL CHECK (tries >= 0),
  told_at timestamptz,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, personne)
);
CREATE TABLE emergency_card_directory (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL
);
CREATE INDEX emergency_card_of ON emergency_card_directory (dossier_id, personne);
GRANT SELECT, INSERT, UPDATE, DELETE ON emergency_card TO carnet_server;
GRANT SELECT, INSERT, DELETE ON emergency_card_directory TO carnet_server;

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'document-supprime', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie',
  'dossier-ferme', 'copie-prete', 'carte-ouverte', 'dossiers-reunis', 'dossiers-separes'));
