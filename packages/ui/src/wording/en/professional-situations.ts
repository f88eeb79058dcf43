// English of the professional app: what one looks for in a given situation.

import type { situations as french } from '../fr/professional-situations.ts';
import { formatNumber as number, plural } from '../plural.ts';
import type { Widen } from '../widen.ts';

export const situations: Widen<typeof french> = {
  title: 'Situations',
  lead: 'What structured documents say, set in order for what you have to do. Nothing is inferred: each line leads to its document.',
  tabs: 'Situation',
  names: {
    emergency: 'Emergency',
    anaesthesia: 'Before an anaesthesia',
    heart: 'Heart follow-up',
    medicines: 'Treatments',
  },
  first: {
    title: 'To know first',
    former: (label: string) => `${label} (stopped, or not said again for a year)`,
    none: 'No treatment to tell first in the structured documents. Ask the patient.',
  },
  left: (count: number) =>
    plural('en', count, {
      one: '1 other line does not concern this situation.',
      other: `${number('en', count)} other lines do not concern this situation.`,
    }),
  nothing: 'No structured document speaks of it for this situation.',
  search: {
    label: 'Look for a medicine, an examination, a disease',
    hint: 'kardegic, ultrasound, HbA1c…',
    help: 'Before ordering an examination, see whether it was done already.',
    within: 'Say “done already” since',
    days: { '30': '1 month', '90': '3 months', '180': '6 months', '365': '1 year' },
    clear: 'Clear the search',
    found: (count: number) =>
      plural('en', count, { zero: 'Nothing found', one: '1 line or document found', other: `${number('en', count)} lines and documents found` }),
    said: 'Said by structured documents',
    documents: 'Documents',
    none: {
      title: (text: string) => `Nothing about “${text}”`,
      why: 'Neither in what structured documents say, nor in the titles, types and authors of the documents you may read. It does not prove that nothing was done.',
    },
    bounded: (count: number) => `The ${number('en', count)} newest documents were looked through.`,
    all: 'Search the whole list',
  },
  done: (days: number) =>
    days === 0 ? 'Done already today' : plural('en', days, { one: 'Done already yesterday', other: `Done already ${number('en', days)} days ago` }),
};
