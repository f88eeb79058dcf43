// What Pro Santé Connect says of somebody, read strictly: who they are, which professions they exercise, and where. Its documents name a structure by
// its FINESS or SIRET, or by the identifier that cards bear (`ancienIdentifiantDeLaStructure`); all three become a Struct_IdNat. Nothing here gives a
// right: the directory does, and what is read here may only narrow it.

import { type PsIdNat, type Professionnel, type StructIdNat, parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import type { ConnectFault } from '@carnet/domain/audit';
import { z } from 'zod';

/** Keycloak leaves out what it does not know, or says null. */
const text = z
  .string()
  .max(300)
  .nullish()
  .transform((given) => given ?? '');
const activitySchema = z.object({ numeroFinessSite: text, numeroSiretSite: text, ancienIdentifiantDeLaStructure: text });
const exerciseSchema = z.object({ codeProfession: text, nomDexercice: text, activities: z.array(activitySchema).max(60).nullish() });
const saidSchema = z.object({
  sub: z.string().min(1).max(300),
  preferred_username: z.string().min(1).max(100),
  SubjectNameID: z.string().min(1).max(100),
  family_name: text,
  SubjectRefPro: z.object({ exercices: z.array(exerciseSchema).max(30).nullish() }).nullish(),
});

export interface Said {
  readonly id: PsIdNat;
  /** Of birth, and of each exercise. */
  readonly familyNames: readonly string[];
  readonly exercises: readonly { readonly profession: string; readonly structures: readonly StructIdNat[] }[];
}

/** Undefined: not what Pro Santé Connect says of a person, or it names two. */
export function readSaid(idToken: Readonly<Record<string, unknown>>, userinfo: unknown): Said | undefined {
  const read = saidSchema.safeParse(userinfo);
  if (!read.success) return undefined;
  const { sub, preferred_username: username, SubjectNameID: named, family_name: familyName, SubjectRefPro: ref } = read.data;
  const id = parsePsIdNat(named);
  // The same number everywhere it is said: `sub` is `f:<realm>:<number>`.
  const others = [username, sub.split(':').at(-1), idToken['preferred_username'] ?? named, idToken['SubjectNameID'] ?? named];
  if (!id.ok || others.some((other) => other !== named)) return undefined;
  const exercises = ref?.exercices ?? [];
  return {
    id: id.value,
    familyNames: [familyName, ...exercises.map(({ nomDexercice }) => nomDexercice)].filter((name) => name !== ''),
    exercises: exercises.map(({ codeProfession, activities }) => ({
      profession: codeProfession,
      structures: (activities ?? []).flatMap((activity) => structureOf(activity) ?? []),
    })),
  };
}

function structureOf({ ancienIdentifiantDeLaStructure, numeroFinessSite, numeroSiretSite }: z.infer<typeof activitySchema>): StructIdNat | undefined {
  const written =
    [ancienIdentifiantDeLaStructure, numeroFinessSite === '' ? '' : `1${numeroFinessSite}`, numeroSiretSite === '' ? '' : `3${numeroSiretSite}`].find(
      (one) => one !== '',
    ) ?? '';
  const id = parseStructIdNat(written);
  return id.ok ? id.value : undefined;
}

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase();

export type Matched = { readonly ok: true; readonly structures: readonly StructIdNat[] } | { readonly ok: false; readonly fault: ConnectFault };

/** `active`: of the structures the directory ties this person to, those that are. What both say is what there is. */
export function matchedWith(said: Said, known: Professionnel | undefined, active: readonly StructIdNat[]): Matched {
  const refused = (fault: ConnectFault): Matched => ({ ok: false, fault });
  if (known === undefined) return refused('PSC_INCONNU');
  if (!said.familyNames.some((name) => folded(name) === folded(known.familyName))) return refused('PSC_IDENTITE_DISCORDANTE');
  if (!known.active) return refused('PSC_SUSPENDU');
  const same = said.exercises.filter(({ profession }) => profession === known.profession);
  if (same.length === 0) return refused('PSC_PROFESSION_DISCORDANTE');
  const named = new Set(same.flatMap(({ structures }) => structures));
  const structures = active.filter((id) => known.structures.includes(id) && named.has(id));
  return structures.length === 0 ? refused('PSC_SANS_ACTIVITE') : { ok: true, structures };
}
