// Files the document of every history of reimbursements that changed, once a second: a record that has just opened has its history there, and
// what was fed is read as soon as it is taken. Removes what has become older than the history, shortly after midnight in Paris. The document is in French, as every document of the national model.

import { writeHistory } from '@carnet/codecs/cda';
import { historyWording } from '@carnet/contract/wording';
import { expireHistories, fileHistories } from '../application/file-history.ts';
import type { Ports } from '../ports/index.ts';
import { type Repeated, repeatEvery } from './repeat.ts';

export const keepHistories = (ports: Ports, onError: (error: unknown) => void): Repeated =>
  repeatEvery(
    'second',
    [
      { what: 'lines older than the history', run: () => expireHistories(ports) },
      { what: 'documents of histories', run: () => fileHistories(ports, (document) => writeHistory(document, historyWording.fr)) },
    ],
    onError,
  );
