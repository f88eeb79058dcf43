// What is decided for a day holds from 00:00 in Paris of that day until the next decision of its kind. Decisions are only ever added:
// a later one for the same day replaces the earlier, and one that withdraws leaves that day as if nothing had been decided for it.

import { type CivilDate, millisecondsPerDay } from '../kernel/instant.ts';

export interface Dated {
  readonly from: CivilDate;
  /** Takes back what was decided for that day. */
  readonly withdrawn: boolean;
}

/** What still stands, by day; `decisions` come in the order they were taken. */
export function standing<T extends Dated>(decisions: readonly T[]): readonly T[] {
  const lastWord = new Map<CivilDate, T>();
  for (const decision of decisions) lastWord.set(decision.from, decision);
  return [...lastWord.values()].filter(({ withdrawn }) => !withdrawn).toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** What is in force that day; undefined: nothing is. */
export const inForceOn = <T extends Dated>(decisions: readonly T[], day: CivilDate): T | undefined => standing(decisions).findLast(({ from }) => from <= day);

const shifted = (day: CivilDate, by: number): CivilDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * millisecondsPerDay).toISOString().slice(0, 10) as CivilDate;
export const dayAfter = (day: CivilDate): CivilDate => shifted(day, 1);

/**
 * The first day a decision of this kind may hold: today where none begins today yet, since an annulment does not wait; else tomorrow, so that
 * no day has two laws of one kind after another beyond the moment its decision was traced (ADR 10).
 */
export const earliestDay = (decisions: readonly Dated[], today: CivilDate): CivilDate =>
  standing(decisions).some(({ from }) => from === today) ? dayAfter(today) : today;

/** What became of a decision, seen from a day. */
export interface Outcome<T extends Dated> {
  readonly decision: T;
  readonly state: 'past' | 'in-force' | 'coming' | 'replaced' | 'withdrawn';
  /** Last day it held or will hold; undefined: until further notice, or never held. */
  readonly until?: CivilDate;
  /** The decision that took it back, or took its day. */
  readonly endedBy?: T;
}

/** What became of each, in the order they were taken. One that withdraws is `withdrawn` itself, unless its day was decided anew. */
export function outcomesOn<T extends Dated>(decisions: readonly T[], today: CivilDate): readonly Outcome<T>[] {
  const stand = standing(decisions);
  const current = inForceOn(decisions, today);
  return decisions.map((decision, index) => {
    const later = decisions.slice(index + 1).find(({ from }) => from === decision.from);
    if (later !== undefined) return { decision, state: later.withdrawn ? 'withdrawn' : 'replaced', endedBy: later };
    if (decision.withdrawn) return { decision, state: 'withdrawn' };
    const next = stand[stand.indexOf(decision) + 1];
    const state = decision === current ? 'in-force' : decision.from > today ? 'coming' : 'past';
    return { decision, state, ...(next === undefined ? {} : { until: shifted(next.from, -1) }) };
  });
}
