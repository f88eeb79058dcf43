// What is decided for a day holds from 00:00 in Paris of that day until the next decision of its kind. Decisions are only ever added:
// a later one for the same day replaces the earlier, and one that withdraws leaves that day as if nothing had been decided for it.

import type { CivilDate } from '../kernel/instant.ts';

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
