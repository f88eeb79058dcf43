// Whether a record may open for somebody, and when it opens by itself: automatically unless opposed within the weeks that follow an individual
// information (L.1111-13-1, R.1111-28 CSP), or never without agreement, by the regime in force. Pure: who, what and when are given.

import { isMinor } from '../identity/age.ts';
import { normalisedName } from '../identity/likeness.ts';
import type { IdentityTraits } from '../identity/traits.ts';
import { type CivilDate, type Instant, civilDateInParis, millisecondsPerDay } from '../kernel/instant.ts';
import { type Assure, regimes } from './assure.ts';

/** What somebody types of themselves, as it is on their card. */
export interface CardTraits {
  readonly familyName: string;
  readonly firstName: string;
  readonly birthDate: CivilDate;
}

/** Whether this is them: birth date whole, a family name they bear, the first of their first names or the one they use. Case and accents do not count. */
export function isThem({ familyName, firstName, birthDate }: CardTraits, traits: IdentityTraits): boolean {
  const same = (typed: string, known: string | undefined): boolean => known !== undefined && normalisedName(typed) === normalisedName(known);
  const given = same(firstName, traits.birthFirstNames.split(' ')[0]) || same(firstName, traits.birthFirstNames) || same(firstName, traits.usedFirstName);
  return birthDate === traits.birthDate && given && (same(familyName, traits.birthName) || same(familyName, traits.usedName));
}

/** Why no record opens by one's own request. */
export type Ineligible = 'minor' | 'regime';
export function ineligible({ traits, regime }: Pick<Assure, 'traits' | 'regime'>, at: Instant): Ineligible | undefined {
  if (isMinor(traits.birthDate, at)) return 'minor';
  return regimes[regime] ? undefined : 'regime';
}

/** The day a record opens by itself, from 00:00 in Paris: so many weeks after the day of the individual information (R.1111-28 CSP). */
export function opensOn(informedAt: Instant, weeks: number): CivilDate {
  const day = new Date(`${civilDateInParis(informedAt)}T00:00:00Z`).getTime() + weeks * 7 * millisecondsPerDay;
  return new Date(day).toISOString().slice(0, 10) as CivilDate;
}
