-- Documents of one record that hold the same content are one line for people (N1), whatever uniqueId each came under.

CREATE TABLE document_content (
  dossier_id uuid NOT NULL,
  logical_id uuid NOT NULL,
  -- Keyed hash of the content, with a key of this record's own: of two records it tells nothing.
  mark bytea NOT NULL CHECK (length(mark) = 32),
  -- By which it came, as in the journal; absent: before this was kept.
  door text,
  -- Another document of the record has this content too. Few do, and lists read those only.
  shared boolean NOT NULL,
  PRIMARY KEY (dossier_id, logical_id)
);
CREATE INDEX document_content_mark ON document_content (dossier_id, mark);
CREATE INDEX document_content_shared ON document_content (dossier_id, logical_id) WHERE shared;

-- Records of before are marked one after the other by a running server; those made since are marked as they fill.
ALTER TABLE dossier ADD COLUMN contents_marked boolean NOT NULL DEFAULT false;
ALTER TABLE dossier ALTER COLUMN contents_marked SET DEFAULT true;
CREATE INDEX dossier_contents_unmarked ON dossier (dossier_id) WHERE NOT contents_marked;

GRANT SELECT, INSERT, UPDATE (shared) ON document_content TO carnet_server;
