// English of the professional app: the volet de synthèse médicale.

import type { Widen } from '../widen.ts';
import type { synthesis as french } from '../fr/professional-synthesis.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const synthesis: Widen<typeof french> = {
  view: 'Synthesis',
  title: 'Medical synthesis (VSM)',
  lead: (documents) =>
    documents === 0
      ? 'No document of the record says anything in codes: write the lines.'
      : plural('en', documents, {
          one: 'Prepared with what one document of the record says. Read over, remove, complete, then deposit. The document is in French.',
          other: `Prepared with what ${number('en', documents)} documents of the record say. Read over, remove, complete, then deposit. The document is in French.`,
        }),
  replaces: (day) => `Will replace your synthesis of ${day}.`,
  former: 'Last synthesis of the record:',
  unquoted: (count) =>
    plural('en', count, {
      one: 'One document of the record is masked or not announced yet: nothing of it is taken up, since others will read this synthesis.',
      other: `${number('en', count)} documents of the record are masked or not announced yet: nothing of them is taken up, since others will read this synthesis.`,
    }),
  bounded: 'The record is very long: the oldest documents were not taken up.',
  resumed: {
    title: (time) => `Draft taken up again, as you left it at ${time}`,
    why: 'It is kept encrypted in this browser until your session ends.',
    restart: 'Start again from the record',
  },
  sections: {
    past: 'Personal history',
    risks: 'Risk factors',
    family: 'Significant family history',
    allergies: 'Allergies and intolerances',
    problems: 'Chronic problems',
    treatments: 'Long-term treatments',
    results: 'Significant tests',
  },
  parts: {
    'past-medical': 'Medical history',
    'past-surgical': 'Surgical history',
    'risk-constitutional': 'Constitutional risk factors',
    'risk-environmental': 'Environmental risk factors',
    'family': 'Significant family history',
    'allergies': 'Allergies and intolerances',
    'problems': 'Chronic problems',
    'treatments': 'Long-term treatments',
    'results': 'Significant tests',
  },
  short: {
    'past-medical': 'Medical',
    'past-surgical': 'Surgical',
    'risk-constitutional': 'Constitutional',
    'risk-environmental': 'Environmental',
  },
  help: {
    'family': 'Without names: the tie alone. For example “Mère : cancer du sein à 52 ans”.',
    'risk-environmental': 'Way of life, tobacco, alcohol, exposures at work.',
    'treatments': 'With the dose and how often.',
  },
  edit: 'Change',
  editOf: (line) => `Change: ${line}`,
  remove: 'Remove',
  removeOf: (line) => `Remove: ${line}`,
  removed: 'Removed',
  putBack: 'Put back',
  putBackOf: (line) => `Put back: ${line}`,
  keep: 'Keep these words',
  words: 'The words of the line',
  wordsKeys: 'Enter keeps these words, Escape leaves them as they were.',
  rewritten: 'rewritten, without a code',
  add: 'Add a line, then Enter',
  addTo: (part) => `Add a line: ${part}`,
  addAction: 'Add',
  addActionTo: (part) => `Add to: ${part}`,
  none: 'None',
  noneOf: (part) => `None: ${part}`,
  noneSaid: 'Said by',
  from: 'Drawn from',
  more: (count) => plural('en', count, { one: 'and 1 more', other: `and ${number('en', count)} more` }),
  summary: {
    title: 'Where you are',
    lines: (count) => plural('en', count, { one: '1 line', other: `${number('en', count)} lines` }),
    none: 'none',
    silent: 'empty',
    missing: (count) =>
      plural('en', count, {
        one: 'One heading is empty: it will say “non renseigné”.',
        other: `${number('en', count)} headings are empty: they will say “non renseigné”.`,
      }),
    complete: 'Every heading is filled or said to be “none”.',
    empty: 'Fill at least one heading.',
    kept: 'Draft kept encrypted in this browser.',
    toCorrect: 'A line is to be corrected.',
  },
  deposit: 'Validate and deposit',
  deposited: 'The synthesis is deposited.',
};
