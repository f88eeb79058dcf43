-- Sessions opened by Pro Santé Connect are found again when it says that its own has ended (OpenID Connect Back-Channel Logout 1.0, ADR 65): keyed
-- hashes of whose it was there, and of the session there where the provider names it. Sessions opened before have neither, and end by themselves.

ALTER TABLE web_session
  ADD COLUMN connect_subject bytea CHECK (octet_length(connect_subject) = 32),
  ADD COLUMN connect_sid bytea CHECK (octet_length(connect_sid) = 32),
  ADD CHECK (connect_sid IS NULL OR connect_subject IS NOT NULL);
CREATE INDEX web_session_connect_subject ON web_session (connect_subject) WHERE connect_subject IS NOT NULL;
CREATE INDEX web_session_connect_sid ON web_session (connect_sid) WHERE connect_sid IS NOT NULL;
