// Easy French of the opening of a record, of opposing it, and of closing one's own.

import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

const served = 'Général, Cavimac, ENIM, MGP, MNH, Solsantis, Harmonie Fonction Publique, CANSSM, LMDE.';

export const patientOpening: Some<PatientWords['opening']> = {
  lead: 'Prenez votre carte Vitale. Recopiez ce qui est écrit sur la carte. Il faut aussi une adresse mail.',
  findLogin: {
    lead: 'Prenez votre carte Vitale. Recopiez ce qui est écrit sur la carte. Nous vous envoyons un code par mail. Avec le code, vous voyez votre identifiant.',
  },
  help: {
    matricule: 'Ce numéro a 15 chiffres. Vous pouvez mettre des espaces.',
    familyName: 'Le nom écrit sur la carte.',
    firstName: 'Le premier prénom suffit.',
  },
  free: 'C’est gratuit.',
  child: {
    title: 'Pour un enfant',
    body: 'Un parent ouvre le dossier de son enfant. Il le fait à sa caisse d’assurance maladie, ou dans son dossier à lui.',
  },
  hasLetter: 'J’ai déjà un identifiant : entrer',
  code: {
    sent: 'Si votre assurance maladie vous connaît avec ces informations, nous avons envoyé un code. Il arrive à l’adresse mail qu’elle connaît.',
    resent: 'Nous avons envoyé un autre code. L’ancien code ne marche plus.',
    correct: 'Corriger ce que j’ai écrit',
  },
  nothing: {
    title: 'Vous n’avez rien reçu ?',
    reasons: [
      'Regardez dans les mails indésirables. Regardez aussi dans votre ancienne adresse mail.',
      'Un chiffre, le nom, le prénom ou la date est peut-être faux. Corrigez et recommencez.',
      'Votre caisse n’a peut-être pas votre adresse mail. Donnez votre adresse mail à votre caisse.',
      `Votre régime n’est peut-être pas encore dans Carnet. Les régimes dans Carnet : ${served}`,
    ],
    next: 'Vous n’avez pas de mail ? Allez à votre caisse avec votre carte Vitale. Elle ouvre votre dossier. Cette page dit la même chose à tout le monde, pour protéger chacun.',
  },
  agreement: {
    lead: (address) => `Le code est bon. Nous vous écrirons à ${address}.`,
    points: [
      'Les professionnels pourront mettre vos documents dans le dossier. Votre caisse y mettra vos remboursements.',
      'Personne ne lit sans votre accord. Sauf votre médecin traitant. Et sauf en urgence, si vous ne dites pas non.',
      'Le journal écrit chaque lecture. Vous cachez ce que vous voulez. Vous fermez le dossier quand vous voulez.',
    ],
    knownOpen: [
      'Votre dossier est déjà ouvert. On vous avait prévenu et vous n’aviez pas dit non. Ou vous l’aviez demandé à votre caisse.',
      'Choisissez un mot de passe pour entrer. Vous pourrez fermer le dossier tout de suite, si vous voulez.',
    ],
    knownClosed: [
      'Vous avez un dossier. Il est fermé.',
      'Choisissez un mot de passe. Ensuite, appelez l’aide pour rouvrir le dossier. Le numéro est en bas de la page.',
    ],
    opposed: 'Vous aviez dit non à ce dossier le',
    opposedTakenBack: 'Si vous ouvrez le dossier, ce non ne compte plus.',
    tick: 'J’ai compris. Je suis d’accord pour ouvrir mon dossier médical partagé.',
    tickKnown: 'J’ai compris. Je veux entrer dans mon dossier.',
    missing: 'Cochez si vous êtes d’accord. Sinon, rien ne s’ouvre.',
    free: 'Vous pouvez quitter cette page. Rien n’est fait si vous ne dites pas oui.',
  },
  done: {
    lead: 'Votre dossier est ouvert. Vous êtes dans votre dossier.',
    keep: 'Écrivez votre identifiant sur un papier. Il ne change jamais. Pour entrer, il faut l’identifiant, le mot de passe et un code.',
  },
  hasSpace: {
    open: { lead: 'Il est ouvert. Entrez avec votre identifiant.' },
    closed: { lead: 'Carnet le garde dix ans. Pour le rouvrir, appelez l’aide. Le numéro est en bas de la page.' },
    lost: 'Vous avez oublié le mot de passe ? Choisissez un autre mot de passe à l’entrée.',
    signIn: 'Entrer',
  },
  notServed: {
    title: 'Votre régime n’est pas encore dans Carnet',
    lead: (name) => `${name}, votre caisse n’envoie encore rien à Carnet. Vous ne pouvez pas ouvrir votre dossier ici.`,
    list: `Les régimes dans Carnet : ${served}`,
    next: 'Quand votre caisse sera dans Carnet, vous le saurez. Pour le moment, votre médecin garde vos documents. Vous pouvez les lui demander.',
  },
};

export const patientOpposition: Some<PatientWords['opposition']> = {
  title: 'Dire non à l’ouverture d’un dossier',
  lead: 'Il faut le code de la lettre ou du mail. Vous ne devez pas dire pourquoi.',
  codeHelp: 'Ce code a 16 lettres ou chiffres. Vous pouvez mettre des espaces.',
  missing: 'Écrivez le code de la lettre ou du mail.',
  noCode: 'Vous n’avez pas de code ? Écrivez à votre caisse, ou allez la voir. Elle note votre refus de la même façon.',
  announced: (name) => `Le dossier médical partagé de ${name} va s’ouvrir le`,
  means: 'Si vous dites non, le dossier ne s’ouvre pas. Vos soins et vos remboursements ne changent pas. Vous pourrez ouvrir le dossier plus tard.',
  oppose: 'Je dis non : ne pas ouvrir',
  letOpen: 'Je dis oui : laisser ouvrir',
  already: { title: 'Vous avez déjà dit non' },
  openAfterAll: 'Ouvrir le dossier quand même',
  done: {
    title: 'Carnet a noté votre refus',
    proof: 'À garder',
    at: 'Vous avez dit non le',
    later: 'Carnet garde votre refus, avec la date. Vous pouvez changer d’avis : il suffit d’ouvrir le dossier.',
  },
  opened: { lead: (name) => `Le dossier de ${name} est ouvert. Vous pouvez entrer et le fermer. C’est pareil que dire non.` },
};

export const patientClosing: Some<PatientWords['closing']> = {
  lead: 'Vous pouvez fermer le dossier quand vous voulez. Vous pouvez le rouvrir plus tard.',
  points: [
    'Plus personne ne lit le dossier : ni vous, ni vos médecins, ni les urgences.',
    'Plus personne n’y met de document. Un professionnel voit seulement que le dossier est fermé.',
    'Vos proches et vos aidants n’y entrent plus.',
    'Carnet garde le dossier dix ans, puis le détruit. Avant, vous pouvez le rouvrir. Il sera comme avant.',
  ],
  before: 'Avant de fermer, faites une copie pour vous. Vous pourrez aussi la demander après.',
  reasonHelp: 'Vous n’êtes pas obligé de le dire. Carnet le garde secret.',
  closed: {
    lead: 'Personne ne lit ce dossier. Personne n’y écrit.',
    reopens: 'Carnet le garde dix ans. Si vous le rouvrez, il est comme avant. Les mêmes personnes pourront le lire.',
  },
};
