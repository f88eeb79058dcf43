// What the sealing of the journal asks of the world.

import type { Seal } from '@carnet/domain/audit';

/** The seals of the journal, kept with it. */
export interface SealStore {
  last(): Promise<SignedSeal | undefined>;
  /** From this number on, in their order. */
  from(number: number): Promise<readonly SignedSeal[]>;
  /**
   * Seals the end of every chain that moved since the last seal. `make` is given the last one, and what the new one is to cover once that is
   * gathered: undefined, it has nothing to seal. One sealer at a time, in whatever process.
   */
  add(make: (last: SignedSeal | undefined) => ((covered: Pick<Seal, 'chains' | 'root'>) => SignedSeal) | undefined): Promise<void>;
}
export interface SignedSeal {
  readonly seal: Seal;
  readonly text: string;
  /** Ed25519, of the text. */
  readonly signature: Uint8Array;
}
