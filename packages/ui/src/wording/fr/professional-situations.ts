// French of the professional app: what one looks for in a given situation.

import { formatNumber as number, plural } from '../plural.ts';

export const situations = {
  title: 'Situations',
  lead: 'Ce que disent les documents structurés, rangé pour ce que vous avez à faire. Rien n’est déduit : chaque ligne mène à son document.',
  tabs: 'Situation',
  names: {
    emergency: 'Urgence',
    anaesthesia: 'Avant une anesthésie',
    heart: 'Suivi du cœur',
    medicines: 'Traitements',
  },
  first: {
    title: 'À savoir d’abord',
    former: (label: string) => `${label} (arrêté, ou non redit depuis un an)`,
    none: 'Aucun traitement à signaler d’abord dans les documents structurés. Demandez-le au patient.',
  },
  left: (count: number) =>
    plural('fr', count, {
      one: '1 autre ligne ne concerne pas cette situation.',
      other: `${number('fr', count)} autres lignes ne concernent pas cette situation.`,
    }),
  nothing: 'Aucun document structuré n’en parle pour cette situation.',
  search: {
    label: 'Chercher un médicament, un examen, une maladie',
    hint: 'kardegic, échographie, HbA1c…',
    help: 'Avant de prescrire un examen, voyez s’il est déjà fait.',
    within: 'Dire « déjà fait » depuis',
    days: { '30': '1 mois', '90': '3 mois', '180': '6 mois', '365': '1 an' },
    clear: 'Effacer la recherche',
    found: (count: number) =>
      plural('fr', count, { zero: 'Rien trouvé', one: '1 ligne ou document trouvé', other: `${number('fr', count)} lignes et documents trouvés` }),
    said: 'Dit par les documents structurés',
    documents: 'Documents',
    none: {
      title: (text: string) => `Rien sur « ${text} »`,
      why: 'Ni dans ce que disent les documents structurés, ni dans les titres, types et auteurs des documents que vous pouvez lire. Cela ne prouve pas que rien n’a été fait.',
    },
    bounded: (count: number) => `Les ${number('fr', count)} documents les plus récents ont été parcourus.`,
    all: 'Chercher dans toute la liste',
  },
  done: (days: number) =>
    days === 0 ? 'Déjà fait aujourd’hui' : plural('fr', days, { one: 'Déjà fait hier', other: `Déjà fait il y a ${number('fr', days)} jours` }),
};
