// An age as it is said at the bedside: in years, in months under two years.

import type { Words } from '../../words.ts';

/** Whole months between a civil date and the day of `now`. */
function monthsOld(birthDate: string, now: Date): number {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  const months = (now.getFullYear() - year) * 12 + (now.getMonth() + 1 - month);
  return now.getDate() < day ? months - 1 : months;
}

export function ageText(words: Words, birthDate: string, now: Date = new Date()): string {
  const months = Math.max(0, monthsOld(birthDate, now));
  return months < 24 ? words.record.ageMonths(months) : words.record.age(Math.floor(months / 12));
}
