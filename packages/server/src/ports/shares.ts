// Codes a patient shows to a professional: made for a few minutes, redeemed once. Part of the ports.

import type { Permit } from '@carnet/domain/access';
import type { DossierId, PersonneId, ShareSpan } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';

export interface Share {
  /** In the QR code. 128 random bits. */
  readonly secret: string;
  /** To be read aloud: shorter, and worth nothing without the limit on tries. */
  readonly code: string;
  readonly madeAt: Instant;
  /** Exclusive: of the code, not of what it opens. */
  readonly until: Instant;
  readonly span: ShareSpan;
  readonly redeemed?: { readonly by: PsIdNat; readonly at: Instant };
}
/** Whoever made it, as they are named to whom it is shown. */
export interface ShareGiver {
  readonly name: string;
  readonly representing: boolean;
}
export interface MadeShare {
  readonly span: ShareSpan;
  readonly until: Instant;
  readonly giver: ShareGiver;
}
/** One that may still be redeemed, before anything of its record is read. */
export interface FoundShare {
  readonly dossier: DossierId;
  readonly id: string;
  readonly span: ShareSpan;
}
export type GivenShareCode = { readonly secret: string } | { readonly code: string };

export interface ShareStore {
  /** In place of the one this person had that nobody redeemed: it opens no more. */
  make(permit: Permit<'manage-accesses'>, made: MadeShare): Promise<Share>;
  /** The last one of the person the permit is for, where it is still good at that moment or was redeemed since `since`. */
  last(permit: Permit<'read-accesses'>, since: Instant): Promise<Share | undefined>;
  /** False: none waited. */
  withdraw(permit: Permit<'manage-accesses'>): Promise<boolean>;
  /** Tells nothing but this, to whoever has the code of the QR. `over`: or never was. */
  state(secret: string, at: Instant): Promise<'waiting' | 'redeemed' | 'over'>;

  find(given: GivenShareCode, at: Instant): Promise<FoundShare | undefined>;
  giver(permit: Permit<'redeem-share'>, found: FoundShare): Promise<ShareGiver & { readonly personne: PersonneId }>;
  /** False: somebody was quicker, it was withdrawn, or it is over. */
  redeem(permit: Permit<'redeem-share'>, found: FoundShare, by: PsIdNat): Promise<boolean>;

  /** Counts a try before it is known whether it is right, so that many at once are many. Undefined: no more for now. */
  spendTry(actor: string, at: Instant, allowed: { readonly tries: number; readonly since: Instant }): Promise<string | undefined>;
  /** It was right. */
  giveTryBack(id: string): Promise<void>;
}
