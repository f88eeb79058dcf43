// English of pins and binders.

import type { PatientWords } from '../patient.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const patientBinders: PatientWords['binders'] = {
  title: 'My binders',
  own: 'A binder is yours alone: nobody else sees it, nor its name. It moves no document.',
  open: (count) => (count === 0 ? 'My binders' : `My binders (${number('en', count)})`),
  count: (count) => plural('en', count, { zero: 'Empty', one: '1 document', other: `${number('en', count)} documents` }),
  newName: 'Name of the binder',
  newHint: 'Knee operation, Pregnancy…',
  nameMissing: 'Give the binder a name.',
  make: 'Create the binder',
  made: (name) => `The binder “${name}” is there.`,
  empty: { title: 'You have no binder yet', body: 'Bring together the documents of one story: an operation, a pregnancy, a treatment.' },
  emptyOne: { title: 'This binder is empty', body: 'Open a document and choose “File” to put it in.', action: 'See all documents' },
  gone: 'This binder is no longer there.',
  rename: 'Rename',
  renamed: 'The binder has another name.',
  remove: {
    open: 'Delete the binder',
    title: (name) => `Delete the binder “${name}”?`,
    what: (count) =>
      plural('en', count, {
        zero: 'It is empty.',
        one: 'The document in it stays in your record.',
        other: `The ${number('en', count)} documents in it stay in your record.`,
      }),
    confirm: 'Delete the binder',
    done: 'The binder is deleted. Its documents stay in your record.',
  },
  pin: 'Pin',
  unpin: 'Unpin',
  pinOf: (name) => `Pin: ${name}`,
  unpinOf: (name) => `Unpin: ${name}`,
  pinnedTitle: 'Pinned',
  pinned: 'The document is pinned on top of your lists.',
  unpinned: 'The document is no longer pinned.',
  file: { open: 'File', title: 'File this document', make: 'Create and file', done: 'Done', filed: (name) => `The document is filed in “${name}”.` },
};
