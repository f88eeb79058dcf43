// When a notice leaves by each channel: what was chosen, how urgent it is, and whether it comes in a flood. Past care (a hospital sending the
// reports of ten years) and floods are one message by channel, never six hundred (features A051, N10).

import { type Instant, instantOf, millisecondsPerDay } from '../kernel/index.ts';
import { type Chosen, type NoticeKind, ruleOf } from './kinds.ts';
import { type QuietHours, afterQuietHours, nextDailyDigest, nextWeeklyDigest } from './paris-hours.ts';

export interface Circumstances {
  readonly kind: NoticeKind;
  readonly at: Instant;
  /** About care that ended long before (policy `pastCareAfterDays`). */
  readonly past: boolean;
  /** As many were told before as `floodOf` says. */
  readonly flood: boolean;
  /** A result its laboratory marked as critical: waits for nothing. */
  readonly toActOn: boolean;
}
export interface Departure {
  readonly timing: 'now' | 'daily' | 'weekly';
  readonly at: Instant;
}

const hourMs = 3_600_000;
/** Documents of one stay come together: the first waits this long for the others; one of past care, seldom alone, longer. */
export const gatheringMs = { current: 3_000, past: 10_000 } as const;

/** With so many new documents told in so long, the next wait for the digest: those of past care from the second of a day. */
export const floodOf = (past: boolean, newDocumentDigestThreshold: number): { readonly withinMs: number; readonly from: number } =>
  past ? { withinMs: 24 * hourMs, from: 1 } : { withinMs: hourMs, from: newDocumentDigestThreshold };

/** HL7 v3 ObservationInterpretation: critical, whether too high, too low or abnormal. */
export const criticalInterpretations: ReadonlySet<string> = new Set(['AA', 'HH', 'LL', 'HU', 'LU']);

export const isPastCare = (careEndedAt: Instant | undefined, depositedAt: Instant, pastCareAfterDays: number): boolean =>
  careEndedAt !== undefined && depositedAt - careEndedAt > pastCareAfterDays * millisecondsPerDay;

const gathered = ({ kind, at, past, toActOn }: Circumstances): Instant =>
  ruleOf(kind).urgency !== 'rest' || (toActOn && !past) ? at : instantOf(at + gatheringMs[past ? 'past' : 'current']);

/** Undefined: not by e-mail. */
export function emailDeparture(about: Circumstances, chosen: Chosen): Departure | undefined {
  const { choice, urgency } = ruleOf(about.kind);
  const now: Departure = { timing: 'now', at: gathered(about) };
  if (choice === undefined) return now;
  if (chosen.email === 'off') return undefined;
  if (about.toActOn && !about.past) return now;
  if (chosen.email === 'weekly') return { timing: 'weekly', at: nextWeeklyDigest(about.at) };
  const waits = chosen.email === 'daily' || (urgency === 'rest' && about.flood);
  return waits ? { timing: 'daily', at: nextDailyDigest(about.at) } : now;
}

/** Undefined: rings nowhere. What is in a digest does not ring. */
export function pushDeparture(about: Circumstances, chosen: Chosen, quiet: QuietHours | undefined): Departure | undefined {
  const { choice, urgency } = ruleOf(about.kind);
  if (choice !== undefined && (!chosen.push || (about.flood && (about.past || !about.toActOn)))) return undefined;
  return { timing: 'now', at: urgency === 'emergency' ? about.at : afterQuietHours(gathered(about), quiet) };
}
