// What may be wrong with what is said of an heir.

import type { Bilingual } from './labels-bilingual.ts';

export const heirFindingWording: Readonly<Record<string, Bilingual>> = {
  DECES_AVANT_NAISSANCE: { fr: 'Le décès précède la naissance.', en: 'The death precedes the birth.' },
  DEFUNT_OPPOSE: {
    fr: 'Il est noté que cette personne s’y est opposée de son vivant : son dossier n’est ouvert à aucun ayant droit (L.1110-4 V CSP).',
    en: 'It is recorded that this person refused it in their lifetime: their record is open to no heir (L.1110-4 V CSP).',
  },
  HERITIER_INCONNU: {
    fr: 'Aucun dossier ouvert n’a ce matricule et cette date de naissance. L’ayant droit ouvre d’abord son propre dossier : il entre par son compte.',
    en: 'No open record has this number and birth date. The heir opens their own record first: they come in by their account.',
  },
  HERITIER_LUI_MEME: { fr: 'Ce matricule est celui de la personne décédée.', en: 'This number is that of the deceased.' },
  HERITIER_SANS_ACCES: { fr: 'Cet accès est déjà terminé.', en: 'This access has ended already.' },
};
