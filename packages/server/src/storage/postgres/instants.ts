// Instants to and from timestamptz text. Any instant a parser accepts has a form PostgreSQL takes: year 0 is its `0001 BC`,
// and years beyond 9999 are written without the sign ISO 8601 gives them.

import { type Instant, instantOf } from '@carnet/domain/kernel';

/** Of years 1 to 9999, which both write alike. */
const plainLength = '2026-11-23T00:00:00.000Z'.length;
const firstPlain = '0001';
export function toTimestamp(at: Instant): string {
  const iso = new Date(at).toISOString();
  if (iso.length === plainLength && iso > firstPlain) return iso;
  const year = new Date(at).getUTCFullYear();
  const rest = iso.slice(iso.indexOf('-', 1));
  return year > 0 ? `${String(year).padStart(4, '0')}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`;
}
export const toTimestampOrNull = (at: Instant | undefined): string | null => (at === undefined ? null : toTimestamp(at));

const shape = /^(\d{4,})(-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00( BC)?$/;

/** Reads what PostgreSQL writes when the session's time zone is UTC; finer than a millisecond is cut. */
export function fromTimestamp(text: string): Instant {
  const parts = shape.exec(text);
  if (parts === null) throw new RangeError(`not a UTC timestamp: ${text}`);
  const [, digits, day, time, fraction = '', era] = parts;
  const year = era === undefined ? Number(digits) : 1 - Number(digits);
  const isoYear = year >= 0 && year <= 9999 ? String(year).padStart(4, '0') : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
  return instantOf(Date.parse(`${isoYear}${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`));
}
