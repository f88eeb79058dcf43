// French of the professional app: the record at a glance.

import { formatNumber as number, plural } from '../plural.ts';

const decimal = (value: number): string => new Intl.NumberFormat('fr', { maximumFractionDigits: 3 }).format(value);

export const glance = {
  /** What is counted rather than measured. */
  counted: {
    tablet: (count: number) => plural('fr', count, { one: 'comprimé', other: 'comprimés' }),
    capsule: (count: number) => plural('fr', count, { one: 'gélule', other: 'gélules' }),
    puff: (count: number) => plural('fr', count, { one: 'bouffée', other: 'bouffées' }),
    drop: (count: number) => plural('fr', count, { one: 'goutte', other: 'gouttes' }),
  },
  title: 'Vue d’ensemble',
  region: 'Vue d’ensemble du dossier',
  lead: (documents: number) =>
    plural('fr', documents, {
      one: 'Tirée d’un document structuré. Les autres documents ne sont pas repris ici.',
      other: `Tirée de ${number('fr', documents)} documents structurés. Les autres documents ne sont pas repris ici.`,
    }),
  print: 'Imprimer',
  printedOn: (moment: string, by: string) => `Imprimé le ${moment} par ${by}. Tiré des documents que cette personne peut lire : d’autres peuvent exister.`,
  nothing: {
    title: 'Aucun document ne dit rien sous forme codée',
    why: 'La vue d’ensemble se remplit avec les documents structurés. Lisez les documents de la liste : ils s’affichent ici.',
  },
  choose: 'Un document choisi dans la liste s’affiche ici. Chaque lecture est inscrite au journal du patient.',
  heads: {
    allergies: 'Allergies et intolérances',
    treatments: 'Traitements',
    problems: 'Problèmes en cours',
    past: 'Antécédents et actes',
    vaccines: 'Vaccins',
    results: 'Derniers résultats',
  },
  papers: 'À ouvrir d’abord',
  none: {
    allergies: 'Aucune allergie connue',
    treatments: 'Aucun traitement en cours',
    problems: 'Aucun problème connu',
    past: 'Aucun antécédent connu',
    vaccines: 'Aucune vaccination connue',
    results: 'Aucun résultat',
  },
  silent: 'Non renseigné : aucun document structuré n’en parle.',
  notSaid: 'non renseigné',
  short: (head: string, said: string) => `${head} : ${said}`,
  alsoNone: (words: string) => `Un document dit aussi : « ${words} »`,
  partlyNone: (words: string) => `Dit dans un document : « ${words} »`,
  former: (count: number) =>
    plural('fr', count, {
      one: '1 traitement terminé, ou non redit depuis un an',
      other: `${number('fr', count)} traitements terminés, ou non redits depuis un an`,
    }),
  more: (count: number) => plural('fr', count, { one: 'Afficher 1 autre ligne', other: `Afficher ${number('fr', count)} autres lignes` }),
  notTold: (count: number) =>
    plural('fr', count, { one: '1 ligne de plus dans les documents.', other: `${number('fr', count)} lignes de plus dans les documents.` }),
  said: (count: number) => `dans ${number('fr', count)} documents`,
  saidMore: (count: number) => plural('fr', count, { one: 'et 1 autre document', other: `et ${number('fr', count)} autres documents` }),
  source: (title: string, day: string) => `${title}, ${day}`,
  sourceBy: (title: string, author: string, day: string) => `${title}, ${author}, ${day}`,
  heldBack: {
    title: (count: number) =>
      plural('fr', count, { one: '1 document pas encore annoncé au patient', other: `${number('fr', count)} documents pas encore annoncés au patient` }),
    why: 'Ce qu’ils disent n’est pas repris ici, car le patient peut voir cet écran. Ouvrez-les pour les lire.',
  },
  bounded: 'Le dossier est très long : les documents les plus anciens n’ont pas été repris.',
  status: {
    active: 'actif',
    recurrence: 'récidive',
    relapse: 'rechute',
    inactive: 'inactif',
    remission: 'en rémission',
    resolved: 'résolu',
  },
  grave: 'Risque élevé',
  intolerance: 'intolérance',
  classes: {
    'antithrombotic': 'antithrombotique',
    'glucose-lowering': 'antidiabétique',
    'corticosteroid': 'corticoïde',
    'antiepileptic': 'antiépileptique',
    'opioid': 'opioïde',
    'renin-angiotensin': 'IEC, sartan ou apparenté',
    'beta-blocker': 'bêtabloquant',
    'mao-inhibitor': 'IMAO',
    'lithium': 'lithium',
  },
  unconfirmed: 'non confirmé',
  preliminary: 'provisoire',
  use: { prescribed: 'prescrit', dispensed: 'délivré', taken: 'pris', administered: 'administré' },
  dose: (low: string, high: string | undefined) => (high === undefined || high === low ? low : `${low} à ${high}`),
  every: (value: number, unit: string) => {
    if (unit === 'h' && 24 % value === 0 && value < 24) return `${decimal(24 / value)} fois par jour`;
    if (unit === 'h' && value === 24) return '1 fois par jour';
    const one = { min: 'minute', h: 'heure', d: 'jour', wk: 'semaine', mo: 'mois' }[unit] ?? unit;
    if (value === 1) return `1 fois par ${one}`;
    const all = unit === 'd' || unit === 'mo' ? 'tous' : 'toutes';
    return `${all} les ${decimal(value)} ${one.endsWith('s') ? one : `${one}s`}`;
  },
  /** A day, or a month or a year alone: « depuis le 3 juin 2018 », « depuis avril 2018 ». */
  since: (date: string, isDay: boolean) => `depuis ${isDay ? 'le ' : ''}${date}`,
  until: (date: string, isDay: boolean) => `jusqu’${isDay ? 'au' : 'à'} ${date}`,
  from: (date: string, isDay: boolean) => (isDay ? `du ${date}` : /^[ao]/.test(date) ? `d’${date}` : `de ${date}`),
  to: (date: string, isDay: boolean) => `${isDay ? 'au' : 'à'} ${date}`,
  days: (count: number) => `${number('fr', count)} injections ou prises`,
  lot: (lot: string) => `lot ${lot}`,
  atAge: (age: string) => `à ${age}`,
  deviation: { high: 'haut', low: 'bas', abnormal: 'anormal' },
  usual: (low: string | undefined, high: string | undefined) =>
    low !== undefined && high !== undefined ? `usuel ${low} à ${high}` : high !== undefined ? `usuel : moins de ${high}` : `usuel : plus de ${low}`,
  trend: {
    up: (before: string, day: string) => `en hausse (${before} le ${day})`,
    down: (before: string, day: string) => `en baisse (${before} le ${day})`,
    steady: (before: string, day: string) => `stable (${before} le ${day})`,
  },
};
