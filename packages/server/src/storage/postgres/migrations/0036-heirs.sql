-- Heirs of a deceased patient (L.1110-4 V CSP), registered by whoever runs Carnet: who, by what proof, until when; ended before its time.
-- Nothing could write here before: the table is empty.
ALTER TABLE succession
  ADD COLUMN id uuid NOT NULL,
  -- Names, the tie with the deceased, the proofs and the day of death.
  ADD COLUMN sealed bytea NOT NULL,
  ADD COLUMN ended_at timestamptz;
CREATE UNIQUE INDEX succession_id ON succession (dossier_id, id);
GRANT UPDATE (ended_at, sealed) ON succession TO carnet_server;
