-- Sign-in of persons: accounts, one-time codes, failures, browser sessions, what the OIDC provider keeps, secrets of the system,
-- and the sandbox's inbox. Holds no health data. Texts about a person are sealed; a login is found by its keyed hash.

CREATE TABLE account (
  personne_id         uuid PRIMARY KEY,
  -- The record this person opens on.
  dossier_id          uuid NOT NULL,
  login_index         bytea NOT NULL UNIQUE CHECK (octet_length(login_index) = 32),
  -- Sealed JSON: login, name, e-mail, year of birth.
  profile             bytea NOT NULL,
  -- PHC string of argon2id.
  password_hash       text NOT NULL,
  password_is_initial boolean NOT NULL,
  password_changed_at timestamptz NOT NULL,
  created_at          timestamptz NOT NULL,
  last_sign_in_at     timestamptz
);
-- Notices go from a record to the persons who open on it.
CREATE INDEX account_dossier ON account (dossier_id);

CREATE TABLE one_time_code (
  purpose    text NOT NULL CHECK (purpose IN ('sign-in', 'recovery')),
  -- Keyed hash of the sign-in or of the login it was sent for.
  subject    bytea NOT NULL,
  -- Keyed hash of subject and code: six digits alone would be found by trying them all.
  code_hash  bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  sent_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries      integer NOT NULL DEFAULT 0,
  used_at    timestamptz,
  PRIMARY KEY (purpose, subject)
);
CREATE INDEX one_time_code_expiry ON one_time_code (expires_at);

CREATE TABLE sign_in_progress (
  uid                 text PRIMARY KEY,
  personne_id         uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  started_at          timestamptz NOT NULL,
  awaits_new_password boolean NOT NULL,
  new_password_hash   text
);
CREATE INDEX sign_in_progress_personne ON sign_in_progress (personne_id);
CREATE INDEX sign_in_progress_age ON sign_in_progress (started_at);

-- Failures that slow the next try down. The key is a keyed hash: neither a login nor an address is kept.
CREATE TABLE attempt (
  key             bytea PRIMARY KEY,
  failures        integer NOT NULL,
  last_failure_at timestamptz NOT NULL,
  refused_until   timestamptz
);
CREATE INDEX attempt_age ON attempt (last_failure_at);

CREATE TABLE web_session (
  -- SHA-256 of 256 random bits: the token itself is in the browser's cookie only.
  token_hash   bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  kind         text NOT NULL CHECK (kind IN ('patient', 'professionnel')),
  -- Set for patients: a recovered password closes every session of the person.
  personne_id  uuid,
  -- Sealed JSON: who, and by what means.
  body         bytea NOT NULL,
  opened_at    timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL
);
CREATE INDEX web_session_personne ON web_session (personne_id) WHERE personne_id IS NOT NULL;
CREATE INDEX web_session_expiry ON web_session (expires_at);

CREATE TABLE oidc_artefact (
  model       text NOT NULL,
  -- SHA-256 of the id: a code or a cookie cannot be read back from the table.
  id_hash     bytea NOT NULL,
  payload     bytea NOT NULL,
  grant_id    text,
  uid         text,
  consumed_at timestamptz,
  expires_at  timestamptz,
  PRIMARY KEY (model, id_hash)
);
CREATE INDEX oidc_artefact_grant ON oidc_artefact (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX oidc_artefact_uid ON oidc_artefact (model, uid) WHERE uid IS NOT NULL;
CREATE INDEX oidc_artefact_expiry ON oidc_artefact (expires_at);

CREATE TABLE system_secret (
  name       text PRIMARY KEY,
  sealed     bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Sandbox only: what the built-in inbox received. The run number keeps the order of arrival when the clock stands still.
CREATE TABLE sandbox_mail (
  number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recipient   text NOT NULL,
  sender      text NOT NULL,
  subject     text NOT NULL,
  body_text   text NOT NULL,
  body_html   text NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX sandbox_mail_recipient ON sandbox_mail (recipient, number DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON account, one_time_code, sign_in_progress, attempt, web_session, oidc_artefact TO carnet_server;
GRANT SELECT, INSERT ON system_secret TO carnet_server;
GRANT SELECT, INSERT, DELETE ON sandbox_mail TO carnet_server;

-- Wakes the job that sends; it polls too, so a lost notification costs a minute and no message.
CREATE FUNCTION wake_outbox() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('carnet_outbox', ''); RETURN NULL; END $$;
CREATE TRIGGER outbox_wakes AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_outbox();
