-- What each person answered to the reminders of a record: refused, done, later. Sealed whole: a refusal says as much as a reminder.

CREATE TABLE reminder_answers (
  dossier_id uuid NOT NULL,
  personne uuid NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, personne)
);
GRANT SELECT, INSERT, UPDATE ON reminder_answers TO carnet_server;
