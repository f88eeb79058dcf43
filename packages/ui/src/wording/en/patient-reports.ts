// English of "I do not know this person".

import type { PatientWords } from '../patient.ts';

export const patientReports: PatientWords['reports'] = {
  title: 'My reports',
  lead: 'The accesses you reported, and what becomes of them.',
  unknownPerson: 'I do not know this person',
  unknownPersonOf: (name) => `I do not know this person: ${name}`,
  see: 'See my reports',
  dialog: {
    title: (name) => `Report an access: ${name}`,
    what: 'You do not know this person, or do not understand why they came? The review of accesses will examine what they did.',
    want: 'What do you want?',
    onlyReport: 'Only report',
    onlyReportHelp: 'This person keeps the access they have. They are not told by us.',
    alsoBlock: 'Report and block right now',
    alsoBlockHelp: 'They will not be able to read anything any more, even in an emergency. You may unblock them whenever you wish.',
    text: 'What you know',
    textHelp: 'Read by the review of accesses only. Put nothing of your health in it: it does not need it.',
    tooLong: (maximum) => `Make this text shorter: ${maximum} characters at most.`,
    next: 'Next: a person of the review of accesses examines who, when and why, without seeing the documents. You get their answer within a month at most, here and with an e-mail that tells you.',
    confirm: 'Report',
    confirmBlock: 'Report and block',
    done: (day) => `The report is received. You will have an answer before ${day}.`,
    doneBlocked: (name) => `The report is received, and ${name} is now blocked.`,
  },
  states: { received: 'Received', examining: 'Being examined', answered: 'Answered' },
  anAccess: 'Access: ',
  aPerson: 'Reported from the list of accesses.',
  youSaid: (text) => `You wrote: “${text}”`,
  theySaid: (name, text) => `${name} wrote: “${text}”`,
  blocked: 'Blocked at the same time',
  sent: 'Reported',
  examined: 'Being examined since',
  answered: 'Answered',
  expected: (day) => `Answer expected before ${day}.`,
  conclusions: {
    'legitimate': 'This access was justified',
    'not-legitimate': 'This access was not justified',
    'sent-on': 'This report was sent on',
  },
  recourse: 'You may also turn to the CNIL (cnil.fr) or to the order of this profession, or lodge a complaint.',
  empty: {
    title: 'No report',
    body: 'If an access of the journal surprises you, report it under its line.',
    action: 'Read the journal',
  },
};
