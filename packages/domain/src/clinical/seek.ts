// Which facts answer a question, and in which order they are told: newest first, and always the same for the same facts.

import type { LogicalId } from '../document/ids.ts';
import type { Instant, InstantRange } from '../kernel/instant.ts';
import { type ClinicalFact, type FactKind, conceptOf, startOf } from './clinical-fact.ts';

export interface SoughtFacts {
  readonly kinds: readonly FactKind[];
  /** Any of them, as the author chose it or translated it. Without a system: in any. */
  readonly codes?: readonly { readonly code: string; readonly system?: string }[];
  /** Any of them: of results, of reports, of allergies, of problems; of treatments, how they are known. */
  readonly categories?: readonly string[];
  /** What happened, wholly or partly, in that time. What has no date is not found by one. */
  readonly period?: InstantRange;
}

export function matchesSought(fact: ClinicalFact, { kinds, codes, categories, period }: SoughtFacts): boolean {
  if (!kinds.includes(fact.kind)) return false;
  const { codings } = conceptOf(fact);
  if (
    codes !== undefined &&
    !codings.some((known) => codes.some(({ code, system }) => code === known.code && (system === undefined || system === known.system)))
  )
    return false;
  if (categories !== undefined && !categories.includes(categoryOf(fact) ?? '')) return false;
  return period === undefined || happensIn(fact, period);
}

function categoryOf(fact: ClinicalFact): string | undefined {
  if (fact.kind === 'medication') return fact.use;
  return 'category' in fact ? fact.category : undefined;
}

function happensIn({ time }: ClinicalFact, { from, until }: InstantRange): boolean {
  if (time === undefined) return false;
  const first = time.kind === 'moment' ? time.at.at : time.from?.at;
  const after = time.kind === 'moment' ? time.at.until : time.to?.until;
  return (until === undefined || first === undefined || first < until) && (from === undefined || after === undefined || after > from);
}

/** Where a fact stands in the order; `at`: its own date, or that of its document's act. */
export interface FactPosition {
  readonly at: Instant;
  readonly document: LogicalId;
  readonly place: number;
}
export const positionOf = (fact: ClinicalFact, source: { readonly logicalId: LogicalId; readonly serviceStart: Instant }): FactPosition => ({
  at: startOf(fact) ?? source.serviceStart,
  document: source.logicalId,
  place: fact.place,
});
/** Negative: `one` comes first. */
export const comparePositions = (one: FactPosition, other: FactPosition): number =>
  other.at - one.at || (one.document < other.document ? -1 : one.document > other.document ? 1 : one.place - other.place);
