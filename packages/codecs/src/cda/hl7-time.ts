// HL7 TS and DTM: `YYYY[MM[DD[HH[MM[SS[.s…]]]]]][±ZZZZ]` (HL7 v3 data types R1, ITI TF-3 §4.2.3.1.7). The precision written is part of what is
// said. Without an offset a moment is one of the French clock in a document (CDA, HL7v3) and one of UTC in XDS metadata.

import { type Instant, type Parsed, faulty, instantOf, parsed } from '@carnet/domain/kernel';

export type Precision = 'year' | 'month' | 'day' | 'minute' | 'second';
/** From the first moment of what was written to the first moment after it. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}
export interface Hl7Time {
  /** The first moment of what was written. */
  readonly at: Instant;
  /** The first moment after it: a day later for a day. */
  readonly until: Instant;
  readonly precision: Precision;
}

const shape = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6}))?)?)?([+-]\d{4})?)?)?)?$/;
const parisClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const hourMs = 3_600_000;
/** Asked of the calendar once for each hour: clocks change on the hour, and a document names the same days again and again. */
const offsets = new Map<number, number>();
const offsetsKept = 10_000;

/** What the clocks of Paris add to UTC at that moment, in milliseconds. */
function parisOffset(at: number): number {
  const hour = Math.floor(at / hourMs);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  if (offsets.size >= offsetsKept) offsets.clear();
  const offset = calendarOffset(hour * hourMs);
  offsets.set(hour, offset);
  return offset;
}

function calendarOffset(at: number): number {
  const part = Object.fromEntries(parisClock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part['year']!, part['month']! - 1, part['day']!, part['hour'], part['minute'], part['second']) - Math.floor(at / 1000) * 1000;
}

/** A moment written without an offset is one of the French clock; the second look settles the hours next to a change of season. */
export function fromParisClock(local: number): number {
  const guess = local - parisOffset(local);
  return local - parisOffset(guess);
}

const offsetOf = (text: string): number => (text.startsWith('-') ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5))) * 60_000;

/** The moment a document gives, where the declaration's span holds it; the span's first moment otherwise. */
export const settled = (declared: Span, written: Instant | undefined): Instant =>
  written !== undefined && written >= declared.from && written < declared.until ? written : declared.from;

/** `YYYYMMDDhhmmss` in UTC, as XDS metadata are written; what a second does not hold is left out. */
export const writeHl7Time = (at: Instant): string => new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '');

/** Refuses what is not a TS, and a day the calendar does not have (`DATE_FORME`). */
export function parseHl7Time(text: string, field: string, clock: 'Paris' | 'UTC' = 'Paris'): Parsed<Hl7Time> {
  const wrong = (): Parsed<never> => faulty({ field, rule: 'DATE_FORME', given: text.slice(0, 40), expected: 'AAAAMMJJhhmmss±zzzz' });
  const found = shape.exec(text.trim());
  if (found === null) return wrong();
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const written = [year, month, day, hour, minute, second].map((part) => (part === undefined ? undefined : Number(part)));
  const [y, m = 1, d = 1, h = 0, min = 0, s = 0] = written as [number, ...(number | undefined)[]];
  const local = Date.UTC(y, m - 1, d, h, min, s, Number((fraction ?? '0').padEnd(3, '0').slice(0, 3)));
  const back = new Date(local);
  const real = back.getUTCFullYear() === y && back.getUTCMonth() === m - 1 && back.getUTCDate() === d && h < 24 && min < 60 && s < 60;
  if (!real || Number.isNaN(local)) return wrong();
  const moment = (at: number): Instant => instantOf(offset !== undefined ? at - offsetOf(offset) : clock === 'UTC' ? at : fromParisClock(at));
  const parts = written.filter((part) => part !== undefined).length;
  const after = [Date.UTC(y + 1, 0), Date.UTC(y, m), Date.UTC(y, m - 1, d + 1), local + 3_600_000, local + 60_000, local + (fraction === undefined ? 1000 : 1)];
  return parsed({ at: moment(local), until: moment(after[parts - 1]!), precision: precisions[parts - 1]! });
}

/** By the number of parts written; hours alone are told with their minutes. */
const precisions: readonly Precision[] = ['year', 'month', 'day', 'minute', 'minute', 'second'];
