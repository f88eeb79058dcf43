// The words of a volet de synthèse médicale, which is in French as the documents of a record are: its headings, what stands for "none" and for what
// is not filled, doses and results as a doctor writes them.

interface Line {
  readonly date?: string | undefined;
  readonly nature?: 'allergy' | 'intolerance' | undefined;
  readonly grave?: boolean | undefined;
  readonly reactions?: readonly string[] | undefined;
  readonly dose?: Amount | undefined;
  readonly every?: Amount | undefined;
}
interface Amount {
  readonly value: number;
  readonly unit?: string | undefined;
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 4, useGrouping: false });

/** UCUM as it is read. */
const units: Readonly<Record<string, string>> = {
  '{tablet}': 'comprimé',
  '{tbl}': 'comprimé',
  '{capsule}': 'gélule',
  '{puff}': 'bouffée',
  '{drop}': 'goutte',
  '[drp]': 'goutte',
  '[iU]': 'UI',
  'ug': 'µg',
  'umol/L': 'µmol/L',
  'mm[Hg]': 'mmHg',
};
const counted = new Set(['comprimé', 'gélule', 'bouffée', 'goutte']);
function amountText({ value, unit }: Amount): string {
  const word = unit === undefined ? undefined : (units[unit] ?? unit.replaceAll(/[{}[\]]/g, ''));
  if (word === undefined) return number.format(value);
  return `${number.format(value)}\u00A0${word}${counted.has(word) && value >= 2 ? 's' : ''}`;
}

const periods: Readonly<Record<string, readonly [one: string, several: string]>> = {
  min: ['minute', 'minutes'],
  h: ['heure', 'heures'],
  d: ['jour', 'jours'],
  wk: ['semaine', 'semaines'],
  mo: ['mois', 'mois'],
  a: ['an', 'ans'],
};
function everyText({ value, unit = '' }: Amount): string | undefined {
  if (unit === 'h' && value > 0 && 24 % value === 0) return `${24 / value} fois par jour`;
  const period = periods[unit];
  if (period === undefined) return undefined;
  return value === 1 ? `1 fois par ${period[0]}` : `tous les ${number.format(value)} ${period[1]}`;
}

const dateText = (date: string): string => date.split('-').toReversed().join('/');

export const synthesisWording = {
  title: 'Synthèse médicale',
  titles: {
    'whole': 'Pathologies en cours, antécédents, allergies et facteurs de risque',
    'history': 'Antécédents personnels, allergies et problèmes',
    'risks': 'Facteurs de risque et antécédents familiaux',
    'plan': 'Traitements au long cours',
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
  none: 'Néant',
  silent: 'Non renseigné',
  unconfirmed: 'non confirmé',
  deviation: { high: 'élevé', low: 'bas', abnormal: 'anormal' },
  result: (name: string, value: string, deviation: string | undefined): string =>
    `${name}${value === '' ? '' : ` : ${value}`}${deviation === undefined ? '' : ` (${deviation})`}`,
  amount: amountText,
  between: (low: string, high: string): string => `${low} à ${high}`,
  details: (part: string, { date, nature, grave, reactions = [], dose, every }: Line): readonly string[] =>
    [
      reactions.length === 0 ? undefined : reactions.join(', '),
      grave === true ? 'risque élevé' : undefined,
      nature === 'intolerance' ? 'intolérance' : undefined,
      dose === undefined ? undefined : amountText(dose),
      every === undefined ? undefined : everyText(every),
      date === undefined ? undefined : part === 'treatments' || part === 'problems' || part === 'allergies' ? `depuis ${dateText(date)}` : dateText(date),
    ].filter((detail) => detail !== undefined),
} as const;
