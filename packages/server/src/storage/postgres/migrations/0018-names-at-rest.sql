-- The staff of a structure is in no public register: their names are sealed. So is the sandbox's inbox, whose mails name people.

ALTER TABLE personnel ADD COLUMN sealed bytea;
-- What is there in clear is sealed, and emptied here, when the server starts: the key is the server's.
ALTER TABLE personnel ALTER COLUMN family_name DROP NOT NULL;
ALTER TABLE personnel ALTER COLUMN given_name DROP NOT NULL;
ALTER TABLE personnel ADD CONSTRAINT personnel_named CHECK ((sealed IS NULL) = (family_name IS NOT NULL) AND (sealed IS NULL) = (given_name IS NOT NULL));

DELETE FROM sandbox_mail;
DROP INDEX sandbox_mail_recipient;
ALTER TABLE sandbox_mail DROP COLUMN recipient, DROP COLUMN sender, DROP COLUMN subject, DROP COLUMN body_text, DROP COLUMN body_html;
ALTER TABLE sandbox_mail ADD COLUMN id uuid NOT NULL, ADD COLUMN recipient_index bytea NOT NULL CHECK (octet_length(recipient_index) = 32), ADD COLUMN sealed bytea NOT NULL;
CREATE INDEX sandbox_mail_recipient ON sandbox_mail (recipient_index, number DESC);
