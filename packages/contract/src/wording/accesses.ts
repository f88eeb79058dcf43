// What the server says of who sees a record: whom the switch of the reimbursements concerns, and what a representative stated of the agreement of
// the person they act for, as the journal keeps it.

import type { PersonAgreement } from '../accesses.ts';
import type { Bilingual, LabelLanguage } from './labels-bilingual.ts';

export const everyProfessional: Bilingual = { fr: 'Tous les professionnels', en: 'All professionals' };

/** A refusal is never kept: what the person refuses is not done. */
export const personAgreementWords: Readonly<Record<Exclude<PersonAgreement, 'refuses'>, Bilingual>> = {
  'agrees': { fr: 'Accord de la personne recherché : elle est d’accord.', en: 'The person’s own agreement was sought: they agree.' },
  'cannot-express': {
    fr: 'Accord de la personne recherché : elle ne peut pas exprimer sa volonté.',
    en: 'The person’s own agreement was sought: they cannot express their will.',
  },
};

/** Of the journal one takes away. `day`: YYYY-MM-DD. */
/** Said inside the file, to whoever keeps it: it has no language of its own. */
export const missingLines = (count: number): string =>
  `${count} ligne(s) du journal n’ont pas pu être lues et manquent ici. / ${count} line(s) of the journal could not be read and are missing here.`;

export const journalFileName = (language: LabelLanguage, day: string): string =>
  language === 'fr' ? `journal-du-dossier-${day}.json` : `record-journal-${day}.json`;
