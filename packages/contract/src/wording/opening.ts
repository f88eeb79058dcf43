// What the server says when a record is opened online, French first. Before the code is right, nothing here depends on who was typed.

import type { Bilingual } from './labels-bilingual.ts';

export const openingWording = {
  /** The journal's first line keeps it, as the person agreed to it. */
  agreement: {
    fr: 'Accord donné en ligne par la personne, avec un code envoyé à l’adresse que son assurance maladie connaît',
    en: 'Agreement given online by the person, with a code sent to the address their health insurance knows',
  },
} as const satisfies Record<string, Bilingual>;

const dayOf = (day: string, language: 'fr-FR' | 'en-GB'): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${day}T12:00:00Z`));

/** The individual information of R.1111-28 CSP. Names nobody: the page its address opens does. */
export const openingMailWording = {
  subject: { fr: 'Un dossier médical partagé va s’ouvrir : vous pouvez vous y opposer', en: 'A shared health record will open: you may oppose it' },
  lead: (day: string, forAnother: boolean): Bilingual => ({
    fr: `${forAnother ? 'Le dossier médical partagé d’une personne rattachée à votre carte Vitale' : 'Votre dossier médical partagé'} s’ouvrira le ${dayOf(day, 'fr-FR')}, gratuitement, comme la loi le prévoit pour chaque assuré (code de la santé publique, article L. 1111-13-1).`,
    en: `${forAnother ? 'The shared health record of somebody attached to your Vitale card' : 'Your shared health record'} will open on ${dayOf(day, 'en-GB')}, free of charge, as the law provides for everybody insured (code de la santé publique, article L. 1111-13-1).`,
  }),
  what: {
    fr: 'Les professionnels de santé y déposent les documents utiles aux soins. Personne ne les lit sans accord, chaque accès est noté, et l’on masque ce que l’on veut. Ni employeur, ni assureur, ni mutuelle n’y entre.',
    en: 'Health professionals deposit in it the documents that care needs. Nobody reads them without agreement, every access is written down, and anything can be hidden. No employer, insurer or mutual enters it.',
  },
  oppose: {
    fr: 'Vous n’en voulez pas ? Dites-le d’ici là, en une minute, sans avoir à donner de raison :',
    en: 'You do not want it? Say so before that day, in one minute, without giving a reason:',
  },
  orOpen: { fr: 'Vous le voulez tout de suite ? Ouvrez-le vous-même :', en: 'You want it now? Open it yourself:' },
  later: {
    fr: 'Si vous ne faites rien, il s’ouvre ce jour-là. Vous pourrez le fermer quand vous voudrez.',
    en: 'If you do nothing, it opens that day. You will be able to close it whenever you want.',
  },
} as const;

/** Of the acts of opening, as findings tell them. */
export const openingFindingWording = {
  OPPOSITION_OUVERTURE: {
    fr: 'La personne s’est opposée à l’ouverture de son dossier : elle seule peut revenir là-dessus, en l’ouvrant.',
    en: 'The person opposed the opening of their record: only they can take it back, by opening it.',
  },
  ASSURE_NON_RECONNU: {
    fr: 'L’Assurance Maladie ne connaît personne avec ce numéro et ces traits : vérifiez chaque signe avec la carte ou la lettre.',
    en: 'The health insurance knows nobody with this number and these traits: check each character against the card or the letter.',
  },
} as const satisfies Record<string, Bilingual>;

/** Of what was typed, by itself. */
export const openingRules: Readonly<Record<string, Bilingual>> = {
  NUMERO_FORME: {
    fr: 'Recopiez les 15 chiffres du numéro de sécurité sociale, les 2 derniers compris.',
    en: 'Copy the 15 digits of the social security number, the last 2 included.',
  },
  NUMERO_CLE: {
    fr: 'Un chiffre de ce numéro est faux : les 2 derniers ne vont pas avec les 13 autres.',
    en: 'One digit of this number is wrong: the last 2 do not match the other 13.',
  },
  DATE_NAISSANCE: { fr: 'Écrivez la date de naissance en entier.', en: 'Write the whole birth date.' },
  CODE_OPPOSITION_INCONNU: {
    fr: 'Aucune ouverture n’attend avec ce code. Recopiez les 16 signes de la lettre ou du courriel.',
    en: 'No opening waits with this code. Copy the 16 characters of the letter or the e-mail.',
  },
  OUVERTURE_MINEUR: {
    fr: 'Le dossier d’un enfant s’ouvre par le parent auquel il est rattaché : depuis son propre espace, ou au guichet de sa caisse.',
    en: 'A child’s record is opened by the parent they are attached to: from the parent’s own space, or at their insurer’s counter.',
  },
};
