// Ages as the law counts them: in whole years, from the first instant in Paris of the birthday.

import { type CivilDate, type Instant, startOfDayInParis } from '../kernel/instant.ts';

/** Majorité (414 code civil). Law, and so no policy. */
const majorityYears = 18;

/** The birthday that many years later. Born on 29 February: 1 March of a year without one, when the years are accomplished. */
export function birthdayAfter(birthDate: CivilDate, years: number): CivilDate {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10) as CivilDate;
}

/** When a minor's record passes to them: midnight in Paris, as their eighteenth birthday begins. */
export const majorityAt = (birthDate: CivilDate): Instant => startOfDayInParis(birthdayAfter(birthDate, majorityYears));

export const isMinor = (birthDate: CivilDate, at: Instant): boolean => at < majorityAt(birthDate);

/** Whole years accomplished at that moment, in Paris. */
export function hasAge(birthDate: CivilDate, years: number, at: Instant): boolean {
  return at >= startOfDayInParis(birthdayAfter(birthDate, years));
}
