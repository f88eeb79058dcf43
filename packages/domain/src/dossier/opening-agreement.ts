// Who says yes to the opening of a record for somebody who is there (A008 to A011): the person; for a minor, whoever holds parental authority
// (371-1 code civil); under tutelle or habilitation familiale, who represents them, once the person's own agreement was sought (459, 494-6).
// A curateur never agrees in somebody's place (467; features A113).

import { isMinor } from '../identity/age.ts';
import type { CivilDate, Instant } from '../kernel/instant.ts';
import { type Finding, type Parsed, faulty, parsed } from '../kernel/result.ts';

export const agreeingKinds = ['personne', 'parent', 'tuteur', 'habilitation_familiale'] as const;
export type AgreeingKind = (typeof agreeingKinds)[number];

export interface OpeningAgreement {
  readonly by: AgreeingKind;
  /** Of who agrees for somebody else. */
  readonly name?: string;
  /** The person's own, where somebody else agrees for an adult. */
  readonly sought?: 'agrees' | 'cannot-express';
}

/** What was said, as a form or a list gives it. `curateur` and `refuses` are there to be told why not. */
export interface SaidAgreement {
  readonly by: AgreeingKind | 'curateur';
  readonly name?: string | undefined;
  readonly sought?: 'agrees' | 'cannot-express' | 'refuses' | undefined;
}

/** Refuses with one finding for each thing that is missing or not in order; `at` and the birth date say who may agree. */
export function parseAgreement({ by, name = '', sought }: SaidAgreement, birthDate: CivilDate, at: Instant): Parsed<OpeningAgreement> {
  const minor = isMinor(birthDate, at);
  const fault = (field: string, rule: string): Finding => ({ field, rule });
  if (by === 'curateur') return faulty(fault('agreement.by', 'CURATEUR_NE_CONSENT_PAS'));
  if (sought === 'refuses') return faulty(fault('agreement.sought', 'PERSONNE_OPPOSEE'));
  if (minor !== (by === 'parent')) return faulty(fault('agreement.by', minor ? 'PARENT_CONSENT_POUR_MINEUR' : 'MAJEUR_CONSENT_SEUL'));
  if (by === 'personne') return parsed({ by });
  if (name.trim() === '') return faulty(fault('agreement.name', 'CHAMP_ABSENT'));
  if (by === 'parent') return parsed({ by, name: name.trim() });
  return sought === undefined ? faulty(fault('agreement.sought', 'ACCORD_NON_RECHERCHE')) : parsed({ by, name: name.trim(), sought });
}
