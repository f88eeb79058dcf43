// Watching over accesses, as the application asks it of the world. Part of ports.ts.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { KeptTrace, Trace, TraceId } from '@carnet/domain/audit';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { Ins, PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Conclusion, ReportState, ReportStep, Watched } from '@carnet/domain/watch';

/** Look-ups by INS of one card, or of one structure, stopped for a time. */
export interface LookUpStop extends Watched {
  readonly at: Instant;
  readonly until: Instant;
  readonly misses: number;
  readonly lifted?: { readonly at: Instant; readonly by: PsIdNat; readonly reason: string };
}
export interface LookUpStore {
  /**
   * The look-ups of one card follow one another from here to the end of the transaction, in every process: what one of them counts, the next
   * one knows. Yields the stop that holds, if any.
   */
  enter(watched: readonly Watched[], at: Instant): Promise<LookUpStop | undefined>;
  /** Counts one INS, once however often it is tried, and says how many were missed since that moment. */
  miss(watched: Watched, ins: Ins, at: Instant, since: Instant): Promise<number>;
  /** Tried before under another authority, and found: it was no miss. */
  found(watched: readonly Watched[], ins: Ins): Promise<void>;
  /** Stops since that moment that nobody lifted. */
  stopsSince(watched: Watched, since: Instant): Promise<number>;
  stop(stop: Omit<LookUpStop, 'lifted'>): Promise<void>;
  /** Latest first. */
  stops(permit: PermitAcross<'review-accesses'>, since: Instant): Promise<readonly LookUpStop[]>;
  /** What was missed is forgotten. False: nothing holds. */
  lift(permit: PermitAcross<'review-accesses'>, watched: Watched, lifted: NonNullable<LookUpStop['lifted']>): Promise<boolean>;
}

/** What a report is about. Names are kept as they were on that day. */
export interface ReportedAccess {
  /** Of a line of the journal; absent where a person of the list of accesses is reported. */
  readonly trace?: { readonly id: TraceId; readonly at: Instant };
  readonly name: string;
  readonly structureName?: string;
  readonly profession?: string;
  readonly action?: Trace['action'];
  readonly mode?: Trace['mode'];
  /** Declared for entering in an emergency. */
  readonly reason?: string;
}
export interface ReportStepTaken {
  readonly at: Instant;
  readonly step: ReportStep;
  readonly byName: string;
  readonly text?: string;
  readonly conclusion?: Conclusion;
}
export interface AccessReport {
  readonly id: string;
  readonly dossier: DossierId;
  readonly at: Instant;
  readonly due: Instant;
  readonly state: ReportState;
  /** The one who acted; a structure has its own number. */
  readonly actorId: string;
  readonly about: ReportedAccess;
  /** What the person typed. */
  readonly text?: string;
  /** Blocked by the same act. */
  readonly blocked: boolean;
  readonly reportedBy: { readonly personne: PersonneId; readonly name: string };
  /** About a line the representatives do not read, or told in secret (R.1111-50 CSP). */
  readonly secret: boolean;
  /** In order; a patient is not given the notes. */
  readonly steps: readonly ReportStepTaken[];
}
/** A report as the reviewer's list names it: no name of a patient, nothing that was typed. */
export type ReportRow = Pick<AccessReport, 'id' | 'dossier' | 'at' | 'due' | 'state' | 'actorId'>;
export interface AccessNearby {
  readonly at: Instant;
  readonly action: Trace['action'];
  readonly mode: Trace['mode'];
  readonly outcome: Trace['outcome'];
  readonly structureId?: string;
  readonly sameRecord: boolean;
  /** Tells one record from another, and nothing else: 1 is the first one entered. */
  readonly record: number;
}
export interface ReportStore {
  /** The line of this id and moment, where this reader may read it. */
  readable(permit: Permit<'report-access'>, trace: { readonly id: TraceId; readonly at: Instant }): Promise<KeptTrace | undefined>;
  /** False: as many await their answer as `maximum`. */
  open(permit: Permit<'report-access'>, report: Omit<AccessReport, 'state' | 'steps'>, maximum: number): Promise<boolean>;
  /** Newest first; those of secret lines to the patient only. */
  list(permit: Permit<'read-reports'>): Promise<readonly AccessReport[]>;
  read(permit: Permit<'examine-report'>, id: string): Promise<AccessReport | undefined>;
  /** Locks the report: undefined where it is not there, or answered already. */
  take(permit: Permit<'examine-report'>, id: string, step: ReportStepTaken & { readonly by: PsIdNat }): Promise<AccessReport | undefined>;
  /** What the same actor did of records in that time, oldest first, two hundred at most: when and in which mode, never what was read. */
  nearby(permit: Permit<'examine-report'>, actorId: string, between: { readonly from: Instant; readonly until: Instant }): Promise<readonly AccessNearby[]>;
  /** Those that await, by their day; or the latest answered. */
  rows(permit: PermitAcross<'review-accesses'>, answered: boolean): Promise<readonly ReportRow[]>;
}
