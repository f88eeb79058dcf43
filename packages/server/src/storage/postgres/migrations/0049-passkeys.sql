-- Passkeys: another way to sign in, of an account that has its password and its codes too.

CREATE TABLE passkey (
  id              uuid PRIMARY KEY,
  personne_id     uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  -- Keyed hash of what the authenticator calls it.
  credential_hash bytea NOT NULL UNIQUE CHECK (octet_length(credential_hash) = 32),
  -- Sealed JSON: its name, what the authenticator calls it and its owner, the public key.
  sealed          bytea NOT NULL,
  -- What the authenticator counted up to; one that does not count says 0.
  counter         bigint NOT NULL,
  added_at        timestamptz NOT NULL,
  last_used_at    timestamptz
);
CREATE INDEX passkey_personne ON passkey (personne_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey TO carnet_server;
