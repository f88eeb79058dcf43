-- Services that patients pair with their record (ADR 31). The register is public and says nothing of any record.

CREATE TABLE service (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
  state text NOT NULL CHECK (state IN ('EN_LIGNE', 'SUSPENDUE', 'DEREFERENCEE')),
  -- Goes up when what it asks for changes: whoever paired an earlier one is asked to agree again.
  version integer NOT NULL,
  version_since timestamptz NOT NULL,
  -- Name, publisher, purposes.
  described jsonb NOT NULL,
  -- OAuth metadata (RFC 7591). No secret: services prove themselves by PKCE or by a key of their own.
  client jsonb NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON service TO carnet_server;

ALTER TABLE appairage ADD COLUMN purposes text[] NOT NULL DEFAULT '{}';
ALTER TABLE appairage ADD COLUMN version integer NOT NULL DEFAULT 1;
-- OAuth authorisations that live by it: ids, which open nothing.
ALTER TABLE appairage ADD COLUMN grants text[] NOT NULL DEFAULT '{}';
ALTER TABLE appairage ADD COLUMN ended_at timestamptz;
GRANT UPDATE ON appairage TO carnet_server;
