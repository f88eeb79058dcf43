// English of the professional app: documents written from a template.

import type { templates as french } from '../fr/professional-templates.ts';
import type { Widen } from '../widen.ts';

export const templates: Widen<typeof french> = {
  title: 'Write from a model',
  more: (count) => `All your models (${count})`,
  optional: 'optional',
  date: 'Date of the act',
  unsaid: 'Not said',
  begun: 'Lines drawn from the record bear their source. Read again, remove, complete.',
  unread: 'You may write and deposit, but this record is not open to you for reading: nothing of it is taken up.',
  notDrawn: 'The record did not answer: nothing of it is taken up. Write the lines, or load the page again.',
  renews: (day) => `Replace your own of ${day}`,
  renewsHelp: 'The former one stays readable, marked as replaced.',
  toCorrect: (count) => (count === 1 ? 'One heading is to be corrected: it is marked.' : `${count} headings are to be corrected: they are marked.`),
  notYours: 'This model is not open to your profession. Choose another one, or deposit a file.',
  kept: 'Draft kept encrypted in this browser, until your session ends.',
  choose: 'See the models',
};
