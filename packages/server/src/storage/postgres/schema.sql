-- The schema after every migration, for reading. Generated: change a migration, never this file.

CREATE TABLE access_report (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  actor_id text NOT NULL,
  secret boolean NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT access_report_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT access_report_state_check CHECK ((state = ANY (ARRAY['received'::text, 'examining'::text, 'answered'::text])))
);
CREATE INDEX access_report_answered ON public.access_report USING btree (at DESC) WHERE (state = 'answered'::text);
CREATE INDEX access_report_awaiting ON public.access_report USING btree (due_at) WHERE (state <> 'answered'::text);
GRANT INSERT, SELECT, UPDATE (state) ON access_report TO carnet_server;

CREATE TABLE access_report_step (
  dossier_id uuid NOT NULL,
  report_id uuid NOT NULL,
  number integer NOT NULL,
  at timestamp with time zone NOT NULL,
  step text NOT NULL,
  conclusion text,
  by text NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT access_report_step_pkey PRIMARY KEY (dossier_id, report_id, number),
  CONSTRAINT access_report_step_check CHECK (((step = 'answered'::text) = (conclusion IS NOT NULL))),
  CONSTRAINT access_report_step_conclusion_check CHECK ((conclusion = ANY (ARRAY['legitimate'::text, 'not-legitimate'::text, 'sent-on'::text]))),
  CONSTRAINT access_report_step_step_check CHECK ((step = ANY (ARRAY['examined'::text, 'note'::text, 'answered'::text])))
);
GRANT INSERT, SELECT ON access_report_step TO carnet_server;

CREATE TABLE account (
  personne_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  login_index bytea NOT NULL,
  profile bytea NOT NULL,
  password_hash text NOT NULL,
  password_is_initial boolean NOT NULL,
  password_changed_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_sign_in_at timestamp with time zone,
  CONSTRAINT account_login_index_key UNIQUE (login_index),
  CONSTRAINT account_pkey PRIMARY KEY (personne_id),
  CONSTRAINT account_login_index_check CHECK ((octet_length(login_index) = 32))
);
CREATE INDEX account_dossier ON public.account USING btree (dossier_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON account TO carnet_server;

CREATE TABLE administrateur (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT administrateur_pkey PRIMARY KEY (dossier_id, professionnel, since),
  CONSTRAINT administrateur_check CHECK ((since < until))
);
CREATE INDEX administrateur_patients ON public.administrateur USING btree (professionnel, dossier_id) WHERE (until IS NULL);
GRANT INSERT, SELECT, UPDATE ON administrateur TO carnet_server;

CREATE TABLE appairage (
  dossier_id uuid NOT NULL,
  service text NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  reads text[] NOT NULL,
  writes text[] NOT NULL,
  paired_by text NOT NULL,
  purposes text[] NOT NULL DEFAULT '{}'::text[],
  version integer NOT NULL DEFAULT 1,
  grants text[] NOT NULL DEFAULT '{}'::text[],
  ended_at timestamp with time zone,
  CONSTRAINT appairage_pkey PRIMARY KEY (dossier_id, service, since),
  CONSTRAINT appairage_paired_by_check CHECK ((paired_by = ANY (ARRAY['titulaire'::text, 'representant'::text])))
);
GRANT INSERT, SELECT, UPDATE ON appairage TO carnet_server;

CREATE TABLE arrangement (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT arrangement_pkey PRIMARY KEY (dossier_id, personne)
);
GRANT INSERT, SELECT, UPDATE ON arrangement TO carnet_server;

CREATE TABLE association (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  source uuid NOT NULL,
  target uuid NOT NULL,
  membership text,
  previous_version integer,
  filed_at timestamp with time zone,
  CONSTRAINT association_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT association_kind_check CHECK ((kind = ANY (ARRAY['HasMember'::text, 'RPLC'::text, 'XFRM'::text, 'APND'::text, 'signs'::text]))),
  CONSTRAINT association_member CHECK ((((kind = 'HasMember'::text) = ((membership IS NOT NULL) OR (filed_at IS NOT NULL))) AND ((membership IS NULL) OR (filed_at IS NULL)))),
  CONSTRAINT association_membership_check CHECK ((membership = ANY (ARRAY['Original'::text, 'Reference'::text]))),
  CONSTRAINT association_previous CHECK (((previous_version IS NULL) OR (membership IS NOT NULL))),
  CONSTRAINT association_previous_version_check CHECK ((previous_version >= 1))
);
CREATE INDEX association_source ON public.association USING btree (dossier_id, source);
CREATE INDEX association_target ON public.association USING btree (dossier_id, target);
GRANT INSERT, SELECT ON association TO carnet_server;

CREATE TABLE assure (
  dossier_id uuid NOT NULL,
  wrapped_key bytea,
  regime text NOT NULL,
  known_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  rights_opened_on date,
  rights_closed_on date,
  CONSTRAINT assure_pkey PRIMARY KEY (dossier_id)
);
CREATE INDEX assure_waiting ON public.assure USING btree (dossier_id) WHERE (wrapped_key IS NOT NULL);
GRANT INSERT, SELECT, UPDATE ON assure TO carnet_server;

CREATE TABLE assure_directory (
  ins_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT assure_directory_pkey PRIMARY KEY (ins_hash),
  CONSTRAINT assure_directory_ins_hash_check CHECK ((length(ins_hash) = 32))
);
CREATE INDEX assure_directory_dossier ON public.assure_directory USING btree (dossier_id);
GRANT INSERT, SELECT ON assure_directory TO carnet_server;

CREATE TABLE attempt (
  key bytea NOT NULL,
  failures integer NOT NULL,
  last_failure_at timestamp with time zone NOT NULL,
  refused_until timestamp with time zone,
  told_until timestamp with time zone,
  CONSTRAINT attempt_pkey PRIMARY KEY (key)
);
CREATE INDEX attempt_age ON public.attempt USING btree (last_failure_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON attempt TO carnet_server;

CREATE TABLE autorisation (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  beneficiaire_kind text NOT NULL,
  beneficiaire text NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  declared_by text,
  expires_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  express boolean NOT NULL DEFAULT false,
  secret boolean NOT NULL DEFAULT false,
  given_by uuid,
  sealed bytea,
  CONSTRAINT autorisation_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT autorisation_beneficiaire_kind_check CHECK ((beneficiaire_kind = ANY (ARRAY['professionnel'::text, 'structure'::text]))),
  CONSTRAINT autorisation_declared CHECK (((sealed IS NULL) = (declared_by IS NOT NULL)))
);
CREATE INDEX autorisation_beneficiaire ON public.autorisation USING btree (dossier_id, beneficiaire);
CREATE INDEX autorisation_patients ON public.autorisation USING btree (beneficiaire, dossier_id) WHERE (withdrawn_at IS NULL);
GRANT INSERT, SELECT, UPDATE ON autorisation TO carnet_server;

CREATE TABLE blocage (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT blocage_pkey PRIMARY KEY (dossier_id, professionnel, since)
);
GRANT INSERT, SELECT, UPDATE ON blocage TO carnet_server;

CREATE TABLE clinical_content (
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  reader smallint NOT NULL,
  tags bytea[] NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT clinical_content_pkey PRIMARY KEY (dossier_id, logical_id)
);
GRANT INSERT, SELECT, UPDATE ON clinical_content TO carnet_server;

CREATE TABLE closing (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  reopened_at timestamp with time zone,
  motive text NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT closing_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT closing_check CHECK ((at <= reopened_at)),
  CONSTRAINT closing_motive_check CHECK ((motive = 'demande-patient'::text))
);
CREATE UNIQUE INDEX closing_current ON public.closing USING btree (dossier_id) WHERE (reopened_at IS NULL);
GRANT INSERT, SELECT, UPDATE (reopened_at) ON closing TO carnet_server;

CREATE TABLE contact_details (
  dossier_id uuid NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT contact_details_pkey PRIMARY KEY (dossier_id)
);
GRANT INSERT, SELECT, UPDATE ON contact_details TO carnet_server;

CREATE TABLE delegation (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  personne uuid,
  categories text[] NOT NULL,
  invited_at timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  until timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  ended_by text,
  sealed bytea NOT NULL,
  temporary boolean NOT NULL DEFAULT false,
  invitation_expires_at timestamp with time zone NOT NULL,
  CONSTRAINT delegation_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT delegation_check CHECK (((personne IS NULL) = (accepted_at IS NULL))),
  CONSTRAINT delegation_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT delegation_ended_by_check CHECK ((ended_by = ANY (ARRAY['patient'::text, 'aidant'::text])))
);
CREATE INDEX delegation_personne ON public.delegation USING btree (dossier_id, personne);
GRANT INSERT, SELECT, UPDATE ON delegation TO carnet_server;

CREATE TABLE destruction_certificate (
  dossier_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT destruction_certificate_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT destruction_certificate_signature_check CHECK ((length(signature) = 64))
);

CREATE TABLE document_content (
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  mark bytea NOT NULL,
  door text,
  shared boolean NOT NULL,
  CONSTRAINT document_content_pkey PRIMARY KEY (dossier_id, logical_id),
  CONSTRAINT document_content_mark_check CHECK ((length(mark) = 32))
);
CREATE INDEX document_content_mark ON public.document_content USING btree (dossier_id, mark);
CREATE INDEX document_content_shared ON public.document_content USING btree (dossier_id, logical_id) WHERE shared;
GRANT INSERT, SELECT, UPDATE (shared) ON document_content TO carnet_server;

CREATE TABLE document_entry (
  dossier_id uuid NOT NULL,
  entry_uuid uuid NOT NULL,
  logical_id uuid NOT NULL,
  version integer NOT NULL,
  is_current boolean NOT NULL,
  status text NOT NULL,
  type_code text NOT NULL,
  class_code text NOT NULL,
  format_code text NOT NULL,
  mime_type text NOT NULL,
  facility_code text,
  practice_code text,
  masque_ps boolean NOT NULL,
  invisible_patient boolean NOT NULL,
  invisible_representants boolean NOT NULL,
  depositor text NOT NULL,
  author_ids text[] NOT NULL,
  author_structures text[] NOT NULL,
  creation_time timestamp with time zone NOT NULL,
  service_start timestamp with time zone NOT NULL,
  service_stop timestamp with time zone,
  deposited_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  submission_set_id uuid NOT NULL,
  unique_id text NOT NULL,
  replaces uuid,
  blob_address bytea NOT NULL,
  size bigint NOT NULL,
  sealed bytea NOT NULL,
  journal_sequence bigint NOT NULL,
  CONSTRAINT document_entry_pkey PRIMARY KEY (dossier_id, entry_uuid),
  CONSTRAINT document_entry_blob_address_check CHECK ((length(blob_address) = 32)),
  CONSTRAINT document_entry_depositor_check CHECK ((depositor = ANY (ARRAY['professionnel'::text, 'structure'::text, 'patient'::text, 'assurance-maladie'::text]))),
  CONSTRAINT document_entry_size_check CHECK ((size >= 0)),
  CONSTRAINT document_entry_status_check CHECK ((status = ANY (ARRAY['Approved'::text, 'Deprecated'::text, 'Archived'::text, 'Deleted'::text]))),
  CONSTRAINT document_entry_version_check CHECK ((version >= 1))
);
CREATE INDEX document_entry_awaiting ON public.document_entry USING btree (deposited_at) WHERE (is_current AND invisible_patient AND (status <> 'Deleted'::text));
CREATE INDEX document_entry_blob ON public.document_entry USING btree (blob_address);
CREATE INDEX document_entry_by_change ON public.document_entry USING btree (dossier_id, journal_sequence, logical_id) WHERE is_current;
CREATE INDEX document_entry_by_deposit ON public.document_entry USING btree (dossier_id, deposited_at DESC, logical_id DESC) WHERE is_current;
CREATE INDEX document_entry_by_service ON public.document_entry USING btree (dossier_id, service_start DESC, logical_id DESC) WHERE is_current;
CREATE UNIQUE INDEX document_entry_current ON public.document_entry USING btree (dossier_id, logical_id) WHERE is_current;
CREATE INDEX document_entry_many_authors ON public.document_entry USING btree (dossier_id) WHERE (is_current AND (cardinality(author_ids) > 8));
CREATE INDEX document_entry_totals ON public.document_entry USING btree (dossier_id, status, type_code) INCLUDE (masque_ps, invisible_patient, invisible_representants, depositor, logical_id, author_ids) WHERE (is_current AND (cardinality(author_ids) <= 8));
CREATE UNIQUE INDEX document_entry_unique_id ON public.document_entry USING btree (dossier_id, unique_id) WHERE is_current;
CREATE UNIQUE INDEX document_entry_version ON public.document_entry USING btree (dossier_id, logical_id, version);
GRANT INSERT, SELECT, UPDATE (is_current) ON document_entry TO carnet_server;

CREATE TABLE document_receipt (
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  door text NOT NULL,
  sender_kind text NOT NULL,
  sender_id text NOT NULL,
  secret boolean NOT NULL,
  CONSTRAINT document_receipt_pkey PRIMARY KEY (dossier_id, logical_id, id)
);
GRANT INSERT, SELECT ON document_receipt TO carnet_server;

CREATE TABLE document_seen (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  logical_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT document_seen_pkey PRIMARY KEY (dossier_id, personne, logical_id)
);
GRANT INSERT, SELECT ON document_seen TO carnet_server;

CREATE TABLE dossier (
  dossier_id uuid NOT NULL,
  life text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  titulaire uuid NOT NULL,
  opposes_bris_de_glace boolean NOT NULL DEFAULT false,
  opposes_centre_15 boolean NOT NULL DEFAULT false,
  permits_masked_in_emergency boolean NOT NULL DEFAULT false,
  masks_by_default boolean NOT NULL DEFAULT false,
  wrapped_key bytea,
  sealed bytea NOT NULL,
  masks_reimbursements boolean NOT NULL DEFAULT false,
  traits_listed boolean NOT NULL DEFAULT false,
  contents_marked boolean NOT NULL DEFAULT true,
  ins_verified boolean NOT NULL DEFAULT true,
  document_checked boolean NOT NULL DEFAULT true,
  traits_hash bytea,
  merged_into uuid,
  merged_at timestamp with time zone,
  absorbed uuid[],
  CONSTRAINT dossier_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT dossier_life_check CHECK ((life = ANY (ARRAY['ouvert'::text, 'ferme'::text]))),
  CONSTRAINT dossier_merged_check CHECK ((((merged_into IS NULL) = (merged_at IS NULL)) AND ((merged_into IS NULL) OR (absorbed IS NULL)))),
  CONSTRAINT dossier_traits_hash_check CHECK ((length(traits_hash) = 32))
);
CREATE INDEX dossier_contents_unmarked ON public.dossier USING btree (dossier_id) WHERE (NOT contents_marked);
CREATE INDEX dossier_not_qualified ON public.dossier USING btree (dossier_id) WHERE (NOT (ins_verified AND document_checked));
CREATE INDEX dossier_traits_hash ON public.dossier USING btree (traits_hash) WHERE (traits_hash IS NOT NULL);
CREATE INDEX dossier_traits_unhashed ON public.dossier USING btree (dossier_id) WHERE (traits_hash IS NULL);
CREATE INDEX dossier_traits_unlisted ON public.dossier USING btree (dossier_id) WHERE (NOT traits_listed);
GRANT INSERT, SELECT, UPDATE ON dossier TO carnet_server;

CREATE TABLE emergency_card (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  code_hash bytea,
  tries integer NOT NULL,
  told_at timestamp with time zone,
  sealed bytea NOT NULL,
  CONSTRAINT emergency_card_pkey PRIMARY KEY (dossier_id, personne),
  CONSTRAINT emergency_card_code_hash_check CHECK ((octet_length(code_hash) = 32)),
  CONSTRAINT emergency_card_tries_check CHECK ((tries >= 0))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON emergency_card TO carnet_server;

CREATE TABLE emergency_card_directory (
  token_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  CONSTRAINT emergency_card_directory_pkey PRIMARY KEY (token_hash),
  CONSTRAINT emergency_card_directory_token_hash_check CHECK ((octet_length(token_hash) = 32))
);
CREATE INDEX emergency_card_of ON public.emergency_card_directory USING btree (dossier_id, personne);
GRANT DELETE, INSERT, SELECT ON emergency_card_directory TO carnet_server;

CREATE TABLE emergency_told (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  mode text NOT NULL,
  session text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT emergency_told_pkey PRIMARY KEY (dossier_id, professionnel, mode, session),
  CONSTRAINT emergency_told_mode_check CHECK ((mode = ANY (ARRAY['bris_de_glace'::text, 'centre_15'::text])))
);
GRANT INSERT, SELECT, UPDATE ON emergency_told TO carnet_server;

CREATE TABLE exercice (
  professionnel text NOT NULL,
  structure text NOT NULL,
  CONSTRAINT exercice_pkey PRIMARY KEY (professionnel, structure),
  CONSTRAINT exercice_professionnel_fkey FOREIGN KEY (professionnel) REFERENCES professionnel(id),
  CONSTRAINT exercice_structure_fkey FOREIGN KEY (structure) REFERENCES structure(id)
);
GRANT DELETE, INSERT, SELECT ON exercice TO carnet_server;

CREATE TABLE first_consultation (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  at timestamp with time zone NOT NULL,
  told_openly boolean NOT NULL DEFAULT true,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT first_consultation_pkey PRIMARY KEY (dossier_id, professionnel)
);
GRANT INSERT, SELECT, UPDATE (told_openly, last_at) ON first_consultation TO carnet_server;

CREATE TABLE folder (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  unique_id text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  maker_kind text NOT NULL,
  maker_id text NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT folder_pkey PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX folder_unique_id ON public.folder USING btree (dossier_id, unique_id);
GRANT INSERT, SELECT ON folder TO carnet_server;

CREATE TABLE fusion (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  absorbed_id uuid NOT NULL,
  state text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  proposed_by text NOT NULL,
  confirmed_at timestamp with time zone,
  confirmed_by text,
  ended_at timestamp with time zone,
  ended_by text,
  sealed bytea NOT NULL,
  CONSTRAINT fusion_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT fusion_check CHECK ((dossier_id <> absorbed_id)),
  CONSTRAINT fusion_check1 CHECK ((confirmed_by <> proposed_by)),
  CONSTRAINT fusion_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'merged'::text, 'declined'::text, 'undone'::text])))
);
CREATE INDEX fusion_absorbed ON public.fusion USING btree (absorbed_id);
CREATE INDEX fusion_proposed ON public.fusion USING btree (proposed_at) WHERE (state = 'proposed'::text);
GRANT INSERT, SELECT, UPDATE (state, confirmed_at, confirmed_by, ended_at, ended_by, sealed) ON fusion TO carnet_server;

CREATE TABLE habilitation_cell (
  matrix uuid NOT NULL,
  profession text NOT NULL,
  type_code text NOT NULL,
  allowed boolean NOT NULL,
  origin text NOT NULL,
  CONSTRAINT habilitation_cell_pkey PRIMARY KEY (matrix, profession, type_code),
  CONSTRAINT habilitation_cell_matrix_fkey FOREIGN KEY (matrix) REFERENCES habilitation_matrix(id),
  CONSTRAINT habilitation_cell_origin_check CHECK ((origin = ANY (ARRAY['sourced'::text, 'prudent'::text])))
);
GRANT INSERT, SELECT ON habilitation_cell TO carnet_server;

CREATE TABLE habilitation_matrix (
  id uuid NOT NULL,
  sequence bigint NOT NULL,
  from_day date NOT NULL,
  withdrawn boolean NOT NULL,
  source text NOT NULL,
  decided_by text,
  decided_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT habilitation_matrix_sequence_key UNIQUE (sequence),
  CONSTRAINT habilitation_matrix_pkey PRIMARY KEY (id)
);
GRANT INSERT, SELECT ON habilitation_matrix TO carnet_server;

CREATE TABLE health_profile (
  dossier_id uuid NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT health_profile_pkey PRIMARY KEY (dossier_id)
);
GRANT INSERT, SELECT, UPDATE ON health_profile TO carnet_server;

CREATE TABLE identity_pair (
  dossier_id uuid NOT NULL,
  other_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  CONSTRAINT identity_pair_pkey PRIMARY KEY (dossier_id, other_id),
  CONSTRAINT identity_pair_check CHECK ((dossier_id < other_id))
);
GRANT INSERT, SELECT ON identity_pair TO carnet_server;

CREATE TABLE ins_directory (
  ins_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  status text NOT NULL,
  CONSTRAINT ins_directory_pkey PRIMARY KEY (ins_hash),
  CONSTRAINT ins_directory_ins_hash_check CHECK ((length(ins_hash) = 32)),
  CONSTRAINT ins_directory_status_check CHECK ((status = ANY (ARRAY['current'::text, 'ancien'::text])))
);
GRANT INSERT, SELECT, UPDATE ON ins_directory TO carnet_server;

CREATE TABLE intake (
  insurer text NOT NULL,
  name text NOT NULL,
  begun_at timestamp with time zone NOT NULL,
  touched_at timestamp with time zone NOT NULL,
  finished boolean NOT NULL DEFAULT false,
  through bigint NOT NULL DEFAULT 0,
  digest bytea,
  added bigint NOT NULL DEFAULT 0,
  corrected bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  unchanged bigint NOT NULL DEFAULT 0,
  outside bigint NOT NULL DEFAULT 0,
  insured bigint NOT NULL DEFAULT 0,
  treating bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  CONSTRAINT intake_pkey PRIMARY KEY (insurer, name),
  CONSTRAINT intake_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT intake_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE INDEX intake_by_date ON public.intake USING btree (begun_at DESC);
GRANT INSERT, SELECT, UPDATE ON intake TO carnet_server;

CREATE TABLE intake_reject (
  insurer text NOT NULL,
  name text NOT NULL,
  number integer NOT NULL,
  line bigint NOT NULL,
  field text NOT NULL,
  rule text NOT NULL,
  expected text,
  CONSTRAINT intake_reject_pkey PRIMARY KEY (insurer, name, number)
);
GRANT INSERT, SELECT ON intake_reject TO carnet_server;

CREATE TABLE invitation_directory (
  code_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  delegation_id uuid NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT invitation_directory_pkey PRIMARY KEY (code_hash),
  CONSTRAINT invitation_directory_code_hash_check CHECK ((octet_length(code_hash) = 32))
);
CREATE INDEX invitation_of_delegation ON public.invitation_directory USING btree (dossier_id, delegation_id);
GRANT DELETE, INSERT, SELECT ON invitation_directory TO carnet_server;

CREATE TABLE local_identifier (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  authority text NOT NULL,
  learned_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT local_identifier_pkey PRIMARY KEY (dossier_id, id)
);
GRANT INSERT, SELECT ON local_identifier TO carnet_server;

CREATE TABLE local_identifier_directory (
  identifier_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT local_identifier_directory_pkey PRIMARY KEY (identifier_hash, dossier_id),
  CONSTRAINT local_identifier_directory_identifier_hash_check CHECK ((length(identifier_hash) = 32))
);
CREATE INDEX local_identifier_directory_dossier ON public.local_identifier_directory USING btree (dossier_id);
GRANT INSERT, SELECT ON local_identifier_directory TO carnet_server;

CREATE TABLE lookup_miss (
  kind text NOT NULL,
  id text NOT NULL,
  matricule_hash bytea NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT lookup_miss_pkey PRIMARY KEY (kind, id, matricule_hash),
  CONSTRAINT lookup_miss_kind_check CHECK ((kind = ANY (ARRAY['card'::text, 'structure'::text]))),
  CONSTRAINT lookup_miss_matricule_hash_check CHECK ((octet_length(matricule_hash) = 32))
);
CREATE INDEX lookup_miss_age ON public.lookup_miss USING btree (at);
GRANT DELETE, INSERT, SELECT, UPDATE ON lookup_miss TO carnet_server;

CREATE TABLE lookup_stop (
  kind text NOT NULL,
  id text NOT NULL,
  at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  misses integer NOT NULL,
  lifted_at timestamp with time zone,
  lifted_by text,
  sealed bytea,
  CONSTRAINT lookup_stop_pkey PRIMARY KEY (kind, id, at),
  CONSTRAINT lookup_stop_check CHECK ((at < until)),
  CONSTRAINT lookup_stop_check1 CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (sealed IS NULL)))),
  CONSTRAINT lookup_stop_kind_check CHECK ((kind = ANY (ARRAY['card'::text, 'structure'::text])))
);
CREATE INDEX lookup_stop_latest ON public.lookup_stop USING btree (at DESC);
GRANT INSERT, SELECT, UPDATE ON lookup_stop TO carnet_server;

CREATE TABLE masquage (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  from_kind text NOT NULL,
  from_id text NOT NULL,
  what_kind text NOT NULL,
  what_id text NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT masquage_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT masquage_from_kind_check CHECK ((from_kind = ANY (ARRAY['professionnel'::text, 'profession'::text, 'structure'::text]))),
  CONSTRAINT masquage_what_kind_check CHECK ((what_kind = ANY (ARRAY['document'::text, 'space'::text])))
);
CREATE UNIQUE INDEX masquage_current ON public.masquage USING btree (dossier_id, from_kind, from_id, what_kind, what_id) WHERE (until IS NULL);
GRANT INSERT, SELECT, UPDATE ON masquage TO carnet_server;

CREATE TABLE measure (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  tag bytea NOT NULL,
  mark bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT measure_pkey PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX measure_mark ON public.measure USING btree (dossier_id, mark);
CREATE INDEX measure_of_kind ON public.measure USING btree (dossier_id, tag, made_at DESC, id);
GRANT DELETE, INSERT, SELECT, UPDATE ON measure TO carnet_server;

CREATE TABLE measure_device (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  mark bytea NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT measure_device_pkey PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX measure_device_mark ON public.measure_device USING btree (dossier_id, mark);
GRANT INSERT, SELECT, UPDATE ON measure_device TO carnet_server;

CREATE TABLE measure_settings (
  dossier_id uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT measure_settings_pkey PRIMARY KEY (dossier_id)
);
GRANT INSERT, SELECT, UPDATE ON measure_settings TO carnet_server;

CREATE TABLE medecin_traitant (
  dossier_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  professionnel text NOT NULL,
  CONSTRAINT medecin_traitant_pkey PRIMARY KEY (dossier_id, since),
  CONSTRAINT medecin_traitant_check CHECK ((since < until))
);
CREATE UNIQUE INDEX medecin_traitant_current ON public.medecin_traitant USING btree (dossier_id) WHERE (until IS NULL);
CREATE INDEX medecin_traitant_patients ON public.medecin_traitant USING btree (professionnel, dossier_id) WHERE (until IS NULL);
GRANT INSERT, SELECT, UPDATE ON medecin_traitant TO carnet_server;

CREATE TABLE misfiling (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  documents uuid[] NOT NULL,
  author_ids text[] NOT NULL,
  by_author boolean NOT NULL,
  state text NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  deposited_at timestamp with time zone NOT NULL,
  proposed_at timestamp with time zone,
  proposed_by text,
  settled_at timestamp with time zone,
  settled_by text,
  told_late_at timestamp with time zone,
  sealed bytea NOT NULL,
  CONSTRAINT misfiling_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT misfiling_check CHECK (((state = 'open'::text) = (proposed_by IS NULL))),
  CONSTRAINT misfiling_check1 CHECK (((proposed_by IS NULL) = (proposed_at IS NULL))),
  CONSTRAINT misfiling_check2 CHECK (((state = ANY (ARRAY['withdrawn'::text, 'returned'::text])) = (settled_by IS NOT NULL))),
  CONSTRAINT misfiling_check3 CHECK (((settled_by IS NULL) = (settled_at IS NULL))),
  CONSTRAINT misfiling_check4 CHECK ((settled_by <> proposed_by)),
  CONSTRAINT misfiling_documents_check CHECK ((cardinality(documents) > 0)),
  CONSTRAINT misfiling_state_check CHECK ((state = ANY (ARRAY['open'::text, 'withdrawal-proposed'::text, 'return-proposed'::text, 'withdrawn'::text, 'returned'::text])))
);
CREATE INDEX misfiling_waiting ON public.misfiling USING btree (reported_at) WHERE (state <> ALL (ARRAY['withdrawn'::text, 'returned'::text]));
GRANT INSERT, SELECT, UPDATE (state, proposed_at, proposed_by, settled_at, settled_by, told_late_at, sealed) ON misfiling TO carnet_server;

CREATE TABLE notice (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  logical_id uuid,
  read_at timestamp with time zone,
  sealed bytea NOT NULL,
  secret boolean NOT NULL DEFAULT false,
  CONSTRAINT notice_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT notice_kind_check CHECK ((kind = ANY (ARRAY['dossier-cree'::text, 'document-nouveau'::text, 'premier-acces'::text, 'bris-de-glace'::text, 'centre-15'::text, 'document-annonce'::text, 'document-supprime'::text, 'medecin-traitant'::text, 'partage'::text, 'majorite'::text, 'fin-representation'::text, 'signalement-repondu'::text, 'acces-injustifie'::text, 'dossier-ferme'::text, 'copie-prete'::text, 'carte-ouverte'::text, 'code-utilise'::text, 'dossiers-reunis'::text, 'dossiers-separes'::text, 'document-ecarte'::text, 'document-retire'::text, 'document-remis'::text, 'document-corrige'::text])))
);
CREATE INDEX notice_by_time ON public.notice USING btree (dossier_id, at DESC, id DESC);
GRANT INSERT, SELECT, UPDATE ON notice TO carnet_server;

CREATE TABLE notice_preference (
  dossier_id uuid NOT NULL,
  kind text NOT NULL,
  personne uuid NOT NULL,
  email text NOT NULL,
  push boolean NOT NULL,
  CONSTRAINT notice_preference_pkey PRIMARY KEY (dossier_id, personne, kind),
  CONSTRAINT notice_preference_email_check CHECK ((email = ANY (ARRAY['now'::text, 'daily'::text, 'weekly'::text, 'off'::text]))),
  CONSTRAINT notice_preference_kind_check CHECK ((kind = ANY (ARRAY['dossier-cree'::text, 'document-nouveau'::text, 'premier-acces'::text])))
);
GRANT INSERT, SELECT, UPDATE ON notice_preference TO carnet_server;

CREATE TABLE oidc_artefact (
  model text NOT NULL,
  id_hash bytea NOT NULL,
  payload bytea NOT NULL,
  grant_id text,
  uid text,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT oidc_artefact_pkey PRIMARY KEY (model, id_hash)
);
CREATE INDEX oidc_artefact_expiry ON public.oidc_artefact USING btree (expires_at);
CREATE INDEX oidc_artefact_grant ON public.oidc_artefact USING btree (grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX oidc_artefact_uid ON public.oidc_artefact USING btree (model, uid) WHERE (uid IS NOT NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON oidc_artefact TO carnet_server;

CREATE TABLE one_time_code (
  purpose text NOT NULL,
  subject bytea NOT NULL,
  code_hash bytea NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at timestamp with time zone,
  CONSTRAINT one_time_code_pkey PRIMARY KEY (purpose, subject),
  CONSTRAINT one_time_code_code_hash_check CHECK ((octet_length(code_hash) = 32)),
  CONSTRAINT one_time_code_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'recovery'::text, 'opening'::text])))
);
CREATE INDEX one_time_code_expiry ON public.one_time_code USING btree (expires_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON one_time_code TO carnet_server;

CREATE TABLE opening_information (
  dossier_id uuid NOT NULL,
  channel text NOT NULL,
  written_at timestamp with time zone NOT NULL,
  informed_at timestamp with time zone,
  opens_on date,
  ended_at timestamp with time zone,
  outcome text,
  sealed bytea NOT NULL,
  CONSTRAINT opening_information_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT opening_information_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'letter'::text, 'none'::text]))),
  CONSTRAINT opening_information_check CHECK (((informed_at IS NULL) = (opens_on IS NULL))),
  CONSTRAINT opening_information_check1 CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT opening_information_outcome_check CHECK ((outcome = ANY (ARRAY['opened'::text, 'opposed'::text, 'set-aside'::text])))
);
CREATE INDEX opening_due ON public.opening_information USING btree (opens_on, dossier_id) WHERE (ended_at IS NULL);
CREATE INDEX opening_letters ON public.opening_information USING btree (informed_at) WHERE ((channel = 'letter'::text) AND (ended_at IS NULL));
GRANT INSERT, SELECT, UPDATE ON opening_information TO carnet_server;

CREATE TABLE opposition (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  means text NOT NULL,
  lifted_at timestamp with time zone,
  sealed bytea NOT NULL,
  CONSTRAINT opposition_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT opposition_check CHECK ((at <= lifted_at)),
  CONSTRAINT opposition_means_check CHECK ((means = ANY (ARRAY['en-ligne'::text, 'courrier'::text, 'guichet'::text, 'telephone'::text])))
);
CREATE UNIQUE INDEX opposition_current ON public.opposition USING btree (dossier_id) WHERE (lifted_at IS NULL);
GRANT INSERT, SELECT, UPDATE ON opposition TO carnet_server;

CREATE TABLE opposition_code (
  code_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT opposition_code_pkey PRIMARY KEY (code_hash),
  CONSTRAINT opposition_code_code_hash_check CHECK ((length(code_hash) = 32))
);
CREATE INDEX opposition_code_dossier ON public.opposition_code USING btree (dossier_id);
GRANT DELETE, INSERT, SELECT ON opposition_code TO carnet_server;

CREATE TABLE outbox (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  personne uuid,
  professionnel text,
  kind text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  timing text NOT NULL,
  device bytea,
  batch uuid,
  failure text,
  urgent boolean NOT NULL GENERATED ALWAYS AS ((kind = ANY (ARRAY['bris-de-glace'::text, 'centre-15'::text]))) STORED,
  CONSTRAINT outbox_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT outbox_addressee_check CHECK ((num_nonnulls(personne, professionnel) =
CASE
    WHEN (kind = 'ouverture-a-venir'::text) THEN 0
    ELSE 1
END)),
  CONSTRAINT outbox_channel_check CHECK (((channel = ANY (ARRAY['email'::text, 'push'::text])) AND ((channel = 'push'::text) = (device IS NOT NULL)))),
  CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text, 'dropped'::text]))),
  CONSTRAINT outbox_timing_check CHECK ((timing = ANY (ARRAY['now'::text, 'daily'::text, 'weekly'::text])))
);
CREATE INDEX outbox_due ON public.outbox USING btree (urgent DESC, next_attempt_at) WHERE (state = 'pending'::text);
CREATE INDEX outbox_failed ON public.outbox USING btree (created_at) WHERE (state = 'failed'::text);
CREATE INDEX outbox_of_personne ON public.outbox USING btree (personne, next_attempt_at) WHERE (state = 'pending'::text);
GRANT INSERT, SELECT, UPDATE ON outbox TO carnet_server;

CREATE TABLE passkey (
  id uuid NOT NULL,
  personne_id uuid NOT NULL,
  credential_hash bytea NOT NULL,
  sealed bytea NOT NULL,
  counter bigint NOT NULL,
  added_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  CONSTRAINT passkey_credential_hash_key UNIQUE (credential_hash),
  CONSTRAINT passkey_pkey PRIMARY KEY (id),
  CONSTRAINT passkey_personne_id_fkey FOREIGN KEY (personne_id) REFERENCES account(personne_id) ON DELETE CASCADE,
  CONSTRAINT passkey_credential_hash_check CHECK ((octet_length(credential_hash) = 32))
);
CREATE INDEX passkey_personne ON public.passkey USING btree (personne_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON passkey TO carnet_server;

CREATE TABLE personnel (
  id text NOT NULL,
  role text NOT NULL,
  structure text NOT NULL,
  active boolean NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT personnel_pkey PRIMARY KEY (id),
  CONSTRAINT personnel_structure_fkey FOREIGN KEY (structure) REFERENCES structure(id),
  CONSTRAINT personnel_role_check CHECK ((role = ANY (ARRAY['secretariat'::text, 'pilotage'::text, 'exploitation'::text, 'controle'::text, 'guichet'::text])))
);
GRANT INSERT, SELECT, UPDATE ON personnel TO carnet_server;

CREATE TABLE policy_change (
  id uuid NOT NULL,
  sequence bigint NOT NULL,
  key text NOT NULL,
  value jsonb,
  from_day date NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT policy_change_sequence_key UNIQUE (sequence),
  CONSTRAINT policy_change_pkey PRIMARY KEY (id)
);
GRANT INSERT, SELECT ON policy_change TO carnet_server;

CREATE TABLE professionnel (
  id text NOT NULL,
  family_name text NOT NULL,
  given_name text NOT NULL,
  profession text NOT NULL,
  specialty text,
  active boolean NOT NULL,
  email text,
  CONSTRAINT professionnel_pkey PRIMARY KEY (id)
);
CREATE INDEX professionnel_words ON public.professionnel USING gin (to_tsvector('simple'::regconfig, search_words(((family_name || ' '::text) || given_name)))) WHERE active;
GRANT INSERT, SELECT, UPDATE ON professionnel TO carnet_server;

CREATE TABLE push_device (
  id bytea NOT NULL,
  personne uuid NOT NULL,
  sealed bytea NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT push_device_pkey PRIMARY KEY (id),
  CONSTRAINT push_device_id_check CHECK ((octet_length(id) = 32))
);
CREATE INDEX push_device_of_personne ON public.push_device USING btree (personne);
GRANT DELETE, INSERT, SELECT, UPDATE ON push_device TO carnet_server;

CREATE TABLE quiet_hours (
  personne uuid NOT NULL,
  starts smallint,
  ends smallint,
  CONSTRAINT quiet_hours_pkey PRIMARY KEY (personne),
  CONSTRAINT quiet_hours_check CHECK (((starts IS NULL) = (ends IS NULL))),
  CONSTRAINT quiet_hours_ends_check CHECK (((ends >= 0) AND (ends <= 1439))),
  CONSTRAINT quiet_hours_starts_check CHECK (((starts >= 0) AND (starts <= 1439)))
);
GRANT INSERT, SELECT, UPDATE ON quiet_hours TO carnet_server;

CREATE TABLE rattachement (
  dossier_id uuid NOT NULL,
  assure uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT rattachement_pkey PRIMARY KEY (dossier_id, assure, since),
  CONSTRAINT rattachement_check CHECK ((since < until))
);
CREATE INDEX rattachement_assure ON public.rattachement USING btree (assure) WHERE (until IS NULL);
CREATE UNIQUE INDEX rattachement_current ON public.rattachement USING btree (dossier_id, assure) WHERE (until IS NULL);
GRANT INSERT, SELECT, UPDATE ON rattachement TO carnet_server;

CREATE TABLE record_export (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  personne uuid NOT NULL,
  state text NOT NULL,
  failure text,
  asked_at timestamp with time zone NOT NULL,
  next_attempt_at timestamp with time zone NOT NULL,
  attempt uuid,
  attempts integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  total integer,
  ready_at timestamp with time zone,
  until timestamp with time zone,
  bytes bigint,
  sealed bytea NOT NULL,
  CONSTRAINT record_export_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT record_export_failure_check CHECK ((failure = ANY (ARRAY['rights'::text, 'error'::text]))),
  CONSTRAINT record_export_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'ready'::text, 'failed'::text, 'expired'::text])))
);
CREATE INDEX record_export_due ON public.record_export USING btree (next_attempt_at) WHERE (state = 'asked'::text);
CREATE INDEX record_export_of ON public.record_export USING btree (personne);
CREATE UNIQUE INDEX record_export_one ON public.record_export USING btree (dossier_id, personne);
GRANT DELETE, INSERT, SELECT, UPDATE ON record_export TO carnet_server;

CREATE TABLE record_export_piece (
  dossier_id uuid NOT NULL,
  export_id uuid NOT NULL,
  attempt uuid NOT NULL,
  number integer NOT NULL,
  blob_address bytea NOT NULL,
  sha256 bytea NOT NULL,
  size integer NOT NULL,
  CONSTRAINT record_export_piece_pkey PRIMARY KEY (dossier_id, export_id, attempt, number),
  CONSTRAINT record_export_piece_dossier_id_export_id_fkey FOREIGN KEY (dossier_id, export_id) REFERENCES record_export(dossier_id, id) ON DELETE CASCADE
);
CREATE INDEX record_export_piece_address ON public.record_export_piece USING btree (blob_address);
GRANT DELETE, INSERT, SELECT ON record_export_piece TO carnet_server;

CREATE TABLE record_upload (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  personne uuid NOT NULL,
  begun_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  size integer NOT NULL,
  received integer NOT NULL DEFAULT 0,
  hidden boolean NOT NULL,
  logical_id uuid,
  CONSTRAINT record_upload_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT record_upload_check CHECK (((received >= 0) AND (received <= size))),
  CONSTRAINT record_upload_size_check CHECK ((size > 0))
);
CREATE INDEX record_upload_due ON public.record_upload USING btree (until);
CREATE INDEX record_upload_of ON public.record_upload USING btree (personne, begun_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON record_upload TO carnet_server;

CREATE TABLE record_upload_part (
  dossier_id uuid NOT NULL,
  upload_id uuid NOT NULL,
  number integer NOT NULL,
  blob_address bytea NOT NULL,
  size integer NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT record_upload_part_pkey PRIMARY KEY (dossier_id, upload_id, number),
  CONSTRAINT record_upload_part_dossier_id_upload_id_fkey FOREIGN KEY (dossier_id, upload_id) REFERENCES record_upload(dossier_id, id) ON DELETE CASCADE
);
CREATE INDEX record_upload_part_address ON public.record_upload_part USING btree (blob_address);
GRANT DELETE, INSERT, SELECT, UPDATE ON record_upload_part TO carnet_server;

CREATE TABLE refused_deposit (
  structure text NOT NULL,
  hour timestamp with time zone NOT NULL,
  mark bytea NOT NULL,
  id uuid NOT NULL,
  first_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  times integer NOT NULL,
  door text NOT NULL,
  code text NOT NULL,
  rules text[] NOT NULL,
  actor_kind text,
  actor_id text,
  sealed bytea,
  CONSTRAINT refused_deposit_pkey PRIMARY KEY (structure, hour, mark),
  CONSTRAINT refused_deposit_check CHECK ((((actor_kind IS NULL) = (sealed IS NULL)) AND ((actor_id IS NULL) = (sealed IS NULL)))),
  CONSTRAINT refused_deposit_mark_check CHECK ((octet_length(mark) = 32)),
  CONSTRAINT refused_deposit_times_check CHECK ((times > 0))
);
CREATE INDEX refused_deposit_age ON public.refused_deposit USING btree (first_at);
CREATE INDEX refused_deposit_by_time ON public.refused_deposit USING btree (structure, first_at DESC, id DESC);
GRANT DELETE, INSERT, SELECT, UPDATE ON refused_deposit TO carnet_server;

CREATE TABLE reimbursement_document (
  dossier_id uuid NOT NULL,
  logical_id uuid,
  due_since timestamp with time zone,
  insurer text NOT NULL,
  CONSTRAINT reimbursement_document_pkey PRIMARY KEY (dossier_id)
);
CREATE INDEX reimbursement_document_due ON public.reimbursement_document USING btree (due_since) WHERE (due_since IS NOT NULL);
GRANT INSERT, SELECT, UPDATE ON reimbursement_document TO carnet_server;

CREATE TABLE reimbursement_month (
  dossier_id uuid NOT NULL,
  month date NOT NULL,
  oldest date NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT reimbursement_month_pkey PRIMARY KEY (dossier_id, month),
  CONSTRAINT reimbursement_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX reimbursement_month_oldest ON public.reimbursement_month USING btree (oldest);
GRANT DELETE, INSERT, SELECT, UPDATE ON reimbursement_month TO carnet_server;

CREATE TABLE reminder_answers (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT reminder_answers_pkey PRIMARY KEY (dossier_id, personne)
);
GRANT INSERT, SELECT, UPDATE ON reminder_answers TO carnet_server;

CREATE TABLE representation (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  kind text NOT NULL,
  until timestamp with time zone,
  end_told_at timestamp with time zone,
  sealed bytea NOT NULL,
  CONSTRAINT representation_pkey PRIMARY KEY (dossier_id, personne, since),
  CONSTRAINT representation_check CHECK ((since < until)),
  CONSTRAINT representation_kind_check CHECK ((kind = ANY (ARRAY['parent'::text, 'tuteur'::text, 'habilitation_familiale'::text, 'curateur'::text])))
);
CREATE INDEX representation_ending ON public.representation USING btree (until) WHERE ((until IS NOT NULL) AND (end_told_at IS NULL));
GRANT INSERT, SELECT, UPDATE ON representation TO carnet_server;

CREATE TABLE residents_line (
  round uuid NOT NULL,
  line integer NOT NULL,
  outcome text NOT NULL,
  CONSTRAINT residents_line_pkey PRIMARY KEY (round, line),
  CONSTRAINT residents_line_round_fkey FOREIGN KEY (round) REFERENCES residents_round(id),
  CONSTRAINT residents_line_line_check CHECK ((line > 0)),
  CONSTRAINT residents_line_outcome_check CHECK ((outcome = ANY (ARRAY['opened'::text, 'known'::text, 'refused'::text, 'not-asked'::text, 'unknown'::text, 'regime'::text, 'closed'::text, 'not-agreed'::text])))
);
GRANT INSERT, SELECT, UPDATE ON residents_line TO carnet_server;

CREATE TABLE residents_round (
  id uuid NOT NULL,
  structure text NOT NULL,
  at timestamp with time zone NOT NULL,
  total integer NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT residents_round_pkey PRIMARY KEY (id),
  CONSTRAINT residents_round_structure_fkey FOREIGN KEY (structure) REFERENCES structure(id),
  CONSTRAINT residents_round_total_check CHECK ((total > 0))
);
CREATE INDEX residents_round_structure ON public.residents_round USING btree (structure, at DESC);
GRANT INSERT, SELECT ON residents_round TO carnet_server;

CREATE TABLE sandbox_mail (
  number bigint NOT NULL,
  received_at timestamp with time zone NOT NULL,
  id uuid NOT NULL,
  recipient_index bytea NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT sandbox_mail_pkey PRIMARY KEY (number),
  CONSTRAINT sandbox_mail_recipient_index_check CHECK ((octet_length(recipient_index) = 32))
);
CREATE INDEX sandbox_mail_recipient ON public.sandbox_mail USING btree (recipient_index, number DESC);
GRANT DELETE, INSERT, SELECT ON sandbox_mail TO carnet_server;

CREATE TABLE schema_migration (
  number integer NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT schema_migration_pkey PRIMARY KEY (number)
);
GRANT SELECT ON schema_migration TO carnet_server;

CREATE TABLE service (
  id text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  version_since timestamp with time zone NOT NULL,
  described jsonb NOT NULL,
  client jsonb NOT NULL,
  CONSTRAINT service_pkey PRIMARY KEY (id),
  CONSTRAINT service_id_check CHECK (((length(id) >= 1) AND (length(id) <= 64))),
  CONSTRAINT service_state_check CHECK ((state = ANY (ARRAY['EN_LIGNE'::text, 'SUSPENDUE'::text, 'DEREFERENCEE'::text])))
);
GRANT INSERT, SELECT, UPDATE ON service TO carnet_server;

CREATE TABLE share_code (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  personne uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  span text NOT NULL,
  redeemed_at timestamp with time zone,
  redeemed_by text,
  withdrawn_at timestamp with time zone,
  sealed bytea NOT NULL,
  CONSTRAINT share_code_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT share_code_check CHECK (((redeemed_at IS NULL) = (redeemed_by IS NULL))),
  CONSTRAINT share_code_check1 CHECK (((redeemed_at IS NULL) OR (withdrawn_at IS NULL))),
  CONSTRAINT share_code_span_check CHECK ((span = ANY (ARRAY['consultation'::text, 'day'::text, 'usual'::text])))
);
CREATE INDEX share_code_until ON public.share_code USING btree (until);
GRANT DELETE, INSERT, SELECT, UPDATE ON share_code TO carnet_server;

CREATE TABLE share_code_directory (
  hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT share_code_directory_pkey PRIMARY KEY (hash),
  CONSTRAINT share_code_directory_hash_check CHECK ((octet_length(hash) = 32))
);
CREATE INDEX share_code_directory_of ON public.share_code_directory USING btree (dossier_id, id);
GRANT DELETE, INSERT, SELECT ON share_code_directory TO carnet_server;

CREATE TABLE share_try (
  id bigint NOT NULL,
  actor text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT share_try_pkey PRIMARY KEY (id)
);
CREATE INDEX share_try_of ON public.share_try USING btree (actor, at);
GRANT DELETE, INSERT, SELECT ON share_try TO carnet_server;

CREATE TABLE sign_in_progress (
  uid text NOT NULL,
  personne_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  awaits_new_password boolean NOT NULL,
  new_password_hash text,
  CONSTRAINT sign_in_progress_pkey PRIMARY KEY (uid),
  CONSTRAINT sign_in_progress_personne_id_fkey FOREIGN KEY (personne_id) REFERENCES account(personne_id) ON DELETE CASCADE
);
CREATE INDEX sign_in_progress_age ON public.sign_in_progress USING btree (started_at);
CREATE INDEX sign_in_progress_personne ON public.sign_in_progress USING btree (personne_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_progress TO carnet_server;

CREATE TABLE soap_message (
  mark bytea NOT NULL,
  until timestamp with time zone NOT NULL,
  CONSTRAINT soap_message_pkey PRIMARY KEY (mark),
  CONSTRAINT soap_message_mark_check CHECK ((octet_length(mark) = 32))
);
CREATE INDEX soap_message_age ON public.soap_message USING btree (until);
GRANT DELETE, INSERT, SELECT ON soap_message TO carnet_server;

CREATE TABLE structure (
  id text NOT NULL,
  name text NOT NULL,
  sector text NOT NULL,
  active boolean NOT NULL,
  regulates boolean NOT NULL DEFAULT false,
  assurance_maladie boolean NOT NULL DEFAULT false,
  legal_entity text,
  identifier_authority text,
  CONSTRAINT structure_pkey PRIMARY KEY (id)
);
CREATE INDEX structure_identifier_authority ON public.structure USING btree (identifier_authority) WHERE (identifier_authority IS NOT NULL);
CREATE INDEX structure_words ON public.structure USING gin (to_tsvector('simple'::regconfig, search_words(name))) WHERE (active AND (NOT assurance_maladie));
GRANT INSERT, SELECT, UPDATE ON structure TO carnet_server;

CREATE TABLE submission_set (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  unique_id text NOT NULL,
  source_id text NOT NULL,
  content_type_code text NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT submission_set_pkey PRIMARY KEY (dossier_id, id)
);
CREATE INDEX submission_set_by_time ON public.submission_set USING btree (dossier_id, submitted_at DESC, id DESC);
CREATE INDEX submission_set_by_unique_id ON public.submission_set USING btree (dossier_id, unique_id);
GRANT INSERT, SELECT ON submission_set TO carnet_server;

CREATE TABLE subscription (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  topic text NOT NULL,
  owner_kind text NOT NULL,
  owner text NOT NULL,
  structure text,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  numbered integer NOT NULL DEFAULT 0,
  sealed bytea NOT NULL,
  CONSTRAINT subscription_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT subscription_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['professionnel'::text, 'service-tiers'::text]))),
  CONSTRAINT subscription_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'active'::text, 'error'::text, 'off'::text]))),
  CONSTRAINT subscription_topic_check CHECK ((topic = ANY (ARRAY['document-new'::text, 'document-released'::text])))
);
GRANT INSERT, SELECT, UPDATE ON subscription TO carnet_server;

CREATE TABLE subscription_event (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  subscription_id uuid NOT NULL,
  logical_id uuid,
  at timestamp with time zone NOT NULL,
  number integer,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamp with time zone NOT NULL,
  CONSTRAINT subscription_event_dossier_id_subscription_id_number_key UNIQUE (dossier_id, subscription_id, number),
  CONSTRAINT subscription_event_pkey PRIMARY KEY (dossier_id, id),
  CONSTRAINT subscription_event_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX subscription_event_due ON public.subscription_event USING btree (next_attempt_at) WHERE (state = 'pending'::text);
GRANT DELETE, INSERT, SELECT, UPDATE ON subscription_event TO carnet_server;

CREATE TABLE succession (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  reason text NOT NULL,
  refused_by_deceased boolean NOT NULL,
  id uuid NOT NULL,
  sealed bytea NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT succession_pkey PRIMARY KEY (dossier_id, personne, since),
  CONSTRAINT succession_reason_check CHECK ((reason = ANY (ARRAY['causes_du_deces'::text, 'memoire_du_defunt'::text, 'faire_valoir_ses_droits'::text])))
);
CREATE UNIQUE INDEX succession_id ON public.succession USING btree (dossier_id, id);
GRANT INSERT, SELECT, UPDATE (sealed, ended_at) ON succession TO carnet_server;

CREATE TABLE system_key (
  name text NOT NULL,
  wrapped bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT system_key_pkey PRIMARY KEY (name),
  CONSTRAINT system_key_name_check CHECK ((name = ANY (ARRAY['blind-index'::text, 'directory'::text])))
);
GRANT INSERT, SELECT ON system_key TO carnet_server;

CREATE TABLE system_secret (
  name text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT system_secret_pkey PRIMARY KEY (name)
);
GRANT INSERT, SELECT ON system_secret TO carnet_server;

CREATE TABLE tie_directory (
  personne uuid NOT NULL,
  dossier_id uuid NOT NULL,
  kind text NOT NULL,
  CONSTRAINT tie_directory_pkey PRIMARY KEY (personne, dossier_id, kind),
  CONSTRAINT tie_directory_kind_check CHECK ((kind = ANY (ARRAY['titulaire'::text, 'representant'::text, 'aidant'::text, 'ayant-droit'::text])))
);
GRANT INSERT, SELECT ON tie_directory TO carnet_server;

CREATE TABLE trace (
  dossier_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  sequence bigint NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL,
  rule text,
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
  sealed bytea NOT NULL,
  secret boolean NOT NULL DEFAULT false,
  authentication text,
  request_id text,
  CONSTRAINT trace_pkey PRIMARY KEY (dossier_id, at, sequence),
  CONSTRAINT trace_check CHECK (((rule IS NULL) = (outcome = 'granted'::text))),
  CONSTRAINT trace_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'refused'::text])))
) PARTITION BY RANGE (at);
CREATE INDEX trace_actor ON ONLY public.trace USING btree (dossier_id, actor_id, at DESC);
CREATE INDEX trace_consulting ON ONLY public.trace USING btree (actor_id, at) WHERE (action = ANY (ARRAY['list-documents'::text, 'read-document'::text]));
CREATE INDEX trace_consulting_at ON ONLY public.trace USING btree (at) INCLUDE (actor_id, actor_kind) WHERE (action = ANY (ARRAY['list-documents'::text, 'read-document'::text]));
CREATE INDEX trace_deposits ON ONLY public.trace USING btree (structure_id, at DESC) WHERE ((action = 'deposit'::text) AND (outcome = 'granted'::text));
CREATE INDEX trace_reading ON ONLY public.trace USING btree (dossier_id, logical_id, at DESC) WHERE ((action = 'read-document'::text) AND (outcome = 'granted'::text));
GRANT INSERT, SELECT ON trace TO carnet_server;

CREATE TABLE trace_head (
  dossier_id uuid NOT NULL,
  sequence bigint NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT trace_head_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT trace_head_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT trace_head_previous_hash_check CHECK ((length(previous_hash) = 32))
);
GRANT INSERT, SELECT, UPDATE ON trace_head TO carnet_server;

CREATE TABLE trace_removal (
  dossier_id uuid NOT NULL,
  seal bigint NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT trace_removal_pkey PRIMARY KEY (dossier_id, seal),
  CONSTRAINT trace_removal_hash_check CHECK ((length(hash) = 32))
);
CREATE INDEX trace_removal_by_seal ON public.trace_removal USING btree (seal, dossier_id);

CREATE TABLE trace_seal (
  number bigint NOT NULL,
  text text NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT trace_seal_pkey PRIMARY KEY (number),
  CONSTRAINT trace_seal_signature_check CHECK ((length(signature) = 64))
);
GRANT INSERT, SELECT ON trace_seal TO carnet_server;

CREATE TABLE trace_seal_head (
  dossier_id uuid NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL,
  seal bigint NOT NULL,
  CONSTRAINT trace_seal_head_pkey PRIMARY KEY (dossier_id, sequence),
  CONSTRAINT trace_seal_head_hash_check CHECK ((length(hash) = 32))
);
CREATE INDEX trace_seal_head_by_seal ON public.trace_seal_head USING btree (seal, dossier_id);
GRANT INSERT, SELECT ON trace_seal_head TO carnet_server;

CREATE TABLE trait_directory (
  trait_hash bytea NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT trait_directory_pkey PRIMARY KEY (trait_hash, dossier_id),
  CONSTRAINT trait_directory_trait_hash_check CHECK ((length(trait_hash) = 32))
);
CREATE INDEX trait_directory_dossier ON public.trait_directory USING btree (dossier_id);
GRANT INSERT, SELECT ON trait_directory TO carnet_server;

CREATE TABLE unique_id_directory (
  unique_id text NOT NULL,
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  received bytea,
  CONSTRAINT unique_id_directory_pkey PRIMARY KEY (unique_id),
  CONSTRAINT unique_id_directory_received_check CHECK ((length(received) = 32))
);
GRANT INSERT, SELECT ON unique_id_directory TO carnet_server;

CREATE TABLE watch_day (
  kind text NOT NULL,
  id text NOT NULL,
  day date NOT NULL,
  structure_id text,
  profession text,
  records integer NOT NULL,
  emergencies integer NOT NULL,
  hours integer[] NOT NULL,
  score integer NOT NULL,
  signals jsonb NOT NULL,
  listed boolean NOT NULL,
  reviewed_at timestamp with time zone,
  reviewed_by text,
  reviewed_score integer,
  conclusion text,
  sealed bytea,
  CONSTRAINT watch_day_pkey PRIMARY KEY (kind, id, day),
  CONSTRAINT watch_day_check CHECK ((((reviewed_at IS NULL) = (conclusion IS NULL)) AND ((reviewed_at IS NULL) = (sealed IS NULL)) AND ((reviewed_at IS NULL) = (reviewed_by IS NULL)))),
  CONSTRAINT watch_day_conclusion_check CHECK ((conclusion = ANY (ARRAY['legitimate'::text, 'not-legitimate'::text, 'sent-on'::text]))),
  CONSTRAINT watch_day_hours_check CHECK ((cardinality(hours) = 24)),
  CONSTRAINT watch_day_kind_check CHECK ((kind = ANY (ARRAY['professionnel'::text, 'structure'::text])))
);
CREATE INDEX watch_day_listed ON public.watch_day USING btree (score DESC, day DESC, id) WHERE listed;
CREATE INDEX watch_day_of_structure ON public.watch_day USING btree (structure_id, day) WHERE (kind = 'professionnel'::text);
GRANT INSERT, SELECT, UPDATE ON watch_day TO carnet_server;

CREATE TABLE watch_progress (
  one boolean NOT NULL DEFAULT true,
  seen_until timestamp with time zone NOT NULL,
  CONSTRAINT watch_progress_pkey PRIMARY KEY (one),
  CONSTRAINT watch_progress_one_check CHECK (one)
);
GRANT SELECT, UPDATE ON watch_progress TO carnet_server;

CREATE TABLE watch_record (
  dossier_id uuid NOT NULL,
  professionnel text NOT NULL,
  day date NOT NULL,
  first_at timestamp with time zone NOT NULL,
  consultations integer NOT NULL,
  emergency boolean NOT NULL,
  same_name boolean NOT NULL,
  care boolean NOT NULL,
  secret boolean NOT NULL,
  CONSTRAINT watch_record_pkey PRIMARY KEY (dossier_id, professionnel, day)
);
CREATE INDEX watch_record_of_day ON public.watch_record USING btree (professionnel, day);
GRANT DELETE, INSERT, SELECT, UPDATE ON watch_record TO carnet_server;

CREATE TABLE web_session (
  token_hash bytea NOT NULL,
  kind text NOT NULL,
  personne_id uuid,
  body bytea NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone NOT NULL,
  connect_subject bytea,
  connect_sid bytea,
  CONSTRAINT web_session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT web_session_check CHECK (((connect_sid IS NULL) OR (connect_subject IS NOT NULL))),
  CONSTRAINT web_session_connect_sid_check CHECK ((octet_length(connect_sid) = 32)),
  CONSTRAINT web_session_connect_subject_check CHECK ((octet_length(connect_subject) = 32)),
  CONSTRAINT web_session_kind_check CHECK ((kind = ANY (ARRAY['patient'::text, 'professionnel'::text]))),
  CONSTRAINT web_session_token_hash_check CHECK ((octet_length(token_hash) = 32))
);
CREATE INDEX web_session_connect_sid ON public.web_session USING btree (connect_sid) WHERE (connect_sid IS NOT NULL);
CREATE INDEX web_session_connect_subject ON public.web_session USING btree (connect_subject) WHERE (connect_subject IS NOT NULL);
CREATE INDEX web_session_expiry ON public.web_session USING btree (expires_at);
CREATE INDEX web_session_personne ON public.web_session USING btree (personne_id) WHERE (personne_id IS NOT NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON web_session TO carnet_server;

CREATE OR REPLACE FUNCTION public.drop_former_history(of_dossier uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  WITH gone AS (
    DELETE FROM document_entry e USING reimbursement_document d
    WHERE e.dossier_id = of_dossier AND d.dossier_id = e.dossier_id AND e.logical_id = d.logical_id
      AND NOT e.is_current AND e.depositor = 'assurance-maladie' AND e.type_code = 'REMB'
    RETURNING e.dossier_id, e.unique_id
  )
  DELETE FROM unique_id_directory u USING gone
  WHERE u.unique_id = gone.unique_id AND u.dossier_id = gone.dossier_id
    AND NOT EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = gone.dossier_id AND e.unique_id = gone.unique_id AND e.is_current)
$function$
;

CREATE OR REPLACE FUNCTION public.ensure_trace_partition(moment timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
AS $function$
DECLARE
  first_day timestamptz := date_trunc('month', moment);
  partition text := 'trace_' || to_char(first_day, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(7230114002);
  -- Read from the table and not by to_regclass, whose cache may be older than the lock.
  IF EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = partition) THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE trace INCLUDING ALL)', partition);
  EXECUTE format('ALTER TABLE trace ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, first_day, first_day + interval '1 month');
END $function$
;

CREATE OR REPLACE FUNCTION public.note_journal_sequence()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  NEW.journal_sequence := coalesce(NEW.journal_sequence, (SELECT h.sequence FROM trace_head h WHERE h.dossier_id = NEW.dossier_id), 0);
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.search_words(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(NORMALIZE(name, NFD)), '[\u0300-\u036f]+'::text, ''::text, 'g'::text), '[œŒ]'::text, 'oe'::text, 'g'::text), '[æÆ]'::text, 'ae'::text, 'g'::text), '[^a-z0-9]+'::text, ' '::text, 'g'::text)
;

CREATE OR REPLACE FUNCTION public.tell_law_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_notify('carnet_law', '');
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.wake_outbox()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN PERFORM pg_notify('carnet_outbox', ''); RETURN NULL; END $function$
;

CREATE OR REPLACE FUNCTION public.wake_subscriptions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN PERFORM pg_notify('carnet_subscriptions', ''); RETURN NULL; END $function$
;

GRANT EXECUTE ON FUNCTION drop_former_history(uuid) TO carnet_server;

GRANT EXECUTE ON FUNCTION ensure_trace_partition(timestamp with time zone) TO carnet_server;

GRANT EXECUTE ON FUNCTION note_journal_sequence() TO PUBLIC;

GRANT EXECUTE ON FUNCTION search_words(text) TO PUBLIC;

GRANT EXECUTE ON FUNCTION tell_law_changed() TO PUBLIC;

GRANT EXECUTE ON FUNCTION wake_outbox() TO PUBLIC;

GRANT EXECUTE ON FUNCTION wake_subscriptions() TO PUBLIC;
