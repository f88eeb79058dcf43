// English of two records that are one person's.

import type { Widen } from '../widen.ts';
import type { fusions as french } from '../fr/steering-fusions.ts';

export const fusions: Widen<typeof french> = {
  title: 'One person, two records',
  toConfirm: { title: 'To be confirmed', why: 'Proposed by somebody, confirmed by somebody else. Compare the two identities first.' },
  toConfirmLink: 'Proposed on',
  states: {
    proposed: 'Proposed, to be confirmed by somebody else',
    merged: 'Records joined',
    declined: 'Proposal withdrawn',
    undone: 'Records parted again',
  },
  stays: 'This record is the one that stays.',
  goes: 'The other record stays; this one is read through it.',
  compare: 'Compare the two identities',
  by: (name) => `Proposed by ${name}`,
  proposedOn: 'on',
  confirmedOn: 'confirmed on',
  endedOn: 'undone on',
  undoneUntil: 'Can be undone until',
  reason: 'Why it is the same person',
  reasonHelp: 'What you saw: an identity document, an answer of INSi, a call to the person. Nothing of what the record holds.',
  missing: 'Say why.',
  proposeWhy:
    'The record that stays has the qualified identity; the other is read through it. Nothing is moved: documents, blocks and masks stay where they are, and the stricter of the two holds for both. Whoever was authorised in one does not read the other.',
  staysNumber: 'Record that stays',
  propose: 'They are one person',
  proposeConfirm: 'Propose to join the records',
  proposed: 'Proposed. Somebody else of the cell has to confirm.',
  notPossible: 'To join these records, one needs a qualified identity, and the other one that INSi does not give: cast doubt on it, then check.',
  mine: 'You proposed it: somebody else confirms.',
  confirm: 'Confirm',
  confirmWhat: 'From now on both numbers lead to one record. The person is told and reads it in their journal. It can be undone.',
  confirmed: 'The records are one.',
  decline: 'Withdraw the proposal',
  declineWhat: 'The records stay two. It is written in both journals.',
  declined: 'The proposal is withdrawn.',
  undo: 'Part the records',
  undoWhat:
    'Each record has what is its own again, with what came since under its number. Both holders are told; so are the professionals who read them, and nothing of the content.',
  undone: 'The records are two again.',
};
