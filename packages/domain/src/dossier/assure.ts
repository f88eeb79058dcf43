// Somebody the health insurance covers, with a record or not yet: what decides whether one may open, and whom a child is attached to.
// Their id IS the one their record has or will have (ADR 24): whatever the insurer writes beforehand is there the moment the record opens.

import type { ContactDetails } from '../identity/contact.ts';
import type { Ins } from '../identity/ins.ts';
import type { IdentityTraits } from '../identity/traits.ts';
import type { Instant } from '../kernel/instant.ts';
import type { DossierId } from './dossier.ts';

/**
 * Who pays, and whether Carnet opens records for those they cover: the list of mon-dmp.fr (features A007). The others are known, so that they
 * are told so kindly; moving one to `true` is all it takes once their insurer joins.
 */
export const regimes = {
  'general': true,
  'cavimac': true,
  'enim': true,
  'mgp': true,
  'mnh': true,
  'solsantis': true,
  'harmonie-fonction-publique': true,
  'canssm': true,
  'lmde': true,
  'msa': false,
  'sncf': false,
  'ratp': false,
  'cnmss': false,
  'autre': false,
} as const;
export type Regime = keyof typeof regimes;
export const isRegime = (text: string): text is Regime => Object.hasOwn(regimes, text);

/** An ayant droit is covered through this insured person: a child by one parent or both, a spouse. */
export interface Rattachement {
  readonly to: DossierId;
  readonly since: Instant;
  /** Exclusive. */
  readonly until?: Instant;
}

export interface Assure {
  readonly id: DossierId;
  readonly ins: Ins;
  readonly traits: IdentityTraits;
  readonly regime: Regime;
  /** How the insurer reaches them. */
  readonly contact: ContactDetails;
  /** Those that hold; none: insured in their own right. */
  readonly rattachements: readonly Rattachement[];
  /** When they opposed the opening of a record, where that holds. */
  readonly opposedAt?: Instant;
}
