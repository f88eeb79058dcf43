// Dates as people say them. Acts happen in France: instants are always told in Paris time, days without hours are taken as they are.

import { serverNow } from '../http/server-clock.ts';
import type { Kit, Language } from './language.tsx';

const zone = 'Europe/Paris';
const isDay = (iso: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(iso);
const dayOnly = (iso: string): Date => new Date(isDay(iso) ? `${iso}T12:00:00Z` : iso);
const parisDay = (date: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(date);
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
/** French says "1er mars". */
const ordinal = (language: Language, text: string): string => (language === 'fr' ? text.replace(/^1 (?=\p{L})/u, '1er ') : text);
const locale = (language: Language): string => (language === 'fr' ? 'fr-FR' : 'en-GB');

/** `12 mars 2026`. */
export function formatDay(iso: string, language: Language): string {
  return ordinal(language, new Intl.DateTimeFormat(locale(language), { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(dayOnly(iso)));
}

/** `14 h 05` in French, `14:05` in English. */
export function formatTime(iso: string, language: Language): string {
  const time = new Intl.DateTimeFormat('fr-FR', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
  return language === 'fr' ? time.replace(':', '\u00A0h\u00A0').replace(/^0/, '') : time;
}

/** `hier`, `aujourd’hui`, or the day. */
export function formatRelativeDay(iso: string, language: Language, words: Kit, now: Date = serverNow()): string {
  const away = daysBetween(isDay(iso) ? iso : parisDay(new Date(iso)), parisDay(now));
  if (away === 0) return words.date.today;
  if (away === 1) return words.date.yesterday;
  if (away === -1) return words.date.tomorrow;
  return formatDay(iso, language);
}

/** `hier à 14 h 05`. */
export const formatRelative = (iso: string, language: Language, words: Kit, now?: Date): string =>
  isDay(iso) ? formatRelativeDay(iso, language, words, now) : words.date.at(formatRelativeDay(iso, language, words, now), formatTime(iso, language));

/** `jeudi 12 mars 2026 à 14:05:09 (heure de Paris)`. */
export function formatExact(iso: string, language: Language, words: Kit): string {
  if (isDay(iso)) return new Intl.DateTimeFormat(locale(language), { timeZone: zone, dateStyle: 'full' }).format(dayOnly(iso));
  const day = new Intl.DateTimeFormat(locale(language), { timeZone: zone, dateStyle: 'full' }).format(new Date(iso));
  const time = new Intl.DateTimeFormat(locale(language), { timeZone: zone, timeStyle: 'medium' }).format(new Date(iso));
  return `${words.date.at(day, time)} (${words.date.zone})`;
}

/** `03/12/2026`: for narrow columns. */
export const formatShortDay = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(dayOnly(iso));

export function formatSize(bytes: number, language: Language, words: Kit): string {
  const said = (value: number, digits: number): string => new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits }).format(value);
  if (bytes < 1000) return words.size.bytes(said(bytes, 0));
  if (bytes < 1_000_000) return words.size.kilo(said(bytes / 1000, 0));
  return words.size.mega(said(bytes / 1_000_000, 1));
}
