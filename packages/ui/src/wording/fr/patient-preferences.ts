// French of how one is told: the choices for each event, the hours of the night, this device, and the trial.

import { plural } from '../plural.ts';

export const patientPreferences = {
  title: 'Comment vous prévenir',
  lead: 'L’avis reste toujours dans l’application. Choisissez ce qui vous est dit en plus. Aucun message ne contient d’information de santé.',
  emergencies:
    'Une ouverture de votre dossier en urgence vous est toujours dite tout de suite, même la nuit : la loi le veut. Un changement de qui peut y entrer aussi, sans attendre.',
  caption: 'Ce qui vous est dit, et comment',
  columns: { event: 'Événement', email: 'Courriel', push: 'Notification' },
  emails: { now: 'Tout de suite', daily: 'Une fois par jour', weekly: 'Une fois par semaine', off: 'Jamais' },
  ring: 'Sur les appareils choisis',
  events: {
    'document-nouveau': {
      title: 'Un nouveau document arrive',
      help: 'S’ils sont nombreux, un seul message le lendemain à 8 h. Un résultat signalé critique par le laboratoire n’attend pas.',
    },
    'premier-acces': { title: 'Un professionnel ouvre votre dossier pour la première fois', help: '' },
    'dossier-cree': { title: 'Votre dossier est ouvert ou rouvert', help: '' },
  },
  digests: 'Une fois par jour : à 8 h. Une fois par semaine : le lundi à 8 h.',
  quietTitle: 'La nuit',
  quiet: 'Aucune notification la nuit',
  quietHelp: 'Elles attendent le matin. Un accès en urgence passe toujours.',
  from: 'De',
  to: 'À',
  timeNeeded: 'Donnez une heure, par exemple 22:00.',
  save: 'Enregistrer mes choix',
  saved: 'Vos choix sont enregistrés.',
  unchanged: 'Rien à enregistrer : vos choix n’ont pas changé.',
};

export const patientDevices = {
  title: 'Où vous prévenir',
  email: (address: string) => `Vos courriels partent à ${address}.`,
  noEmail: 'Aucune adresse de courriel n’est connue : aucun courriel ne part.',
  others: (count: number) =>
    plural('fr', count, {
      zero: '',
      one: '1 autre appareil reçoit aussi vos notifications.',
      other: `${count} autres appareils reçoivent aussi vos notifications.`,
    }),
  states: {
    checking: 'Un instant…',
    on: { title: 'Cet appareil est prévenu', text: 'Il affiche « Du nouveau dans votre carnet », et rien de plus.' },
    off: {
      title: 'Cet appareil n’est pas prévenu',
      text: 'Il afficherait « Du nouveau dans votre carnet », et rien de plus. Votre navigateur vous demandera votre accord.',
    },
    denied: {
      title: 'Votre navigateur refuse les notifications de Carnet',
      text: 'Vous l’avez refusé, ou il refuse pour vous. Pour changer d’avis : touchez le cadenas à côté de l’adresse de cette page, puis « Notifications ».',
    },
    unsupported: {
      title: 'Ce navigateur ne sait pas recevoir de notifications',
      text: 'Les courriels et les avis de l’application arrivent quand même. Sur iPhone et iPad, ajoutez d’abord Carnet à l’écran d’accueil.',
    },
  },
  turnOn: 'Prévenir cet appareil',
  turnOff: 'Ne plus prévenir cet appareil',
  turnedOn: 'Cet appareil sera prévenu.',
  turnedOff: 'Cet appareil ne sera plus prévenu.',
  dismissed: 'Vous n’avez pas donné votre accord : rien n’a changé.',
  unreachable: {
    title: 'Cet appareil n’a pas pu être ajouté',
    text: 'Le service de notification de votre navigateur ne répond pas. Réessayez plus tard ; les courriels arrivent quand même.',
  },
  trial: 'Envoyer un essai',
  trialHelp: 'Un courriel, et une notification sur chaque appareil : tout de suite.',
  tried: {
    title: 'L’essai est parti',
    email: {
      taken: 'Le courriel est en route.',
      failed: 'Le courriel n’est pas parti : le serveur de courriel ne l’a pas pris. Réessayez plus tard.',
      unknown: 'Aucun courriel : aucune adresse n’est connue.',
    },
    devices: (taken: number, all: number) =>
      all === 0 ? 'Aucune notification : aucun appareil n’est choisi.' : `Notifications parties : ${taken} sur ${all}.`,
  },
};
