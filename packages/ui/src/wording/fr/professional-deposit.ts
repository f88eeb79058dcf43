// French of the professional app: depositing a document, correcting one's own, deleting it.

import { lasting } from '../lasting.ts';
import { formatNumber as number } from '../plural.ts';

export const deposit = {
  open: 'Déposer',
  title: 'Déposer un document',
  correcting: 'Remplacer par une version corrigée',
  back: 'Retour au dossier',
  signed: (author: string, profession: string, structure: string) => `Signé ${author}, ${profession}, ${structure}.`,
  replaces: (title: string) => `Vous remplacez « ${title} ». L’ancienne version reste lisible, signalée comme remplacée.`,

  consultsOnly: 'Consultation seule : vous êtes entré par votre établissement. Pour déposer, présentez votre carte ou passez par Pro Santé Connect.',
  closed: {
    title: 'Vous ne pouvez pas déposer dans ce dossier',
    why: {
      AUTHENTIFICATION_INSUFFISANTE:
        'Un dépôt se signe avec votre carte ou Pro Santé Connect. Par l’accès de votre établissement, vous pouvez consulter, pas alimenter.',
      FONCTION_INTERDITE: 'Seul un professionnel de santé dépose ici, en son nom. Un secrétariat dépose depuis le logiciel de la structure.',
      IDENTITE_NON_QUALIFIEE: 'L’identité de ce dossier est à confirmer : rien ne peut y être déposé avant. L’établissement qui l’a ouvert peut la qualifier.',
    } as Readonly<Record<string, string>>,
    otherwise: 'Ce dossier n’accepte pas de dépôt de votre part aujourd’hui.',
  },
  noStructure: {
    title: 'Pour quelle structure déposez-vous ?',
    why: 'Un document est signé par vous, pour une structure qui le conserve. Choisissez-la : le dépôt continue ensuite.',
    none: 'Aucune structure n’est rattachée à votre carte. Faites mettre à jour votre inscription au RPPS.',
  },
  notYours: {
    title: 'Ce document n’est pas de vous',
    why: 'Seul son auteur peut le remplacer ou le supprimer.',
  },
  typeClosed: 'Le type demandé n’est pas ouvert à votre profession : choisissez-en un autre.',

  what: 'Ce que vous déposez',
  whats: { file: 'Un fichier ou une photo', note: 'Une note écrite', same: 'Le même fichier' },
  sameHelp: 'Le fichier ne change pas : corrigez son titre, son type ou sa date.',
  file: 'Le fichier',
  limits: (size: string) => `PDF, JPEG ou PNG, ${size} au plus. Une grande photo est allégée sur votre appareil.`,
  preparing: 'Préparation de la photo…',
  lightened: (before: string, after: string) => `Photo allégée : ${before} → ${after}.`,
  note: 'Note',
  noteHelp: (most: number) => `Une ligne vide sépare deux paragraphes. Vous pouvez dicter avec votre clavier. ${number('fr', most)} caractères au plus.`,
  type: 'Type de document',
  typeHelp: 'Tapez un mot, ou choisissez.',
  usual: 'Attendus et fréquents',
  others: 'Tous les autres',
  noType: 'Aucun type ne contient ces mots.',
  name: 'Titre',
  nameHelp: 'Proposé d’après le type ; précisez-le si cela aide à s’y retrouver.',
  date: 'Date de l’acte',
  dateHelp: 'Le jour de la consultation ou de l’examen.',

  sight: 'Qui le verra',
  sights: {
    all: 'Le patient et les professionnels autorisés',
    masked: 'Masqué aux autres professionnels',
    waits: 'Pas encore le patient : une annonce est à faire',
    both: 'Ni les autres professionnels, ni encore le patient',
  },
  sightHelp: {
    masked: 'Restent le patient, vous et le médecin traitant. Le patient peut lever le masquage.',
    waits: (days: number) => `Vous le lui montrerez après la consultation d’annonce. Sinon, il le verra de lui-même après ${lasting('fr', days)}.`,
    both: (days: number) => `Masqué, et caché au patient jusqu’à l’annonce, ${lasting('fr', days)} au plus.`,
  },
  representants: 'Cacher aux parents et à ceux qui représentent le patient',
  representantsHelp: 'Pour un acte dont le mineur demande le secret. Vous seul, ou un confrère autorisé, pourrez le montrer ensuite.',
  secret: 'Connexion secrète : ce document sera caché à ceux qui représentent le patient.',
  carried: 'Ce qui était masqué ou caché le reste.',

  send: 'Signer et déposer',
  sendCorrection: 'Signer et remplacer',
  sending: (percent: number) => `Envoi : ${percent} %`,
  storing: 'Envoyé. Rangement dans le dossier…',
  progress: 'Envoi du document',
  kept: 'Rien de ce que vous avez saisi n’est perdu.',
  errors: {
    file: 'Choisissez un fichier ou prenez une photo.',
    heic: 'Les photos HEIC de l’iPhone ne sont pas acceptées. Dans Réglages > Appareil photo > Formats, choisissez « Le plus compatible ».',
    kind: 'Ce format n’est pas accepté. Choisissez un PDF, un JPEG ou un PNG.',
    empty: 'Ce fichier est vide. Choisissez-en un autre.',
    size: (size: string, most: string) => `Ce fichier est trop lourd (${size}). La limite est de ${most}.`,
    unreadablePhoto: 'Cette photo ne s’ouvre pas. Choisissez-en une autre.',
    note: 'Écrivez la note.',
    noteLong: (most: number) => `La note dépasse ${number('fr', most)} caractères. Raccourcissez-la, ou déposez un fichier.`,
    type: 'Choisissez le type du document dans la liste.',
    name: 'Donnez un titre, de 200 caractères au plus.',
    date: 'Écrivez la date de l’acte.',
    future: 'Cette date est dans l’avenir. Écrivez la date de l’acte.',
  },
  done: {
    title: 'Le document est dans le dossier',
    replaced: 'La version corrigée est dans le dossier',
    all: 'Le patient et les professionnels autorisés peuvent le lire.',
    masked: 'Il est masqué aux autres professionnels.',
    waits: 'Le patient ne le voit pas encore. Ouvrez-le pour le lui montrer après l’annonce.',
    both: 'Il est masqué aux autres professionnels, et le patient ne le voit pas encore.',
    alike: 'Ce même fichier était déjà dans le dossier : il n’y a qu’une ligne, qui dit qu’il a été reçu plusieurs fois.',
    read: 'Ouvrir le document',
    another: 'En déposer un autre',
  },
  already: {
    title: 'Ce dépôt était déjà arrivé',
    why: 'Votre premier envoi est dans le dossier : le document n’est pas déposé deux fois. Retrouvez-le dans la liste.',
  },

  replace: 'Corriger ou remplacer',
  remove: {
    open: 'Supprimer',
    title: 'Supprimer ce document du dossier',
    why: 'Vous en êtes l’auteur. Il disparaîtra pour le patient et pour tous les professionnels, et ne pourra pas être rétabli.',
    instead: 'Pour corriger une erreur, remplacez-le plutôt : la version corrigée prend sa place et l’ancienne reste signalée.',
    told: 'La suppression est inscrite au journal, et le patient en est informé.',
    tick: 'Ce document a été déposé par erreur',
    required: 'Cochez pour confirmer.',
    action: 'Supprimer définitivement',
    done: 'Le document est supprimé du dossier.',
  },

  expected: {
    title: 'Attendus de votre profession',
    there: (title: string, day: string) => `${title}, ${day}`,
    missing: { anyone: 'Aucun que vous puissiez voir', structure: 'Aucun de votre structure', me: 'Aucun de vous' },
    deposit: (type: string) => `Déposer : ${type}`,
  },
};
