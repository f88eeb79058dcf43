// French of pins and binders.

import { formatNumber as number, plural } from '../plural.ts';

export const patientBinders = {
  title: 'Mes classeurs',
  own: 'Un classeur est à vous seul : personne d’autre ne le voit, ni son nom. Il ne déplace aucun document.',
  open: (count: number) => (count === 0 ? 'Mes classeurs' : `Mes classeurs (${number('fr', count)})`),
  count: (count: number) => plural('fr', count, { zero: 'Vide', one: '1 document', other: `${number('fr', count)} documents` }),
  newName: 'Nom du classeur',
  newHint: 'Opération du genou, Grossesse…',
  nameMissing: 'Donnez un nom au classeur.',
  make: 'Créer le classeur',
  made: (name: string) => `Le classeur « ${name} » est créé.`,
  empty: { title: 'Vous n’avez pas encore de classeur', body: 'Réunissez les documents d’une même histoire : une opération, une grossesse, un traitement.' },
  emptyOne: { title: 'Ce classeur est vide', body: 'Ouvrez un document et choisissez « Ranger » pour l’y mettre.', action: 'Voir tous les documents' },
  gone: 'Ce classeur n’existe plus.',
  rename: 'Renommer',
  renamed: 'Le classeur a changé de nom.',
  remove: {
    open: 'Supprimer le classeur',
    title: (name: string) => `Supprimer le classeur « ${name} » ?`,
    what: (count: number) =>
      plural('fr', count, {
        zero: 'Il est vide.',
        one: 'Le document qu’il contient reste dans votre dossier.',
        other: `Les ${number('fr', count)} documents qu’il contient restent dans votre dossier.`,
      }),
    confirm: 'Supprimer le classeur',
    done: 'Le classeur est supprimé. Ses documents restent dans votre dossier.',
  },
  pin: 'Épingler',
  unpin: 'Ne plus épingler',
  pinOf: (name: string) => `Épingler : ${name}`,
  unpinOf: (name: string) => `Ne plus épingler : ${name}`,
  pinnedTitle: 'Épinglés',
  pinned: 'Le document est épinglé en haut de vos listes.',
  unpinned: 'Le document n’est plus épinglé.',
  file: {
    open: 'Ranger',
    title: 'Ranger ce document',
    make: 'Créer et ranger',
    done: 'Terminé',
    filed: (name: string) => `Le document est rangé dans « ${name} ».`,
  },
};
