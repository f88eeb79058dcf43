// By what numbers a person is known, how sure it is that their identity is theirs, and the national service that says so.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { IdentityAssurance, IdentityStatus, InsiAnswer, InsiQuestion, KnownIdentity, LocalIdentifier } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';

/** The téléservice INSi. Rejects when it does not answer, or not as it should: nothing is presumed then. */
export interface Insi {
  search(question: InsiQuestion): Promise<InsiAnswer>;
}

/** `structures`: names of those whose authority it is, as the directory has them today. */
export interface KnownIdentifier extends LocalIdentifier {
  readonly learnedAt: Instant;
  readonly structures: readonly string[];
}

/** What awaits somebody's eye: ids and dates, and nothing of the person. */
export interface IdentitiesToReview {
  /** Records that share the five traits, and that nobody found to be two people. */
  readonly pairs: readonly { readonly records: readonly [RecordToReview, RecordToReview] }[];
  /** One number of one authority on several records. */
  readonly shared: readonly { readonly records: readonly RecordToReview[] }[];
  readonly notQualified: readonly (RecordToReview & { readonly status: IdentityStatus })[];
}
export interface RecordToReview {
  readonly dossier: DossierId;
  readonly openedAt: Instant;
}

export interface IdentityStore {
  /** Keeps those of the actor's own structures: what another's authority gives is believed from that authority alone. Known ones stay as they are. */
  learn(permit: Permit<'deposit'>, identifiers: readonly LocalIdentifier[]): Promise<void>;
  /** By authority, then as they were learned. */
  localIdentifiers(permit: Permit<'read-identity' | 'examine-identity'>): Promise<readonly KnownIdentifier[]>;
  /** What is named changes, the other stays as it is. */
  assure(permit: Permit<'keep-identity'>, change: Partial<IdentityAssurance>): Promise<void>;
  /** Another number, or other traits: the number it had becomes a former one, and still leads here. `taken`: one of them leads to another record. */
  revise(permit: Permit<'keep-identity'>, identity: KnownIdentity): Promise<'revised' | 'taken'>;
  /** At most `limit` of each. */
  toReview(permit: PermitAcross<'review-identities'>, limit: number): Promise<IdentitiesToReview>;
  /** The permit's record and the other are two people. */
  tellApart(permit: Permit<'keep-identity'>, other: DossierId): Promise<void>;
}
