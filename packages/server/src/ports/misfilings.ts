// Documents that are said to be another patient's (ADR 41), as their author and the identity cell settle them.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { LogicalId, SubmissionSet } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';

export const misfilingStates = ['open', 'withdrawal-proposed', 'return-proposed', 'withdrawn', 'returned'] as const;
export type MisfilingState = (typeof misfilingStates)[number];
export type MisfilingOutcome = 'withdraw' | 'return';

/** What somebody typed, and under which name. */
export interface Statement {
  readonly name: string;
  readonly words: string;
}
/** The document its author deposited where it belongs. */
export interface CorrectedDocument {
  readonly dossier: DossierId;
  readonly document: LogicalId;
}
export interface Misfiling {
  readonly id: string;
  readonly dossier: DossierId;
  readonly state: MisfilingState;
  /** The one that was named first, then what went with it. */
  readonly documents: readonly LogicalId[];
  readonly depositedAt: Instant;
  readonly reportedAt: Instant;
  readonly byAuthor: boolean;
  readonly reported: Statement;
  /** Names of the authors, as the document bears them. */
  readonly authors: readonly string[];
  readonly proposedAt?: Instant;
  /** As the journal names an actor. */
  readonly proposedBy?: string;
  readonly proposal?: Statement;
  readonly corrected?: CorrectedDocument;
  readonly settledAt?: Instant;
}

/** The set a version comes with, and its entryUUID. */
export type NewVersion = (patient: Ins) => { readonly entryUuid: string; readonly set: SubmissionSet };

type Keeping = Permit<'keep-identity'>;
/** Permits name the document. */
export interface MisfilingStore {
  /** With all that goes with it, in this transaction. Copies and cards made since its deposit are no longer given out. False: its version is another by now. */
  putAside(
    permit: Permit<'report-misfiled'>,
    report: { readonly id: string; readonly expectedVersion: number; readonly byAuthor: boolean; readonly said: Statement; readonly newVersion: NewVersion },
  ): Promise<boolean>;
  /** The last one of the document, locked until the transaction ends. */
  find(permit: Permit<'correct-misfiled'> | Keeping): Promise<Misfiling | undefined>;
  propose(
    permit: Permit<'correct-misfiled'> | Keeping,
    misfiling: Misfiling,
    proposal: { readonly outcome: MisfilingOutcome; readonly said: Statement; readonly corrected?: CorrectedDocument },
  ): Promise<void>;
  /** As it was proposed: the documents stay out of sight, or are what they were. */
  settle(permit: Keeping, misfiling: Misfiling, newVersion: NewVersion): Promise<void>;
  /** To be settled anew: out of sight, whatever had been decided. */
  reopen(permit: Keeping, misfiling: Misfiling, newVersion: NewVersion): Promise<void>;
  /** Of this record, newest first. */
  list(permit: Permit<'examine-identity'>): Promise<readonly Misfiling[]>;
  /** What awaits somebody, oldest first: ids and dates. */
  waiting(permit: PermitAcross<'review-identities'>, limit: number): Promise<readonly WaitingMisfiling[]>;
  /** What awaits this author, oldest first. */
  ofAuthor(permit: PermitAcross<'list-patients'>, limit: number): Promise<readonly WaitingMisfiling[]>;
  /** A message to each author whose mailbox is known. Says nothing of the document. */
  tellAuthors(misfiling: Pick<Misfiling, 'id' | 'dossier'>, at: Instant): Promise<void>;
  /** To each professional who read one of them: that there was a correction. */
  tellReaders(permit: Keeping, misfiling: Misfiling): Promise<void>;
  /** Reported by then, not settled, and not told twice: marked as told by the very statement that yields them. */
  takeLate(reportedUntil: Instant, at: Instant, limit: number): Promise<readonly Pick<Misfiling, 'id' | 'dossier'>[]>;
}
export interface WaitingMisfiling {
  readonly dossier: DossierId;
  readonly document: LogicalId;
  readonly state: MisfilingState;
  readonly reportedAt: Instant;
}
