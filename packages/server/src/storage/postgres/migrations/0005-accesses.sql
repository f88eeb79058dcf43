-- The patient's hand on who sees the record: finding a professional or a structure by name, and what is masked to some only.

-- Words of a name as they are typed: no case, no accent, nothing but letters and figures between single spaces.
CREATE FUNCTION search_words(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(normalize(name, NFD)), '[\u0300-\u036f]+', '', 'g'), '[œŒ]', 'oe', 'g'), '[æÆ]', 'ae', 'g'), '[^a-z0-9]+', ' ', 'g');

CREATE INDEX professionnel_words ON professionnel USING gin (to_tsvector('simple', search_words(family_name || ' ' || given_name))) WHERE active;
CREATE INDEX structure_words ON structure USING gin (to_tsvector('simple', search_words(name))) WHERE active AND NOT assurance_maladie;

-- The same thing is masked once to the same people.
CREATE UNIQUE INDEX masquage_current ON masquage (dossier_id, from_kind, from_id, what_kind, what_id) WHERE until IS NULL;
