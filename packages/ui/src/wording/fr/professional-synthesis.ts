// French of the professional app: the volet de synthèse médicale.

import { formatNumber as number, plural } from '../plural.ts';

export const synthesis = {
  view: 'Synthèse',
  title: 'Volet de synthèse médicale',
  lead: (documents: number) =>
    documents === 0
      ? 'Aucun document du dossier ne dit rien sous forme codée : écrivez les lignes.'
      : plural('fr', documents, {
          one: 'Préparé avec ce que dit un document du dossier. Relisez, retirez, complétez, puis déposez.',
          other: `Préparé avec ce que disent ${number('fr', documents)} documents du dossier. Relisez, retirez, complétez, puis déposez.`,
        }),
  replaces: (day: string) => `Remplacera votre synthèse du ${day}.`,
  former: 'Dernière synthèse du dossier :',
  unquoted: (count: number) =>
    plural('fr', count, {
      one: 'Un document du dossier est masqué ou pas encore annoncé : rien n’en est repris, car cette synthèse sera lue par d’autres.',
      other: `${number('fr', count)} documents du dossier sont masqués ou pas encore annoncés : rien n’en est repris, car cette synthèse sera lue par d’autres.`,
    }),
  bounded: 'Le dossier est très long : les documents les plus anciens n’ont pas été repris.',
  resumed: {
    title: (time: string) => `Brouillon repris, tel que vous l’avez laissé à ${time}`,
    why: 'Il est gardé chiffré dans ce navigateur jusqu’à la fin de votre session.',
    restart: 'Repartir du dossier',
  },
  sections: {
    past: 'Antécédents personnels',
    risks: 'Facteurs de risque',
    family: 'Antécédents familiaux significatifs',
    allergies: 'Allergies et intolérances',
    problems: 'Problèmes chroniques',
    treatments: 'Traitements au long cours',
    results: 'Examens significatifs',
  },
  parts: {
    'past-medical': 'Antécédents médicaux',
    'past-surgical': 'Antécédents chirurgicaux',
    'risk-constitutional': 'Facteurs de risque constitutionnels',
    'risk-environmental': 'Facteurs de risque environnementaux',
    'family': 'Antécédents familiaux significatifs',
    'allergies': 'Allergies et intolérances',
    'problems': 'Problèmes chroniques',
    'treatments': 'Traitements au long cours',
    'results': 'Examens significatifs',
  },
  /** Inside a section of two parts. */
  short: {
    'past-medical': 'Médicaux',
    'past-surgical': 'Chirurgicaux',
    'risk-constitutional': 'Constitutionnels',
    'risk-environmental': 'Environnementaux',
  } as Readonly<Record<string, string>>,
  help: {
    'family': 'Sans nom : le lien de parenté seul. Par exemple « Mère : cancer du sein à 52 ans ».',
    'risk-environmental': 'Mode de vie, tabac, alcool, expositions professionnelles.',
    'treatments': 'Avec la dose et le rythme.',
  } as Readonly<Record<string, string>>,
  edit: 'Modifier',
  editOf: (line: string) => `Modifier : ${line}`,
  remove: 'Retirer',
  removeOf: (line: string) => `Retirer : ${line}`,
  removed: 'Retirée',
  putBack: 'Remettre',
  putBackOf: (line: string) => `Remettre : ${line}`,
  keep: 'Garder ces mots',
  words: 'Les mots de la ligne',
  wordsKeys: 'Entrée garde ces mots, Échap les laisse comme ils étaient.',
  rewritten: 'réécrite, sans code',
  add: 'Ajouter une ligne, puis Entrée',
  addTo: (part: string) => `Ajouter une ligne : ${part}`,
  addAction: 'Ajouter',
  addActionTo: (part: string) => `Ajouter à : ${part}`,
  none: 'Néant',
  noneOf: (part: string) => `Néant : ${part}`,
  noneSaid: 'Dit par',
  from: 'Tiré de',
  more: (count: number) => plural('fr', count, { one: 'et 1 autre', other: `et ${number('fr', count)} autres` }),
  summary: {
    title: 'Où vous en êtes',
    lines: (count: number) => plural('fr', count, { one: '1 ligne', other: `${number('fr', count)} lignes` }),
    none: 'néant',
    silent: 'vide',
    missing: (count: number) =>
      plural('fr', count, {
        one: 'Une rubrique est vide : elle portera « non renseigné ».',
        other: `${number('fr', count)} rubriques sont vides : elles porteront « non renseigné ».`,
      }),
    complete: 'Toutes les rubriques sont remplies ou dites « néant ».',
    empty: 'Remplissez au moins une rubrique.',
    kept: 'Brouillon gardé chiffré dans ce navigateur.',
    toCorrect: 'Une ligne est à corriger.',
  },
  deposit: 'Valider et déposer',
  deposited: 'La synthèse est déposée.',
} as const;
