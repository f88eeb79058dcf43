// Measures of health: what each kind lets pass and what it refuses, the index that is computed, values read from documents, who sees them.

import { type ObservationFact } from '@carnet/domain/clinical';
import { type CivilDate, type Instant, instantOf } from '@carnet/domain/kernel';
import {
  type EnteredBy,
  type MeasureId,
  type MeasuredValue,
  bodyMassIndexes,
  codesOfKind,
  inUnitOf,
  kindIsSought,
  measureFacts,
  rounded,
  validateMeasure,
  valuesIn,
} from '@carnet/domain/measure';
import { type MeasureKind, diastolicLimits, loincSystem, measureKindCodes, rowOfKind } from '@carnet/domain/terminology';
import { describe, expect, test } from 'vitest';

const now = instantOf(Date.parse('2026-01-15T09:00:00Z'));
const birthDate = '1979-03-12' as CivilDate;
const at = (text: string): Instant => instantOf(Date.parse(text));
const faults = (measured: Partial<MeasuredValue> & Pick<MeasuredValue, 'kind' | 'value'>): readonly string[] => {
  const read = validateMeasure({ at: now, ...(measured.kind === 'blood-pressure' ? { diastolic: diastolicLimits.low } : {}), ...measured }, { now, birthDate });
  return read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
};

describe('the limits of each kind', () => {
  const enterable = measureKindCodes.filter((kind) => rowOfKind(kind).computed !== true);
  test('thirteen measures are entered, one is computed', () => {
    expect(enterable).toHaveLength(13);
    expect(measureKindCodes.filter((kind) => !enterable.includes(kind))).toEqual(['bmi']);
  });
  test.each(enterable)('%s: its bounds pass, what is beyond them is refused', (kind) => {
    const { low, high, decimals } = rowOfKind(kind);
    const step = 10 ** -decimals;
    const systolic = kind === 'blood-pressure' ? { diastolic: diastolicLimits.low } : {};
    expect(faults({ kind, value: low, ...systolic })).toEqual([]);
    expect(faults({ kind, value: high, ...systolic })).toEqual([]);
    expect(faults({ kind, value: rounded(low - step, decimals), ...systolic })).toEqual(['value MESURE_HORS_LIMITES']);
    expect(faults({ kind, value: rounded(high + step, decimals), ...systolic })).toEqual(['value MESURE_HORS_LIMITES']);
    expect(faults({ kind, value: rounded((low + high) / 2, decimals) + step / 10, ...systolic })).toEqual(['value MESURE_TROP_PRECISE']);
    expect(faults({ kind, value: Number.NaN, ...systolic })).toEqual(['value MESURE_HORS_LIMITES']);
  });
  test('a body mass index is never entered', () => {
    expect(faults({ kind: 'bmi', value: 22.4 })).toEqual(['kind MESURE_CALCULEE']);
  });
  test('a blood pressure has two numbers, the second smaller', () => {
    expect(faults({ kind: 'blood-pressure', value: 128, diastolic: 79 })).toEqual([]);
    expect(faults({ kind: 'blood-pressure', value: 79, diastolic: 128 })).toEqual(['diastolic PRESSION_INVERSEE']);
    expect(faults({ kind: 'blood-pressure', value: 128, diastolic: 5 })).toEqual(['diastolic MESURE_HORS_LIMITES']);
    expect(validateMeasure({ kind: 'blood-pressure', value: 128, at: now }, { now, birthDate })).toMatchObject({
      findings: [{ field: 'diastolic', rule: 'CHAMP_ABSENT' }],
    });
    expect(faults({ kind: 'weight', value: 70, diastolic: 60 })).toEqual(['diastolic CHAMP_INCONNU']);
  });
  test('not in the future, but for a clock five minutes ahead, which is then now; not before birth', () => {
    expect(faults({ kind: 'weight', value: 70, at: instantOf(now + 5 * 60_000 + 1) })).toEqual(['at DATE_FUTURE']);
    expect(validateMeasure({ kind: 'weight', value: 70, at: instantOf(now + 60_000) }, { now, birthDate })).toMatchObject({ value: { at: now } });
    expect(faults({ kind: 'weight', value: 3.2, at: at('1979-03-12T00:30:00+01:00') })).toEqual([]);
    expect(faults({ kind: 'weight', value: 3.2, at: at('1979-03-11T23:30:00+01:00') })).toEqual(['at DATE_AVANT_NAISSANCE']);
  });
  test('a comment has 150 characters at most, whatever their width', () => {
    expect(faults({ kind: 'pain', value: 3, comment: '😀'.repeat(150) })).toEqual([]);
    expect(faults({ kind: 'pain', value: 3, comment: 'a'.repeat(151) })).toEqual(['comment TROP_LONG']);
  });
});

describe('the body mass index', () => {
  const index = (weight: string, height: string, born = birthDate): readonly number[] =>
    bodyMassIndexes([{ at: at(weight), value: 70 }], [{ at: at(height), value: 175 }], born).map(({ value }) => value);
  test('is the weight over the square of the last height known that day', () => {
    expect(index('2026-01-10T08:00:00Z', '2020-05-01T08:00:00Z')).toEqual([22.9]);
    expect(index('2026-01-10T08:00:00Z', '2026-01-10T20:00:00Z')).toEqual([22.9]);
    expect(index('2026-01-10T08:00:00Z', '2026-01-11T08:00:00Z')).toEqual([]);
  });
  test('a child’s height is worth six months', () => {
    const child = '2015-01-01' as CivilDate;
    expect(index('2026-01-10T08:00:00Z', '2025-08-01T08:00:00Z', child)).toEqual([22.9]);
    expect(index('2026-01-10T08:00:00Z', '2025-05-01T08:00:00Z', child)).toEqual([]);
  });
});

describe('values of documents', () => {
  test.each<[MeasureKind, number, string, number | undefined]>([
    ['hba1c', 53, 'mmol/mol', 7],
    ['hba1c', 6.9, '%', 6.9],
    ['glucose', 1.05, 'g/L', 105],
    ['glucose', 5.5, 'mmol/L', 99],
    ['weight', 3250, 'g', 3.25],
    ['height', 1.75, 'm', 175],
    ['weight', 70, '[lb_av]', undefined],
    ['hba1c', 69, '%', undefined],
  ])('%s %d %s is %s', (kind, value, unit, expected) => {
    expect(inUnitOf(kind, { value, unit })).toBe(expected);
  });
  const fact = (
    place: number,
    code: string,
    value: number,
    unit: string,
    day = '2026-01-10T08:00:00Z',
    rest: Partial<ObservationFact> = {},
  ): ObservationFact => ({
    kind: 'observation',
    place,
    category: 'laboratory',
    code: { codings: [{ code, system: loincSystem }] },
    value: { kind: 'quantity', value, unit },
    status: 'final',
    interpretation: [],
    ranges: [],
    time: { kind: 'moment', at: { at: at(day), until: at(day), precision: 'minute' } },
    ...rest,
  });
  test('the two numbers of one taking are paired', () => {
    const facts = [fact(1, '8480-6', 14, 'cm[Hg]'), fact(2, '8462-4', 8, 'cm[Hg]'), fact(3, '8480-6', 150, 'mm[Hg]', '2026-01-11T08:00:00Z')];
    expect(valuesIn('blood-pressure', facts)).toEqual([{ at: at('2026-01-10T08:00:00Z'), value: 140, diastolic: 80, place: 1 }]);
  });
  test('what is not final, not exact or not dated is left to its document', () => {
    const { time: _, ...undated } = fact(4, '4548-4', 7, '%');
    const inexact = fact(2, '4548-4', 14, '%', undefined, { value: { kind: 'quantity', value: 14, unit: '%', comparator: '>' } });
    expect(valuesIn('hba1c', [fact(1, '4548-4', 7, '%', undefined, { status: 'preliminary' }), inexact, undated])).toEqual([]);
    expect(valuesIn('hba1c', [fact(5, '4548-4', 7.1, '%')]).map(({ value }) => value)).toEqual([7.1]);
  });
});

test('each kind is found by any of its codes, and by no other’s', () => {
  for (const kind of measureKindCodes.filter((one) => one !== 'bmi'))
    for (const { code, system } of rowOfKind(kind).codings)
      expect(measureKindCodes.filter((one) => kindIsSought(one, { codes: [{ code, system }] }))).toEqual([kind]);
  expect(kindIsSought('weight', { categories: ['laboratory'] })).toBe(false);
  expect(new Set(measureKindCodes.flatMap(codesOfKind)).size).toBe(measureKindCodes.flatMap(codesOfKind).length);
});

test('a measure is decided as vital signs, by whom it was entered, hidden where its kind is', () => {
  const measure = { id: 'm' as MeasureId, kind: 'weight' as const, enteredAt: now };
  const by = (kind: EnteredBy['kind']): EnteredBy => ({ kind, id: 'x', name: 'X' });
  expect(measureFacts({ ...measure, enteredBy: by('titulaire') }, { hidden: ['weight'] })).toMatchObject({
    typeCode: '29274-8',
    depositor: 'patient',
    visibilite: { masquePs: true },
  });
  expect(measureFacts({ ...measure, enteredBy: by('professionnel'), secret: true }, { hidden: [] })).toMatchObject({
    depositor: 'professionnel',
    authorIds: ['x'],
    visibilite: { masquePs: false, invisibleRepresentants: true },
  });
  expect(measureFacts({ ...measure, enteredBy: by('service-tiers') }, { hidden: [] })).toMatchObject({ depositor: 'patient', service: 'x', authorIds: [] });
});
