// What is recalled to whom, as dated data: from which day a row holds, at which ages, what shows that it was done, and who recommends it. A row
// says what a public recommendation says to everybody of that age, or to everybody with that illness; it gives no medical opinion on a person.
// Left out: the vaccinations of the first years, which the compulsory examinations of children follow dose by dose; what depends on an illness,
// a pregnancy or a trade, which the record may not know.

export interface ReminderSource {
  readonly publisher: string;
  readonly title: string;
  /** `YYYY-MM` of the publication. */
  readonly published: string;
  readonly url: string;
}
interface Row {
  /** Civil dates; `until` exclusive. */
  readonly from: string;
  readonly until?: string;
  readonly source: ReminderSource;
  /** "It is done" keeps quiet for so many months; absent: for good. */
  readonly doneForMonths?: number;
}
export interface VaccineRow extends Row {
  readonly because: 'age';
  /** Years, `before` exclusive. `countsYears`: one received in so many years before that age counts; absent: one ever received does. */
  readonly ages: readonly { readonly from: number; readonly before: number; readonly countsYears?: number }[];
  /** `MM-DD`, both included, over the end of the year: a vaccination of this season counts, from `counts` on. Absent: the whole year. */
  readonly season?: { readonly from: string; readonly to: string; readonly counts: string };
  /** Beginnings of ATC codes. */
  readonly atc: readonly string[];
  /** Beginnings of words, in small letters without accents. */
  readonly words: readonly string[];
  /** Names they are sold under: enough by themselves in a line of the pharmacy. */
  readonly brands: readonly string[];
}
export interface DiabetesRow extends Row {
  readonly because: 'diabetes';
  /** Recalled when none of these acts (CCAM) is in so many months of reimbursements. */
  readonly acts: readonly string[];
  readonly everyMonths: number;
}
export type ReminderRow = VaccineRow | DiabetesRow;

const vaccinationCalendar: ReminderSource = {
  publisher: 'Ministère chargé de la santé, avis de la Haute Autorité de santé',
  title: 'Calendrier des vaccinations et recommandations vaccinales 2025',
  published: '2025-04',
  url: 'https://sante.gouv.fr/prevention-en-sante/preserver-sa-sante/vaccination/calendrier-vaccinal',
};
const retinopathy: ReminderSource = {
  publisher: 'Haute Autorité de santé',
  title: 'Dépistage de la rétinopathie diabétique par lecture différée de photographies du fond d’œil',
  published: '2010-12',
  url: 'https://www.has-sante.fr/jcms/c_1028327',
};
const calendar = { because: 'age', from: '2025-04-01', source: vaccinationCalendar } as const;
/** The autumn campaign against influenza and Covid-19. */
const winter = { from: '10-14', to: '01-31', counts: '09-01' } as const;
const old = [{ from: 65, before: 130 }] as const;
const diphtheria = {
  atc: ['J07AM', 'J07AF', 'J07CA', 'J07AJ'],
  words: ['diphter', 'tetan', 'dtp', 'dtcap', 'dtpolio'],
  brands: ['repevax', 'boostrix', 'revaxis', 'tetravac', 'infanrixtetra', 'infanrixquinta'],
} as const;

/** In the order they are shown. */
export const reminderKinds = {
  // Every year, whatever the treatment: every second year is for some, which only their doctor can say. The acts: biomicroscopy with a contact
  // lens, retinography, in blue light, read later by an ophthalmologist.
  'fundus': {
    because: 'diabetes',
    from: '2010-12-01',
    source: retinopathy,
    acts: ['BGQP002', 'BGQP007', 'BGQP009', 'BGQP140'],
    everyMonths: 12,
    doneForMonths: 12,
  },
  'influenza': {
    ...calendar,
    ages: old,
    season: winter,
    doneForMonths: 6,
    atc: ['J07BB'],
    words: ['gripp', 'influenza'],
    brands: ['vaxigrip', 'influvac', 'fluarix', 'efluelda', 'fluad', 'flucelvax'],
  },
  'covid': {
    ...calendar,
    ages: old,
    season: winter,
    doneForMonths: 6,
    atc: ['J07BN'],
    words: ['covid', 'sars'],
    brands: ['comirnaty', 'spikevax', 'bimervax'],
  },
  'diphtheria': {
    ...calendar,
    ...diphtheria,
    ages: [
      { from: 6, before: 8, countsYears: 1 },
      { from: 11, before: 14, countsYears: 1 },
      ...[25, 45, 65, 75, 85, 95].map((from) => ({ from, before: from + 5, countsYears: 5 })),
    ],
    doneForMonths: 60,
  },
  'papillomavirus': { ...calendar, ages: [{ from: 11, before: 15 }], atc: ['J07BM'], words: ['papillomavirus', 'hpv'], brands: ['gardasil', 'cervarix'] },
  'meningococcus': {
    ...calendar,
    ages: [{ from: 11, before: 15, countsYears: 1 }],
    atc: ['J07AH08', 'J07AH04'],
    words: ['acwy', 'a c w', 'a c y w'],
    brands: ['menquadfi', 'nimenrix', 'menveo'],
  },
  'shingles': { ...calendar, ages: old, atc: ['J07BK03'], words: ['zona', 'zoster'], brands: ['shingrix'] },
  'pneumococcus': { ...calendar, ages: old, atc: ['J07AL'], words: ['pneumoco'], brands: ['prevenar', 'vaxneuvance', 'pneumovax', 'capvaxive'] },
  'respiratory-syncytial': {
    ...calendar,
    ages: [{ from: 75, before: 130 }],
    atc: ['J07BX05'],
    words: ['vrs', 'virus respiratoire syncytial'],
    brands: ['arexvy', 'abrysvo', 'mresvia'],
  },
} as const satisfies Readonly<Record<string, ReminderRow>>;
export type ReminderCode = keyof typeof reminderKinds;
export const reminderCodes = Object.keys(reminderKinds) as readonly ReminderCode[];
export const isReminderCode = (text: string): text is ReminderCode => Object.hasOwn(reminderKinds, text);
export const rowOfReminder = (code: ReminderCode): ReminderRow => reminderKinds[code];

/** What one may answer to a reminder; `shown` takes the answer back. */
export const reminderAnswers = ['refused', 'done', 'later', 'shown'] as const;
export type ReminderAnswer = (typeof reminderAnswers)[number];

/** CIM-10: diabetes, whatever its kind; that of pregnancy (O24.4) ends with it. */
export const diabetesCodes: readonly string[] = ['E10', 'E11', 'E12', 'E13', 'E14'].flatMap((code) => [
  code,
  ...Array.from({ length: 10 }, (_, digit) => [`${code}.${digit}`, `${code}${digit}`]).flat(),
]);
/**
 * Substances given for diabetes, at the beginning of their name; three deliveries on three days of twelve months show that one is treated for it (Cnam,
 * Cartographie des pathologies et des dépenses). Gliflozins are left out: they are given to many whose heart or kidneys are ill.
 */
export const diabetesSubstances: readonly string[] = [
  'metformin',
  'insulin',
  'gliclazide',
  'glimepiride',
  'glibenclamide',
  'glipizide',
  'repaglinide',
  'acarbose',
  'sitagliptin',
  'vildagliptin',
  'saxagliptin',
  'dulaglutide',
  'exenatide',
  'liraglutide',
  'semaglutide',
];
export const diabetesDeliveries = 3;
