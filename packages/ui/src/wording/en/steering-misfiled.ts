// English of documents put aside, as the identity cell settles them.

import type { misfiled as french } from '../fr/steering-misfiled.ts';
import type { Widen } from '../widen.ts';

export const misfiled: Widen<typeof french> = {
  title: 'Documents put aside',
  none: 'No document of this record was put aside.',
  toSettle: {
    title: 'Documents put aside',
    why: 'They may not be of the person in whose record they are. Nobody but their author reads them until you decide.',
  },
  link: 'Document put aside on',
  toConfirm: 'To confirm',
  late: 'Late',
  states: {
    'open': 'Awaiting an answer of its author',
    'withdrawal-proposed': 'Withdrawal proposed, for somebody else to confirm',
    'return-proposed': 'Return proposed, for somebody else to confirm',
    'withdrawn': 'Withdrawn from this record',
    'returned': 'Put back in the record',
  },
  unseen: 'You see neither its title, nor its type, nor its content: only its author reads them.',
  deposited: 'Deposited on',
  by: (names) => `Signed ${names}`,
  together: (count) => (count === 1 ? 'One document' : `${count} documents that go together: versions, additions, copies`),
  reported: { holder: 'Reported by the holder or who represents them', author: 'Reported by its author' },
  said: (name, words) => `${name}: “${words}”`,
  proposed: 'Proposed on',
  corrected: 'Compare with the identity where its author deposited it',
  notCorrected: 'Nothing was deposited elsewhere.',
  settled: 'Decided on',
  reopenedUntil: 'May be taken up again until',
  mine: 'You proposed it: somebody else confirms.',
  withdraw: { open: 'Propose to withdraw it', confirm: 'Confirm the withdrawal', done: 'The document is withdrawn from this record.' },
  return: { open: 'Propose to put it back', confirm: 'Confirm the return', done: 'The document is in the record again.' },
  proposeWhat: {
    withdraw: 'Where its author does not answer. Call them first: they alone can deposit it in the right record.',
    return: 'Where you have checked that it is of this person. It comes back as it was.',
  },
  confirmWhat: {
    withdraw:
      'Nobody reads it in this record any more, not even its author. The holder and the professionals who had read it are told. It may be taken up again.',
    return: 'Those who read it before read it again. The holder is told. It may be taken up again.',
  },
  words: 'What you checked',
  wordsHelp: 'A call to the author, to the person, a document you saw. Nothing medical.',
  missing: 'Say what you checked.',
  proposedDone: 'Proposed. Somebody else of the cell has to confirm.',
  reopen: 'Take it up again',
  reopenWhat: 'The document is out of sight again, and its author can read it. Nothing is shown to anybody by this.',
  reopened: 'It is being examined again.',
};
