-- "My patients" (TD0.4): what a professional asks across records, without reading any journal.

-- When this professional last consulted, beside the first time.
ALTER TABLE first_consultation ADD COLUMN last_at timestamptz;
UPDATE first_consultation c SET last_at = greatest(c.at, (SELECT max(t.at) FROM trace t
  WHERE t.dossier_id = c.dossier_id AND t.actor_id = c.professionnel AND t.outcome = 'granted' AND t.action IN ('list-documents', 'read-document')));
ALTER TABLE first_consultation ALTER COLUMN last_at SET NOT NULL;

CREATE INDEX administrateur_patients ON administrateur (professionnel, dossier_id) WHERE until IS NULL;

GRANT UPDATE (last_at) ON first_consultation TO carnet_server;
