-- "I do not know this person": what patients report of accesses, and what the reviewer does with it.

CREATE TABLE access_report (
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'examining', 'answered')),
  -- Who acted: a public number, or a person's.
  actor_id text NOT NULL,
  -- Never read by those who represent the patient (R.1111-50 CSP).
  secret boolean NOT NULL,
  -- Who reports, what they typed, and the access as the journal told it.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, id)
);
CREATE INDEX access_report_awaiting ON access_report (due_at) WHERE state <> 'answered';
CREATE INDEX access_report_answered ON access_report (at DESC) WHERE state = 'answered';

-- Added to, never changed.
CREATE TABLE access_report_step (
  dossier_id uuid NOT NULL,
  report_id uuid NOT NULL,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  step text NOT NULL CHECK (step IN ('examined', 'note', 'answered')),
  conclusion text CHECK (conclusion IN ('legitimate', 'not-legitimate', 'sent-on')),
  by text NOT NULL,
  -- The reviewer's name as it was, the note or the answer.
  sealed bytea NOT NULL,
  PRIMARY KEY (dossier_id, report_id, number),
  CHECK ((step = 'answered') = (conclusion IS NOT NULL))
);

-- What one professional consulted, across records, around a moment: lines of consulting only, so that deposits do not pay for it.
CREATE INDEX trace_consulting ON trace (actor_id, at) WHERE action IN ('list-documents', 'read-document');

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('dossier-cree', 'document-nouveau', 'premier-acces', 'bris-de-glace', 'centre-15',
  'document-annonce', 'medecin-traitant', 'partage', 'majorite', 'fin-representation', 'signalement-repondu', 'acces-injustifie'));

GRANT SELECT, INSERT, UPDATE (state) ON access_report TO carnet_server;
GRANT SELECT, INSERT ON access_report_step TO carnet_server;
