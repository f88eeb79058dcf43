-- What those who act for a patient need beside their ties: invitations that end, channels of one's own, and secret acts that leave no mark
-- on what the representatives see.

-- A share for a few days (features A115), and until when the invitation may be accepted.
ALTER TABLE delegation ADD COLUMN temporary boolean NOT NULL DEFAULT false;
ALTER TABLE delegation ADD COLUMN invitation_expires_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE delegation ALTER COLUMN invitation_expires_at DROP DEFAULT;
CREATE INDEX invitation_of_delegation ON invitation_directory (dossier_id, delegation_id);

-- Each person chooses how they are told of each record.
ALTER TABLE notice_preference ADD COLUMN personne uuid;
UPDATE notice_preference p SET personne = d.titulaire FROM dossier d WHERE d.dossier_id = p.dossier_id;
ALTER TABLE notice_preference ALTER COLUMN personne SET NOT NULL;
ALTER TABLE notice_preference DROP CONSTRAINT notice_preference_pkey;
ALTER TABLE notice_preference ADD PRIMARY KEY (dossier_id, personne, kind);

-- Declared under connexion secrète: the representatives do not find it among the accesses (R.1111-50 CSP).
ALTER TABLE autorisation ADD COLUMN secret boolean NOT NULL DEFAULT false;
-- A first consultation in secret must not swallow the notice of the first one that is not.
ALTER TABLE first_consultation ADD COLUMN told_openly boolean NOT NULL DEFAULT true;
GRANT UPDATE (told_openly) ON first_consultation TO carnet_server;

-- Documents whose announcement is awaited: released by themselves on the day the policy sets.
CREATE INDEX document_entry_awaiting ON document_entry (deposited_at) WHERE is_current AND invisible_patient AND status <> 'Deleted';
