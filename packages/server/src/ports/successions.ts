// Heirs of a deceased patient, as whoever runs Carnet registers them (L.1110-4 V CSP).

import type { Permit } from '@carnet/domain/access';
import type { PersonneId, RepresentationKind, Succession, SuccessionReason } from '@carnet/domain/dossier';
import type { Space } from '@carnet/domain/terminology';
import type { CivilDate, Instant } from '@carnet/domain/kernel';

/** As what a person enters the record of another. */
export type ActingAs =
  | { readonly kind: 'representant'; readonly representation: RepresentationKind }
  | { readonly kind: 'aidant'; readonly categories: readonly Space[] }
  | { readonly kind: 'ayant-droit'; readonly reason: SuccessionReason };

export interface NewSuccession extends Succession {
  readonly id: string;
  readonly personne: PersonneId;
  /** Of the heir and of the deceased, as they are shown to each other. */
  readonly names: { readonly heir: string; readonly titulaire: string };
  /** What they were to each other, as the proof says it. */
  readonly link: string;
  /** References of what was seen: act of death, notarial act, family book. */
  readonly proof: string;
  readonly diedOn: CivilDate;
}
export interface KeptSuccession extends Omit<NewSuccession, 'personne'> {
  readonly endedAt?: Instant;
}
export interface SuccessionStore {
  register(permit: Permit<'keep-heirs'>, succession: NewSuccession): Promise<void>;
  /** Newest first, past ones included. */
  list(permit: Permit<'keep-heirs' | 'examine-identity'>): Promise<readonly KeptSuccession[]>;
  /** Ends the access now. False: there is none under this id, or it has ended. */
  end(permit: Permit<'keep-heirs'>, id: string): Promise<boolean>;
}
