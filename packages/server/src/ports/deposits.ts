// What a structure fed and what was refused of it, as the application asks it of the world: no patient, no record. Part of the ports.

import type { Actor, PermitAcross } from '@carnet/domain/access';
import type { StructIdNat } from '@carnet/domain/identity';
import type { Instant, RefusalCode } from '@carnet/domain/kernel';

/** By which transaction; `FHIR`: one of the two, the journal does not say which; `CARNET`: by hand, on Carnet's own screens. */
export type DepositDoor = 'ITI-41' | 'ITI-65' | 'ITI-105' | 'FHIR' | 'CARNET';

/** The numbers a software gave what it sent, as it wrote them. */
export interface GivenNumbers {
  readonly set?: string;
  readonly documents: readonly string[];
}
/** Who sent it. Names are kept as they were on that day. */
export interface Sender {
  readonly kind: Actor['kind'];
  readonly id: string;
  readonly name: string;
  readonly software?: string;
}

/** A finding of the answer: which rule, where. Never what was given. */
export interface RefusedFault {
  readonly rule: string;
  /** Absent: of those too many to be kept one by one. */
  readonly field?: string;
}

export interface NewRefusedDeposit {
  readonly id: string;
  readonly structure: StructIdNat;
  readonly at: Instant;
  readonly door: DepositDoor;
  /** As it was answered. */
  readonly code: RefusalCode;
  readonly faults: readonly RefusedFault[];
  readonly sender: Sender;
  readonly numbers: GivenNumbers;
}

interface Fed {
  readonly id: string;
  readonly at: Instant;
  readonly door: DepositDoor;
}
/** One document. Without its number: it was there already, and this is its coming again. */
export interface TakenDeposit extends Fed {
  readonly outcome: 'taken';
  readonly number?: string;
  readonly sender: Pick<Sender, 'kind' | 'id'>;
}
/** One submission, or the same one again within an hour. Without its sender: of those too many to be kept one by one. */
export interface RefusedDeposit extends Fed {
  readonly outcome: 'refused';
  readonly lastAt: Instant;
  readonly times: number;
  readonly code: RefusalCode;
  readonly faults: readonly RefusedFault[];
  readonly sent?: { readonly sender: Sender; readonly numbers: GivenNumbers };
}
export type FedDeposit = TakenDeposit | RefusedDeposit;

export interface DepositsQuery {
  readonly since: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly outcome?: FedDeposit['outcome'];
  readonly code?: string;
  readonly limit: number;
  readonly cursor?: string;
}
export interface DepositCounts {
  /** Documents. */
  readonly taken: number;
  /** Submissions, each as many times as it was refused; the most frequent first. */
  readonly refused: readonly { readonly code: RefusalCode; readonly times: number }[];
}

export interface DepositStore {
  /** Once an hour for the same refusal of the same submission: it is counted from then on. Beyond so many of an hour, by code alone. */
  refuse(refused: NewRefusedDeposit, mostOfAnHour: number): Promise<void>;
  /** Of the structure of who holds the permit, newest first. */
  list(permit: PermitAcross<'list-deposits'>, query: DepositsQuery): Promise<{ readonly rows: readonly FedDeposit[]; readonly nextCursor?: string }>;
  count(permit: PermitAcross<'list-deposits'>, period: Pick<DepositsQuery, 'since' | 'until'>): Promise<DepositCounts>;
  /** Forgets what was refused before that moment. How many lines. */
  forget(before: Instant): Promise<number>;
}
