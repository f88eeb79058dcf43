-- Keys that the master key wraps and never derives: rotating it touches no index and no content.

-- The system's own keys, wrapped. Made, or taken over from the master key file, when the server first starts.
CREATE TABLE system_key (
  name text PRIMARY KEY CHECK (name IN ('blind-index', 'directory')),
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON system_key TO carnet_server;
