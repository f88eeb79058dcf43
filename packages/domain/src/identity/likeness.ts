// Whether two people's traits are alike, for whoever regulates calls and has no INS (TD0.5). Names are compared without case, accents or
// hyphens; `approximate` compares how they sound in French. A likeness is a number to be read by a person, never an identity.

import type { CivilDate } from '../kernel/instant.ts';
import type { PostalAddress } from './contact.ts';
import type { IdentityTraits, Sexe } from './traits.ts';

/** Letters only, upper case, no accents, ligatures opened. */
export const normalisedName = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll('Œ', 'OE')
    .replaceAll('Æ', 'AE')
    .normalize('NFD')
    .replaceAll(/[^A-Z]/g, '');

/** Applied in this order; what sounds alike in French ends alike. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/PH/g, 'F'],
  [/GU(?=[EIY])/g, 'G'],
  [/G(?=[EIY])/g, 'J'],
  [/(SCH|SH)/g, 'S'],
  [/C(?=[EIY])/g, 'S'],
  [/CH/g, 'S'],
  [/(QU|[CKQ])/g, 'K'],
  [/Y/g, 'I'],
  [/(AIX|AIT|AIS|EZ|ET|ER|AY|EI|AI|É)/g, 'E'],
  [/E?AU/g, 'O'],
  [/OEU/g, 'E'],
  [/H/g, ''],
  [/W/g, 'V'],
  [/Z/g, 'S'],
  [/(A|E|I|O|U)([MN])(?![AEIOUMN])/g, '$1N'],
  [/EN(?![AEIOU])/g, 'AN'],
];

/** A name as it sounds: not a spelling, and shared by many. Empty for a name without letters. */
export function phoneticName(name: string): string {
  let sound = normalisedName(name);
  for (const [written, heard] of sounds) sound = sound.replaceAll(written, heard);
  sound = sound.replaceAll(/(.)\1+/g, '$1').replace(/[DEPSTX]+$/, '');
  return sound === '' ? normalisedName(name).slice(0, 2) : sound;
}

/** What was asked. The family name, and the whole birth date, are always there: nothing is found by a name alone. */
export interface SoughtTraits {
  readonly familyName: string;
  /** Compared by how it sounds. */
  readonly approximateName: boolean;
  readonly birthDate: CivilDate;
  readonly givenName?: string;
  readonly sexe?: Sexe;
  readonly postalCode?: string;
  readonly city?: string;
  /** The beginning of the city's name is enough. */
  readonly approximateCity: boolean;
}

/** Every family name a person is found by. */
export const familyNamesOf = ({ birthName, usedName }: Pick<IdentityTraits, 'birthName' | 'usedName'>): readonly string[] =>
  usedName === undefined ? [birthName] : [birthName, usedName];

const weights = { family: 40, birthDate: 30, given: 20, sexe: 5, place: 5 } as const;
/** What sounds alike and is written otherwise counts for less. */
const soundOnly = 0.75;

/** From 0 to 100: how much of what was asked is so. What was not asked counts for nothing. */
export function likeness(sought: SoughtTraits, traits: IdentityTraits, address: PostalAddress | undefined): number {
  const parts: (readonly [weight: number, share: number])[] = [
    [weights.family, bestName(sought.familyName, familyNamesOf(traits))],
    [weights.birthDate, sought.birthDate === traits.birthDate ? 1 : 0],
  ];
  if (sought.givenName !== undefined)
    parts.push([
      weights.given,
      bestName(sought.givenName, [...traits.birthFirstNames.split(' '), ...(traits.usedFirstName === undefined ? [] : [traits.usedFirstName])]),
    ]);
  if (sought.sexe !== undefined) parts.push([weights.sexe, sought.sexe === traits.sexe ? 1 : 0]);
  if (sought.postalCode !== undefined || sought.city !== undefined) parts.push([weights.place, isPlace(sought, address) ? 1 : 0]);
  const asked = parts.reduce((sum, [weight]) => sum + weight, 0);
  return Math.round((100 * parts.reduce((sum, [weight, share]) => sum + weight * share, 0)) / asked);
}

function bestName(sought: string, names: readonly string[]): number {
  if (names.some((name) => normalisedName(name) === normalisedName(sought))) return 1;
  return names.some((name) => phoneticName(name) === phoneticName(sought)) ? soundOnly : 0;
}

function isPlace({ postalCode, city, approximateCity }: SoughtTraits, address: PostalAddress | undefined): boolean {
  if (address === undefined) return false;
  if (postalCode !== undefined && address.postalCode !== postalCode) return false;
  if (city === undefined) return true;
  const [there, wanted] = [normalisedName(address.city ?? ''), normalisedName(city)];
  return approximateCity ? there.startsWith(wanted) : there === wanted;
}
