-- Where each chain begins again once its oldest lines were removed at the end of their retention: the last line removed. Covered by the root of
-- the seal that says so. Written by the operator's command, as the owner: the server removes nothing.
CREATE TABLE trace_removal (
  dossier_id uuid NOT NULL,
  seal bigint NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (dossier_id, seal)
);
CREATE INDEX trace_removal_by_seal ON trace_removal (seal, dossier_id);
