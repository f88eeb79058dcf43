// English of a document that is said not to be this person's.

import type {
  misfiled as french,
  misfiledActions as frenchActions,
  misfiledActs as frenchActs,
  misfiledRefusals as frenchRefusals,
} from '../fr/patient-misfiled.ts';
import type { Widen } from '../widen.ts';

const who = (name: string, self: boolean): string => (self ? 'You' : name);

export const misfiled: Widen<typeof french> = {
  open: 'This document is not mine',
  title: 'This document is not yours?',
  what: 'It is put aside at once: nobody reads it here any more, neither you nor your professionals. Only its author still can, to correct it.',
  next: 'Its author and the identity cell check whose it is. You will be told what becomes of it. If it is yours after all, it comes back as before.',
  instead: 'You only want to hide it? Choose “Mask”: it stays yours.',
  words: 'Why do you think it is not yours?',
  wordsHelp: 'For example: another name, an examination you never had. Read by its author and by the identity cell.',
  missing: 'Say why, in a few words.',
  confirm: 'Put it aside',
  done: 'The document is put aside. You will be told what comes next.',
};

export const misfiledActions: Widen<typeof frenchActions> = {
  'report-misfiled': (name, self, document) => `${who(name, self)} reported that ${document} does not belong to this record`,
  'correct-misfiled': (name, self, document) => `${who(name, self)} took up ${document}, put aside, to correct it`,
};
export const misfiledRefusals: Widen<typeof frenchRefusals> = {
  'report-misfiled': (name, document) => `${name} wanted to report that ${document} does not belong to this record`,
  'correct-misfiled': (name, document) => `${name} wanted to take up ${document}, put aside`,
};
export const misfiledActs: Widen<typeof frenchActs> = {
  'misfiled-proposed': (name) => `${name} proposed what becomes of a document that was put aside`,
  'misfiled-withdrawn': (name) => `${name} withdrew a document that did not belong to this record`,
  'misfiled-returned': (name) => `${name} put a document that was set aside back in the record`,
  'misfiled-reopened': (name) => `${name} took up again the examination of a document that was put aside`,
  'misfiled-replaced': (name) => `${name} confirmed a document of this record that had first been put elsewhere by mistake`,
};
