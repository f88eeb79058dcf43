-- Those who act for a patient, what a patient keeps from some professionals only, and the people of a structure who are no health professionals.

ALTER TABLE dossier ADD COLUMN masks_reimbursements boolean NOT NULL DEFAULT false;

-- Given by the patient in person to this professional (L.1111-17 IV CSP), and not recorded by a professional.
ALTER TABLE autorisation ADD COLUMN express boolean NOT NULL DEFAULT false;
-- TD0.4, "my patients": the one question asked from the professional's side, across records.
CREATE INDEX autorisation_patients ON autorisation (beneficiaire, dossier_id) WHERE withdrawn_at IS NULL;
CREATE INDEX medecin_traitant_patients ON medecin_traitant (professionnel, dossier_id) WHERE until IS NULL;

-- Given by the patient the rights of the médecin traitant.
CREATE TABLE administrateur (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (dossier_id, professionnel, since),
  CHECK (since < until)
);

CREATE TABLE masquage (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  from_kind text NOT NULL CHECK (from_kind IN ('professionnel', 'profession', 'structure')),
  from_id text NOT NULL,
  what_kind text NOT NULL CHECK (what_kind IN ('document', 'space')),
  what_id text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (dossier_id, id)
);

-- Which records a person may enter: the look-up that does not know the record yet. Says who might, the record says whether and until when.
CREATE TABLE tie_directory (
  personne uuid NOT NULL,
  dossier_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('titulaire', 'representant', 'aidant', 'ayant-droit')),
  PRIMARY KEY (personne, dossier_id, kind)
);

-- Parents, tuteurs, habilitations familiales; curateurs too, who enter nothing and are told why.
CREATE TABLE representation (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  since timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('parent', 'tuteur', 'habilitation_familiale', 'curateur')),
  -- Majority or end of the measure.
  until timestamptz,
  -- When both were told that it had ended.
  end_told_at timestamptz,
  -- Name, reference of the measure.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, personne, since),
  CHECK (since < until)
);
CREATE INDEX representation_ending ON representation (until) WHERE until IS NOT NULL AND end_told_at IS NULL;

-- Invitations to be an aidant, then the share itself once accepted.
CREATE TABLE delegation (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Null until accepted.
  personne uuid,
  categories text[] NOT NULL,
  invited_at timestamptz NOT NULL,
  accepted_at timestamptz,
  until timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text CHECK (ended_by IN ('patient', 'aidant')),
  -- Names, address the invitation went to.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK ((personne IS NULL) = (accepted_at IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX delegation_personne ON delegation (dossier_id, personne);

-- Finds the invitation a code was sent for. Keyed hash: the code itself is nowhere.
CREATE TABLE invitation_directory (
  code_hash bytea PRIMARY KEY CHECK (octet_length(code_hash) = 32),
  dossier_id uuid NOT NULL,
  delegation_id uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE appairage (
  dossier_id uuid NOT NULL,
  service text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  reads text[] NOT NULL,
  writes text[] NOT NULL,
  paired_by text NOT NULL CHECK (paired_by IN ('titulaire', 'representant')),
  PRIMARY KEY (dossier_id, service, since)
);

CREATE TABLE succession (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  reason text NOT NULL CHECK (reason IN ('causes_du_deces', 'memoire_du_defunt', 'faire_valoir_ses_droits')),
  refused_by_deceased boolean NOT NULL,
  PRIMARY KEY (dossier_id, personne, since)
);

-- Who holds a CPE card: public register of the structures, no health data.
CREATE TABLE personnel (
  id text PRIMARY KEY,
  family_name text NOT NULL,
  given_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('secretariat', 'pilotage', 'exploitation')),
  structure text NOT NULL REFERENCES structure,
  active boolean NOT NULL
);
-- The health insurance's own service: writes, never reads.
ALTER TABLE structure ADD COLUMN assurance_maladie boolean NOT NULL DEFAULT false;

-- Acts of a connexion secrète: never read by those who represent the patient (R.1111-50 CSP).
ALTER TABLE trace ADD COLUMN secret boolean NOT NULL DEFAULT false;
ALTER TABLE notice ADD COLUMN secret boolean NOT NULL DEFAULT false;
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'medecin-traitant', 'partage', 'majorite', 'fin-representation'));

GRANT SELECT, INSERT, UPDATE ON administrateur, masquage, delegation, representation, personnel TO carnet_server;
GRANT SELECT, INSERT ON tie_directory, appairage, succession TO carnet_server;
GRANT SELECT, INSERT, DELETE ON invitation_directory TO carnet_server;
