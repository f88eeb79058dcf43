// What the SOAP door remembers between two messages, in whichever server they arrive.

import type { Instant } from '@carnet/domain/kernel';

/** Which messages came already. Holds hashes, and nothing of what a message said. */
export interface SoapMessageStore {
  /** False: this mark was admitted before, and is still remembered. Forgotten some time after `until`. */
  admit(mark: Uint8Array, until: Instant): Promise<boolean>;
}
