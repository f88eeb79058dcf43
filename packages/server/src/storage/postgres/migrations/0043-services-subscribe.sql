-- A service that a patient paired is told of what is new, as software of professionals is.

ALTER TABLE subscription DROP CONSTRAINT subscription_owner_kind_check;
ALTER TABLE subscription ADD CONSTRAINT subscription_owner_kind_check CHECK (owner_kind IN ('professionnel', 'service-tiers'));
