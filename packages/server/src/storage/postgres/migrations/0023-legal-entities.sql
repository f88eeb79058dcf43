-- A hospital's sites have a FINESS each, and its certificates bear that of the legal entity: which entity each structure belongs to.

ALTER TABLE structure ADD COLUMN legal_entity text;
