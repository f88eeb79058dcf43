// How sure it is that an identity is the person's: the four states of the référentiel national d'identitovigilance (RNIV 1), made of two facts
// that know nothing of one another. And what an answer of the téléservice INSi makes of what was known.

import { type Ins, sameIns } from './ins.ts';
import { normalisedName } from './likeness.ts';
import type { IdentityTraits } from './traits.ts';

export interface IdentityAssurance {
  /** INSi gave this INS for these traits. */
  readonly insVerified: boolean;
  /** Somebody held these traits against a high-trust identity document of the person (passport, identity card, residence permit). */
  readonly documentChecked: boolean;
}
export const identityStatuses = ['provisoire', 'recuperee', 'validee', 'qualifiee'] as const;
export type IdentityStatus = (typeof identityStatuses)[number];

/** Only `qualifiee` feeds a record (rule 220). */
export const identityStatus = ({ insVerified, documentChecked }: IdentityAssurance): IdentityStatus =>
  insVerified ? (documentChecked ? 'qualifiee' : 'recuperee') : documentChecked ? 'validee' : 'provisoire';

/** What INSi is asked with: it finds nobody by less than these four. */
export interface InsiQuestion extends Pick<IdentityTraits, 'birthName' | 'birthDate' | 'sexe'> {
  /** One first name, or several in the order of the birth certificate. */
  readonly firstNames: readonly string[];
  readonly birthPlaceCog?: string;
}
/** `00` one identity, `01` none, `02` several (guide d'intégration du téléservice INSi). */
export type InsiAnswer =
  | { readonly code: '00'; readonly ins: Ins; readonly formerIns: readonly Ins[]; readonly traits: IdentityTraits }
  | { readonly code: '01' }
  | { readonly code: '02' };

/** In this order, each only where the one before found several: more names, then the birth place. */
export function questionsOf({ birthName, birthFirstNames, birthDate, sexe, birthPlaceCog }: IdentityTraits): readonly [InsiQuestion, ...InsiQuestion[]] {
  const firstNames = birthFirstNames.split(' ').filter((name) => name !== '');
  const first: InsiQuestion = { birthName, birthDate, sexe, firstNames: firstNames.slice(0, 1) };
  return [first, ...(firstNames.length > 1 ? [{ ...first, firstNames }] : []), { ...first, firstNames, birthPlaceCog }];
}

export interface KnownIdentity {
  readonly ins: Ins;
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
}
/**
 * `confirmed`: the same INS, the same traits. `renumbered`: INSi says that the INS known here is a former one of the person. `corrected`: the same
 * person, traits that civil status changed or that were mistyped: to be held against a document again. `contradicted`: these traits are those of
 * another INS, which never was this one. `unknown`, `several`: INSi cannot tell.
 */
export type Reconciliation =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'renumbered' | 'corrected'; readonly identity: KnownIdentity }
  | { readonly kind: 'contradicted' | 'unknown' | 'several' };

export function reconcile(known: KnownIdentity, answer: InsiAnswer): Reconciliation {
  if (answer.code !== '00') return { kind: answer.code === '01' ? 'unknown' : 'several' };
  const among = (numbers: readonly Ins[], one: Ins): boolean => numbers.some((number) => sameIns(number, one));
  const same = sameIns(answer.ins, known.ins);
  if (!same && !among(answer.formerIns, known.ins)) return { kind: 'contradicted' };
  const { usedName, usedFirstName } = known.traits;
  // Used names are the person's own: INSi knows none.
  const traits: IdentityTraits = {
    ...answer.traits,
    ...(usedName === undefined ? {} : { usedName }),
    ...(usedFirstName === undefined ? {} : { usedFirstName }),
  };
  const former = [...(same ? [] : [known.ins]), ...known.formerIns, ...answer.formerIns].filter((one) => !sameIns(one, answer.ins));
  const formerIns = former.filter((one, index) => former.findIndex((other) => sameIns(one, other)) === index);
  const identity = { ins: answer.ins, formerIns, traits };
  if (!same) return { kind: 'renumbered', identity };
  return sameStrictTraits(known.traits, answer.traits) && formerIns.length === known.formerIns.length ? { kind: 'confirmed' } : { kind: 'corrected', identity };
}

/** The five traits that qualify an INS, written without case, accents or hyphens. */
export const strictTraits = ({ birthName, birthFirstNames, birthDate, sexe, birthPlaceCog }: IdentityTraits): string =>
  [normalisedName(birthName), normalisedName(birthFirstNames), birthDate, sexe, birthPlaceCog].join('|');
/** Those of the five that two identities do not share. */
export const differingTraits = (a: IdentityTraits, b: IdentityTraits): readonly (keyof IdentityTraits)[] =>
  (['birthName', 'birthFirstNames', 'birthDate', 'sexe', 'birthPlaceCog'] as const).filter((trait) => normalisedTrait(a, trait) !== normalisedTrait(b, trait));
const normalisedTrait = (traits: IdentityTraits, trait: 'birthName' | 'birthFirstNames' | 'birthDate' | 'sexe' | 'birthPlaceCog'): string =>
  trait === 'birthName' || trait === 'birthFirstNames' ? normalisedName(traits[trait]) : traits[trait];
export const sameStrictTraits = (a: IdentityTraits, b: IdentityTraits): boolean => strictTraits(a) === strictTraits(b);
