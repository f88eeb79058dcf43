// Easy French of sign-in, of one's account and of the copy of a record that one takes away.

import { of } from '../of-name.ts';
import { plural } from '../plural.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

export const patientAccount: Some<PatientWords['signIn']> = {
  title: 'Entrer dans Carnet',
  identifierHelp: 'Votre identifiant est écrit sur votre lettre. Il ne change jamais.',
  remember: 'Garder mon identifiant sur cet appareil',
  rememberHelp: 'Ne le faites pas si d’autres personnes utilisent cet appareil. Carnet ne garde jamais le mot de passe.',
  remembered: 'Votre identifiant :',
  other: 'Prendre un autre identifiant',
  lost: 'Vous avez oublié le mot de passe ?',
  lostLogin: 'Vous avez oublié l’identifiant ?',
  missing: { code: 'Écrivez le code reçu. Il a 6 chiffres.' },
  change: {
    lead: 'C’est la première fois que vous entrez. Le mot de passe de la lettre ne sert plus. Choisissez votre mot de passe.',
    save: 'Garder et continuer',
    unmet: 'Il manque une chose à ce mot de passe.',
  },
  code: {
    sent: (address) => `Nous avons envoyé un code à ${address}.`,
    help: 'Vous pouvez copier le code et le coller ici.',
    expires: 'Le code marche jusqu’à',
    expired: 'Ce code ne marche plus. Demandez un autre code.',
    resend: 'Envoyer un autre code',
    resendIn: (seconds) => plural('fr', seconds, { one: 'Un autre code dans 1 seconde', other: `Un autre code dans ${seconds} secondes` }),
    resent: 'Nous avons envoyé un nouveau code. L’ancien code ne marche plus.',
    nothing: 'Vous n’avez rien reçu ? Regardez dans les mails indésirables.',
  },
  passkey: {
    signIn: 'Entrer avec une clé d’accès',
    what: 'Vous avez ajouté une clé d’accès ? Entrez sans mot de passe.',
  },
  over: { title: 'Cette page ne marche plus', restart: 'Recommencer' },
  locked: 'Attendez un peu avant d’essayer encore',
  opening: 'Votre dossier s’ouvre…',
  recovery: {
    title: 'Vous avez oublié le mot de passe',
    lead: 'Nous vous envoyons un code par mail. Avec ce code, vous choisissez un nouveau mot de passe.',
    sent: 'Si cet identifiant existe, nous avons envoyé un code. Regardez vos mails.',
    save: 'Garder ce mot de passe',
    done: 'Votre identifiant n’a pas changé. Vos clés d’accès marchent encore. Vous pouvez entrer dans Carnet.',
    signIn: 'Entrer',
    noMail: {
      title: 'Vous n’avez plus cette adresse mail ?',
      body: 'Allez à l’accueil de votre caisse. Prenez votre carte Vitale et une pièce d’identité. On vous donne un nouveau mot de passe. On note votre nouvelle adresse.',
    },
  },
};

export const patientMyAccount: Some<PatientWords['myAccount']> = {
  lead: 'Ici, vous changez votre mot de passe et vos clés. Vous voyez aussi les appareils où Carnet est ouvert. Cette page est seulement pour vous.',
  password: {
    lead: 'Votre identifiant ne change jamais.',
    what: 'Carnet se ferme sur vos autres appareils. Vous recevez un mail : il dit que le mot de passe a changé.',
    current: 'Mot de passe d’aujourd’hui',
    save: 'Garder ce mot de passe',
    done: 'Votre mot de passe est changé. Carnet est fermé sur vos autres appareils.',
  },
  sessionsTitle: 'Où Carnet est ouvert',
  sessionsLead: 'Carnet se ferme tout seul après 30 minutes sans rien faire. Vous ne connaissez pas un appareil de cette liste ? Changez de mot de passe.',
  unknownDevice: 'Appareil inconnu',
  openedAt: 'Ouvert :',
  usedAt: 'Utilisé pour la dernière fois :',
  thisOne: 'Cet appareil',
  others: {
    none: 'Carnet est ouvert seulement ici.',
    close: (count) => plural('fr', count, { one: 'Fermer Carnet sur l’autre appareil', other: `Fermer Carnet sur les ${count} autres appareils` }),
    what: 'Carnet reste ouvert ici. Sur les autres appareils, il faudra entrer de nouveau.',
    after: 'Ce n’était pas vous ? Une personne connaît peut-être votre mot de passe. Changez de mot de passe : cela ferme aussi les autres appareils.',
    done: 'Carnet est fermé sur vos autres appareils.',
  },
};

export const patientExport: Some<PatientWords['export']> = {
  title: 'Copier mon dossier',
  titleOf: (name) => `Copier le dossier ${of(name)}`,
  lead: 'Vous recevez une copie de tout ce que vous pouvez lire. Gardez cette copie chez vous.',
  what: [
    'Il y a les documents. Chaque document a une page facile à ouvrir.',
    'Il y a les informations, les mesures et les remboursements. Il y a aussi les accès et le journal.',
    'Il y a un résumé. Les programmes des médecins savent le lire.',
  ],
  opens: 'La copie s’ouvre sur tous les ordinateurs, sans internet. Ouvrez le fichier, puis ouvrez index.html.',
  ask: 'Faire la copie',
  askAgain: 'Faire une nouvelle copie',
  asked: 'Carnet fait la copie. Vous pouvez quitter cette page.',
  preparing: {
    title: 'Carnet fait la copie',
    body: 'Vous pouvez fermer cette page. Un avis vous dira quand la copie est prête.',
    waiting: 'La copie va bientôt commencer.',
    progress: 'La copie avance',
    giveUp: 'Arrêter la copie',
    givenUp: 'La copie est arrêtée.',
  },
  ready: {
    alone: 'Ensuite Carnet détruit la copie. Vous seul pouvez la télécharger.',
    safe: 'Chez vous, la copie n’a plus de mot de passe. Ne la mettez pas sur l’ordinateur d’une autre personne.',
    delete: 'Supprimer la copie maintenant',
  },
  expired: { body: 'Carnet l’a détruite, car le temps est passé. Vous pouvez demander une autre copie.' },
  failed: {
    title: 'La copie n’a pas marché',
    rights: 'Vous n’avez plus le droit de copier ce dossier. Parlez-en à la personne.',
    error: 'Nous avons essayé plusieurs fois. Vous n’avez rien perdu. Demandez une autre copie, ou appelez l’aide.',
  },
  kept: (days) => plural('fr', days, { one: 'Carnet garde la copie prête pendant 1 jour.', other: `Carnet garde la copie prête pendant ${days} jours.` }),
  beforeClosing: 'Copier tout mon dossier',
};
