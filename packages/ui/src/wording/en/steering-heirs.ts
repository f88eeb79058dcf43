// English of the heirs of a deceased person.

import type { Widen } from '../widen.ts';
import type { heirs as french } from '../fr/steering-heirs.ts';

export const heirs: Widen<typeof french> = {
  title: 'After a death: their heirs',
  lead: 'An heir, a spouse or a partner may read what one of the three reasons of the law needs, unless the person refused it in their lifetime (L.1110-4 V and L.1111-7 CSP).',
  register: 'Open to an heir',
  formLead:
    'Check the death certificate, the identity document and what proves the tie. The heir reads with their own account. The act is a line of both journals.',
  fields: {
    name: 'First and last name of the heir',
    matricule: 'Their INS number',
    birthDate: 'Their date of birth',
    link: 'Their tie with the person who died',
    diedOn: 'Date of the death',
    proof: 'Documents seen',
    reason: 'Why they ask to read',
    refused: 'Refusal by the person, in their lifetime',
    lastDay: 'Last day of the access',
  },
  nameHelp: 'As on their identity document.',
  linkHelp: 'Son, wife, PACS partner, heir by will…',
  proofHelp: 'Their references: death certificate, family book, notarial act.',
  lastDayHelp: (days) => `Within ${days} days.`,
  reasons: {
    causes_du_deces: 'To know the causes of the death',
    memoire_du_defunt: 'To defend the memory of the person who died',
    faire_valoir_ses_droits: 'To assert their own rights',
  },
  refusals: { no: 'No refusal is known', yes: 'They refused' },
  refusalWhat: 'The refusal will be recorded: this record will open to no heir, and this one will read why.',
  refused: 'Refusal given in their lifetime: opens nothing',
  until: 'until',
  endedOn: 'ended on',
  died: 'Died on',
  missing: 'Fill this in.',
  confirm: 'Record',
  cancel: 'Cancel',
  done: 'The heir may read the record.',
  refusalDone: 'The refusal is recorded.',
  end: 'End the access',
  endOf: (name) => `End the access of ${name}`,
  endWhat: 'From now on this person reads nothing of this record.',
  ended: 'The access has ended.',
};
