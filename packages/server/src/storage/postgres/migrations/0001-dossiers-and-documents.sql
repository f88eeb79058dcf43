-- Dossiers, documents, accesses, traces and notices.
-- Every table with a dossier's data begins its primary key, and every unique index, with dossier_id, and every hot query names it:
-- the same schema runs on one server, on a replicated pair, or sharded by dossier_id.
-- Columns named `sealed` hold what a person typed or is known by, encrypted with the dossier's key; codes, dates and flags that the
-- rules and the counts need stay in clear. Identifiers of professionals and structures are public.

-- Directories: the only look-ups that do not know the dossier yet. Keyed by their own value, holding nothing else, so that they shard apart.

CREATE TABLE ins_directory (
  -- HMAC of the INS and its authority: the matricule itself is nowhere in clear.
  ins_hash bytea PRIMARY KEY CHECK (length(ins_hash) = 32),
  dossier_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('current', 'ancien'))
);

-- A uniqueId is given once for ever, in the whole registry (ITI TF-3 §4.2.3.2.26).
CREATE TABLE unique_id_directory (
  unique_id text PRIMARY KEY,
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL
);

-- Public registers: no dossier, copied whole to every shard.

CREATE TABLE professionnel (
  id text PRIMARY KEY,
  family_name text NOT NULL,
  given_name text NOT NULL,
  profession text NOT NULL,
  specialty text,
  active boolean NOT NULL,
  -- Professional mailbox, where the register gives one.
  email text
);

CREATE TABLE structure (
  id text PRIMARY KEY,
  name text NOT NULL,
  sector text NOT NULL,
  active boolean NOT NULL,
  -- Regulates the calls of a centre 15.
  regulates boolean NOT NULL DEFAULT false
);

-- Which professional works in which structure today.
CREATE TABLE exercice (
  professionnel text NOT NULL REFERENCES professionnel,
  structure text NOT NULL REFERENCES structure,
  PRIMARY KEY (professionnel, structure)
);

CREATE TABLE dossier (
  dossier_id uuid PRIMARY KEY,
  life text NOT NULL CHECK (life IN ('ouvert', 'ferme')),
  opened_at timestamptz NOT NULL,
  titulaire uuid NOT NULL,
  opposes_bris_de_glace boolean NOT NULL DEFAULT false,
  opposes_centre_15 boolean NOT NULL DEFAULT false,
  permits_masked_in_emergency boolean NOT NULL DEFAULT false,
  masks_by_default boolean NOT NULL DEFAULT false,
  -- The dossier's key, wrapped by the master key. Overwriting it destroys everything sealed in this dossier.
  wrapped_key bytea NOT NULL,
  -- INS, former INS, identity traits.
  sealed bytea NOT NULL
);

CREATE TABLE medecin_traitant (
  dossier_id uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  professionnel text NOT NULL,
  PRIMARY KEY (dossier_id, since),
  CHECK (since < until)
);
CREATE UNIQUE INDEX medecin_traitant_current ON medecin_traitant (dossier_id) WHERE until IS NULL;

CREATE TABLE autorisation (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  beneficiaire_kind text NOT NULL CHECK (beneficiaire_kind IN ('professionnel', 'structure')),
  beneficiaire text NOT NULL,
  declared_at timestamptz NOT NULL,
  declared_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (dossier_id, id)
);
CREATE INDEX autorisation_beneficiaire ON autorisation (dossier_id, beneficiaire);

CREATE TABLE blocage (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (dossier_id, professionnel, since)
);

-- That the patient was told once of this professional.
CREATE TABLE first_consultation (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, professionnel)
);

-- That the patient and the médecin traitant were told of this emergency: one row per session, moved forward when another begins under the same name.
CREATE TABLE emergency_told (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('bris_de_glace', 'centre_15')),
  -- Empty for software that keeps no session: then one row for the hours an emergency lasts.
  session text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, professionnel, mode, session)
);

CREATE TABLE submission_set (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  unique_id text NOT NULL,
  source_id text NOT NULL,
  content_type_code text NOT NULL,
  submitted_at timestamptz NOT NULL,
  -- Author, patient, title, comments, content type in full.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);

-- One row per VERSION of an entry's metadata: masking, deprecating or deleting adds a row and never changes one, `is_current` apart.
CREATE TABLE document_entry (
  dossier_id uuid NOT NULL,
  entry_uuid uuid NOT NULL,
  logical_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  is_current boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('Approved', 'Deprecated', 'Archived', 'Deleted')),
  type_code text NOT NULL,
  class_code text NOT NULL,
  format_code text NOT NULL,
  mime_type text NOT NULL,
  facility_code text,
  practice_code text,
  masque_ps boolean NOT NULL,
  invisible_patient boolean NOT NULL,
  invisible_representants boolean NOT NULL,
  depositor text NOT NULL CHECK (depositor IN ('professionnel', 'structure', 'patient', 'assurance-maladie')),
  author_ids text[] NOT NULL,
  author_structures text[] NOT NULL,
  creation_time timestamptz NOT NULL,
  service_start timestamptz NOT NULL,
  service_stop timestamptz,
  deposited_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  submission_set_id uuid NOT NULL,
  unique_id text NOT NULL,
  -- logical_id of the entry this one replaces.
  replaces uuid,
  -- Content address: SHA-256 of the encrypted bytes.
  blob_address bytea NOT NULL CHECK (length(blob_address) = 32),
  -- Clear bytes.
  size bigint NOT NULL CHECK (size >= 0),
  -- Title, comments, authors, patient and source identifiers, hashes, codes in full.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, entry_uuid)
);
CREATE UNIQUE INDEX document_entry_version ON document_entry (dossier_id, logical_id, version);
CREATE UNIQUE INDEX document_entry_current ON document_entry (dossier_id, logical_id) WHERE is_current;
CREATE UNIQUE INDEX document_entry_unique_id ON document_entry (dossier_id, unique_id) WHERE is_current;
CREATE INDEX document_entry_by_service ON document_entry (dossier_id, service_start DESC, logical_id DESC) WHERE is_current;
CREATE INDEX document_entry_by_deposit ON document_entry (dossier_id, deposited_at DESC, logical_id DESC) WHERE is_current;
-- For sweeping orphaned blobs: is this address still pointed to by anybody?
CREATE INDEX document_entry_blob ON document_entry (blob_address);

CREATE TABLE association (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('HasMember', 'RPLC', 'XFRM', 'APND', 'signs')),
  source uuid NOT NULL,
  target uuid NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE INDEX association_source ON association (dossier_id, source);
CREATE INDEX association_target ON association (dossier_id, target);

-- What is no longer new to a person.
CREATE TABLE document_seen (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  logical_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, personne, logical_id)
);

-- The journal: one chain per dossier. `trace_head` is the end of each chain; its row lock orders the traces of one dossier and of no other.
CREATE TABLE trace_head (
  dossier_id uuid PRIMARY KEY,
  sequence bigint NOT NULL,
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

CREATE TABLE trace (
  -- Traces about no existing dossier are chained under sixteen reserved ids, 00000000-0000-0000-0000-00000000000x.
  dossier_id uuid NOT NULL,
  at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('granted', 'refused')),
  rule text CHECK ((rule IS NULL) = (outcome = 'granted')),
  mode text NOT NULL,
  logical_id uuid,
  type_code text,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  profession text,
  structure_id text,
  door text NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  -- Names as they were that day, reason, software, title of the document.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, at, sequence)
) PARTITION BY RANGE (at);
CREATE INDEX trace_actor ON trace (dossier_id, actor_id, at DESC);
-- When a document was last read: only lines of reading are in it, so that deposits do not pay for it.
CREATE INDEX trace_reading ON trace (dossier_id, logical_id, at DESC) WHERE action = 'read-document' AND outcome = 'granted';

-- Makes the partition of the month that holds this moment. Runs as the owner: the server itself may create nothing.
-- Built aside then attached, which lets traces of other months be written meanwhile.
CREATE FUNCTION ensure_trace_partition(moment timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first_day timestamptz := date_trunc('month', moment);
  partition text := 'trace_' || to_char(first_day, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(7230114002);
  -- Read from the table and not by to_regclass, whose cache may be older than the lock.
  IF EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = partition) THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE trace INCLUDING ALL)', partition);
  EXECUTE format('ALTER TABLE trace ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, first_day, first_day + interval '1 month');
END $$;
REVOKE ALL ON FUNCTION ensure_trace_partition(timestamptz) FROM PUBLIC;

CREATE TABLE notice (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15')),
  at timestamptz NOT NULL,
  logical_id uuid,
  read_at timestamptz,
  -- Who it is about, and the reason given.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE INDEX notice_by_time ON notice (dossier_id, at DESC, id DESC);

-- An emergency access is told at once, whatever is preferred of the rest (R.1111-48 CSP): nothing to choose.
CREATE TABLE notice_preference (
  dossier_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces')),
  channel text NOT NULL CHECK (channel IN ('email', 'email-digest', 'app')),
  PRIMARY KEY (dossier_id, kind)
);

-- Messages to send. Written with the notice, sent by a job; says whom and about which kind, never what: an e-mail carries no health data.
CREATE TABLE outbox (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  -- The patient, or the professional who is told with them.
  personne uuid,
  professionnel text,
  kind text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'email-digest')),
  state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, id),
  CHECK ((personne IS NULL) <> (professionnel IS NULL))
);
CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE state = 'pending';

CREATE TABLE health_profile (
  dossier_id uuid PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  sealed bytea NOT NULL
);

-- What the server may do. Metadata versions are never deleted; a trace is written and read, nothing else.
GRANT SELECT, INSERT, UPDATE ON ins_directory, professionnel, structure, dossier, medecin_traitant, autorisation, blocage, trace_head, notice, notice_preference, outbox, health_profile, emergency_told TO carnet_server;
GRANT SELECT, INSERT ON unique_id_directory, submission_set, association, first_consultation, document_seen, trace TO carnet_server;
GRANT SELECT, INSERT, DELETE ON exercice TO carnet_server;
GRANT SELECT, INSERT, UPDATE (is_current) ON document_entry TO carnet_server;
GRANT EXECUTE ON FUNCTION ensure_trace_partition(timestamptz) TO carnet_server;
