-- Records written in bulk (a sandbox's population) say themselves at which line of the journal each version of an entry came: their journal is
-- written with them. Whoever says nothing is given the line that was just written, as before.
CREATE OR REPLACE FUNCTION note_journal_sequence() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'public', 'pg_temp' AS $$
BEGIN
  NEW.journal_sequence := coalesce(NEW.journal_sequence, (SELECT h.sequence FROM trace_head h WHERE h.dossier_id = NEW.dossier_id), 0);
  RETURN NEW;
END $$;
