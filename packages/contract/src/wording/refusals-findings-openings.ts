// What a finding says of an opening for somebody else, and of a line of a care home's list.

import type { Bilingual } from './labels-bilingual.ts';

export const openingFindings: Readonly<Record<string, Bilingual>> = {
  ACCES_ABSENT: {
    fr: 'Cette personne n’a pas d’accès à elle : qui la représente ouvre son dossier depuis son propre espace.',
    en: 'This person has no access of their own: who represents them opens the record from their own space.',
  },
  ACCES_DEJA_UTILISE: {
    fr: 'La personne a déjà choisi son mot de passe : si elle l’a perdu, « Mot de passe oublié » lui en donne un autre.',
    en: 'The person has already chosen a password: if they lost it, “Forgotten password” gives them another.',
  },
  ACCORD_ILLISIBLE: {
    fr: 'La colonne « accord » dit autre chose que oui, tuteur, habilitation, refus ou non demandé.',
    en: 'The column “accord” says something else than oui, tuteur, habilitation, refus or non demandé.',
  },
  AVIS_ILLISIBLE: {
    fr: 'L’avis de la personne est à écrire : d’accord, ne peut pas s’exprimer, ou refuse.',
    en: 'Write the person’s own view as: d’accord, ne peut pas s’exprimer, or refuse.',
  },
  COURRIEL_FORME: {
    fr: 'Ce n’est pas une adresse électronique : corrigez-la ou videz la case.',
    en: 'This is not an e-mail address: correct it or empty the cell.',
  },
  CURATEUR_NE_CONSENT_PAS: {
    fr: 'Sous curatelle, la personne consent seule : recueillez son accord à elle. Le curateur peut être présent.',
    en: 'Under curatelle the person alone agrees: obtain their own agreement. The curateur may be present.',
  },
  LISTE_TROP_LONGUE: { fr: 'La liste a plus de 500 lignes : faites-en deux.', en: 'The list has more than 500 lines: make it two.' },
  MAJEUR_CONSENT_SEUL: {
    fr: 'Un adulte donne son accord lui-même, sauf tutelle ou habilitation familiale.',
    en: 'Adults agree for themselves, unless under tutelle or habilitation familiale.',
  },
  PARENT_CONSENT_POUR_MINEUR: { fr: 'Pour un mineur, c’est un parent qui donne l’accord.', en: 'For a minor, a parent gives the agreement.' },
  REGIME_NON_SERVI: { fr: 'Son régime d’assurance maladie n’ouvre pas encore de carnet.', en: 'Their health insurance does not open records yet.' },
  REPRESENTANT_ABSENT: { fr: 'Le nom du tuteur ou de la personne habilitée manque.', en: 'The name of the tuteur or of the person entitled is missing.' },
  RESIDENT_REPETE: { fr: 'Ce numéro est déjà sur une ligne au-dessus : gardez-en une.', en: 'This number is on a line above already: keep one.' },
};
