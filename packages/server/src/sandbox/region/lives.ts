// What happens to somebody between the opening of their record and the region's day: visits whose number and kind follow their age, what each
// carer writes there, the analyses that follow some days later, and now and then a patient who masks, or keeps somebody out.

import { defaultChoices } from '@carnet/domain/dossier';
import { type Instant, instantOf, plusDays } from '@carnet/domain/kernel';
import type { FilledRecord } from '../../storage/index.ts';
import type { Carer, CarerKind, Carers } from './carers.ts';
import { type Dice, diceOf } from './dice.ts';
import type { Inhabitant } from './inhabitants.ts';
import { type Law, Life } from './life.ts';
import { type Paper, type PaperKind, papers } from './papers.ts';
import type { ReadOnce } from './read-once.ts';

export interface Region {
  readonly seed: number;
  /** Nothing has happened after it. */
  readonly until: Instant;
  readonly carers: Carers;
  readonly law: (at: Instant) => Promise<Law>;
  readonly contents: ReadOnce;
  /** False: records that were only opened. */
  readonly lived: boolean;
}
type Done = void | Promise<void>;
/** Who does what happens: in memory (`Life`), or by the product's own doors, one act after the other. */
export interface Doer {
  open(law: Law): Done;
  agree(law: Law, at: Instant, by: Carer, team: boolean): Done;
  list(law: Law, at: Instant, by: Carer): Done;
  read(law: Law, at: Instant, by: Carer): Done;
  deposit(law: Law, at: Instant, by: Carer, paper: Paper): Done;
  mask(law: Law, at: Instant): Done;
  block(law: Law, at: Instant, whom: Carer): Done;
}
interface Act {
  readonly at: Instant;
  readonly do: (doer: Doer, law: Law, at: Instant) => Done;
}

export async function lifeOf(person: Inhabitant, region: Region): Promise<FilledRecord> {
  const { lived, contents, seed } = region;
  const dice = diceOf(seed, `record ${person.number}`);
  const choices = { ...defaultChoices, masksByDefault: lived && dice.chance(0.003), opposesBrisDeGlace: lived && dice.chance(0.002) };
  const life = new Life(person, { dice, contents, choices, treating: treatingOf(person, region) });
  await liveThrough(person, region, life);
  return life.record();
}

export async function liveThrough(person: Inhabitant, region: Region, doer: Doer): Promise<void> {
  const { law, lived, seed, until } = region;
  await doer.open(await law(person.openedAt));
  const acts = lived ? actsOf(person, diceOf(seed, `life ${person.number}`), region).toSorted((one, other) => one.at - other.at) : [];
  let now = instantOf(person.openedAt + 60_000);
  for (const act of acts) {
    if (act.at >= until) return;
    // Never two acts at once in one record: each waits for the one before.
    now = instantOf(Math.max(act.at, now + 60_000));
    await act.do(doer, await law(now), now);
  }
}

const doctorOf = ({ inCareHome, number }: Inhabitant, carers: Carers): Carer => carers.of(inCareHome ? 'coordonnateur' : 'généraliste', number);
/** Their médecin traitant; one in twelve has none. */
export const treatingOf = (person: Inhabitant, { carers, lived }: Region): Carer | undefined =>
  lived && person.number % 12 === 11 ? undefined : doctorOf(person, carers);

/** Visits a year: the Drees counts six consultations; a document is kept of some of them. */
const visitsAYear = (age: number): number => (age < 2 ? 2.6 : age < 18 ? 0.7 : age < 40 ? 0.7 : age < 60 ? 1 : age < 75 ? 1.6 : 2.2);
/** One in thirty is seen far more than the others: long illnesses. */
const chronic = { share: 0.035, times: 7 };

function actsOf(person: Inhabitant, dice: Dice, region: Region): readonly Act[] {
  const { carers, until } = region;
  const doctor = doctorOf(person, carers);
  const agrees = treatingOf(person, region) === undefined;
  const { age, openedAt, number } = person;
  const days = Math.max(0, (until - openedAt) / 86_400_000);
  const expected = (days / 365) * visitsAYear(age) * (age > 30 && dice.chance(chronic.share) ? chronic.times : 1);
  const visits = Math.floor(expected + (dice.below(2_000) - 1_000) / 1_000 + 0.5);
  const acts: Act[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const day = plusDays(openedAt, 1 + dice.below(Math.max(1, Math.floor(days) - 1)));
    const at = instantOf(day - (day % 86_400_000) + (7 * 60 + dice.below(10 * 60)) * 60_000 + dice.below(60_000));
    const kind = dice.pick(kindsOfVisit(age));
    const carer = kind === 'généraliste' ? doctor : carers.of(kind, number);
    acts.push(...visitOf({ carer, kind, at, agrees: agrees || kind !== 'généraliste' }, person, dice, carers));
  }
  if (visits > 0 && dice.chance(0.02)) acts.push({ at: instantOf(until - 86_400_000 * (1 + dice.below(300))), do: (life, law, at) => life.mask(law, at) });
  if (dice.chance(0.006))
    acts.push({ at: plusDays(openedAt, 1 + dice.below(200)), do: (life, law, at) => life.block(law, at, carers.of('cardiologue', number)) });
  return acts;
}

const often = (kind: CarerKind, times: number): readonly CarerKind[] => Array.from({ length: times }, () => kind);
const usual: readonly CarerKind[] = [
  ...often('généraliste', 52),
  ...often('radiologue', 8),
  ...often('pharmacien', 8),
  ...often('hospitalier', 8),
  'ophtalmologue',
  'ophtalmologue',
  'dermatologue',
  'cardiologue',
  'kinésithérapeute',
  'kinésithérapeute',
];
const older: readonly CarerKind[] = [...usual, ...often('infirmier', 10), ...often('cardiologue', 4), ...often('ophtalmologue', 3)];
const kindsOfVisit = (age: number): readonly CarerKind[] => (age < 16 ? often('généraliste', 1) : age < 65 ? usual : older);

/** What each writes, one of these at a visit. */
const written: Readonly<Record<CarerKind, readonly PaperKind[]>> = {
  généraliste: ['consultation', 'consultation', 'consultation', 'ordonnance', 'ordonnance', 'synthèse', 'vaccination', 'certificat', 'adressage'],
  ophtalmologue: ['ophtalmologie'],
  cardiologue: ['acteDiagnostique', 'consultation'],
  dermatologue: ['consultation', 'pathologie'],
  biologiste: ['biologie'],
  radiologue: ['imagerie'],
  pathologiste: ['pathologie'],
  hospitalier: ['urgences', 'liaison', 'opératoire'],
  pharmacien: ['dispensation'],
  infirmier: ['suiviInfirmier'],
  kinésithérapeute: ['bilanKinésithérapie'],
  coordonnateur: ['consultation', 'liaisonUrgence', 'ordonnance'],
};
const prescribed: readonly PaperKind[] = ['ordonnance', 'demandeImagerie', 'kinésithérapie', 'soinsInfirmiers', 'arrêt'];

interface Visit {
  readonly carer: Carer;
  readonly kind: CarerKind;
  readonly at: Instant;
  /** Consulting asks for an agreement: all but their médecin traitant. */
  readonly agrees: boolean;
}
function visitOf({ carer, kind, at, agrees }: Visit, { age, number, inCareHome }: Inhabitant, dice: Dice, carers: Carers): readonly Act[] {
  const writes =
    (paper: PaperKind, by = carer): Act['do'] =>
    (life, law, then) =>
      life.deposit(law, then, by, papers[paper]);
  const minutes = (count: number): Instant => instantOf(at + count * 60_000);
  const own: PaperKind = age < 7 && dice.chance(0.6) ? 'examenEnfant' : dice.pick(written[kind === 'généraliste' && inCareHome ? 'coordonnateur' : kind]);
  const acts: Act[] = [];
  // Who makes images or analyses sends them, and reads nothing.
  const reads = kind !== 'radiologue' && kind !== 'pathologiste';
  if (agrees && reads) acts.push({ at, do: (life, law, then) => life.agree(law, then, carer, kind === 'hospitalier') });
  if (reads) acts.push({ at: minutes(2), do: (life, law, then) => life.list(law, then, carer) });
  if (reads && dice.chance(0.3)) acts.push({ at: minutes(4), do: (life, law, then) => life.read(law, then, carer) });
  acts.push({ at: minutes(70), do: writes(own) });
  if (kind !== 'généraliste') return acts;
  if (dice.chance(0.25)) acts.push({ at: minutes(140), do: writes(dice.pick(prescribed)) });
  if (age >= 16 && dice.chance(0.2)) {
    const laboratory = carers.of('biologiste', number);
    acts.push({ at: minutes(210), do: writes('demandeBiologie') });
    acts.push({ at: minutes(60 * 24 * (2 + dice.below(9))), do: writes('biologie', laboratory) });
  }
  return acts;
}
