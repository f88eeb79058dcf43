-- Who recorded an agreement is a name, the patient's own where they gave it from their space: sealed with the record's key.
ALTER TABLE autorisation ADD COLUMN sealed bytea;
-- What is there in clear is sealed, and emptied here, when the server starts: the key is the server's.
ALTER TABLE autorisation ALTER COLUMN declared_by DROP NOT NULL;
ALTER TABLE autorisation ADD CONSTRAINT autorisation_declared CHECK ((sealed IS NULL) = (declared_by IS NOT NULL));

-- Names of staff have been sealed since migration 18. A database on which no server was started since then still holds some in clear.
DO $$ BEGIN
  IF EXISTS (SELECT FROM personnel WHERE sealed IS NULL) THEN
    RAISE EXCEPTION 'names of staff are still in clear: start once the version of Carnet that brought migration 18, then this one';
  END IF;
END $$;
ALTER TABLE personnel DROP CONSTRAINT personnel_named;
ALTER TABLE personnel DROP COLUMN family_name, DROP COLUMN given_name;
ALTER TABLE personnel ALTER COLUMN sealed SET NOT NULL;
