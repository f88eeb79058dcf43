// A moment, and the civil dates derived from it. The domain is handed the time; it never asks for it.

import type { Brand } from './brand.ts';
import { type Parsed, faulty, parsed } from './result.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>;
/** A civil date, `YYYY-MM-DD`. */
export type CivilDate = Brand<string, 'CivilDate'>;

/** Either bound may be open; `until` is exclusive. */
export interface InstantRange {
  readonly from?: Instant;
  readonly until?: Instant;
}

export const millisecondsPerDay = 86_400_000;

export const instantOf = (milliseconds: number): Instant => {
  if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`not an instant: ${milliseconds}`);
  return milliseconds as Instant;
};
export const plusDays = (at: Instant, days: number): Instant => instantOf(at + days * millisecondsPerDay);
export const toIso = (at: Instant): string => new Date(at).toISOString();

const isoShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads an ISO 8601 date-time with its offset (FHIR `instant` / `dateTime` with time). */
export function parseInstant(text: string, field: string): Parsed<Instant> {
  const milliseconds = isoShape.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds)
    ? faulty({ field, rule: 'DATE_FORME', given: text.slice(0, 40), expected: 'AAAA-MM-JJThh:mm:ss±hh:mm' })
    : parsed(instantOf(milliseconds));
}

const civilShape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads a civil date that exists in the calendar. */
export function parseCivilDate(text: string, field: string): Parsed<CivilDate> {
  const parts = civilShape.exec(text);
  const real = parts !== null && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  return real ? parsed(text as CivilDate) : faulty({ field, rule: 'DATE_FORME', given: text.slice(0, 40), expected: 'AAAA-MM-JJ' });
}

const parisDate = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

const hourMs = 3_600_000;
/** Since then the time of Paris is whole hours from the universal one: a date holds from one hour to the next. */
const wholeHoursSince = Date.UTC(1946, 0);
let lastHour = Number.NaN;
let lastDate = '';

/** The civil date in Paris at that moment: the one the law counts in. That of the last hour asked is at hand. */
export function civilDateInParis(at: Instant): CivilDate {
  if (at < wholeHoursSince) return parisDate.format(at) as CivilDate;
  const hour = Math.floor(at / hourMs);
  if (hour !== lastHour) [lastHour, lastDate] = [hour, parisDate.format(at)];
  return lastDate as CivilDate;
}

/** The first instant of that civil date in Paris: UTC+1 in winter, UTC+2 in summer; clocks never change at midnight. */
export function startOfDayInParis(date: CivilDate): Instant {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const summer = instantOf(midnight - 2 * 3_600_000);
  return civilDateInParis(summer) === date ? summer : instantOf(midnight - 3_600_000);
}
