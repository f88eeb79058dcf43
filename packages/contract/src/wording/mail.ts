// Every sentence of the mails Carnet sends, French first. A mail can be read by anybody who sees the screen or the mailbox:
// it holds no health content, no document title, no professional's name, no INS and no identifier to sign in with.

import type { Bilingual } from './labels-bilingual.ts';

export const mailWording = {
  sender: { fr: 'Carnet', en: 'Carnet' },
  greeting: { fr: 'Bonjour,', en: 'Hello,' },
  signature: { fr: 'Carnet, votre dossier médical partagé', en: 'Carnet, your shared health record' },
  automatic: { fr: 'Message automatique : les réponses ne sont lues par personne.', en: 'Automatic message: nobody reads the replies.' },
  never: {
    fr: 'Carnet ne vous demandera jamais ce code ni votre mot de passe par téléphone, par SMS ou par courriel.',
    en: 'Carnet will never ask for this code or your password by phone, text message or e-mail.',
  },
} as const satisfies Record<string, Bilingual>;

export const codeMailWording = {
  'sign-in': {
    subject: { fr: 'Votre code de connexion', en: 'Your sign-in code' },
    lead: { fr: 'Voici le code qui termine votre connexion :', en: 'Here is the code that completes your sign-in:' },
    unasked: {
      fr: 'Si vous n’êtes pas en train de vous connecter, quelqu’un connaît votre mot de passe : changez-le dès que possible.',
      en: 'If you are not signing in right now, somebody knows your password: change it as soon as you can.',
    },
  },
  recovery: {
    subject: { fr: 'Votre code pour un nouveau mot de passe', en: 'Your code for a new password' },
    lead: { fr: 'Voici le code qui permet de choisir un nouveau mot de passe :', en: 'Here is the code that lets you choose a new password:' },
    unasked: {
      fr: 'Si vous n’avez rien demandé, ne faites rien : votre mot de passe ne change pas.',
      en: 'If you did not ask for it, do nothing: your password does not change.',
    },
  },
} as const satisfies Record<string, Record<string, Bilingual>>;

/** How long a code lives and that it serves once. */
export const codeLifetime = (minutes: number): Bilingual => ({
  fr: `Il est valable ${minutes} minutes et ne sert qu’une fois.`,
  en: `It is valid for ${minutes} minutes and works once.`,
});

export const passwordChangedWording = {
  subject: { fr: 'Votre mot de passe a changé', en: 'Your password was changed' },
  lead: {
    fr: 'Le mot de passe de votre espace vient d’être changé. Toutes les sessions ouvertes ont été fermées. Votre identifiant reste le même.',
    en: 'The password of your space was just changed. Every open session was closed. Your identifier stays the same.',
  },
  unasked: {
    fr: 'Si ce n’est pas vous, demandez tout de suite un nouveau mot de passe avec « Mot de passe oublié » sur la page de connexion.',
    en: 'If this was not you, ask at once for a new password with “Forgotten password” on the sign-in page.',
  },
} as const satisfies Record<string, Bilingual>;

export type MailNoticeKind = 'dossier-cree' | 'document-nouveau' | 'premier-acces' | 'bris-de-glace' | 'centre-15';
const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many.replace('#', String(count)));

export const noticeMailWording = {
  subject: { fr: 'Du nouveau dans votre dossier', en: 'Something new in your record' },
  lead: { fr: 'Depuis notre dernier message :', en: 'Since our last message:' },
  howTo: {
    fr: 'Pour en savoir plus, connectez-vous à votre espace avec votre identifiant, votre mot de passe et le code que vous recevrez alors :',
    en: 'To know more, sign in to your space with your identifier, your password and the code you will then receive:',
  },
  choice: {
    fr: 'Vous choisissez ce que vous recevez par courriel, et quand, dans les réglages de votre espace.',
    en: 'You choose what you receive by e-mail, and when, in the settings of your space.',
  },
} as const satisfies Record<string, Bilingual>;

export const noticeLine = (kind: MailNoticeKind, count: number): Bilingual => {
  switch (kind) {
    case 'dossier-cree':
      return { fr: 'Votre dossier médical partagé est ouvert.', en: 'Your shared health record is open.' };
    case 'document-nouveau':
      return {
        fr: plural(count, 'Un nouveau document est dans votre dossier.', '# nouveaux documents sont dans votre dossier.'),
        en: plural(count, 'A new document is in your record.', '# new documents are in your record.'),
      };
    case 'premier-acces':
      return {
        fr: plural(
          count,
          'Un professionnel a consulté votre dossier pour la première fois.',
          '# professionnels ont consulté votre dossier pour la première fois.',
        ),
        en: plural(count, 'A professional looked at your record for the first time.', '# professionals looked at your record for the first time.'),
      };
    case 'bris-de-glace':
      return {
        fr: plural(count, 'Votre dossier a été ouvert en urgence.', 'Votre dossier a été ouvert en urgence # fois.'),
        en: plural(count, 'Your record was opened in an emergency.', 'Your record was opened in an emergency # times.'),
      };
    case 'centre-15':
      return {
        fr: plural(count, 'Le centre 15 a ouvert votre dossier.', 'Le centre 15 a ouvert votre dossier # fois.'),
        en: plural(count, 'The emergency call centre (centre 15) opened your record.', 'The emergency call centre (centre 15) opened your record # times.'),
      };
  }
};

/** To the médecin traitant (R.1111-48 CSP). The patient is not named: the address opens to the doctor's card only. */
export const doctorMailWording = {
  subject: { fr: 'Accès en urgence au dossier d’un de vos patients', en: 'Emergency access to a patient’s record' },
  lead: {
    'bris-de-glace': {
      fr: 'Un professionnel vient d’ouvrir en urgence le dossier d’un patient dont vous êtes le médecin traitant.',
      en: 'A professional has just opened in an emergency the record of a patient whose médecin traitant you are.',
    },
    'centre-15': {
      fr: 'Le centre 15 vient d’ouvrir le dossier d’un patient dont vous êtes le médecin traitant.',
      en: 'The emergency call centre (centre 15) has just opened the record of a patient whose médecin traitant you are.',
    },
  },
  howTo: {
    fr: 'Qui, quand et pour quelle raison : connectez-vous avec votre carte pour lire le journal de ce dossier.',
    en: 'Who, when and for what reason: sign in with your card to read this record’s journal.',
  },
} as const satisfies Record<string, Bilingual | Record<string, Bilingual>>;
