-- A delay after too many wrong tries is told once to the journal of whom it concerns, not at each try that meets it.
ALTER TABLE attempt ADD COLUMN told_until timestamptz;
