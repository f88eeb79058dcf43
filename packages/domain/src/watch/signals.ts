// What makes a day of accesses worth a reviewer's look: a table of signals, each a number held against a limit. Pure: the same day, the same
// score. No signal says that an access was wrong; the score orders what a person then examines (CNIL, review of hospital logs; features N9).

import type { Policy } from '../access/policy.ts';
import type { SignalCode } from '../terminology/signal-codes.ts';

/** What one professional did in one day, as counts. */
export interface ProfessionalDay {
  /** Distinct records consulted. */
  readonly records: number;
  /** Among them: neither the professional nor their structure deposited anything, the patient agreed to nothing in person, nor are they the médecin traitant. */
  readonly withoutCare: number;
  /** Among those without care: the patient bears, at birth or in use, the professional's family name. */
  readonly sameName: number;
  /** Distinct records entered in an emergency in the seven days that end with this one. */
  readonly emergencies: number;
  /** Consultations by hour of Paris, 0 to 23. */
  readonly hours: readonly number[];
  /** Stops of look-ups by INS. */
  readonly stops: number;
  /** Patients who report this professional and await their answer. */
  readonly reports: number;
  /** The professional's own earlier days with consultations, in any order. */
  readonly history: readonly HistoryDay[];
}
export interface HistoryDay {
  readonly records: number;
  readonly emergencies: number;
  readonly hours: readonly number[];
}
/** What a whole structure did. */
export interface StructureDay {
  readonly records: number;
  readonly history: readonly Pick<HistoryDay, 'records'>[];
}

type Limits = Pick<Policy, 'watchDailyRecords' | 'watchStructureDailyRecords' | 'watchEmergencies' | 'watchScore'>;
export interface Signal<Day> {
  readonly code: SignalCode;
  /** Points when the value is over its limit; twice as many from twice the limit on. */
  readonly weight: number;
  readonly source: string;
  readonly value: (day: Day) => number;
  readonly limit: (day: Day, policy: Limits) => number;
}

/** Fewer days say nothing of what is usual. */
const historyNeeded = 5;
/** Times what is usual. */
const unusualFactor = 3;
/** Of all consultations: an hour that holds less is not one of this professional's. */
const usualHourShare = 0.01;
const consultationsNeeded = 50;
const withoutCareFloor = 10;
const strangeHoursFloor = 10;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
const usual = (history: readonly Pick<HistoryDay, 'records'>[]): number => (history.length < historyNeeded ? 0 : median(history.map(({ records }) => records)));

/** Consultations at hours when this professional hardly ever consults; none where too little is known of them. */
function strangeHours({ hours, history }: ProfessionalDay): number {
  const total = history.reduce((sum, day) => sum + day.hours.reduce((a, b) => a + b, 0), 0);
  if (history.length < historyNeeded || total < consultationsNeeded) return 0;
  return hours.reduce((sum, count, hour) => sum + (history.reduce((a, day) => a + (day.hours[hour] ?? 0), 0) / total < usualHourShare ? count : 0), 0);
}

/** Emergencies of seven usual days. */
const usualEmergencies = (history: readonly HistoryDay[]): number =>
  history.length < historyNeeded ? 0 : (history.reduce((sum, { emergencies }) => sum + emergencies, 0) / history.length) * 7;

export const professionalSignals: readonly Signal<ProfessionalDay>[] = [
  {
    code: 'ENUMERATION',
    weight: 100,
    source: 'Recommandation de la CNIL ; leçon du CCC sur l’énumération des identifiants',
    value: ({ stops }) => stops,
    limit: () => 0,
  },
  {
    code: 'NOM_DE_FAMILLE',
    weight: 50,
    source: 'CNIL, contrôles des dossiers hospitaliers : consultation de proches hors de toute prise en charge',
    value: ({ sameName }) => sameName,
    limit: () => 0,
  },
  {
    code: 'SIGNALEMENT',
    weight: 50,
    source: 'R.1111-43 CSP : le titulaire lit les accès ; ce qu’il signale est examiné',
    value: ({ reports }) => reports,
    limit: () => 0,
  },
  {
    code: 'BRIS_DE_GLACE_REPETE',
    weight: 50,
    source: 'L.1111-17 I CSP : l’urgence est une exception',
    value: ({ emergencies }) => emergencies,
    limit: ({ history }, { watchEmergencies }) => Math.max(watchEmergencies, unusualFactor * usualEmergencies(history)),
  },
  {
    code: 'VOLUME_INHABITUEL',
    weight: 40,
    source: 'CNIL, revue des journaux : volume sans rapport avec l’activité',
    value: ({ records }) => records,
    limit: ({ history }, { watchDailyRecords }) => Math.max(watchDailyRecords, unusualFactor * usual(history)),
  },
  {
    code: 'HEURE_INHABITUELLE',
    weight: 20,
    source: 'CNIL, revue des journaux : heure sans rapport avec l’activité',
    value: strangeHours,
    limit: () => strangeHoursFloor,
  },
  {
    code: 'SANS_SOIN',
    weight: 15,
    source: 'L.1110-4 III CSP : l’accès suppose la participation à la prise en charge',
    value: ({ withoutCare }) => withoutCare,
    limit: ({ records }) => Math.max(withoutCareFloor, records / 2),
  },
];

export const structureSignals: readonly Signal<StructureDay>[] = [
  {
    code: 'VOLUME_STRUCTURE',
    weight: 50,
    source: 'Leçon du CCC : un plafond par établissement ne suffit pas, il se compare à son propre usage',
    value: ({ records }) => records,
    limit: ({ history }, { watchStructureDailyRecords }) => Math.max(watchStructureDailyRecords, unusualFactor * usual(history)),
  },
];

export interface RaisedSignal {
  readonly code: SignalCode;
  readonly value: number;
  /** What would not have been told. */
  readonly limit: number;
  readonly points: number;
}
export interface DayScore {
  readonly score: number;
  /** The heaviest first. */
  readonly signals: readonly RaisedSignal[];
  /** Put before the reviewer. */
  readonly listed: boolean;
}

/** The day held against a table: what is over its limit counts, twice from twice the limit on. */
export function scoreOf<Day>(signals: readonly Signal<Day>[], day: Day, policy: Limits): DayScore {
  const raised = signals.flatMap(({ code, weight, value, limit }): RaisedSignal[] => {
    const [found, most] = [value(day), Math.floor(limit(day, policy))];
    return found <= most ? [] : [{ code, value: found, limit: most, points: most > 0 && found >= 2 * most ? 2 * weight : weight }];
  });
  const score = raised.reduce((sum, { points }) => sum + points, 0);
  return { score, signals: raised.toSorted((a, b) => b.points - a.points), listed: score >= policy.watchScore };
}

const nameWords = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word.length > 2 && !particles.has(word));
const particles = new Set(['DES', 'VAN', 'VON', 'DER', 'DEN', 'DOS', 'LES']);

/** Whether two family names share a word: double names, accents and particles aside. */
export function shareFamilyName(one: string, other: string): boolean {
  const words = new Set(nameWords(one));
  return nameWords(other).some((word) => words.has(word));
}
