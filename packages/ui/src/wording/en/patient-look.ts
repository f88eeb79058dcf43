// English of how the application is read: language, size of the text, contrast; and of easy French.

import type { PatientWords } from '../patient.ts';

export const patientLook: PatientWords['look'] = {
  open: 'Accessible version',
  title: 'Make it easier to read',
  lead: 'These choices stay on this device.',
  language: 'Language',
  text: 'Text size',
  texts: { '100': 'Normal', '125': 'Large', '150': 'Very large', '200': 'Twice as large' },
  contrast: 'Contrast',
  contrasts: { system: 'As the device has it', more: 'Stronger' },
  terms: 'Explain hard words in documents',
  termsHelp: 'A word underlined with dots is explained when it is pressed.',
  listen: 'Listen to this page',
  done: 'I have finished',
};

export const patientEasy: PatientWords['easy'] = {
  draft: 'Simplified draft: the people it is for have not proof-read it yet.',
  words: { title: 'Words explained, in easy French', lead: 'Words of Carnet and of health, said simply. This page is in French only.' },
};
