-- Messages of the SOAP door that came already, for as long as their assertion lasts: one refused when it comes again.

CREATE TABLE soap_message (
  -- SHA-256 of the certificate, the assertion and the message's own identifier.
  mark bytea PRIMARY KEY CHECK (octet_length(mark) = 32),
  until timestamptz NOT NULL
);
CREATE INDEX soap_message_age ON soap_message (until);

GRANT SELECT, INSERT, DELETE ON soap_message TO carnet_server;
