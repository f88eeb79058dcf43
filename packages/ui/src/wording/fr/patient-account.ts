// French of sign-in and recovery.

import { plural } from '../plural.ts';

export const patientAccount = {
  title: 'Se connecter',
  identifier: 'Identifiant',
  identifierHelp: 'Il figure sur votre lettre d’accès. Il ne change jamais.',
  password: 'Mot de passe',
  remember: 'Retenir mon identifiant sur cet appareil',
  rememberHelp: 'Pas sur un appareil partagé. Le mot de passe n’est jamais retenu.',
  remembered: 'Identifiant retenu :',
  other: 'Utiliser un autre identifiant',
  next: 'Continuer',
  lost: 'Mot de passe oublié ?',
  lostLogin: 'Identifiant oublié ?',
  steps: (step: number) => `Étape ${step} sur 2`,
  missing: { login: 'Écrivez votre identifiant.', password: 'Écrivez votre mot de passe.', code: 'Écrivez le code reçu, 6 chiffres.' },

  change: {
    title: 'Choisissez votre mot de passe',
    lead: 'C’est votre première connexion. Remplacez le mot de passe de la lettre par le vôtre.',
    label: 'Nouveau mot de passe',
    save: 'Enregistrer et continuer',
    unmet: 'Il manque encore quelque chose à ce mot de passe.',
  },
  code: {
    title: 'Écrivez le code reçu',
    sent: (address: string) => `Un code vient de partir à ${address}.`,
    label: 'Code à 6 chiffres',
    help: 'Vous pouvez le copier puis le coller.',
    expires: 'Il est valable jusqu’à',
    expired: 'Ce code n’est plus valable. Demandez-en un nouveau.',
    verify: 'Ouvrir mon dossier',
    resend: 'Renvoyer un code',
    resendIn: (seconds: number) => plural('fr', seconds, { one: 'Renvoyer un code dans 1 seconde', other: `Renvoyer un code dans ${seconds} secondes` }),
    resent: 'Un nouveau code est parti. L’ancien ne sert plus.',
    nothing: 'Rien reçu ? Regardez dans les courriers indésirables.',
  },
  passkey: {
    signIn: 'Me connecter avec une clé d’accès',
    what: 'Si vous en avez ajouté une : sans mot de passe ni code à recopier.',
  },
  over: { title: 'Cette connexion n’est plus valable', restart: 'Recommencer la connexion' },
  locked: 'Patientez avant de réessayer',
  opening: 'Ouverture de votre dossier…',

  recovery: {
    title: 'Mot de passe oublié',
    lead: 'Nous vous envoyons un code par courriel. Il vous permet de choisir un nouveau mot de passe.',
    send: 'Recevoir un code',
    sent: 'Si cet identifiant existe, un code vient de partir à son adresse.',
    code: 'Code reçu',
    newPassword: 'Nouveau mot de passe',
    save: 'Enregistrer le mot de passe',
    doneTitle: 'Votre mot de passe est changé',
    done: 'Votre identifiant reste le même, et vos clés d’accès, si vous en avez, aussi : vous les voyez dans « Mon compte ». Vous pouvez vous connecter.',
    signIn: 'Me connecter',
    again: 'Demander un autre code',
    noMail: {
      title: 'Plus accès à cette adresse électronique ?',
      body: 'Allez à l’accueil de votre caisse, avec votre carte Vitale et une pièce d’identité. On vous remet un nouveau mot de passe, et on note votre nouvelle adresse.',
    },
  },
};

/** The account of whoever is signed in. */
export const patientMyAccount = {
  lead: 'Votre mot de passe, vos clés d’accès, et les appareils où vous êtes connecté. Ce qui est ici ne concerne que vous.',
  password: {
    title: 'Mot de passe',
    lead: 'Votre identifiant, lui, ne change jamais.',
    change: 'Changer de mot de passe',
    what: 'Vos autres sessions seront fermées, et un courriel vous dira que le mot de passe a changé.',
    current: 'Mot de passe actuel',
    save: 'Enregistrer',
    done: 'Votre mot de passe est changé. Vos autres sessions sont fermées.',
  },
  sessionsTitle: 'Où vous êtes connecté',
  sessionsLead: 'Une session se ferme d’elle-même après 30 minutes sans usage. Vous ne reconnaissez pas l’une d’elles ? Changez de mot de passe.',
  unknownDevice: 'Navigateur non reconnu',
  openedAt: 'Ouverte :',
  usedAt: 'Dernier usage :',
  thisOne: 'Cette session',
  others: {
    none: 'Vous n’êtes connecté nulle part ailleurs.',
    close: (count: number) => plural('fr', count, { one: 'Fermer l’autre session', other: `Fermer les ${count} autres sessions` }),
    what: 'Celle-ci reste ouverte. Ailleurs, il faudra se connecter à nouveau.',
    after:
      'Une session que vous n’avez pas ouverte ? Quelqu’un connaît peut-être votre mot de passe : changez-le plutôt, ce qui ferme aussi les autres sessions.',
    done: 'Vos autres sessions sont fermées.',
  },
};
