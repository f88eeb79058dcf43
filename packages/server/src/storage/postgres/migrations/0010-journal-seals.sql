-- The journal proves itself: how sure it was who acted, the request each line answers, and a seal a day over the ends of the chains.

ALTER TABLE trace ADD COLUMN authentication text;
ALTER TABLE trace ADD COLUMN request_id text;

-- The text of a seal says everything of it (packages/domain/src/audit/seal.ts). Nothing of a person is in it.
CREATE TABLE trace_seal (
  number bigint PRIMARY KEY,
  text text NOT NULL,
  signature bytea NOT NULL CHECK (length(signature) = 64)
);

-- The end of each chain as one seal covers it. A chain that has not moved since is not sealed again.
CREATE TABLE trace_seal_head (
  dossier_id uuid NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  seal bigint NOT NULL,
  PRIMARY KEY (dossier_id, sequence)
);
CREATE INDEX trace_seal_head_by_seal ON trace_seal_head (seal, dossier_id);

GRANT SELECT, INSERT ON trace_seal, trace_seal_head TO carnet_server;
