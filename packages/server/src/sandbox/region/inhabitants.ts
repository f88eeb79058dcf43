// The people of the region, household by household, in an order that is always the same: a larger region begins with a smaller one. Ages follow
// the French pyramid; children are attached to both parents, or to the one they live with; some of the oldest live in a care home.

import type { DossierId, PersonneId, Regime } from '@carnet/domain/dossier';
import { type IdentityTraits, type Ins, type Matricule, matriculeKey } from '@carnet/domain/identity';
import { type CivilDate, type Instant, instantOf, plusDays, startOfDayInParis } from '@carnet/domain/kernel';
import { type Dice, diceOf } from './dice.ts';
import { familyNames, firstNamesOf } from './names.ts';

export interface Inhabitant {
  /** From 0, in the whole region. */
  readonly number: number;
  readonly id: DossierId;
  readonly titulaire: PersonneId;
  readonly ins: Ins;
  readonly traits: IdentityTraits;
  /** In years, on the region's day. */
  readonly age: number;
  readonly regime: Regime;
  readonly openedAt: Instant;
  readonly parents: readonly Inhabitant[];
  readonly inCareHome: boolean;
}

interface Shape {
  /** Of a hundred households. */
  readonly weight: number;
  readonly adults: 1 | 2;
  readonly ages: readonly [from: number, to: number];
  readonly children: readonly number[];
}
/** Insee, households by their composition. A child is some thirty years younger than its mother; adults of that age still at home are households of their own. */
const shapes: readonly Shape[] = [
  { weight: 13, adults: 2, ages: [27, 46], children: [1, 2, 2, 2, 3, 3] },
  { weight: 5, adults: 2, ages: [38, 50], children: [1, 2, 2, 3] },
  { weight: 8, adults: 1, ages: [28, 48], children: [1, 1, 2, 2] },
  { weight: 8, adults: 2, ages: [24, 44], children: [0] },
  { weight: 23, adults: 2, ages: [52, 79], children: [0] },
  { weight: 18, adults: 1, ages: [19, 46], children: [0] },
  { weight: 16, adults: 1, ages: [52, 75], children: [0] },
  { weight: 10, adults: 1, ages: [75, 98], children: [0] },
];
const regimes: readonly Regime[] = ['general', 'general', 'general', 'general', 'general', 'general', 'general', 'mgp', 'enim', 'cavimac'];
const majority = 18;
/** Fictional communes of birth of the matricule: 400, so that the order of birth, on three digits, goes round after 399,600 people. */
const departments = Array.from({ length: 95 }, (_, index) => index + 1).filter((department) => department !== 20);
const communes = ['053', '118', '202', '281', '355'];
const placesOfBirth = communes.flatMap((commune) => departments.slice(0, 80).map((department) => `${String(department).padStart(2, '0')}${commune}`));

/** Endless: whoever asks stops when there are enough. `day`: the region is as it is on that day. */
export function* households(seed: number, day: CivilDate): Generator<readonly Inhabitant[]> {
  const total = shapes.reduce((sum, { weight }) => sum + weight, 0);
  for (let household = 0, number = 0; ; household++) {
    const dice = diceOf(seed, `household ${household}`);
    let drawn = dice.below(total);
    const shape = shapes.find(({ weight }) => (drawn -= weight) < 0)!;
    const people = householdOf(dice, shape, number, startOfDayInParis(day));
    number += people.length;
    yield people;
  }
}

function householdOf(dice: Dice, { adults, ages: [from, to], children }: Shape, first: number, today: Instant): readonly Inhabitant[] {
  const name = dice.pick(familyNames);
  const regime = dice.pick(regimes);
  /** Records of the whole country were opened within some years; nobody's before they were born. */
  const opened = plusDays(today, -(60 + dice.below(1_400)));
  const age = from + dice.below(to - from + 1);
  const people: Inhabitant[] = [];
  const add = (own: Pick<Inhabitant, 'age' | 'parents'> & { readonly sex: 'F' | 'M'; readonly family: string; readonly usedName?: string }): void => {
    const { sex, family, usedName, ...rest } = own;
    const born = plusDays(today, -Math.floor((rest.age + 0.02 + dice.below(950) / 1_000) * 365.25));
    const birthDate = new Date(born).toISOString().slice(0, 10) as CivilDate;
    const number = first + people.length;
    const soonest = plusDays(born, 10);
    const openedAt = instantOf(Math.min(Math.max(opened, soonest), plusDays(today, -2)) + (8 * 60 + people.length * 25 + dice.below(20)) * 60_000);
    const traits: IdentityTraits = {
      birthName: family,
      birthFirstNames: dice.pick(firstNamesOf(sex, Number(birthDate.slice(0, 4)))),
      birthDate,
      sexe: sex,
      birthPlaceCog: placesOfBirth[number % placesOfBirth.length]!,
      ...(usedName === undefined ? {} : { usedName }),
    };
    const inCareHome = rest.age >= 80 && dice.chance(0.22);
    const ids = { id: dice.uuid() as DossierId, titulaire: dice.uuid() as PersonneId };
    people.push({ ...ids, ...rest, number, ins: insOf(traits, number), traits, regime, openedAt, inCareHome });
  };
  const womanLives = adults === 2 || dice.chance(age >= 65 ? 0.72 : children[0] === 0 ? 0.47 : 0.82);
  const maidenName = dice.pick(familyNames);
  if (adults === 2) add({ age: Math.min(age + dice.below(4), 99), sex: 'M', family: name, parents: [] });
  add({
    age,
    sex: womanLives ? 'F' : 'M',
    family: maidenName,
    ...(adults === 2 && dice.chance(0.6) && maidenName !== name ? { usedName: name } : {}),
    parents: [],
  });
  const parents = [...people];
  const count = dice.pick(children);
  // The eldest may still be a student.
  let childAge = Math.max(0, Math.min(majority + 4, age - 24 - dice.below(10)));
  for (let child = 0; child < count; child++) {
    add({ age: childAge, sex: dice.chance(0.512) ? 'M' : 'F', family: adults === 2 ? name : maidenName, parents });
    childAge = Math.max(0, childAge - 1 - dice.below(4));
  }
  return people;
}

/** Under the OID of test identities: 13 digits, the order of birth counted by the number of the inhabitant, and the key. */
function insOf({ sexe, birthDate, birthPlaceCog }: IdentityTraits, number: number): Ins {
  const order = String(Math.floor(number / placesOfBirth.length) + 1).padStart(3, '0');
  const digits = `${sexe === 'M' ? '1' : '2'}${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${birthPlaceCog}${order}`;
  return { matricule: `${digits}${matriculeKey(digits)}` as Matricule, oid: '1.2.250.1.213.1.4.10' };
}
