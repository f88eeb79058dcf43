// Two records that are one person's, as whoever runs Carnet joins and parts them (ADR 37).

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';

export const fusionStates = ['proposed', 'merged', 'declined', 'undone'] as const;
export type FusionState = (typeof fusionStates)[number];

export interface NewFusion {
  readonly id: string;
  readonly absorbed: DossierId;
  readonly reason: string;
  /** Name of who proposes, as it will be read. */
  readonly name: string;
}
export interface Fusion extends NewFusion {
  readonly survivor: DossierId;
  readonly state: FusionState;
  readonly proposedAt: Instant;
  /** As the journal names an actor. */
  readonly proposedBy: string;
  readonly confirmedAt?: Instant;
  readonly endedAt?: Instant;
}

type Keeping = Permit<'keep-identity'>;
/** The permits are of the record that stays, and of the one it stands for. */
export interface FusionStore {
  /** False: one of them is one with another record already, or this is proposed already. */
  propose(survivor: Keeping, absorbed: Keeping, fusion: NewFusion): Promise<boolean>;
  /** Whether somebody found them to be two people. */
  areApart(one: Keeping, other: Keeping): Promise<boolean>;
  /** Of this record, whether it stays or not; newest first. */
  list(permit: Permit<'examine-identity'>): Promise<readonly Fusion[]>;
  /** Locked until the transaction ends. */
  find(survivor: Keeping, id: string): Promise<Fusion | undefined>;
  /** From the permits' moment on. False: one of them is one with another record by now. */
  merge(survivor: Keeping, absorbed: Keeping, fusion: Fusion): Promise<boolean>;
  /** Of a proposal: it comes to nothing. Of records that are one: each is by itself again, as it is. */
  end(survivor: Keeping, absorbed: Keeping, fusion: Fusion): Promise<void>;
  /** What awaits somebody else's eye, oldest first: ids and dates. */
  proposed(permit: PermitAcross<'review-identities'>, limit: number): Promise<readonly Pick<Fusion, 'id' | 'survivor' | 'absorbed' | 'proposedAt'>[]>;
}
