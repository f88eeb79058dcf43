-- Each person's choices by channel, the devices that ring, and an outbox whose messages leave together or alone, each once (ADR 34).

-- By e-mail: at once, in a digest, or not; on devices: or not. Whatever is chosen, the notice is in the app.
ALTER TABLE notice_preference ADD COLUMN email text NOT NULL DEFAULT 'now' CHECK (email IN ('now', 'daily', 'weekly', 'off'));
ALTER TABLE notice_preference ADD COLUMN push boolean NOT NULL DEFAULT true;
UPDATE notice_preference SET email = CASE channel WHEN 'email' THEN 'now' WHEN 'email-digest' THEN 'daily' ELSE 'off' END;
ALTER TABLE notice_preference DROP COLUMN channel;
ALTER TABLE notice_preference ALTER COLUMN email DROP DEFAULT, ALTER COLUMN push DROP DEFAULT;

-- A person's own, whatever the record; no row: 22:00 to 7:00. Both absent: none. Minutes since midnight in Paris.
CREATE TABLE quiet_hours (
  personne uuid PRIMARY KEY,
  starts smallint CHECK (starts BETWEEN 0 AND 1439),
  ends smallint CHECK (ends BETWEEN 0 AND 1439),
  CHECK ((starts IS NULL) = (ends IS NULL))
);

-- A browser that asked to be rung (RFC 8030). Its address and keys are a capability: sealed, and found by a keyed hash.
CREATE TABLE push_device (
  id bytea PRIMARY KEY CHECK (octet_length(id) = 32),
  personne uuid NOT NULL,
  sealed bytea NOT NULL,
  since timestamptz NOT NULL
);
CREATE INDEX push_device_of_personne ON push_device (personne);

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'document-supprime', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie',
  'dossier-ferme'));

ALTER TABLE outbox ADD COLUMN timing text NOT NULL DEFAULT 'now' CHECK (timing IN ('now', 'daily', 'weekly'));
ALTER TABLE outbox ADD COLUMN device bytea;
-- What left together the first time leaves together again, under one Message-ID.
ALTER TABLE outbox ADD COLUMN batch uuid;
-- Why it never left: the code of whoever refused it.
ALTER TABLE outbox ADD COLUMN failure text;
-- Before emergencies nothing leaves.
ALTER TABLE outbox ADD COLUMN urgent boolean NOT NULL GENERATED ALWAYS AS (kind IN ('bris-de-glace', 'centre-15')) STORED;
ALTER TABLE outbox DROP CONSTRAINT outbox_channel_check;
-- A digest leaves at eight in Paris.
UPDATE outbox SET channel = 'email', timing = 'daily', next_attempt_at = greatest(next_attempt_at,
    (date_trunc('day', created_at AT TIME ZONE 'Europe/Paris' - interval '8 hours') + interval '32 hours') AT TIME ZONE 'Europe/Paris')
  WHERE channel = 'email-digest';
UPDATE outbox SET batch = id WHERE state = 'failed';
ALTER TABLE outbox ALTER COLUMN timing DROP DEFAULT;
ALTER TABLE outbox ADD CONSTRAINT outbox_channel_check CHECK (channel IN ('email', 'push') AND (channel = 'push') = (device IS NOT NULL));
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
-- `dropped`: nobody to send it to (no mailbox known, a device that is gone, a record that was destroyed). `failed`: tried until there was no sense in it.
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check CHECK (state IN ('pending', 'sent', 'failed', 'dropped'));
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (urgent DESC, next_attempt_at) WHERE state = 'pending';
CREATE INDEX outbox_of_personne ON outbox (personne, next_attempt_at) WHERE state = 'pending';
CREATE INDEX outbox_failed ON outbox (created_at) WHERE state = 'failed';

GRANT SELECT, INSERT, UPDATE ON quiet_hours TO carnet_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON push_device TO carnet_server;
