// French of what a version changes, for the person whose record it is.

import { compared } from './compared.ts';

export const patientCompared = {
  ...compared,
  sheetSame: 'Titre, type, auteur, date de l’acte et personnes qui le voient sont les mêmes.',
  facts: { ...compared.facts, sight: 'Qui le voit' },
  sights: {
    open: 'Visible des professionnels',
    masked: 'Masqué aux professionnels',
    waits: 'Pas encore visible',
    representants: 'Caché aux représentants',
  },
  unknown: 'Ces deux documents ne sont pas des versions l’un de l’autre que vous pouvez lire.',
};
