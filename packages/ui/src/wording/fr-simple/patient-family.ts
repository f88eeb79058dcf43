// Easy French of the records of others: relatives, aidants, invitations, shares of some days.

import { of } from '../of-name.ts';
import { plural } from '../plural.ts';
import type { Some } from '../over.ts';
import type { PatientWords } from '../patient.ts';

const notServed = 'Son assurance maladie n’ouvre pas encore de dossier dans Carnet.';

export const patientFamily: Some<PatientWords['family']> = {
  ties: {
    'habilitation_familiale': 'un juge vous permet de décider pour cette personne',
    'representant': 'vous êtes son représentant',
  },
  notOpen: { title: 'Vous ne pouvez pas ouvrir ce dossier' },
  home: {
    lead: (name) => `Vous agissez pour ${name}. Son journal écrit tout ce que vous faites, avec votre nom.`,
    aidantLead: (name) => `${name} vous montre une partie de son dossier. Vous ne voyez pas le reste.`,
    heirLead: (name) =>
      `La loi vous permet de lire une partie du dossier de ${name}. C’est pour la raison que vous avez donnée. Le journal écrit chaque lecture, avec votre nom.`,
    until: 'Vous pouvez lire jusqu’au',
    sharedTitle: 'Les espaces que vous pouvez voir',
  },
  lead: 'Les dossiers que vous pouvez ouvrir. Et les personnes qui vous aident pour votre dossier.',
  leadOf: (name) => `Qui peut aider ${name} ? Pour quels espaces ? Jusqu’à quand ?`,
  attached: {
    title: 'Les personnes de votre assurance',
    lead: 'Vos enfants, et les adultes qui ont la même assurance maladie que vous.',
    minor: {
      'none': 'Son dossier n’est pas encore ouvert. Vous pouvez l’ouvrir. Il n’y aura rien dedans au début.',
      'open': 'Son dossier est ouvert. Vous n’y entrez pas encore.',
      'not-served': notServed,
    },
    adult: {
      'none': 'C’est un adulte. Seule cette personne peut ouvrir son dossier. Elle le fait sur internet, à sa caisse ou chez un pharmacien.',
      'open': 'C’est un adulte. Cette personne a son dossier à elle. Elle peut vous inviter comme aidant.',
      'closed': 'C’est un adulte. Cette personne a fermé son dossier.',
      'not-served': notServed,
    },
    dialog: {
      what: (name) =>
        `Le dossier de ${name} est à son nom. Les professionnels y mettront ses documents. Vous pourrez aussi en ajouter, par exemple ses vaccins.`,
      both: (name) => `L’autre parent de ${name} peut aussi entrer. Il faut que l’enfant soit sur son assurance. Il entre avec son dossier à lui.`,
      until: (name) => `À dix-huit ans, seul ${name} peut entrer.`,
      authority: (name) => `Je suis le père ou la mère de ${name}. La loi me laisse décider pour cet enfant (autorité parentale).`,
      authorityMissing: 'Seul un parent qui a l’autorité parentale peut l’ouvrir.',
      done: (name) => `Le dossier de ${name} est ouvert. Il est dans « Mes proches ».`,
    },
  },
  records: {
    none: 'Il n’y en a pas. Pour un enfant, ou si un juge vous a choisi, parlez-en à l’Assurance Maladie. Pour un parent ou un ami, demandez-lui de vous inviter.',
    measureSince: 'Décision du juge : depuis le',
    shared: 'Les espaces que vous voyez :',
    ended: 'C’est terminé.',
    curatelle: {
      title: 'Un curateur n’ouvre pas le dossier',
      body: (name) => `${name} décide et lit seul. La loi ne permet pas au curateur de lire. Vous l’aidez souvent ? ${name} peut vous inviter comme aidant.`,
    },
    closed: 'Ce dossier ne s’ouvre pas aujourd’hui.',
    reasons: {
      causes_du_deces: 'Pour savoir pourquoi la personne est morte',
      memoire_du_defunt: 'Pour défendre l’image de la personne morte',
      faire_valoir_ses_droits: 'Pour obtenir vos droits',
    },
    heirRefused: { body: (name) => `${name} avait dit non avant sa mort. La loi demande de respecter ce choix.` },
    stopDialog: {
      what: 'Maintenant, vous ne verrez plus rien de son dossier.',
      after: (name) => `${name} le saura. Pour aider encore, il faudra une nouvelle invitation.`,
    },
  },
  aidants: {
    lead: (maximum) =>
      `Un proche peut voir les espaces que vous choisissez. Vous choisissez aussi la date de fin. ${plural('fr', maximum, { one: 'Une seule personne à la fois', other: `Pas plus de ${maximum} personnes à la fois` })}. Vous arrêtez quand vous voulez.`,
    none: {
      title: 'Vous n’avez pas d’aidant',
      body: 'Un fils, une voisine, un ami peut vous aider. Invitez cette personne à lire une partie de votre dossier.',
    },
    noneOf: { body: 'Personne d’autre ne voit ce dossier.' },
    full: 'Vous ne pouvez pas avoir plus d’aidants. Pour inviter quelqu’un, arrêtez d’abord une aide.',
    states: { active: 'En cours', refused: 'A dit non' },
    temporary: 'Pour quelques jours',
    answerBefore: 'Peut répondre jusqu’au',
    lastSeen: 'Dernière visite :',
    neverSeen: 'Cette personne n’a encore rien ouvert.',
    past: (count) => plural('fr', count, { one: '1 ancienne aide', other: `${count} anciennes aides` }),
    change: 'Changer',
    changeOf: (name) => `Changer ce que ${name} peut voir`,
    endOf: (name) => `Arrêter l’aide de ${name}`,
    endDialog: {
      title: (name) => `Arrêter l’aide de ${name} ?`,
      what: 'Maintenant, cette personne ne verra plus rien du dossier.',
      after: 'Elle a peut-être déjà lu des documents. Vous pourrez l’inviter encore.',
      confirm: 'Arrêter l’aide',
    },
    cancelDialog: { what: 'Le lien reçu par mail ne marchera plus.' },
    inviteDialog: {
      lead: 'Cette personne reçoit un mail. Elle doit avoir 18 ans ou plus. Elle doit entrer dans son dossier à elle pour dire oui.',
      email: 'Son adresse mail',
      day: 'Dernier jour',
      can: 'Elle pourra lire ces espaces. Elle pourra ajouter un document dans votre espace personnel, si vous le choisissez.',
      cannot: 'Elle ne pourra pas cacher un document. Elle ne pourra pas changer qui peut lire. Elle ne pourra pas lire le journal.',
      done: (name) => `L’invitation est partie. ${name} ne voit rien avant d’avoir dit oui.`,
      errors: { email: 'Écrivez toute l’adresse, par exemple julie@exemple.fr.' },
    },
    changeDialog: {
      title: (name) => `Changer ce que ${name} peut voir`,
      save: 'Garder',
      done: (name) => `C’est changé pour ${name}.`,
    },
  },
  temporaryShare: {
    title: 'Donner le dossier à lire quelques jours',
    lead: (name) =>
      `Vous partez, et quelqu’un garde ${name} ? Cette personne pourra lire tout le dossier pendant quelques jours. Puis cela s’arrête tout seul.`,
    start: 'Donner le dossier à lire',
    dialogTitle: (name) => `Donner à lire le dossier ${of(name)} quelques jours`,
    dialogLead: 'Cette personne reçoit un mail. Elle doit entrer dans son dossier à elle pour dire oui.',
    daysHelp: (maximum) => `De 1 à ${maximum} jours, à partir de maintenant.`,
    what: 'Elle verra tous les documents, sauf les documents secrets. Elle ne pourra rien changer. Vous pourrez arrêter avant.',
    done: (name) => `L’invitation est partie. ${name} ne pourra plus lire après ces jours.`,
  },
  invitation: {
    whole: (inviter, person) => `${inviter} vous donne à lire le dossier ${of(person)} pour quelques jours.`,
    rules: [
      'Son journal écrit ce que vous lisez, avec votre nom.',
      'Ce que vous lisez est secret. Ne le dites à personne. Ne le copiez pas sans son accord.',
      'Vous ne pourrez pas cacher un document. Vous ne pourrez pas changer qui peut lire.',
      'Vous pourrez arrêter quand vous voulez.',
    ],
    accept: 'Je dis oui',
    refuse: 'Je dis non',
    accepted: 'C’est noté. Vous pouvez ouvrir ce dossier.',
    refusedTitle: 'Vous avez dit non',
    refused: 'Rien ne change. La personne qui vous invite le saura.',
    checking: 'Attendez un peu…',
  },
};
