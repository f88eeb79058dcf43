// Who cares for the region: each kind for so many inhabitants, found by the number of an inhabitant, so that neighbours have the same pharmacy
// and a region that grows keeps its carers. Numbers are those nobody can have (RPPS 9970…, FINESS of department 99), valid by Luhn.

import type { ActingProfessionnel } from '@carnet/domain/access';
import type { Author } from '@carnet/domain/document';
import type { Professionnel, ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import { luhnDigit } from '../draw.ts';
import type { People } from '../people.ts';
import { sandboxPsIdNat } from '../professionals.ts';
import { diceOf } from './dice.ts';
import { familyNames, firstNamesOf, towns } from './names.ts';

interface Kind {
  /** Inhabitants for one. */
  readonly for: number;
  readonly profession: string;
  readonly specialty?: string;
  /** TRE_R02 of the structure. */
  readonly sector: string;
  readonly name: (family: string, town: string) => string;
}
/** 1,030 patients for a médecin traitant, 3,200 inhabitants for a pharmacy, 45,000 for a hospital: the orders of magnitude of the Drees and the Cnam. */
const kinds = {
  généraliste: { for: 1_030, profession: '10', specialty: 'SM26', sector: 'SA07', name: (family) => `Cabinet du Dr ${family}` },
  ophtalmologue: { for: 12_000, profession: '10', specialty: 'SM38', sector: 'SA07', name: (family) => `Cabinet d’ophtalmologie du Dr ${family}` },
  cardiologue: { for: 9_500, profession: '10', specialty: 'SM04', sector: 'SA07', name: (family) => `Cabinet de cardiologie du Dr ${family}` },
  dermatologue: { for: 17_000, profession: '10', specialty: 'SM15', sector: 'SA07', name: (family) => `Cabinet de dermatologie du Dr ${family}` },
  biologiste: { for: 15_000, profession: '10', specialty: 'SM03', sector: 'SA25', name: (_, town) => `Laboratoire de ${town}` },
  radiologue: { for: 8_000, profession: '10', specialty: 'SM44', sector: 'SA08', name: (_, town) => `Imagerie de ${town}` },
  pathologiste: { for: 45_000, profession: '10', specialty: 'SM01', sector: 'SA25', name: (_, town) => `Anatomie pathologique de ${town}` },
  hospitalier: { for: 4_500, profession: '10', specialty: 'SM26', sector: 'SA01', name: (_, town) => `Centre hospitalier de ${town}` },
  pharmacien: { for: 3_200, profession: '21', sector: 'SA33', name: (family) => `Pharmacie ${family}` },
  infirmier: { for: 700, profession: '60', sector: 'SA08', name: (family) => `Cabinet infirmier ${family}` },
  kinésithérapeute: { for: 800, profession: '70', sector: 'SA08', name: (family) => `Cabinet de kinésithérapie ${family}` },
  coordonnateur: { for: 6_500, profession: '10', specialty: 'SM26', sector: 'SA17', name: (family) => `EHPAD ${family}` },
} as const satisfies Readonly<Record<string, Kind>>;
export type CarerKind = keyof typeof kinds;
export const carerKinds = Object.keys(kinds) as readonly CarerKind[];
const places = 100_000;

export interface Carer {
  readonly professionnel: Professionnel;
  readonly structure: Structure;
  readonly actor: ActingProfessionnel;
  readonly author: Extract<Author, { readonly kind: 'professionnel' }>;
  readonly name: string;
}

export class Carers {
  /** The first médecin traitant: the sandbox's first physician, whose card there is, and whom the directory knows. */
  readonly first: Carer;
  readonly #seed: number;
  readonly #people: People;
  readonly #known = new Map<string, Carer>();
  #unregistered: Carer[] = [];

  constructor(seed: number, people: People) {
    this.#seed = seed;
    this.#people = people;
    const { professionals, structures } = people;
    const professionnel = professionals.find(({ profession }) => profession === '10')!;
    this.first = carerOf(
      professionnel,
      structures.find(({ id }) => id === professionnel.structures[0])!,
    );
  }

  /** The one of that kind for this inhabitant. */
  of(kind: CarerKind, inhabitant: number): Carer {
    const place = Math.floor(inhabitant / kinds[kind].for);
    const key = `${kind} ${place}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const isFirst = kind === 'généraliste' && place === 0;
    const carer = isFirst ? this.first : this.#draw(kind, place);
    this.#known.set(key, carer);
    if (!isFirst) this.#unregistered.push(carer);
    return carer;
  }

  /** Those met since the last call: the directory does not know them yet. */
  take(): { readonly professionnels: readonly Professionnel[]; readonly structures: readonly Structure[] } {
    const met = this.#unregistered;
    this.#unregistered = [];
    return { professionnels: met.map(({ professionnel }) => professionnel), structures: met.map(({ structure }) => structure) };
  }

  #draw(kind: CarerKind, place: number): Carer {
    const dice = diceOf(this.#seed, `carer ${kind} ${place}`);
    const { profession, sector, name, ...rest }: Kind = kinds[kind];
    const familyName = dice.pick(familyNames);
    const given = dice.pick(firstNamesOf(dice.chance(0.55) ? 'F' : 'M', 1975));
    const hospital = kind === 'hospitalier' ? Math.floor(place / 10) : place;
    const structure: Structure = {
      id: this.#structureId(kind, hospital),
      name: name(familyName, towns[hospital % towns.length]!),
      sector,
      active: true,
    };
    const professionnel: Professionnel = {
      id: this.#psId(kind, place),
      familyName,
      givenName: `${given[0]!}${given.slice(1).toLowerCase()}`,
      profession: profession as ProfessionCode,
      ...(rest.specialty === undefined ? {} : { specialty: rest.specialty as SpecialtyCode }),
      structures: [structure.id],
      active: true,
    };
    return carerOf(professionnel, structure);
  }

  #structureId(kind: CarerKind, place: number): StructIdNat {
    const number = `99${String(carerKinds.indexOf(kind) * 10_000 + place + places).padStart(6, '0')}`;
    const id = `1${number}${luhnDigit(number)}` as StructIdNat;
    return this.#people.structures.some((one) => one.id === id) ? this.#structureId(kind, place + 5_000) : id;
  }

  #psId(kind: CarerKind, place: number): PsIdNat {
    const number = `${sandboxPsIdNat.slice(1)}${String(carerKinds.indexOf(kind) * 10_000 + place + places).padStart(6, '0')}`;
    const id = `8${number}${luhnDigit(number)}` as PsIdNat;
    return this.#people.professionals.some((one) => one.id === id) ? this.#psId(kind, place + 5_000) : id;
  }
}

function carerOf(professionnel: Professionnel, structure: Structure): Carer {
  const { id, profession, specialty, structures, familyName, givenName } = professionnel;
  const institution = { id: structure.id, name: structure.name };
  const code = specialty === undefined ? `G15_${profession}` : `G15_${profession}/${specialty}`;
  return {
    professionnel,
    structure,
    actor: {
      kind: 'professionnel',
      id,
      profession,
      ...(specialty === undefined ? {} : { specialty }),
      authentication: 'DIRECTE',
      active: true,
      structures,
      structure: { id: structure.id, active: true },
    },
    author: { kind: 'professionnel', id, familyName, givenName, specialty: { code, system: '1.2.250.1.213.1.1.4.5' }, institution },
    name: `${givenName} ${familyName}`,
  };
}
