-- Each version of an entry notes how far its record's journal had come when it was made. Whoever acts on a record holds the end of its journal
-- until they commit, so that these numbers grow in the order of what was committed, whatever the clock says: what is new since a cursor is what
-- was made beyond its place.

ALTER TABLE document_entry ADD COLUMN journal_sequence bigint NOT NULL DEFAULT 0;
ALTER TABLE document_entry ALTER COLUMN journal_sequence DROP DEFAULT;
CREATE INDEX document_entry_by_change ON document_entry (dossier_id, journal_sequence, logical_id) WHERE is_current;

CREATE FUNCTION note_journal_sequence() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'public', 'pg_temp' AS $$
BEGIN
  NEW.journal_sequence := coalesce((SELECT h.sequence FROM trace_head h WHERE h.dossier_id = NEW.dossier_id), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER note_journal_sequence BEFORE INSERT ON document_entry FOR EACH ROW EXECUTE FUNCTION note_journal_sequence();
