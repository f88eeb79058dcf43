// One measure of health: a value of one kind at one moment, and who entered it. What cannot be is refused, each fault by its field and its rule.

import type { Brand } from '../kernel/brand.ts';
import { type CivilDate, type Instant, civilDateInParis } from '../kernel/instant.ts';
import { type Finding, type Parsed, faulty, parsed } from '../kernel/result.ts';
import { type MeasureKind, diastolicLimits, measureCommentMaximum, rowOfKind } from '../terminology/measure-kinds.ts';

/** UUID. */
export type MeasureId = Brand<string, 'MeasureId'>;
const idShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const parseMeasureId = (text: string): MeasureId | undefined => (idShape.test(text) ? (text as MeasureId) : undefined);

/** Who entered it, as the gate knew them; the name is of that day. */
export interface EnteredBy {
  readonly kind: 'titulaire' | 'representant' | 'professionnel' | 'service-tiers';
  readonly id: string;
  readonly name: string;
}
export interface MeasuredValue {
  readonly kind: MeasureKind;
  /** In the unit of its kind; of a blood pressure, the systolic. */
  readonly value: number;
  /** Blood pressure only. */
  readonly diastolic?: number;
  readonly at: Instant;
  readonly comment?: string;
}
export interface Measure extends MeasuredValue {
  readonly id: MeasureId;
  readonly enteredBy: EnteredBy;
  readonly enteredAt: Instant;
  readonly changedAt: Instant;
  readonly version: number;
  /** Connexion secrète: whoever represents the patient never sees it. */
  readonly secret?: true;
  /** OID of the solution that sent it. */
  readonly source?: string;
  /** The device it was made with, in the same record. */
  readonly device?: string;
}

/** Clocks of devices run ahead. */
const clockToleranceMilliseconds = 5 * 60_000;

/** Refuses what cannot be. `prefix` stands before each field: `entry[1].resource.`. */
export function validateMeasure(
  measured: MeasuredValue,
  { now, birthDate }: { readonly now: Instant; readonly birthDate: CivilDate },
  field: (name: 'kind' | 'value' | 'diastolic' | 'at' | 'comment') => string = (name) => name,
): Parsed<MeasuredValue> {
  const { kind, value, diastolic, at, comment } = measured;
  const row = rowOfKind(kind);
  const findings: Finding[] = [];
  if (row.computed === true) findings.push({ field: field('kind'), rule: 'MESURE_CALCULEE' });
  findings.push(...withinLimits(value, row, row.decimals, field('value')));
  if (kind === 'blood-pressure') {
    if (diastolic === undefined) findings.push({ field: field('diastolic'), rule: 'CHAMP_ABSENT' });
    else {
      findings.push(...withinLimits(diastolic, diastolicLimits, 0, field('diastolic')));
      if (diastolic >= value) findings.push({ field: field('diastolic'), rule: 'PRESSION_INVERSEE', expected: `< ${value}` });
    }
  } else if (diastolic !== undefined) findings.push({ field: field('diastolic'), rule: 'CHAMP_INCONNU' });
  if (at > now + clockToleranceMilliseconds) findings.push({ field: field('at'), rule: 'DATE_FUTURE' });
  if (civilDateInParis(at) < birthDate) findings.push({ field: field('at'), rule: 'DATE_AVANT_NAISSANCE' });
  if (comment !== undefined && [...comment].length > measureCommentMaximum)
    findings.push({ field: field('comment'), rule: 'TROP_LONG', expected: `≤ ${measureCommentMaximum}` });
  return findings.length > 0 ? faulty(...findings) : parsed(at > now ? { ...measured, at: now } : measured);
}

function withinLimits(value: number, { low, high }: { readonly low: number; readonly high: number }, decimals: number, field: string): readonly Finding[] {
  const expected = `${low} – ${high}`;
  if (!Number.isFinite(value) || value < low || value > high) return [{ field, rule: 'MESURE_HORS_LIMITES', expected }];
  return rounded(value, decimals) === value ? [] : [{ field, rule: 'MESURE_TROP_PRECISE', expected: String(rounded(value, decimals)) }];
}

/** To so many figures after the comma, halves away from zero: 36.85 is 36.9. */
export const rounded = (value: number, decimals: number): number => Number(`${Math.round(Number(`${value}e${decimals}`))}e-${decimals}`);
