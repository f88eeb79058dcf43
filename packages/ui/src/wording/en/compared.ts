// English of what a version of a document changes of the one before; each app says who sees it in its own words.

import type { compared as french } from '../fr/compared.ts';
import type { Widen } from '../widen.ts';
import { formatNumber as number, plural } from '../plural.ts';

export const compared: Widen<typeof french> = {
  title: (former, version) => `What changes from version ${former} to version ${version}`,
  back: (version) => `Read version ${version}`,
  count: (changes) =>
    plural('en', changes, { zero: 'Nothing changes in the text.', one: '1 change in the text.', other: `${number('en', changes)} changes in the text.` }),
  deposited: (former, version) => `The former arrived on ${former}, the other on ${version}.`,
  kinds: { added: 'Added', removed: 'Removed', changed: 'Changed' },
  was: 'before:',
  is: 'now:',
  gone: 'removed:',
  come: 'added:',
  sheet: 'Its sheet',
  sheetSame: 'Title, type, author, date of the act and confidentiality are the same.',
  facts: { title: 'Title', type: 'Type', author: 'Author', act: 'Date of the act', sight: 'Confidentiality' },
  sights: {
    open: 'Not sensitive',
    masked: 'Hidden from other professionals',
    waits: 'Not visible to the patient yet',
    representants: 'Hidden from representatives',
  },
  untitled: 'Text',
  section: { added: 'heading added', removed: 'heading removed', same: 'nothing changes' },
  sameLines: (lines) => plural('en', lines, { one: '1 unchanged line', other: `${number('en', lines)} unchanged lines` }),
  media: 'The pictures and PDFs they contain are not compared.',
  whole: 'These two versions are not compared line by line: one is a picture, a PDF or too long a text. Read them both.',
  number: (version) => `Version ${version}`,
  unknown: 'These two documents are not versions of each other that you may read.',
};
