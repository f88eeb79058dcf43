-- One person, one record, whatever number they are called by: the numbers (IPP) that structures give their patients.

-- OID under which a structure numbers its patients; the sites of one hospital share it.
ALTER TABLE structure ADD COLUMN identifier_authority text;
CREATE INDEX structure_identifier_authority ON structure (identifier_authority) WHERE identifier_authority IS NOT NULL;

-- A look-up that does not know the dossier yet, like ins_directory. The hash is keyed, of the number with its authority. Two records under
-- one number is a hospital's mistake, for a person to settle: nobody is found by it meanwhile.
CREATE TABLE local_identifier_directory (
  identifier_hash bytea NOT NULL CHECK (length(identifier_hash) = 32),
  dossier_id uuid NOT NULL,
  PRIMARY KEY (identifier_hash, dossier_id)
);
CREATE INDEX local_identifier_directory_dossier ON local_identifier_directory (dossier_id);

-- The same, to be read by the person: the number sealed with the dossier's key.
CREATE TABLE local_identifier (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  authority text NOT NULL,
  learned_at timestamptz NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);

GRANT SELECT, INSERT ON local_identifier_directory, local_identifier TO carnet_server;
-- How sure it is that an identity is the person's (RNIV): INSi gave this INS for these traits; somebody held them against an identity document.
-- Every record was opened with a qualified INS so far (ADR 21).
ALTER TABLE dossier ADD COLUMN ins_verified boolean NOT NULL DEFAULT true;
ALTER TABLE dossier ADD COLUMN document_checked boolean NOT NULL DEFAULT true;
CREATE INDEX dossier_not_qualified ON dossier (dossier_id) WHERE NOT (ins_verified AND document_checked);

-- Keyed hash of the five strict traits: two records that share one are the same person twice, or two people nothing but their number tells
-- apart. Records opened before are given theirs when the server starts.
ALTER TABLE dossier ADD COLUMN traits_hash bytea CHECK (length(traits_hash) = 32);
CREATE INDEX dossier_traits_hash ON dossier (traits_hash) WHERE traits_hash IS NOT NULL;
CREATE INDEX dossier_traits_unhashed ON dossier (dossier_id) WHERE traits_hash IS NULL;

-- Two records that somebody looked at, and found to be two people.
CREATE TABLE identity_pair (
  dossier_id uuid NOT NULL,
  other_id uuid NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (dossier_id, other_id),
  CHECK (dossier_id < other_id)
);

GRANT SELECT, INSERT ON identity_pair TO carnet_server;
