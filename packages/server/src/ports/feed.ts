// What the intake of the insurer's files, and the history made of them, ask of the world.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { DocumentEntry, LogicalId, SubmissionSet } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import type { CivilDate, Finding, Instant } from '@carnet/domain/kernel';
import type { HistoryPeriod, InsuredRecord, KeptLine, LineOutcome, LineRecord } from '@carnet/domain/reimbursement';
import type { BlobRef } from './index.ts';

/** What became of the lines of one file, so far. */
export interface IntakeCounts {
  readonly added: number;
  readonly corrected: number;
  readonly cancelled: number;
  /** Held already, in this version or a later one. */
  readonly unchanged: number;
  /** Older than the history, and not kept. */
  readonly outside: number;
  readonly insured: number;
  readonly treating: number;
  readonly rejected: number;
}
export const noCounts: IntakeCounts = { added: 0, corrected: 0, cancelled: 0, unchanged: 0, outside: 0, insured: 0, treating: 0, rejected: 0 };

/** One file of an insurer, as far as it was taken. */
export interface Intake {
  readonly insurer: StructIdNat;
  readonly name: string;
  readonly begunAt: Instant;
  readonly touchedAt: Instant;
  /** The end of the file came, with the right count. */
  readonly finished: boolean;
  /** Lines from the first to this one are taken; 0: none yet. */
  readonly through: number;
  /** SHA-256 of that line, hex. */
  readonly digest?: string;
  readonly counts: IntakeCounts;
}
/** A line that was not taken, by what was wrong with it: never by what it held. */
export interface IntakeReject extends Pick<Finding, 'field' | 'rule' | 'expected'> {
  readonly line: number;
}
export interface IntakeStep {
  readonly through: number;
  readonly digest: string;
  readonly finished: boolean;
  /** Of this step alone. */
  readonly counts: IntakeCounts;
  readonly rejects: readonly IntakeReject[];
}

export interface IntakeStore {
  /** The intake of that name of the permit's insurer, begun if need be, and locked: another upload of it waits. */
  lock(permit: PermitAcross<'keep-assures'>, name: string): Promise<Intake>;
  advance(permit: PermitAcross<'keep-assures'>, name: string, step: IntakeStep): Promise<void>;
  /** Undefined: none of that name. */
  find(permit: PermitAcross<'keep-assures' | 'administer'>, insurer: StructIdNat, name: string): Promise<Intake | undefined>;
  /** In the order of the file, after that place. */
  rejects(
    permit: PermitAcross<'keep-assures' | 'administer'>,
    intake: Pick<Intake, 'insurer' | 'name'>,
    after: number,
    limit: number,
  ): Promise<readonly (IntakeReject & { readonly number: number })[]>;
  /** Latest first. */
  list(permit: PermitAcross<'administer'>, limit: number): Promise<readonly (Intake & { readonly insurerName: string })[]>;
}

/** Why a line about somebody could not be taken. */
export type FeedFault = 'ASSURE_INCONNU' | 'PROFESSIONNEL_INCONNU' | 'VERSION_REPETEE' | 'RATTACHEMENT_INCONNU';
/** `outside`: older than the history. */
export type FeedOutcome = Exclude<LineOutcome, 'VERSION_REPETEE'> | 'outside' | FeedFault;

export interface FeedStore {
  saveInsured(permit: PermitAcross<'keep-assures'>, records: readonly InsuredRecord[]): Promise<readonly ('saved' | FeedFault)[]>;
  /** Each in the order given: a later line of the same id and date is held against the one before it. */
  mergeLines(permit: PermitAcross<'keep-assures'>, records: readonly LineRecord[], period: HistoryPeriod): Promise<readonly FeedOutcome[]>;
  /** Médecins traitants as the insurer knows them, in the order given. `told`: of an open record, whose patient and journal are to be told of a change. */
  saveTreating(
    permit: PermitAcross<'keep-assures'>,
    records: readonly { readonly ins: Ins; readonly professionnel?: PsIdNat; readonly since: CivilDate }[],
  ): Promise<readonly { readonly outcome: 'saved' | 'unchanged' | FeedFault; readonly told?: DossierId }[]>;
}

/** The history of one record, behind its document. */
export interface HistoryStore {
  /** Everything held of that record since that day. Undefined: the permit's document is not the one made of the history. */
  ofDocument(permit: Permit<'read-document' | 'export-record'>, from: CivilDate): Promise<readonly KeptLine[] | undefined>;
  /** The same for who may see that document among others; none where they may not, or where it is not filed. */
  linesSeen(permit: Permit<'list-documents'>, from: CivilDate): Promise<readonly KeptLine[]>;
  linesFor(permit: Permit<'deposit'>, from: CivilDate): Promise<readonly KeptLine[]>;
  /** The document is filed under this id from now on, and is up to date with what was due until then. */
  filed(permit: Permit<'deposit'>, document: LogicalId, dueSince: Instant): Promise<void>;
  /** What could not be filed is tried again from then on, and holds up nobody else's meanwhile. */
  postpone(dossier: DossierId, until: Instant): Promise<void>;
  /** The document of the permit takes this content; what it held before is gone. False: it is no longer there to be replaced. */
  refile(permit: Permit<'replace'>, set: SubmissionSet, document: { readonly entry: DocumentEntry; readonly blob: BlobRef }): Promise<boolean>;
  /** Removes lines older than that day, some months of some people at a time. How many of those are left to look at: 0 when all is done. */
  removeOlder(permit: PermitAcross<'expire-history'>, before: CivilDate, limit: number): Promise<number>;
}
/** An open record whose history changed since its document was filed. */
export interface DueHistory {
  readonly dossier: DossierId;
  readonly dueSince: Instant;
  readonly document?: LogicalId;
  /** Who fed it last. */
  readonly insurer: StructIdNat;
}
