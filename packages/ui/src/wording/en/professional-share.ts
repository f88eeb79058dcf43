// English of the code a patient shows, as the professional reads and redeems it.

import type { share as french } from '../fr/professional-share.ts';
import type { Widen } from '../widen.ts';

export const share: Widen<typeof french> = {
  title: 'Code shown by the patient',
  link: 'Scan or type the patient’s code',
  linkHelp: 'They show it from their Carnet: the record opens with their agreement.',
  lead: 'The patient shows it from “Show my record”, in their Carnet, or tells you. It serves once, for a few minutes.',
  scan: {
    start: 'Scan with the camera',
    stop: 'Stop the camera',
    looking: 'Hold the QR code in front of the camera.',
    refused: 'The camera is not available, or was not allowed. Type the code the patient tells you.',
    video: 'Picture of the camera',
  },
  code: {
    label: 'Code the patient says',
    help: 'Nine signs, in groups of three. No O and no zero, no I and no 1.',
    action: 'Read the code',
    missing: 'Type the nine signs of the code.',
    wrongShape: 'A code has nine signs, figures from 2 to 9 and letters. Read it again with the patient.',
  },
  invalid: {
    title: 'This code opens nothing',
    why: 'It was misread, used already, withdrawn, or its time is over.',
    what: 'Read it again with the patient, or ask them to show a new one.',
  },
  stopped: {
    title: 'Too many codes were not recognised',
    why: 'So that nobody guesses a code, your card cannot type one any more, for an hour at most.',
    what: 'Scan the patient’s QR code: that still works. Or look for their record by INS.',
  },
  blocked: {
    title: 'The patient closed their record to you',
    why: 'You are among the professionals they blocked: their code cannot open it to you. Only they can change this.',
  },
  closedRole: {
    title: 'This code is for those who treat',
    why: 'It opens the record to a health professional, with their own card. Your card does not allow it.',
    travail: 'A médecin du travail is authorised by name: ask the patient to look for you in “Who has access”.',
  },
  offered: {
    title: 'This patient shows you their record',
    giver: 'Agreement given by',
    self: 'the patient themselves',
    representing: (name) => `${name}, who represents them`,
    span: 'Agreed for',
    until: 'Access ends',
    born: 'Born',
    check: 'Check that it is the person who is with you.',
    open: 'Open the record',
    other: 'It is not this person',
    traced: 'This person’s journal will say that you used this code, and they will be told at once.',
  },
  spans: {
    consultation: 'a consultation',
    day: '24 hours',
    usual: 'as an authorisation usually lasts',
  },
};
