// HL7 TS: `YYYY[MM[DD[HH[MM[SS[.s…]]]]]][±ZZZZ]` (HL7 v3 data types R1). The precision written is part of what is said.

import { type Instant, type Parsed, faulty, instantOf, parsed } from '@carnet/domain/kernel';

export type Precision = 'year' | 'month' | 'day' | 'minute' | 'second';
export interface Hl7Time {
  /** The first moment of what was written. */
  readonly at: Instant;
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

/** What the clocks of Paris add to UTC at that moment, in milliseconds. */
function parisOffset(at: number): number {
  const part = Object.fromEntries(parisClock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part['year']!, part['month']! - 1, part['day']!, part['hour'], part['minute'], part['second']) - Math.floor(at / 1000) * 1000;
}

/** A moment written without an offset is one of the French clock; the second look settles the hours next to a change of season. */
export function fromParisClock(local: number): number {
  const guess = local - parisOffset(local);
  return local - parisOffset(guess);
}

const offsetOf = (text: string): number => (text.startsWith('-') ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5))) * 60_000;

/** Refuses what is not a TS, and a day the calendar does not have (`DATE_FORME`). */
export function parseHl7Time(text: string, field: string): Parsed<Hl7Time> {
  const wrong = (): Parsed<never> => faulty({ field, rule: 'DATE_FORME', given: text.slice(0, 40), expected: 'AAAAMMJJhhmmss±zzzz' });
  const found = shape.exec(text.trim());
  if (found === null) return wrong();
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const local = Date.UTC(
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? '0').padEnd(3, '0').slice(0, 3)),
  );
  const back = new Date(local);
  const real =
    back.getUTCFullYear() === Number(year) &&
    back.getUTCMonth() === Number(month ?? 1) - 1 &&
    back.getUTCDate() === Number(day ?? 1) &&
    Number(hour ?? 0) < 24 &&
    Number(minute ?? 0) < 60 &&
    Number(second ?? 0) < 60;
  if (!real || Number.isNaN(local)) return wrong();
  const precision: Precision =
    second !== undefined ? 'second' : hour !== undefined ? 'minute' : day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  return parsed({ at: instantOf(offset === undefined ? fromParisClock(local) : local - offsetOf(offset)), precision });
}
