// Said when a part of the application did not arrive: the words of the language in use may be that part, so these come with the first script,
// in every language. The network was lost, or a newer version took the place of the one a window was left on: the same thing is to be done.

import type { Speech } from './language.tsx';

interface UnreachedWords {
  readonly title: string;
  readonly why: string;
  readonly what: string;
  readonly again: string;
}
export const unreached: Readonly<Record<Speech, UnreachedWords>> = {
  'fr': {
    title: 'Cette page n’est pas arrivée jusqu’ici',
    why: 'La connexion est coupée, ou une nouvelle version de Carnet vient d’être mise en ligne.',
    what: 'Ce qui était enregistré l’est toujours. Vérifiez votre connexion, puis rechargez la page.',
    again: 'Recharger la page',
  },
  'fr-simple': {
    title: 'Cette page n’est pas arrivée',
    why: 'Internet ne marche pas bien, ou Carnet vient de changer.',
    what: 'Ce qui était gardé est toujours là. Regardez si internet marche. Puis ouvrez la page encore une fois.',
    again: 'Ouvrir la page encore une fois',
  },
  'en': {
    title: 'This page did not arrive',
    why: 'The connection was lost, or a new version of Carnet has just been put online.',
    what: 'What was saved still is. Check your connection, then reload the page.',
    again: 'Reload the page',
  },
};
