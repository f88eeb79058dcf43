-- The key of a record can be destroyed, with proof of it.

-- Null: destroyed. Nothing that was sealed in this record opens any more.
ALTER TABLE dossier ALTER COLUMN wrapped_key DROP NOT NULL;

-- Written with the destruction, by whoever may do it: the database's owner, never the server's own role.
CREATE TABLE destruction_certificate (
  dossier_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  -- The text of the certificate: when, by whom, why, how many documents, the digest of the key.
  sealed bytea NOT NULL,
  -- Ed25519 of that text, by the key that signs the journal.
  signature bytea NOT NULL CHECK (length(signature) = 64)
);
