// What a document probably is, by the words of its name or of its title. A proposal that the person sees and changes; undefined when no word tells.

import type { Draft } from './details-fields.tsx';

type Category = NonNullable<Draft['typeCode']>;

/** The first that is found: what is precise before what is general. Without accents nor capitals. */
const words: readonly (readonly [RegExp, Category])[] = [
  [/directives? anticipees?|advance directive/, 'EXPPAT_3'],
  [/vaccin|rappel|dtp|ror\b|depistage|mammograph|frottis|immuni[sz]ation|screening/, 'DOCPAT06'],
  [/\b(?:radio|irm|mri|scanner|echographie|echo|doppler|panoramique|scintigraphie|imagerie|x-?ray|ultrasound|ct)/, 'DOCPAT04'],
  [/analyse|bilan sanguin|prise de sang|biologie|labo|glycemie|cholesterol|blood test|lab results?/, 'DOCPAT05'],
  [/ordonnance|prescription|traitement|medicament|posologie/, 'DOCPAT02'],
  [/certificat|aptitude|attestation medicale|certificate/, 'DOCPAT07'],
  [/compte[ -]?rendu|\bcr\b|consultation|hospitalisation|operatoire|sortie|courrier|lettre|report|discharge/, 'DOCPAT03'],
  [/synthese|resume|summary/, 'DOCPAT01'],
  [/attestation|mutuelle|carte vitale|facture|devis|remboursement|invoice/, 'DOCPAT09'],
];

export function proposedCategory(text: string): Category | undefined {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[_.]+/g, ' ');
  return words.find(([pattern]) => pattern.test(plain))?.[1];
}
