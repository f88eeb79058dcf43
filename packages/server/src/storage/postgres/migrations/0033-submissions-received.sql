-- A submission set bears its uniqueId for ever too (ITI TF-3 §4.2.3.3.12): the directory notes what came under it, as a hash under a key of the
-- record's own, so that the same submission sent again is told from another under the same identifier. Null: of a document or a folder.
ALTER TABLE unique_id_directory ADD COLUMN received bytea CHECK (length(received) = 32);

-- Sets of before, and those Carnet makes itself, are found in their record.
CREATE INDEX submission_set_by_unique_id ON submission_set (dossier_id, unique_id);
