// English of the professional app: the record at a glance.

import { formatNumber as number, plural } from '../plural.ts';
import type { glance as french } from '../fr/professional-glance.ts';
import type { Widen } from '../widen.ts';

const decimal = (value: number): string => new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(value);

export const glance: Widen<typeof french> = {
  /** What is counted rather than measured. */
  counted: {
    tablet: (count) => plural('en', count, { one: 'tablet', other: 'tablets' }),
    capsule: (count) => plural('en', count, { one: 'capsule', other: 'capsules' }),
    puff: (count) => plural('en', count, { one: 'puff', other: 'puffs' }),
    drop: (count) => plural('en', count, { one: 'drop', other: 'drops' }),
  },
  title: 'At a glance',
  region: 'The record at a glance',
  lead: (documents) =>
    plural('en', documents, {
      one: 'Drawn from one structured document. The other documents are not taken in here.',
      other: `Drawn from ${number('en', documents)} structured documents. The other documents are not taken in here.`,
    }),
  print: 'Print',
  printedOn: (moment, by) => `Printed on ${moment} by ${by}. Drawn from the documents this person may read: there may be others.`,
  nothing: {
    title: 'No document says anything in codes',
    why: 'This view fills with structured documents. Read the documents of the list: they are shown here.',
  },
  choose: 'A document chosen in the list is shown here. Each reading is written in the patient’s journal.',
  heads: {
    allergies: 'Allergies and intolerances',
    treatments: 'Treatments',
    problems: 'Current problems',
    past: 'History and procedures',
    vaccines: 'Vaccines',
    results: 'Latest results',
  },
  papers: 'To open first',
  none: {
    allergies: 'No known allergy',
    treatments: 'No current treatment',
    problems: 'No known problem',
    past: 'No known history',
    vaccines: 'No known vaccination',
    results: 'No result',
  },
  silent: 'Not said: no structured document speaks of it.',
  notSaid: 'not said',
  short: (head, said) => `${head}: ${said}`,
  alsoNone: (words) => `A document also says: “${words}”`,
  partlyNone: (words) => `Said in a document: “${words}”`,
  former: (count) =>
    plural('en', count, {
      one: '1 treatment that ended, or not said for a year',
      other: `${number('en', count)} treatments that ended, or not said for a year`,
    }),
  more: (count) => plural('en', count, { one: 'Show 1 more line', other: `Show ${number('en', count)} more lines` }),
  notTold: (count) => plural('en', count, { one: '1 more line in the documents.', other: `${number('en', count)} more lines in the documents.` }),
  said: (count) => `in ${number('en', count)} documents`,
  saidMore: (count) => plural('en', count, { one: 'and 1 other document', other: `and ${number('en', count)} other documents` }),
  source: (title, day) => `${title}, ${day}`,
  sourceBy: (title, author, day) => `${title}, ${author}, ${day}`,
  heldBack: {
    title: (count) =>
      plural('en', count, { one: '1 document not announced to the patient yet', other: `${number('en', count)} documents not announced to the patient yet` }),
    why: 'What they say is not taken in here, since the patient may see this screen. Open them to read them.',
  },
  bounded: 'The record is very long: its oldest documents were not taken in.',
  status: {
    active: 'active',
    recurrence: 'recurrence',
    relapse: 'relapse',
    inactive: 'inactive',
    remission: 'in remission',
    resolved: 'resolved',
  },
  grave: 'High risk',
  intolerance: 'intolerance',
  classes: {
    'antithrombotic': 'antithrombotic',
    'glucose-lowering': 'glucose-lowering',
    'corticosteroid': 'corticosteroid',
    'antiepileptic': 'antiepileptic',
    'opioid': 'opioid',
    'renin-angiotensin': 'ACE inhibitor, sartan or alike',
    'beta-blocker': 'beta blocker',
    'mao-inhibitor': 'MAO inhibitor',
    'lithium': 'lithium',
  },
  unconfirmed: 'not confirmed',
  preliminary: 'preliminary',
  use: { prescribed: 'prescribed', dispensed: 'dispensed', taken: 'taken', administered: 'administered' },
  dose: (low, high) => (high === undefined || high === low ? low : `${low} to ${high}`),
  every: (value, unit) => {
    if (unit === 'h' && 24 % value === 0 && value < 24) return `${decimal(24 / value)} times a day`;
    if ((unit === 'd' && value === 1) || (unit === 'h' && value === 24)) return 'once a day';
    const named = { h: 'hour', d: 'day', wk: 'week', mo: 'month', min: 'minute' }[unit] ?? unit;
    return value === 1 ? `once a ${named}` : `every ${decimal(value)} ${named}s`;
  },
  since: (day) => `since ${day}`,
  until: (day) => `until ${day}`,
  from: (date) => `from ${date}`,
  to: (date) => `to ${date}`,
  days: (count) => `given ${number('en', count)} times`,
  lot: (lot) => `lot ${lot}`,
  atAge: (age) => `at ${age}`,
  deviation: { high: 'high', low: 'low', abnormal: 'abnormal' },
  usual: (low, high) =>
    low !== undefined && high !== undefined ? `usual ${low} to ${high}` : high !== undefined ? `usual: under ${high}` : `usual: over ${low}`,
  trend: {
    up: (before, day) => `rising (${before} on ${day})`,
    down: (before, day) => `falling (${before} on ${day})`,
    steady: (before, day) => `steady (${before} on ${day})`,
  },
};
