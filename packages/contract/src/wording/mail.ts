// Every sentence of the mails Carnet sends, French first. A mail can be read by anybody who sees the screen or the mailbox:
// it holds no health content, no document title, no professional's name, no INS and no identifier to sign in with.

import type { Bilingual, LabelLanguage } from './labels-bilingual.ts';

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
  opening: {
    subject: { fr: 'Votre code pour ouvrir votre dossier', en: 'Your code to open your record' },
    lead: {
      fr: 'Quelqu’un demande, avec votre numéro de sécurité sociale, à ouvrir votre dossier médical partagé ou à y entrer. Si c’est vous, voici le code :',
      en: 'Somebody asks, with your social security number, to open your shared health record or to enter it. If it is you, here is the code:',
    },
    unasked: {
      fr: 'Si ce n’est pas vous, ne faites rien : sans ce code, rien ne s’ouvre et personne n’apprend rien.',
      en: 'If it is not you, do nothing: without this code nothing opens, and nobody learns anything.',
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
    fr: 'Le mot de passe de votre espace vient d’être changé. Les autres sessions ouvertes ont été fermées. Votre identifiant reste le même, et vos clés d’accès, si vous en avez, aussi.',
    en: 'The password of your space was just changed. The other open sessions were closed. Your identifier stays the same, and so do your passkeys, if you have any.',
  },
  unasked: {
    fr: 'Si ce n’est pas vous, demandez tout de suite un nouveau mot de passe avec « Mot de passe oublié » sur la page de connexion.',
    en: 'If this was not you, ask at once for a new password with “Forgotten password” on the sign-in page.',
  },
} as const satisfies Record<string, Bilingual>;

export const passkeyChangedWording = {
  added: {
    subject: { fr: 'Une clé d’accès a été ajoutée', en: 'A passkey was added' },
    lead: {
      fr: 'Une clé d’accès vient d’être ajoutée à votre espace : un appareil ou une clé de sécurité peut maintenant l’ouvrir, sans mot de passe ni code.',
      en: 'A passkey was just added to your space: a device or a security key can now open it, without password or code.',
    },
    unasked: {
      fr: 'Si ce n’est pas vous, quelqu’un connaît votre mot de passe : connectez-vous, retirez cette clé dans « Mon compte », puis changez de mot de passe.',
      en: 'If this was not you, somebody knows your password: sign in, remove this passkey in “My account”, then change your password.',
    },
  },
  removed: {
    subject: { fr: 'Une clé d’accès a été retirée', en: 'A passkey was removed' },
    lead: {
      fr: 'Une clé d’accès vient d’être retirée de votre espace : elle ne l’ouvre plus. Les autres sessions ouvertes ont été fermées.',
      en: 'A passkey was just removed from your space: it no longer opens it. The other open sessions were closed.',
    },
    unasked: {
      fr: 'Si ce n’est pas vous, quelqu’un connaît votre mot de passe : demandez tout de suite un nouveau mot de passe avec « Mot de passe oublié » sur la page de connexion.',
      en: 'If this was not you, somebody knows your password: ask at once for a new one with “Forgotten password” on the sign-in page.',
    },
  },
} as const satisfies Record<'added' | 'removed', Record<'subject' | 'lead' | 'unasked', Bilingual>>;

export const accessReplacedWording = {
  subject: { fr: 'Votre accès a été refait au guichet', en: 'Your access was renewed at the counter' },
  lead: {
    fr: 'Au guichet d’une caisse, un nouveau mot de passe vient d’être remis pour votre espace, avec l’adresse où vont les codes. L’ancien mot de passe ne sert plus, vos sessions sont fermées. Votre identifiant reste le même, et vos clés d’accès, si vous en avez, aussi.',
    en: 'At the counter of a caisse, a new password was just handed over for your space, with the address where codes go. The former password is dead, your sessions are closed. Your identifier stays the same, and so do your passkeys, if you have any.',
  },
  unasked: {
    fr: 'Si ce n’est pas vous, quelqu’un a pu se faire passer pour vous : allez tout de suite à l’accueil de votre caisse avec une pièce d’identité, ou appelez l’aide. Votre journal dit qui l’a fait, et quand.',
    en: 'If this was not you, somebody may have passed for you: go at once to the counter of your caisse with an identity card, or call the help. Your journal says who did it, and when.',
  },
} as const satisfies Record<string, Bilingual>;

export type MailNoticeKind =
  | 'dossier-cree'
  | 'document-nouveau'
  | 'premier-acces'
  | 'bris-de-glace'
  | 'centre-15'
  | 'document-annonce'
  | 'document-supprime'
  | 'medecin-traitant'
  | 'partage'
  | 'majorite'
  | 'fin-representation'
  | 'signalement-repondu'
  | 'acces-injustifie'
  | 'dossier-ferme'
  | 'copie-prete'
  | 'carte-ouverte'
  | 'code-utilise'
  | 'dossiers-reunis'
  | 'dossiers-separes'
  | 'document-ecarte'
  | 'document-retire'
  | 'document-remis'
  | 'document-corrige';
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

/** To somebody who acts for another: which record it is, the reader sees once signed in. */
const noticeLineForAnother = (kind: MailNoticeKind, count: number): Bilingual => {
  switch (kind) {
    case 'document-nouveau':
    case 'document-annonce':
      return {
        fr: plural(count, 'Un document est arrivé dans un dossier que vous suivez.', '# documents sont arrivés dans des dossiers que vous suivez.'),
        en: plural(count, 'A document has arrived in a record you look after.', '# documents have arrived in records you look after.'),
      };
    case 'bris-de-glace':
    case 'centre-15':
      return {
        fr: plural(count, 'Un dossier que vous suivez a été ouvert en urgence.', 'Des dossiers que vous suivez ont été ouverts en urgence # fois.'),
        en: plural(count, 'A record you look after was opened in an emergency.', 'Records you look after were opened in an emergency # times.'),
      };
    default:
      return { fr: 'Il y a du nouveau dans un dossier que vous suivez.', en: 'There is something new in a record you look after.' };
  }
};

const misfiledLines = {
  'document-ecarte': {
    fr: 'Un document est mis à l’écart de votre dossier, le temps de vérifier à qui il est.',
    en: 'A document is put aside from your record, while it is checked whose it is.',
  },
  'document-retire': {
    fr: 'Un document qui n’était pas le vôtre a été retiré de votre dossier.',
    en: 'A document that was not yours was withdrawn from your record.',
  },
  'document-remis': { fr: 'Un document mis à l’écart est de retour dans votre dossier.', en: 'A document that was put aside is back in your record.' },
  'document-corrige': {
    fr: 'Un document de votre dossier avait d’abord été déposé ailleurs par erreur.',
    en: 'A document of your record had first been put elsewhere by mistake.',
  },
} as const satisfies Readonly<Partial<Record<MailNoticeKind, Bilingual>>>;
const isOfMisfiled = (kind: MailNoticeKind): kind is keyof typeof misfiledLines => Object.hasOwn(misfiledLines, kind);

export const noticeLine = (kind: MailNoticeKind, count: number, forAnother = false): Bilingual => {
  if (forAnother) return noticeLineForAnother(kind, count);
  if (isOfMisfiled(kind)) return misfiledLines[kind];
  switch (kind) {
    case 'dossier-cree':
      return {
        fr: 'Votre dossier médical partagé est ouvert. Pas encore d’identifiant ? Choisissez « Créer mon dossier » sur la page d’accueil.',
        en: 'Your shared health record is open. No identifier yet? Choose “Create my record” on the home page.',
      };
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
    case 'document-annonce':
      return {
        fr: plural(count, 'Un document de votre dossier est maintenant visible.', '# documents de votre dossier sont maintenant visibles.'),
        en: plural(count, 'A document of your record can now be seen.', '# documents of your record can now be seen.'),
      };
    case 'document-supprime':
      return {
        fr: plural(count, 'Un document a été supprimé de votre dossier.', '# documents ont été supprimés de votre dossier.'),
        en: plural(count, 'A document was deleted from your record.', '# documents were deleted from your record.'),
      };
    case 'medecin-traitant':
      return { fr: 'Votre médecin traitant a changé dans votre dossier.', en: 'Your médecin traitant has changed in your record.' };
    case 'partage':
      return { fr: 'Un partage avec un aidant a changé.', en: 'A sharing with a carer has changed.' };
    case 'majorite':
      return {
        fr: 'Vous êtes majeur : votre dossier est à vous seul, vos parents n’y entrent plus.',
        en: 'You are of age: your record is yours alone, your parents no longer enter it.',
      };
    case 'fin-representation':
      return {
        fr: plural(
          count,
          'Une représentation a pris fin : vous saurez laquelle dans votre espace.',
          '# représentations ont pris fin : vous saurez lesquelles dans votre espace.',
        ),
        en: plural(count, 'A representation has ended: your space says which.', '# representations have ended: your space says which.'),
      };
    case 'signalement-repondu':
      return { fr: 'Votre signalement a reçu une réponse.', en: 'Your report has been answered.' };
    case 'acces-injustifie':
      return {
        fr: 'Le contrôle des accès a jugé injustifié un accès à votre dossier.',
        en: 'The review of accesses has found an access to your record unjustified.',
      };
    case 'dossier-ferme':
      return {
        fr: 'Votre dossier médical partagé est fermé : personne ne le consulte ni ne l’alimente. Il est gardé dix ans, et peut être rouvert.',
        en: 'Your shared health record is closed: nobody consults it or adds to it. It is kept for ten years, and can be reopened.',
      };
    case 'copie-prete':
      return {
        fr: 'La copie qui avait été demandée est prête. Seule la personne qui l’a demandée peut la télécharger, une fois connectée.',
        en: 'The copy that was asked for is ready. Only the person who asked for it can download it, once signed in.',
      };
    case 'carte-ouverte':
      return {
        fr: 'Votre carte d’urgence a été ouverte. Votre journal dit quand ; vous pouvez la retirer à tout moment.',
        en: 'Your emergency card was opened. Your journal says when; you can withdraw it at any time.',
      };
    case 'code-utilise':
      return {
        fr: 'Un professionnel a utilisé le code que vous lui avez montré : il peut consulter votre dossier. Vous pouvez lui retirer l’accès à tout moment.',
        en: 'A professional used the code you showed them: they may consult your record. You can withdraw the access at any time.',
      };
    case 'dossiers-reunis':
      return {
        fr: 'Deux dossiers étaient ouverts à votre nom : ils n’en font plus qu’un. Rien n’est perdu.',
        en: 'Two records had been opened in your name: they are one from now on. Nothing is lost.',
      };
    case 'dossiers-separes':
      return {
        fr: 'Deux dossiers avaient été réunis par erreur : ils sont de nouveau deux.',
        en: 'Two records had been joined by mistake: they are two again.',
      };
  }
};

/** Asked for on the page of preferences. */
export const trialMailWording = {
  subject: { fr: 'Un essai, comme demandé', en: 'A trial, as you asked' },
  lead: {
    fr: 'Vous avez demandé un essai : les messages de votre carnet arrivent bien à cette adresse.',
    en: 'You asked for a trial: the messages of your record do arrive at this address.',
  },
  unasked: {
    fr: 'Si vous n’avez rien demandé, quelqu’un est connecté à votre espace : changez votre mot de passe.',
    en: 'If you asked for nothing, somebody is signed in to your space: change your password.',
  },
} as const satisfies Record<string, Bilingual>;

/** All that a telephone shows, locked or not, to whoever looks at it (features A107). */
export const pushWording = {
  notice: {
    fr: { title: 'Carnet', body: 'Du nouveau dans votre carnet' },
    en: { title: 'Carnet', body: 'Something new in your record' },
  },
  trial: {
    fr: { title: 'Carnet', body: 'Un essai, comme demandé : cet appareil sera prévenu' },
    en: { title: 'Carnet', body: 'A trial, as you asked: this device will be told' },
  },
} as const satisfies Record<'notice' | 'trial', Record<LabelLanguage, { readonly title: string; readonly body: string }>>;

/** To an adult whom a patient, or who represents one, invites. The link serves once; without an account of one's own it opens nothing. */
export const invitationMailWording = {
  subject: { fr: 'On vous invite à suivre un dossier de santé', en: 'You are invited to look after a health record' },
  lead: (inviter: string): Bilingual => ({
    fr: `${inviter} vous invite à suivre un dossier dans Carnet, pour aider un proche. Vous verrez ce qui serait partagé avant d’accepter.`,
    en: `${inviter} invites you to look after a record in Carnet, to help someone close. You will see what would be shared before accepting.`,
  }),
  howTo: (days: number): Bilingual => ({
    fr: `Connectez-vous à votre propre espace par ce lien. Il ne sert qu’une fois et reste valable ${days} jours :`,
    en: `Sign in to your own space with this link. It works once and stays valid for ${days} days:`,
  }),
  unknown: {
    fr: 'Si vous ne connaissez pas cette personne, ne faites rien : rien ne sera partagé.',
    en: 'If you do not know this person, do nothing: nothing will be shared.',
  },
} as const;

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

/** To a professional who read two records that had been joined by mistake. Says nothing of either. */
export const correctionMailWording = {
  subject: { fr: 'Une correction d’identité dans un dossier que vous avez lu', en: 'An identity was corrected in a record you have read' },
  lead: {
    fr: 'Deux dossiers avaient été réunis par erreur. Ils sont séparés : ce que vous avez lu pouvait être celui de deux personnes.',
    en: 'Two records had been joined by mistake. They are apart again: what you read may have been of two people.',
  },
  howTo: {
    fr: 'Relisez ce dossier avec votre carte avant de vous appuyer sur ce que vous y aviez lu.',
    en: 'Read this record again with your card before relying on what you had read in it.',
  },
} as const satisfies Record<string, Bilingual>;

/** To its author, whose document is said to be another patient's; to whoever read one that was. Says nothing of the document, nor of anybody. */
export const misfiledMailWording = {
  author: {
    subject: { fr: 'Un document que vous avez signé est mis à l’écart', en: 'A document you signed is put aside' },
    lead: {
      fr: 'Il n’est peut-être pas du patient dans le dossier duquel il a été déposé. Personne ne le lit plus, en attendant votre réponse.',
      en: 'It may not be of the patient in whose record it was put. Nobody reads it any more, until you answer.',
    },
    howTo: {
      fr: 'Connectez-vous avec votre carte : déposez-le dans le bon dossier, ou dites qu’il est bien de ce patient.',
      en: 'Sign in with your card: deposit it in the right record, or say that it is of this patient.',
    },
  },
  reader: {
    subject: { fr: 'Un document retiré d’un dossier que vous avez lu', en: 'A document was withdrawn from a record you have read' },
    lead: {
      fr: 'Vous avez lu un document qui n’était pas de ce patient. Il est retiré de son dossier.',
      en: 'You have read a document that was not of this patient. It is withdrawn from their record.',
    },
    howTo: {
      fr: 'Relisez ce dossier avec votre carte avant de vous appuyer sur ce que vous y aviez lu.',
      en: 'Read this record again with your card before relying on what you had read in it.',
    },
  },
} as const satisfies Record<string, Record<string, Bilingual>>;
