// What of a record is sealed, and the place each is bound to: its identity, how the person is reached, the reason of a closing.

import type { Closing, DossierId } from '@carnet/domain/dossier';
import type { IdentityTraits, Ins } from '@carnet/domain/identity';

export interface SealedIdentity {
  readonly ins: Ins;
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
}
export const identityBinding = (dossier: DossierId): string => `dossier|${dossier}`;
export const contactBinding = (dossier: DossierId): string => `contact_details|${dossier}`;
export const closingBinding = (dossier: DossierId, id: string): string => `closing|${dossier}|${id}`;
export type SealedClosing = Pick<Closing, 'reason' | 'closedBy'>;
