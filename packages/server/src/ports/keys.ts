// What the destruction of a record's key asks of the world.

import type { PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';

/** What there was at the moment it became unreadable. */
export interface DestroyedKey {
  readonly documents: number;
  readonly versions: number;
  /** Hex SHA-256 of the wrapped key: finds it in a backup, opens nothing. */
  readonly wrappedKeySha256: string;
  /** What had wrapped it: `file 2`, or the name a KMS gave. Copies of it open as long as that is kept. */
  readonly wrappedBy: string;
}
export interface SignedCertificate {
  readonly text: string;
  /** Ed25519, of the text. */
  readonly signature: Uint8Array;
}

export interface KeyStore {
  /**
   * Destroys the key of this record, what leads to it (its INS, its ties, the account that opened on it) and what waited to be sent about it.
   * Undefined: there is no such record, or it is destroyed already.
   */
  destroy(permit: PermitAcross<'administer'>, dossier: DossierId): Promise<DestroyedKey | undefined>;
  keepCertificate(permit: PermitAcross<'administer'>, dossier: DossierId, certificate: SignedCertificate): Promise<void>;
  certificate(permit: PermitAcross<'administer'>, dossier: DossierId): Promise<SignedCertificate | undefined>;
}
