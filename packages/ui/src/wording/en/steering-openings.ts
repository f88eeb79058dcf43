// English of the openings, in the app of whoever runs Carnet.

import { formatNumber as number, plural } from '../plural.ts';
import type { Widen } from '../widen.ts';
import type { openings as french } from '../fr/steering-openings.ts';

export const openings: Widen<typeof french> = {
  title: 'Openings',
  lead: 'Who has no record yet, who was told, when theirs opens. Numbers; nobody is named.',
  record: 'Record an opposition',
  regime: {
    opposition: (weeks) =>
      `Regime in force: automatic opening unless opposed, ${weeks} weeks after each person was informed (R. 1111-28 CSP). It is changed under “Adjustable values”.`,
    consentement: 'Regime in force: consent. Nothing opens without the person; what had been announced is set aside, and would be announced anew.',
  },
  progress: 'Where the openings are',
  columns: { what: 'Step', people: 'People', day: 'Day', records: 'Records' },
  lines: {
    waiting: { what: 'Without a record', why: 'Covered by a scheme that is served.' },
    email: { what: 'Informed by e-mail', why: 'Their weeks are running.' },
    letter: { what: 'Informed by letter', why: 'Their weeks run since it was printed.' },
    lettersToPrint: { what: 'Letters to print', why: 'The weeks do not run yet.' },
    unreachable: { what: 'Without a known address', why: 'The insurer has neither e-mail nor postal address: nothing opens.' },
    opposed: { what: 'Opposed', why: 'Nothing opens, unless they ask for it themselves.' },
    opened: { what: 'Opened after information', why: 'On the day, or sooner at their request.' },
  },
  coming: 'Coming openings',
  nothingComing: { title: 'No opening planned', why: 'Nobody is within their weeks to oppose.' },
  letters: {
    title: 'Letters',
    what: (weeks) => `Printing hands a file to your mailing system: addressee, address, code to oppose. Each person’s ${weeks} weeks begin that day.`,
    print: (count) => plural('en', count, { zero: 'No letter to print', one: 'Print 1 letter', other: `Print ${number('en', count)} letters` }),
    printed: (count) => plural('en', count, { one: '1 letter is ready.', other: `${number('en', count)} letters are ready.` }),
    run: (count) => plural('en', count, { one: '1 letter (CSV), printed', other: `${number('en', count)} letters (CSV), printed` }),
  },
  opposition: {
    lead: 'An opposition received by letter, by telephone or at a counter. It is kept sealed, with your name, the date and what proves it.',
    fields: {
      matricule: 'Social security number, 15 digits',
      familyName: 'Family name',
      firstName: 'First given name',
      birthDate: 'Birth date',
      means: 'How it was said',
      proof: 'Proof',
    },
    means: { courrier: 'By letter', telephone: 'By telephone', guichet: 'At a counter' },
    proofHelp: 'Reference of the letter, of the call or of the form.',
    missing: 'To be filled in.',
    record: 'Record the opposition',
    cancel: 'Cancel',
    done: 'The opposition is recorded: nothing will open.',
    opened: 'This record is open already. The person can close it, which does the same: tell them.',
  },
};
