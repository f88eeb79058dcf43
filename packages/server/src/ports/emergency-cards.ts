// Emergency cards: the copy a person made to carry, found again by the token its QR code holds. Part of the ports.

import type { Permit } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { CardOffer } from '@carnet/domain/emergency';
import type { Sexe } from '@carnet/domain/identity';
import type { CivilDate, Instant } from '@carnet/domain/kernel';

/** What is copied, at the time it was. */
export interface CardContent {
  readonly name: string;
  readonly birthDate: CivilDate;
  readonly sexe: Sexe;
  readonly bloodGroup?: string;
  readonly minimum: CardOffer;
  /** Absent: the card has no code, and nothing to protect. */
  readonly rest?: CardOffer;
}
export interface EmergencyCard {
  /** In the QR code. 128 random bits. */
  readonly token: string;
  readonly madeAt: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly withCode: boolean;
  /** Of its code; 0: the rest is closed until its owner makes the card again. */
  readonly triesLeft: number;
  readonly content: CardContent;
}
export interface MadeCard {
  readonly content: CardContent;
  readonly until: Instant;
  readonly code?: string;
  readonly tries: number;
}
/** A card that is still good, before anything of it is read. */
export interface FoundCard {
  readonly dossier: DossierId;
  readonly personne: PersonneId;
}

export interface EmergencyCardStore {
  /** Of the person the permit is for: nobody reads another's. */
  own(permit: Permit<'read-profile' | 'write-profile'>): Promise<EmergencyCard | undefined>;
  /** In place of theirs; under the same token, so that what was printed or given says what is new. */
  make(permit: Permit<'write-profile'>, made: MadeCard): Promise<EmergencyCard>;
  /** False: there is none. */
  withdraw(permit: Permit<'write-profile'>): Promise<boolean>;

  find(token: string, at: Instant): Promise<FoundCard | undefined>;
  /** Counts a wrong one. `closed`: it has no code, or all tries were spent. */
  tryCode(found: FoundCard, code: string): Promise<'right' | 'wrong' | 'closed'>;
  open(permit: Permit<'show-card'>, personne: PersonneId): Promise<EmergencyCard | undefined>;
  /** Whether this opening is to be told: false within some minutes of one that was, of the same part. */
  tell(permit: Permit<'show-card'>, personne: PersonneId, withinMs: number): Promise<boolean>;
}
