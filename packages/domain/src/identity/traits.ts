// The five identity traits that qualify an INS, as the référentiel national d'identitovigilance names them.

import type { CivilDate } from '../kernel/instant.ts';

export type Sexe = 'F' | 'M' | 'I';

export interface IdentityTraits {
  readonly birthName: string;
  /** Every first name of the birth certificate, in its order, separated by spaces. */
  readonly birthFirstNames: string;
  readonly birthDate: CivilDate;
  readonly sexe: Sexe;
  /** Code officiel géographique of the birth place (five characters, 99 + country abroad). */
  readonly birthPlaceCog: string;
  readonly usedName?: string;
  readonly usedFirstName?: string;
}

/** How the person is addressed: used names where there are, birth names otherwise. */
export const displayName = (traits: IdentityTraits): string =>
  `${traits.usedFirstName ?? traits.birthFirstNames.split(' ')[0]} ${traits.usedName ?? traits.birthName}`;
