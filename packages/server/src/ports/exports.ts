// The copy of a record that a person takes away, as the application asks it of the world: who asked, how far it is, where its pieces wait.
// Part of the ports.

import type { Permit } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type { BlobRef } from './index.ts';

/** `expired`: it was ready, and its time is over. */
export type ExportState = 'asked' | 'ready' | 'failed' | 'expired';
/** `rights`: who asked may no longer have it. `error`: tried as often as it is, and never whole. */
export type ExportFailure = 'rights' | 'error';
/** One for each person and record: asking again once it has ended takes its place. */
export interface RecordExport {
  readonly id: string;
  readonly dossier: DossierId;
  readonly state: ExportState;
  readonly askedAt: Instant;
  /** Documents copied so far, and how many there are, once it is known. */
  readonly done: number;
  readonly total?: number;
  readonly failure?: ExportFailure;
  readonly readyAt?: Instant;
  /** Exclusive: deleted from then on. */
  readonly until?: Instant;
  /** Of the file, once it is ready. */
  readonly bytes?: number;
}
/** An export this process makes, until its lease ends. */
export interface ClaimedExport {
  readonly id: string;
  readonly dossier: DossierId;
  readonly personne: PersonneId;
  /** As the person is called where they act. */
  readonly name: string;
  readonly attempts: number;
  /** Of this process alone: pieces of another attempt are none of the file's. */
  readonly attempt: string;
}
export interface ExportPiece {
  readonly number: number;
  readonly blob: BlobRef;
}

export interface ExportStore {
  /** A person's own, over all records: nothing of a record is in them. */
  of(personne: PersonneId): Promise<readonly RecordExport[]>;
  /** The one being made where there is one; otherwise a new one, in place of what there was. */
  ask(permit: Permit<'export-record'>, asked: { readonly id: string; readonly name: string }): Promise<RecordExport>;
  /**
   * The file of this person, in its order. Undefined: there is none, it is not ready, or its time is over; or what it
   * may hold was hidden from the representatives since one of them asked (one that came hidden is not in it, and changes nothing they could notice).
   */
  pieces(
    permit: Permit<'export-record'>,
    id: string,
  ): Promise<{ readonly bytes: number; readonly readyAt: Instant; readonly pieces: readonly BlobRef[] } | undefined>;
  /** False: there is none of this person. */
  remove(permit: Permit<'export-record'>, id: string): Promise<boolean>;

  // What the job does: it names records, and yields nothing of them.
  /** The oldest that waits, or whose maker fell; taken until the lease ends. */
  claim(due: { readonly now: Instant; readonly leaseUntil: Instant; readonly attempt: string }): Promise<ClaimedExport | undefined>;
  /** Keeps the claim and tells how far it is. False: it is no longer this attempt's, or was given up. */
  progress(claimed: ClaimedExport, at: { readonly done: number; readonly total: number; readonly leaseUntil: Instant }): Promise<boolean>;
  /** Keeps the claim too. False: as above. */
  keepPiece(claimed: ClaimedExport, piece: ExportPiece, leaseUntil: Instant): Promise<boolean>;
  /** False: it is no longer this attempt's. */
  ready(claimed: ClaimedExport, done: { readonly at: Instant; readonly until: Instant; readonly bytes: number }): Promise<boolean>;
  retry(claimed: ClaimedExport, at: Instant): Promise<void>;
  fail(claimed: ClaimedExport, failure: ExportFailure): Promise<void>;
  /** Ends those whose time is over, and forgets what ended before that moment. How many ended. */
  expire(now: Instant, forgottenBefore: Instant): Promise<number>;
}

/** Where the pieces of files wait, sealed with the key of their record, apart from its documents and from their backup. */
export interface ExportBytes {
  keepPiece(permit: Permit<'export-record'>, bytes: Uint8Array): Promise<BlobRef>;
  /** Rejects as the reading of a document does. */
  readPiece(permit: Permit<'export-record'>, blob: BlobRef): Promise<Buffer>;
}
