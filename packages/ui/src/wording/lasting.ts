// A duration the policy sets in days, as people say it: whole years as years, the rest in days.

import { plural } from './plural.ts';

const daysInYear = 365;
const words = {
  fr: { years: { one: 'un an', other: (count: number) => `${count} ans` }, days: { one: '1 jour', other: (count: number) => `${count} jours` } },
  en: { years: { one: 'one year', other: (count: number) => `${count} years` }, days: { one: '1 day', other: (count: number) => `${count} days` } },
} as const;

export function lasting(language: keyof typeof words, days: number): string {
  const whole = days >= daysInYear && days % daysInYear === 0;
  const count = whole ? days / daysInYear : days;
  const { one, other } = words[language][whole ? 'years' : 'days'];
  return plural(language, count, { one, other: other(count) });
}

/** Where it begins a line. */
export const lastingFirst = (...asked: Parameters<typeof lasting>): string => lasting(...asked).replace(/^./, (first) => first.toUpperCase());
