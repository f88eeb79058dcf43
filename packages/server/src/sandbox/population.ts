// Records beside those that tell stories, for measuring: CARNET_SANDBOX_POPULATION says how many (default none). Each has an identity and a
// médecin traitant, no account and no document. Named in `population.json` beside `personas.json`; what is there already is left alone.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import { type IdentityTraits, type Ins, type Matricule, matriculeKey } from '@carnet/domain/identity';
import { type CivilDate, type Instant, plusDays } from '@carnet/domain/kernel';
import type { Registry } from '../storage/index.ts';
import type { People } from './people.ts';

interface Inhabitant {
  readonly ins: Ins;
  readonly traits: IdentityTraits;
}

/** Six figures of the matricule number them: the same count gives the same people, and a larger one adds to them. */
const populationOf = (count: number): readonly Inhabitant[] =>
  Array.from({ length: count }, (_, index) => {
    const number = `2500175${String(index + 1).padStart(6, '0')}`;
    return {
      ins: { matricule: `${number}${matriculeKey(number)}` as Matricule, oid: '1.2.250.1.213.1.4.10' },
      traits: { birthName: `HABITANTE-${index + 1}`, birthFirstNames: 'ALIX', birthDate: '1950-01-15' as CivilDate, sexe: 'F', birthPlaceCog: '75056' },
    };
  });

/** The médecin traitant of them all: the first physician of the sandbox. */
export async function seedPopulation(
  count: number,
  directory: string,
  people: People,
  seeding: { readonly registry: Registry; readonly newId: () => string; readonly now: Instant },
): Promise<void> {
  const inhabitants = populationOf(count);
  const physician = people.professionals.find(({ profession }) => profession === '10')!;
  for (const { ins, traits } of inhabitants) {
    await seeding.registry.openDossier({
      id: seeding.newId() as DossierId,
      titulaire: seeding.newId() as PersonneId,
      ins,
      formerIns: [],
      traits,
      openedAt: plusDays(seeding.now, -730),
      choices: defaultChoices,
      medecinTraitant: physician.id,
    });
  }
  if (count > 0)
    await writeFile(
      join(directory, 'population.json'),
      `${JSON.stringify({ medecinTraitant: physician.key, patients: inhabitants.map(({ ins, traits }) => ({ ins: ins.matricule, oid: ins.oid, birthName: traits.birthName, firstNames: traits.birthFirstNames, birthDate: traits.birthDate, sex: traits.sexe })) })}\n`,
    );
}
