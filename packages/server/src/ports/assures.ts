// Those the health insurance covers, with a record or not yet, as the application asks it of the world. Part of the ports.

import type { PermitAcross } from '@carnet/domain/access';
import type { Assure, DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import type { Opening } from './openings.ts';

/** Whoever opens a record, or is asked whether one may open; the insurer, of whom it covers. */
type AssurePermit = PermitAcross<'keep-assures' | 'find-assure' | 'inform-assures' | 'record-opposition' | Opening>;

/** What the insurer says of somebody. `attachedTo`: the insured persons they are covered through, found by `idOf`; those no longer named end. */
export type KnownAssure = Omit<Assure, 'rattachements' | 'opposedAt'> & { readonly attachedTo: readonly DossierId[] };

export interface AssureStore {
  /** Undefined: no insurer knows this INS. Whoever opens a record holds the answer until its transaction ends. */
  find(permit: AssurePermit, ins: Ins): Promise<Assure | undefined>;
  /** Undefined: no insurer knows them by this id. */
  read(permit: AssurePermit, id: DossierId): Promise<Assure | undefined>;
  /** Where the insurer reaches somebody who has no space: for what is sent to them, and shown to nobody. */
  emailOf(id: DossierId): Promise<string | undefined>;
  /** The id their record has or will have, without opening anything: for whoever writes in it. */
  idOf(permit: AssurePermit, ins: Ins): Promise<DossierId | undefined>;
  /**
   * Adds or replaces. `id` serves where this INS has none yet: yields the one it has from then on, that of its record where there is one.
   * What is sealed of them, here and in whatever is written under that id, uses the key that waits for the record.
   */
  save(permit: PermitAcross<'keep-assures'>, assure: KnownAssure): Promise<DossierId>;
  /** Those covered through this insured person today, a record or not. */
  ayantsDroit(permit: AssurePermit, insured: DossierId): Promise<readonly Assure[]>;
}
