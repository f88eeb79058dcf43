-- Links between what a record holds: of submission sets to what they brought, of folders to documents, of documents to one another.

-- They hold between documents, not between versions of their metadata: an end that is a document is its logical_id.
UPDATE association a SET source = e.logical_id FROM document_entry e WHERE e.dossier_id = a.dossier_id AND e.entry_uuid = a.source;
UPDATE association a SET target = e.logical_id FROM document_entry e WHERE e.dossier_id = a.dossier_id AND e.entry_uuid = a.target;

ALTER TABLE association
  -- HasMember of a submission set only: whether the set brought its member, or names one the record held already.
  ADD COLUMN membership text CHECK (membership IN ('Original', 'Reference')),
  -- HasMember of a set that changed metadata: the version it took the place of.
  ADD COLUMN previous_version integer CHECK (previous_version >= 1),
  -- HasMember of a folder: when the document was put there.
  ADD COLUMN filed_at timestamptz;
UPDATE association SET membership = 'Original' WHERE kind = 'HasMember';
ALTER TABLE association
  ADD CONSTRAINT association_member CHECK ((kind = 'HasMember') = (membership IS NOT NULL OR filed_at IS NOT NULL) AND (membership IS NULL OR filed_at IS NULL)),
  ADD CONSTRAINT association_previous CHECK (previous_version IS NULL OR membership IS NOT NULL);

CREATE INDEX submission_set_by_time ON submission_set (dossier_id, submitted_at DESC, id DESC);

-- A folder has one version: what is added to it is a link.
CREATE TABLE folder (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  unique_id text NOT NULL,
  made_at timestamptz NOT NULL,
  -- Who made it sees it even while they see nothing in it.
  maker_kind text NOT NULL,
  maker_id text NOT NULL,
  -- Title, comments, codes, patient.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE UNIQUE INDEX folder_unique_id ON folder (dossier_id, unique_id);

GRANT SELECT, INSERT ON folder TO carnet_server;
