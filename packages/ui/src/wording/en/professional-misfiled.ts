// English of a document of one's own that is another patient's.

import type { misfiled as french } from '../fr/professional-misfiled.ts';
import type { Widen } from '../widen.ts';

export const misfiled: Widen<typeof french> = {
  open: 'Not this patient',
  title: 'This document is not this patient’s',
  what: 'It is put aside at once: neither the patient nor any professional reads it in this record any more. You keep it under “To correct”, to deposit it in the right record.',
  next: 'The identity cell then confirms its withdrawal, or its return. The patient is told.',
  words: 'What happened',
  wordsHelp: 'Read by the identity cell. Write nothing medical, nor a patient’s name.',
  missing: 'Say what happened, in a few words.',
  confirm: 'Put it aside',
  done: 'The document is put aside. Deposit it now in the right record.',

  waiting: { title: 'To correct', why: 'Documents you signed that were put aside: they may not be of the patient in whose record they are.' },
  link: 'Document put aside on',
  answered: 'your answer awaits the identity cell',

  page: 'A document put aside',
  back: 'Back to the start',
  reported: { holder: 'Reported by the patient or who represents them', author: 'Reported by you', on: 'on' },
  facts: { type: 'Type', act: 'Date of the act', deposited: 'Deposited on', why: 'Why' },
  original: 'Download the original',
  choose: 'Whose is it?',
  chooseWhy: 'Read it again. Somebody of the identity cell confirms your answer; until then nobody but you reads it.',
  other: {
    title: 'Another patient’s',
    why: 'Give the INS of the right person: the deposit form is filled in advance, with the same file.',
    ins: 'INS of the right patient',
    insHelp: '15 characters, with its key. The search is a line of the journal of the record that is found.',
    action: 'Deposit it in the right record',
    notFound: 'No open record has this number. Check it, or answer that there is nothing to deposit.',
    same: 'It is the record it comes from.',
    missing: 'Type the number.',
  },
  nothing: {
    open: 'Another’s, nothing to deposit here',
    title: 'It is another patient’s, and there is nothing to deposit',
    what: 'You deposited it with your software, or that person has no record. It will be withdrawn from this one.',
    done: 'Your answer was passed on to the identity cell.',
  },
  theirs: {
    open: 'It is this patient’s',
    title: 'It is this patient’s document',
    what: 'It comes back to the record as it was, once the identity cell has confirmed.',
    done: 'Your answer was passed on to the identity cell.',
  },
  send: 'Pass it on to the cell',
  said: 'Your answer',
  sent: 'Passed on on',
  changeable: 'You may still change it until it is confirmed.',

  depositing: 'Deposit in the right record',
  into: (name) => `Into the record of ${name}`,
  born: { F: 'Born on', M: 'Born on', I: 'Born on' },
  check: 'Check the name and the date of birth before you sign. The header of the document will bear this identity.',
  deposited: 'The document is in the right record',
  depositedWhy: 'The other is withdrawn once the identity cell has confirmed. Until then it stays aside.',
};
