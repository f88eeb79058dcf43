// An age as it is said at the bedside: in years, in months under two years; on the server's day, in Paris, whatever the device believes.

import { serverNow } from '@carnet/ui';
import type { Words } from '../../words.ts';

const civil = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
const today = (): string => civil.format(serverNow());
const partsOf = (day: string): [number, number, number] => day.split('-').map(Number) as [number, number, number];

/** Whole months between two civil dates. */
function monthsOld(birthDate: string, on: string): number {
  const [year, month, day] = partsOf(birthDate);
  const [thisYear, thisMonth, thisDay] = partsOf(on);
  const months = (thisYear - year) * 12 + (thisMonth - month);
  return thisDay < day ? months - 1 : months;
}

export function ageText(words: Words, birthDate: string, on: string = today()): string {
  const months = Math.max(0, monthsOld(birthDate, on));
  return months < 24 ? words.record.ageMonths(months) : words.record.age(Math.floor(months / 12));
}
