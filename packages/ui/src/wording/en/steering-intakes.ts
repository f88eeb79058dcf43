// English of the page of the insurers' files.

import type { Widen } from '../widen.ts';
import type { intakes as french } from '../fr/steering-intakes.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const intakes: Widen<typeof french> = {
  title: 'Files of the Assurance Maladie',
  lead: 'The files received: what was taken of them, what was refused and why. No line of anybody can be read here.',
  caption: 'Files received, latest first',
  columns: { name: 'File', when: 'Received', lines: 'Lines', state: 'State' },
  none: { title: 'No file yet', why: 'The Assurance Maladie sends its files with its service certificate. The first will appear here.' },
  finished: 'Finished',
  underWay: 'Under way',
  lines: (count: number) => plural('en', count, { zero: 'no line', one: '1 line', other: `${number('en', count)} lines` }),
  rejected: (count: number) => plural('en', count, { zero: 'nothing refused', one: '1 line refused', other: `${number('en', count)} lines refused` }),
  back: 'All files',
  from: (insurer: string) => `Number of the body: ${insurer}`,
  begun: 'Begun',
  touched: 'Last activity',
  taken: 'Lines read',
  interrupted: 'This file did not come to its end. What was read is taken; the rest will resume at the next line.',
  countsTitle: 'What became of the lines',
  counts: {
    added: 'Added',
    corrected: 'Corrected',
    cancelled: 'Cancelled',
    unchanged: 'Known already',
    outside: 'Older than the history',
    insured: 'Insured persons',
    treating: 'Médecins traitants',
    rejected: 'Refused',
  },
  rejectsTitle: 'Lines refused',
  noReject: 'No line was refused.',
  someShown: (shown: number) => `The first ${number('en', shown)} refusals; the file has them all.`,
  rejectColumns: { line: 'Line', field: 'Field', why: 'What to do' },
  expected: (what: string) => `Expected: ${what}`,
  download: 'Download the refusals as CSV',
  number: (count: number) => number('en', count),
};
