// Dates as people say them. Acts happen in France: instants are always told in Paris time, days without hours are taken as they are.

import { serverNow } from '../http/server-clock.ts';
import type { Kit, Language } from './language.tsx';

const zone = 'Europe/Paris';
const isDay = (iso: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(iso);
const dayOnly = (iso: string): Date => new Date(isDay(iso) ? `${iso}T12:00:00Z` : iso);
/** One for each locale, kept: to make one is a thousand times dearer than to say a date with it, and a list says hundreds. */
const inParis = (options: Intl.DateTimeFormatOptions): ((locale: string) => Intl.DateTimeFormat) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (locale) => {
    const one = made.get(locale) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    made.set(locale, one);
    return one;
  };
};
const numericDay = inParis({ year: 'numeric', month: '2-digit', day: '2-digit' });
const longDay = inParis({ day: 'numeric', month: 'long', year: 'numeric' });
const fullDay = inParis({ dateStyle: 'full' });
const hourAndMinute = inParis({ hour: '2-digit', minute: '2-digit' });
const exactTime = inParis({ timeStyle: 'medium' });

const parisDay = (date: Date): string => numericDay('sv-SE').format(date);
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
/** French says "1er mars". */
const ordinal = (language: Language, text: string): string => (language === 'fr' ? text.replace(/^1 (?=\p{L})/u, '1er ') : text);
const locale = (language: Language): string => (language === 'fr' ? 'fr-FR' : 'en-GB');

/** `12 mars 2026`. */
export function formatDay(iso: string, language: Language): string {
  return ordinal(language, longDay(locale(language)).format(dayOnly(iso)));
}

/** `14 h 05` in French, `14:05` in English. */
export function formatTime(iso: string, language: Language): string {
  const time = hourAndMinute('fr-FR').format(new Date(iso));
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
  if (isDay(iso)) return fullDay(locale(language)).format(dayOnly(iso));
  const day = fullDay(locale(language)).format(new Date(iso));
  const time = exactTime(locale(language)).format(new Date(iso));
  return `${words.date.at(day, time)} (${words.date.zone})`;
}

/** `03/12/2026`: for narrow columns. */
export const formatShortDay = (iso: string, language: Language): string => numericDay(locale(language)).format(dayOnly(iso));

export function formatSize(bytes: number, language: Language, words: Kit): string {
  const said = (value: number, digits: number): string => new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits }).format(value);
  if (bytes < 1000) return words.size.bytes(said(bytes, 0));
  if (bytes < 1_000_000) return words.size.kilo(said(bytes / 1000, 0));
  return words.size.mega(said(bytes / 1_000_000, 1));
}
