// Why two records are not joined, or are not parted (ADR 37); why what was proposed of a document put aside is not done (ADR 41).

import type { Bilingual } from './labels-bilingual.ts';

export const fusionFindingWording: Readonly<Record<string, Bilingual>> = {
  AUTRE_PERSONNE_REQUISE: {
    fr: 'Vous l’avez proposé : quelqu’un d’autre le confirme.',
    en: 'You proposed this: somebody else confirms it.',
  },
  DEJA_REUNI: {
    fr: 'L’un des deux dossiers est déjà réuni à un autre, ou une proposition l’attend. Annulez-la d’abord.',
    en: 'One of the two records is joined with another already, or is proposed to be. Undo that first.',
  },
  CORRECTION_ABSENTE: {
    fr: 'Le document déposé à sa place n’y est plus. Reprenez avec son auteur.',
    en: 'The document that was deposited in its place is no longer there. Take it up with its author.',
  },
  DELAI_DEPASSE: { fr: 'Le délai pour y revenir est passé.', en: 'The time to undo this has passed.' },
  DEUX_INS: {
    fr: 'INSi donne aussi le matricule de l’autre dossier : ce sont deux personnes, ou un doute à dire d’abord (« Mettre en doute »).',
    en: 'INSi gives the number of the other record too: they are two people, or there is a doubt to be said first (“Cast doubt”).',
  },
  DEUX_PERSONNES: { fr: 'Quelqu’un a dit que ce sont deux personnes.', en: 'Somebody said that they are two people.' },
  DOSSIERS_OUVERTS_REQUIS: {
    fr: 'Les deux dossiers doivent être ouverts : ce qu’une personne a fermé ne s’ouvre pas par un autre.',
    en: 'Both records are to be open: what a person closed does not open through another.',
  },
  FUSION_INCONNUE: { fr: 'Il n’y a rien de tel à confirmer ni à annuler.', en: 'There is nothing such to confirm or to undo.' },
  MISE_A_L_ECART_INCONNUE: { fr: 'Ce document n’a pas été mis à l’écart.', en: 'This document was not put aside.' },
  MISE_A_L_ECART_REGLEE: {
    fr: 'C’est réglé : il n’y a plus rien à proposer pour ce document.',
    en: 'It is settled: there is nothing left to propose of this document.',
  },
  RIEN_A_CONFIRMER: { fr: 'Ce n’est plus ce qui est proposé. Relisez avant de confirmer.', en: 'This is no longer what is proposed. Read it again first.' },
  RIEN_A_DEFAIRE: { fr: 'Rien n’est encore décidé.', en: 'Nothing is decided yet.' },
  MEME_DOSSIER: { fr: 'C’est le même dossier.', en: 'It is the same record.' },
  SURVIVANT_NON_QUALIFIE: {
    fr: 'L’identité du dossier qui reste doit être qualifiée : INSi et une pièce d’identité.',
    en: 'The identity of the record that stays is to be qualified: INSi and an identity document.',
  },
  TRAITS_DIFFERENTS: {
    fr: 'Ce trait n’est pas le même dans les deux dossiers. Corrigez-le à la source, interrogez INSi, puis recommencez.',
    en: 'This trait is not the same in both records. Correct it at the source, ask INSi, then start again.',
  },
};
