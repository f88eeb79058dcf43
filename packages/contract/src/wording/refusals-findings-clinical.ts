// What a search for facts drawn from documents may have to say of its answer; what may be wrong with a measure.

import type { Bilingual } from './labels-bilingual.ts';
import { measureFindingWording } from './refusals-findings-measures.ts';

export const clinicalFindingWording: Readonly<Record<string, Bilingual>> = {
  ...measureFindingWording,
  DOCUMENTS_ALTERES: {
    fr: 'Un document de ce dossier ne s’ouvre plus : ce qu’il dit manque à cette réponse. L’exploitant en est averti.',
    en: 'A document of this record does not open any more: what it says is missing from this answer. The operator is told.',
  },
  RECHERCHE_BORNEE: {
    fr: 'Les mille documents les plus récents ont été examinés, d’autres plus anciens ne l’ont pas été : restreignez la recherche par un code.',
    en: 'The thousand newest documents were looked through, older ones were not: narrow the search by a code.',
  },
  NEANT_AVEC_LIGNES: {
    fr: 'Cette rubrique dit « néant » et porte des lignes : gardez l’un ou l’autre.',
    en: 'This heading says “none” and holds lines: keep one or the other.',
  },
  PARENT_NOMME: {
    fr: 'Les antécédents familiaux s’écrivent sans nom : dites le lien de parenté seul, par exemple « Mère : cancer du sein à 52 ans ».',
    en: 'Family history is written without names: say the tie alone, for example “Mother: breast cancer at 52”.',
  },
};
