// Which reminders are due, from what the record tells: its age, what its patient says, its reimbursements, what its documents say in codes. The same
// facts on the same day give the same reminders; nothing is kept of the computation. A person is never told that they have an illness: only
// what speaks of it, and where that stands.

import type { ClinicalFact } from '../clinical/clinical-fact.ts';
import { startOf } from '../clinical/clinical-fact.ts';
import type { LogicalId } from '../document/ids.ts';
import { birthdayAfter } from '../identity/age.ts';
import { type CivilDate, type Instant, civilDateInParis } from '../kernel/instant.ts';
import { type KeptLine, type ReimbursementLine, isCancelled } from '../reimbursement/line.ts';
import {
  type DiabetesRow,
  type ReminderCode,
  type ReminderRow,
  type VaccineRow,
  diabetesCodes,
  diabetesDeliveries,
  diabetesSubstances,
  reminderCodes,
  rowOfReminder,
} from '../terminology/reminder-kinds.ts';
import { type KeptAnswers, answersInForce, monthsAfter } from './answers.ts';

/** A fact, and the document that says it. */
export interface SourcedFact {
  readonly fact: ClinicalFact;
  readonly source: { readonly logicalId: LogicalId; readonly title: string; readonly serviceStart: Instant };
}
export interface ReminderFacts {
  readonly today: CivilDate;
  readonly birthDate: CivilDate;
  /** As the patient says; `no` is believed against everything else. */
  readonly diabetes?: 'yes' | 'no';
  readonly lines: readonly KeptLine[];
  readonly facts: readonly SourcedFact[];
  readonly answers: KeptAnswers;
}
/** Why it is shown, told with it. */
export type ReminderReason =
  | { readonly kind: 'age'; /** In years, since that age. */ readonly age: number }
  | { readonly kind: 'declared' }
  | { readonly kind: 'document'; readonly document: LogicalId; readonly title: string }
  | { readonly kind: 'medicines' };
export interface Reminder {
  readonly code: ReminderCode;
  readonly reason: ReminderReason;
}

/** In the order of the table. */
export function remindersDue(told: ReminderFacts): readonly Reminder[] {
  const answered = new Set(answersInForce(told.answers, told.today).map(({ code }) => code));
  const lines = told.lines.filter((line): line is ReimbursementLine => !isCancelled(line));
  return reminderCodes.flatMap((code) => {
    const row = rowOfReminder(code);
    if (answered.has(code) || !holds(row, told.today)) return [];
    const reason = row.because === 'age' ? vaccineDue(row, told, lines) : fundusDue(row, told, lines);
    return reason === undefined ? [] : [{ code, reason }];
  });
}

const holds = ({ from, until }: ReminderRow, today: CivilDate): boolean => from <= today && (until === undefined || today < until);

function fundusDue({ acts, everyMonths }: DiabetesRow, told: ReminderFacts, lines: readonly ReimbursementLine[]): ReminderReason | undefined {
  const since = monthsAfter(told.today, -everyMonths);
  return lines.some((line) => 'act' in line && acts.includes(line.act) && line.date >= since) ? undefined : diabetesReason(told, lines);
}

function diabetesReason({ today, diabetes, facts }: ReminderFacts, lines: readonly ReimbursementLine[]): ReminderReason | undefined {
  if (diabetes !== undefined) return diabetes === 'yes' ? { kind: 'declared' } : undefined;
  const said = facts.find(({ fact }) => fact.kind === 'condition' && isDiabetes(fact));
  if (said !== undefined) return { kind: 'document', document: said.source.logicalId, title: said.source.title };
  const since = monthsAfter(today, -12);
  const days = new Set(lines.flatMap((line) => (line.nature === 'pharmacie' && line.date >= since && treatsDiabetes(line) ? [line.date] : [])));
  return days.size >= diabetesDeliveries ? { kind: 'medicines' } : undefined;
}

const isDiabetes = ({ code, clinicalStatus, verification }: Extract<ClinicalFact, { kind: 'condition' }>): boolean =>
  verification !== 'unconfirmed' &&
  (clinicalStatus === undefined || ['active', 'recurrence', 'relapse'].includes(clinicalStatus)) &&
  code.codings.some((coding) => diabetesCodes.includes(coding.code));

const treatsDiabetes = ({ ingredients }: Extract<ReimbursementLine, { nature: 'pharmacie' }>): boolean =>
  ingredients.some((one) => diabetesSubstances.some((substance) => plain(one).startsWith(` ${substance}`)));

function vaccineDue(row: VaccineRow, told: ReminderFacts, lines: readonly ReimbursementLine[]): ReminderReason | undefined {
  const { today, birthDate } = told;
  const age = row.ages.find(({ from, before }) => birthdayAfter(birthDate, from) <= today && today < birthdayAfter(birthDate, before));
  if (age === undefined) return undefined;
  const season = row.season === undefined ? undefined : seasonAt(row.season, today);
  if (row.season !== undefined && season === undefined) return undefined;
  const since = season ?? (age.countsYears === undefined ? birthDate : birthdayAfter(birthDate, age.from - age.countsYears));
  const received =
    told.facts.some(({ fact, source }) => fact.kind === 'immunization' && isVaccine(row, fact) && dayOf(fact, source) >= since) ||
    lines.some((line) => line.nature === 'pharmacie' && line.date >= since && deliversVaccine(row, line));
  return received ? undefined : { kind: 'age', age: age.from };
}

/** From which day on a vaccination is of this season; undefined: it is not the season. */
function seasonAt({ from, to, counts }: NonNullable<VaccineRow['season']>, today: CivilDate): CivilDate | undefined {
  const [year, day] = [Number(today.slice(0, 4)), today.slice(5)];
  if (day < from && day > to) return undefined;
  return `${day <= to ? year - 1 : year}-${counts}` as CivilDate;
}

const dayOf = (fact: ClinicalFact, { serviceStart }: SourcedFact['source']): CivilDate => civilDateInParis(startOf(fact) ?? serviceStart);

const isVaccine = ({ atc, words, brands }: VaccineRow, { vaccine }: Extract<ClinicalFact, { kind: 'immunization' }>): boolean =>
  vaccine.codings.some(({ code }) => atc.some((beginning) => code.startsWith(beginning))) ||
  has([vaccine.text, ...vaccine.codings.map(({ display }) => display)], [...words, ...brands]);

const deliversVaccine = ({ words, brands }: VaccineRow, { label, ingredients }: Extract<ReimbursementLine, { nature: 'pharmacie' }>): boolean =>
  has([label, ...ingredients], brands) || (has([label, ...ingredients], ['vaccin']) && has([label, ...ingredients], words));

/** Small letters without accents, what is neither letter nor figure as one space, a space first: the beginning of a word is a space and it. */
const plain = (text: string): string =>
  ` ${text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()}`;
const has = (texts: readonly (string | undefined)[], beginnings: readonly string[]): boolean =>
  texts.some((text) => text !== undefined && beginnings.some((one) => plain(text).includes(` ${one}`)));
