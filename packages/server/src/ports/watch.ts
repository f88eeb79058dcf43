// Watching over accesses, as the application asks it of the world. Part of the ports.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { KeptTrace, Trace, TraceId } from '@carnet/domain/audit';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { Ins, PsIdNat, SoughtTraits, StructIdNat } from '@carnet/domain/identity';
import type { CivilDate, Instant } from '@carnet/domain/kernel';
import type { Conclusion, DayScore, ProfessionalDay, ReportState, ReportStep, StructureDay, Watched } from '@carnet/domain/watch';

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
  /** The same, but that only look-ups of a card that missed somebody since that moment follow one another: whoever misses enters before it is answered. */
  pass(watched: readonly Watched[], at: Instant, since: Instant): Promise<LookUpStop | undefined>;
  /** Counts one INS, or one set of traits, once however often it is tried, and says how many were missed since that moment. */
  miss(watched: Watched, tried: Ins | SoughtTraits, at: Instant, since: Instant): Promise<number>;
  /** Tried before under another authority, and found: it was no miss. */
  found(watched: readonly Watched[], ins: Ins): Promise<void>;
  /** Stops since that moment that nobody lifted. */
  stopsSince(watched: Watched, since: Instant): Promise<number>;
  stop(stop: Omit<LookUpStop, 'lifted'>): Promise<void>;
  /** How many stops hold at that moment, of nobody: for the alarm of whoever runs Carnet. */
  holding(at: Instant): Promise<Readonly<Record<Watched['kind'], number>>>;
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

/** Whose day it is. */
export interface DayOf {
  readonly kind: 'professionnel' | 'structure';
  readonly id: string;
  readonly day: CivilDate;
}
/** One record in one professional's day. Says what makes it stand out, and nothing that it holds. */
export interface RecordOfDay {
  readonly dossier: DossierId;
  readonly firstAt: Instant;
  readonly consultations: number;
  readonly emergency: boolean;
  readonly sameName: boolean;
  readonly care: boolean;
  readonly secret: boolean;
}
export interface CountedDay {
  readonly facts: ProfessionalDay;
  readonly structure?: StructIdNat;
  readonly profession?: string;
  /** Records entered in an emergency on the day itself. */
  readonly emergencies: number;
  readonly records: readonly RecordOfDay[];
}
export interface WatchedDay extends DayOf, DayScore {
  readonly structure?: string;
  readonly profession?: string;
  readonly records: number;
  readonly reviewed?: { readonly at: Instant; readonly by: PsIdNat; readonly conclusion: Conclusion; readonly text: string };
}
export interface WatchStore {
  /** From when the watch has to look again; undefined: another process is at it. Remembered as done when the transaction ends. */
  take(now: Instant): Promise<Instant | undefined>;
  /** Whose days have a consultation since that moment. */
  touched(since: Instant, now: Instant): Promise<readonly { readonly id: PsIdNat; readonly day: CivilDate }[]>;
  /** Everything the signals need of this day: reads the lines of that professional on those days only. */
  count(id: PsIdNat, day: CivilDate): Promise<CountedDay>;
  countStructure(id: StructIdNat, day: CivilDate): Promise<StructureDay>;
  keep(day: DayOf, counted: CountedDay | StructureDay, score: DayScore): Promise<void>;
  /** Heaviest first; `reviewed`: the latest concluded. A month is whole, in Paris. */
  listed(
    permit: PermitAcross<'review-accesses'>,
    query: { readonly reviewed: boolean; readonly structure?: string; readonly month?: string },
  ): Promise<readonly WatchedDay[]>;
  read(permit: PermitAcross<'review-accesses'>, day: DayOf): Promise<(WatchedDay & { readonly evidence: readonly RecordOfDay[] }) | undefined>;
  /** False: it is not listed, or was concluded and did not grow worse. */
  conclude(permit: PermitAcross<'review-accesses'>, day: DayOf, review: NonNullable<WatchedDay['reviewed']>): Promise<boolean>;
}
