// What a document says in codes, as a value of one of the kinds of measures: the HbA1c of a laboratory report stands on the same curve as the one a
// patient entered. Codes that mean the same, and units that convert without loss of meaning; anything else is left to its document.

import { type ClinicalFact, type ObservationFact, type Quantity, startOf } from '../clinical/clinical-fact.ts';
import type { Instant } from '../kernel/instant.ts';
import { type MeasureKind, diastolicCode, rowOfKind, systolicCode } from '../terminology/measure-kinds.ts';
import { loincSystem } from '../terminology/types.ts';
import { rounded } from './measure.ts';

/** LOINC codes of results beside the kind's own: the same quantity by another method, or in another unit. */
const alsoCoded: Readonly<Partial<Record<MeasureKind, readonly string[]>>> = {
  // NGSP by HPLC, by electrophoresis, by its standardised method; IFCC.
  'hba1c': ['17856-6', '4549-2', '71875-9', '59261-8'],
  // Serum or plasma, blood; in mass and in moles; fasting.
  'glucose': ['14749-6', '15074-8', '1558-6', '14771-0', '76629-5', '41653-7', '2340-8'],
  'weight': ['3141-9', '8335-2'],
  'height': ['8306-3', '3137-7', '3138-5'],
  'head-circumference': ['9843-4'],
  'heart-rate': ['8893-0'],
};
/** Every LOINC code a kind is read from. */
export const codesOfKind = (kind: MeasureKind): readonly string[] =>
  kind === 'blood-pressure' ? [systolicCode, diastolicCode] : [...rowOfKind(kind).codings.map(({ code }) => code), ...(alsoCoded[kind] ?? [])];

const glucoseGramsPerMole = 180.156;
/** UCUM unit -> the kind's unit. HbA1c: NGSP = 0.09148 × IFCC + 2.152 (Hoelzel et al., Clin Chem 2004). */
const conversions: Readonly<Partial<Record<MeasureKind, Readonly<Record<string, (value: number) => number>>>>> = {
  'hba1c': { 'mmol/mol': (value) => 0.09148 * value + 2.152 },
  'glucose': {
    'g/L': (value) => value * 100,
    'mg/L': (value) => value / 10,
    'mmol/L': (value) => (value * glucoseGramsPerMole) / 10,
    'g/dL': (value) => value * 1000,
  },
  'weight': { g: (value) => value / 1000 },
  'height': { m: (value) => value * 100, mm: (value) => value / 10 },
  'waist': { m: (value) => value * 100, mm: (value) => value / 10 },
  'head-circumference': { m: (value) => value * 100, mm: (value) => value / 10 },
  'blood-pressure': { 'cm[Hg]': (value) => value * 10 },
  'heart-rate': { '{beats}/min': (value) => value, '1/min': (value) => value },
};

/** Undefined: a unit that is not known here, or a value that cannot be. */
export function inUnitOf(kind: MeasureKind, { value, unit }: Quantity): number | undefined {
  const row = rowOfKind(kind);
  const converted = unit === row.unit ? value : unit === undefined ? undefined : conversions[kind]?.[unit]?.(value);
  if (converted === undefined || converted > row.high || (converted < row.low && kind !== 'blood-pressure')) return undefined;
  return rounded(converted, row.decimals);
}

export interface FactValue {
  readonly at: Instant;
  readonly value: number;
  readonly diastolic?: number;
  /** Place of the fact in its document. */
  readonly place: number;
}

/** The values of one kind among the facts of one document. */
export function valuesIn(kind: MeasureKind, facts: readonly ClinicalFact[]): readonly FactValue[] {
  if (kind !== 'blood-pressure') return valuesOf(kind, codesOfKind(kind), facts);
  // A document says the two of one taking apart: those of the same moment, in their order.
  const diastolics = valuesOf(kind, [diastolicCode], facts);
  const used = new Set<number>();
  return valuesOf(kind, [systolicCode], facts).flatMap((systolic) => {
    const found = diastolics.find(({ at, place, value }) => at === systolic.at && !used.has(place) && value < systolic.value);
    if (found === undefined) return [];
    used.add(found.place);
    return [{ ...systolic, diastolic: found.value }];
  });
}

const valuesOf = (kind: MeasureKind, codes: readonly string[], facts: readonly ClinicalFact[]): readonly FactValue[] =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'observation' || fact.status !== 'final' || !isCoded(fact, codes)) return [];
    const at = startOf(fact);
    const value = fact.value.kind === 'quantity' && fact.value.comparator === undefined ? inUnitOf(kind, fact.value) : undefined;
    return at === undefined || value === undefined ? [] : [{ at, value, place: fact.place }];
  });

const isCoded = ({ code }: ObservationFact, codes: readonly string[]): boolean =>
  code.codings.some(({ code: one, system }) => codes.includes(one) && system === loincSystem);
