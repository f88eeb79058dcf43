-- Software that asks to be told of what is new in a record, and what it is to be told: written with what happened, sent by a job that decides again.

CREATE TABLE subscription (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  topic text NOT NULL CHECK (topic IN ('document-new', 'document-released')),
  -- Who is told, and for which structure: decided on again before each sending.
  owner_kind text NOT NULL CHECK (owner_kind IN ('professionnel')),
  owner text NOT NULL,
  structure text,
  state text NOT NULL CHECK (state IN ('requested', 'active', 'error', 'off')),
  created_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Events numbered so far, which the receiver counts.
  numbered integer NOT NULL DEFAULT 0,
  -- Where to, what is said, and the secret it is signed with.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);

CREATE TABLE subscription_event (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  subscription_id uuid NOT NULL,
  -- Undefined: the handshake.
  logical_id uuid,
  at timestamptz NOT NULL,
  -- Given at the first sending that is allowed: what was never told has none, and leaves no gap.
  number integer,
  state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  PRIMARY KEY (dossier_id, id),
  UNIQUE (dossier_id, subscription_id, number)
);
CREATE INDEX subscription_event_due ON subscription_event (next_attempt_at) WHERE state = 'pending';

CREATE FUNCTION wake_subscriptions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('carnet_subscriptions', ''); RETURN NULL; END $$;
CREATE TRIGGER subscription_event_written AFTER INSERT ON subscription_event FOR EACH ROW EXECUTE FUNCTION wake_subscriptions();

GRANT SELECT, INSERT, UPDATE ON subscription TO carnet_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON subscription_event TO carnet_server;
