// Easy French of notices, and of how one is told.

import { plural } from '../plural.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

export const patientNotices: Some<PatientWords['notices']> = {
  lead: 'Ce qui s’est passé dans votre dossier. Vous devez le savoir.',
  kinds: {
    'dossier-cree': { body: 'Vos professionnels peuvent y mettre des documents. Vous choisissez qui les lit.' },
    'document-nouveau': { body: 'Il est dans votre dossier.' },
    'premier-acces': {
      title: 'Un professionnel a ouvert votre dossier pour la première fois',
      body: 'Vous ne le connaissez pas ? Vous pouvez lui retirer votre accord.',
    },
    'bris-de-glace': { body: 'Le journal dit pourquoi.' },
    'centre-15': { body: 'Le journal dit quand, et le nom du médecin.' },
    'document-annonce': { title: 'Vous pouvez voir un document', body: 'Avant, votre médecin devait vous en parler. Ou quelqu’un devait le montrer.' },
    'document-supprime': { body: 'Un professionnel a retiré un document de ce dossier. Le journal dit quel document.' },
    'medecin-traitant': { body: 'Ce n’est pas juste ? Corrigez dans « Qui peut voir mon dossier ».' },
    'partage': {
      title: 'Une aide a commencé ou s’est arrêtée',
      body: 'Un aidant a dit oui, a dit non ou a arrêté. Ou une personne aidée a retiré son accord.',
    },
    'majorite': { title: 'Vous avez 18 ans', body: 'Vous êtes majeur. Votre dossier est à vous seul. Vos parents ne peuvent plus le lire.' },
    'fin-representation': { title: 'Une personne ne représente plus quelqu’un', body: 'Elle ne peut plus ouvrir le dossier de cette personne.' },
    'signalement-repondu': { title: 'Vous avez une réponse', body: 'Vous aviez signalé une lecture. La réponse est dans « Mes signalements ».' },
    'copie-prete': {
      body: 'Seule la personne qui l’a demandée peut la télécharger. Elle est dans « Copier mon dossier ». Ce n’est pas vous ? Changez de mot de passe.',
    },
    'carte-ouverte': {
      title: 'Quelqu’un a ouvert votre carte d’urgence',
      body: 'Le journal dit quand, et si on a donné le code. Ce n’était pas une urgence ? Retirez la carte : elle ne s’ouvrira plus.',
    },
    'code-utilise': {
      body: 'Il peut lire votre dossier. Le journal dit qui et quand. Ce n’est pas la personne que vous aviez devant vous ? Retirez-lui votre accord.',
    },
    'dossier-ferme': { body: 'Personne ne peut lire ce dossier ni y écrire. On peut le rouvrir. Carnet le garde dix ans.' },
    'document-ecarte': {
      title: 'Un document n’est peut-être pas à vous',
      body: 'Le professionnel qui l’a écrit le dit. Personne ne lit ce document ici. On vérifie à qui il est.',
    },
    'document-retire': {
      title: 'Un document n’était pas à vous : il n’est plus là',
      body: 'On a vérifié. Les professionnels qui l’ont lu sont prévenus.',
    },
    'document-remis': { title: 'Un document est revenu dans votre dossier', body: 'On a vérifié : ce document est à vous. On peut le lire comme avant.' },
    'document-corrige': {
      title: 'Un document à vous était ailleurs par erreur',
      body: 'Maintenant il est ici. Avant, une autre personne a pu le lire.',
    },
    'dossiers-reunis': {
      title: 'Vos deux dossiers sont maintenant un seul dossier',
      body: 'Vous aviez deux dossiers. Vous lisez les deux ici. Qui lisait un seul dossier ne lit pas l’autre sans votre accord.',
    },
    'dossiers-separes': {
      body: 'On les avait réunis, mais c’était une erreur. Chaque dossier est comme avant. Les professionnels qui les ont lus sont prévenus.',
    },
    'acces-injustifie': {
      title: 'Quelqu’un a ouvert votre dossier sans bonne raison',
      body: 'Les personnes qui contrôlent l’ont vu. Le journal dit qui et quand. Vous pouvez bloquer cette personne.',
    },
  },
  seeAccesses: 'Voir qui peut lire mon dossier',
  seeRelatives: 'Voir mes proches et mes aidants',
  markAll: 'J’ai tout lu',
  markedAll: 'Vous avez lu tous vos avis.',
  markOne: 'J’ai lu',
  markedOne: 'Vous avez lu cet avis.',
  settings: 'Choisir comment Carnet me prévient',
  empty: { title: 'Il n’y a pas d’avis', body: 'Vous verrez ici les nouveaux documents. Vous verrez aussi qui ouvre votre dossier pour la première fois.' },
};

export const patientPreferences: Some<PatientWords['preferences']> = {
  title: 'Comment Carnet vous prévient',
  lead: 'Vous avez toujours un avis dans Carnet. Vous pouvez aussi recevoir un mail ou une notification. Ces messages ne parlent jamais de santé.',
  emergencies:
    'Quelqu’un ouvre votre dossier en urgence ? Carnet vous le dit toujours tout de suite, même la nuit. C’est la loi. Carnet vous dit aussi tout de suite si une nouvelle personne peut lire.',
  caption: 'Ce que Carnet vous dit, et comment',
  columns: { event: 'Ce qui se passe', email: 'Mail' },
  ring: 'Sur mes appareils choisis',
  events: {
    'document-nouveau': {
      help: 'S’il y en a beaucoup, vous recevez un seul message, le lendemain à 8 h. Pour un résultat grave, le message part tout de suite.',
    },
  },
  quiet: 'Pas de notification la nuit',
  quietHelp: 'Elles attendent le matin. Une urgence passe toujours.',
  timeNeeded: 'Écrivez une heure, par exemple 22:00.',
  save: 'Garder mes choix',
  saved: 'Carnet a gardé vos choix.',
  unchanged: 'Vos choix n’ont pas changé.',
};

export const patientDevices: Some<PatientWords['devices']> = {
  title: 'Où Carnet vous prévient',
  email: (address) => `Carnet envoie les mails à ${address}.`,
  noEmail: 'Carnet n’a pas votre adresse mail. Vous ne recevez pas de mail.',
  others: (count) =>
    plural('fr', count, { zero: '', one: 'Carnet prévient aussi 1 autre appareil.', other: `Carnet prévient aussi ${count} autres appareils.` }),
  states: {
    checking: 'Attendez un peu…',
    on: { title: 'Carnet prévient cet appareil', text: 'Le message est : « Du nouveau dans votre carnet ». Il ne dit rien de plus.' },
    off: {
      title: 'Carnet ne prévient pas cet appareil',
      text: 'Le message serait : « Du nouveau dans votre carnet ». Il ne dit rien de plus. L’appareil vous demande d’abord votre accord.',
    },
    denied: {
      title: 'Cet appareil refuse les notifications de Carnet',
      text: 'Vous pouvez changer d’avis. Touchez le cadenas près de l’adresse de la page. Puis touchez « Notifications ».',
    },
    unsupported: {
      title: 'Cet appareil ne peut pas recevoir de notifications',
      text: 'Vous recevez les mails et les avis. Sur iPhone et iPad, ajoutez d’abord Carnet à l’écran d’accueil.',
    },
  },
  dismissed: 'Vous n’avez pas dit oui. Rien n’a changé.',
  unreachable: { title: 'Cela n’a pas marché', text: 'Essayez plus tard. Les mails arrivent quand même.' },
  trialHelp: 'Vous recevez tout de suite un mail. Chaque appareil choisi reçoit une notification.',
  tried: {
    email: {
      taken: 'Le mail est parti.',
      failed: 'Le mail n’est pas parti. Essayez plus tard.',
      unknown: 'Pas de mail : Carnet n’a pas votre adresse mail.',
    },
    devices: (taken, all) => (all === 0 ? 'Pas de notification : vous n’avez pas choisi d’appareil.' : `Notifications parties : ${taken} sur ${all}.`),
  },
};
