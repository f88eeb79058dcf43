// French of the services connected to a record: the question a service asks, and the list of those that have an answer.

import { plural } from '../plural.ts';

export const patientServices = {
  title: 'Services connectés',
  titleOf: (name: string) => `Services connectés au dossier de ${name}`,
  lead: 'Les applications et les sites que vous avez laissés lire ou écrire dans votre dossier.',
  leadOf: 'Les applications et les sites qui lisent ou écrivent dans ce dossier.',
  none: {
    title: 'Aucun service connecté',
    body: 'Une application de santé peut proposer de se connecter à ce dossier. La question est alors posée ici, finalité par finalité.',
  },
  by: (publisher: string) => `Proposé par ${publisher}`,
  may: {
    list: {
      reads: (spaces: string) => `Lit : ${spaces}`,
      readsMeasures: 'Lit les mesures de santé',
      writes: (spaces: string) => `Range dans : ${spaces}`,
      writesMeasures: 'Ajoute des mesures de santé',
    },
    question: {
      reads: (spaces: string) => `Lire : ${spaces}`,
      readsMeasures: 'Lire les mesures de santé (poids, tension, glycémie…)',
      writes: (spaces: string) => `Ranger des documents dans : ${spaces}`,
      writesMeasures: 'Ajouter des mesures de santé, et corriger ou retirer les siennes',
    },
  },
  since: 'Connecté le',
  until: 'Prend fin le',
  ended: 'A pris fin le',
  lastUsed: 'Est venu pour la dernière fois',
  neverUsed: 'N’est jamais venu',
  states: { active: 'Connecté', paused: 'Suspendu par Carnet', ended: 'Déconnecté' },
  paused: 'Carnet a suspendu ce service. Il ne lit rien en attendant.',
  agreeAgain: 'Ce service demande autre chose qu’à l’origine. Sans nouvel accord, il perd son accès à la date ci-dessus.',
  past: (count: number) => plural('fr', count, { one: '1 service déconnecté', other: `${count} services déconnectés` }),
  disconnect: 'Déconnecter',
  disconnectOf: (name: string) => `Déconnecter ${name}`,
  dialog: {
    title: (name: string) => `Déconnecter ${name}`,
    confirm: 'Déconnecter',
    what: 'Le service perd son accès tout de suite. Il ne lira et n’écrira plus rien dans le dossier.',
    after: 'Ce qu’il a déjà lu reste chez lui : adressez-vous à son éditeur pour le faire effacer. Vous pourrez le connecter de nouveau.',
    done: (name: string) => `${name} est déconnecté.`,
  },
  question: {
    title: (name: string) => `${name} demande l’accès à votre dossier`,
    by: (publisher: string) => `Proposé par ${publisher}. Carnet ne connaît pas l’usage que ce service fera de vos données chez lui : lisez ses conditions.`,
    record: 'Pour quel dossier ?',
    mine: (name: string) => `Le mien (${name})`,
    purposes: 'Que l’autorisez-vous à faire ?',
    purposesHelp: 'Cochez seulement ce que vous voulez. Rien n’est coché d’avance.',
    chooseOne: 'Cochez au moins une finalité, ou refusez.',
    rules: [
      'Il ne reçoit ni votre nom, ni votre numéro INS : il vous connaît par un numéro à lui. Un document qu’il lit dit pourtant ce que son auteur y a écrit.',
      'Ce qui attend d’être annoncé par un médecin ne lui est pas montré.',
      'Chaque lecture est notée dans votre journal, à son nom.',
    ],
    offline: 'Il pourra revenir quand vous n’êtes pas là.',
    until: 'Cela prend fin le',
    untilAfter: 'et vous pouvez le déconnecter avant, à tout moment, dans « Services connectés ».',
    accept: 'Autoriser',
    refuse: 'Refuser',
    leaving: 'Vous retournez vers le service…',
    restart: 'Aller à mon dossier',
  },
};
