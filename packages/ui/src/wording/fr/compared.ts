// French of what a version of a document changes of the one before; each app says who sees it in its own words.

import { formatNumber as number, plural } from '../plural.ts';

export const compared = {
  title: (former: number, version: number) => `Ce qui change de la version ${former} à la version ${version}`,
  back: (version: number) => `Lire la version ${version}`,
  count: (changes: number) =>
    plural('fr', changes, {
      zero: 'Rien ne change dans le texte.',
      one: '1 changement dans le texte.',
      other: `${number('fr', changes)} changements dans le texte.`,
    }),
  deposited: (former: string, version: string) => `La première est arrivée le ${former}, l’autre le ${version}.`,
  kinds: { added: 'Ajouté', removed: 'Retiré', changed: 'Modifié' },
  was: 'avant :',
  is: 'maintenant :',
  gone: 'retiré :',
  come: 'ajouté :',
  sheet: 'Sa fiche',
  sheetSame: 'Titre, type, auteur, date de l’acte et confidentialité sont les mêmes.',
  facts: { title: 'Titre', type: 'Type', author: 'Auteur', act: 'Date de l’acte', sight: 'Confidentialité' },
  sights: {
    open: 'Non sensible',
    masked: 'Masqué aux autres professionnels',
    waits: 'Pas encore visible du patient',
    representants: 'Caché aux représentants',
  },
  untitled: 'Texte',
  section: { added: 'rubrique ajoutée', removed: 'rubrique retirée', same: 'rien ne change' },
  sameLines: (lines: number) => plural('fr', lines, { one: '1 ligne inchangée', other: `${number('fr', lines)} lignes inchangées` }),
  media: 'Les images et les PDF qu’elles contiennent ne sont pas comparés.',
  whole: 'Ces deux versions ne se comparent pas ligne à ligne : l’une est une image, un PDF ou un texte trop long. Lisez-les toutes les deux.',
  number: (version: number) => `Version ${version}`,
  unknown: 'Ces deux documents ne sont pas des versions l’un de l’autre que vous puissiez lire.',
};
