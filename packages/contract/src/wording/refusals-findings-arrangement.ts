// Why documents are not put in an order of one's own (ADR 52).

import type { Bilingual } from './labels-bilingual.ts';

export const arrangementFindingWording: Readonly<Record<string, Bilingual>> = {
  CLASSEUR_INCONNU: { fr: 'Ce classeur n’existe plus.', en: 'This binder is no longer there.' },
  PLUS_DE_PLACE: {
    fr: 'Il n’y a plus de place ici : retirez d’abord un document, ou un classeur.',
    en: 'There is no room left here: take out a document, or a binder, first.',
  },
  NOM_PRIS: { fr: 'Un de vos classeurs porte déjà ce nom.', en: 'One of your binders has this name already.' },
};
