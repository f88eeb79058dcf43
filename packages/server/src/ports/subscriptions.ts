// Software that is told of what is new in a record, as the application asks it of the world. Part of the ports.

import type { Permit } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { ReaderOfAccesses } from './accesses.ts';

/** `document-new`: deposited. `document-released`: shown to the patient or to the representatives, or unmasked. */
export type SubscriptionTopic = 'document-new' | 'document-released';

/** Who is told: what sends asks the rights of each by its own actor. */
export type SubscriptionOwner = ProfessionalOwner | ServiceOwner;
export interface ProfessionalOwner {
  readonly kind: 'professionnel';
  readonly id: PsIdNat;
  /** The one they acted for when they subscribed. */
  readonly structure?: StructIdNat;
}
/** A service the patient paired. */
export interface ServiceOwner {
  readonly kind: 'service-tiers';
  readonly id: string;
}
export interface HookChannel {
  readonly endpoint: string;
  /** Base64, of the signature. */
  readonly secret: string;
  readonly payload: 'empty' | 'id-only';
  /** What a service calls the record (idPe), in all that it is told. Undefined: its own id. */
  readonly idPe?: string;
}
export interface Subscription {
  readonly dossier: DossierId;
  readonly id: string;
  readonly topic: SubscriptionTopic;
  readonly owner: SubscriptionOwner;
  readonly channel: HookChannel;
  /** FHIR's: `requested` until the receiver answered the handshake, `error` when it never did. */
  readonly state: 'requested' | 'active' | 'error' | 'off';
  readonly createdAt: Instant;
  readonly endsAt: Instant;
  /** Events since its beginning, by the number of the last. */
  readonly numbered: number;
}
export interface SubscriptionEvent {
  readonly id: string;
  /** Undefined: the handshake. */
  readonly document?: LogicalId;
  readonly at: Instant;
  /** Undefined: never allowed to be sent so far. */
  readonly number?: number;
  readonly attempts: number;
}
/** An event whose turn has come, taken by one worker. */
export interface ClaimedEvent extends SubscriptionEvent {
  readonly subscription: Subscription;
}

/** What the patient is told of a subscription: who asked, for what, until when; never where it is sent. */
export type Subscriber = Pick<Subscription, 'owner' | 'topic' | 'createdAt' | 'endsAt'>;

type Reading = Permit<'list-documents'>;
export interface SubscriptionStore {
  /** With its handshake. False: its owner has as many as one may have in this record. */
  create(permit: Reading, subscription: Omit<Subscription, 'numbered' | 'dossier'>, most: number): Promise<boolean>;
  /** The permit's actor's own, in this record; one of them where `id` is given. What is over is among them. */
  own(permit: Reading, id?: string): Promise<readonly Subscription[]>;
  /** Everybody's that hold, newest first. */
  ofRecord(permit: ReaderOfAccesses): Promise<readonly Subscriber[]>;
  /** What was not sent yet is not sent any more. */
  end(permit: Reading, id: string): Promise<void>;
  /** Those of a service that the patient disconnects. */
  endOfService(permit: Permit<'manage-accesses'>, service: string): Promise<void>;
  /** Numbered ones, in their order; `failed`: those that were given up only. */
  events(
    permit: Reading,
    id: string,
    query: { readonly from: number; readonly until: number; readonly failedOnly: boolean; readonly limit: number },
  ): Promise<readonly SubscriptionEvent[]>;
  /** Given-up ones wait for their turn again; how many. */
  replay(permit: Reading, id: string, at: Instant): Promise<number>;
  /** In the transaction of what happened. */
  raise(happened: { readonly dossier: DossierId; readonly topic: SubscriptionTopic; readonly document: LogicalId; readonly at: Instant }): Promise<void>;

  /** For the job that sends. Takes what is due until the lease ends; no other worker gets it meanwhile. */
  claim(due: { readonly now: Instant; readonly leaseUntil: Instant; readonly limit: number }): Promise<readonly ClaimedEvent[]>;
  /** The number of an event that is about to be sent, the same at each attempt. Undefined: it is over meanwhile. */
  number(event: ClaimedEvent): Promise<number | undefined>;
  /** A handshake that was taken makes its subscription active. */
  sent(event: ClaimedEvent): Promise<void>;
  retry(event: ClaimedEvent, at: Instant): Promise<void>;
  /** A handshake that was never taken makes its subscription an error; an event is kept for its owner to replay. */
  giveUp(event: ClaimedEvent): Promise<void>;
  /** Never told: it leaves nothing behind. */
  withhold(event: ClaimedEvent): Promise<void>;
  /** Sent or given up before that moment, and whatever belongs to a subscription that is over. */
  forget(before: Instant, now: Instant): Promise<void>;
}

/** Carries one notification to its receiver. */
export interface HookCarrier {
  /** Undefined: it may be an address of a receiver. Otherwise the rule it breaks. */
  fault(endpoint: string): string | undefined;
  /** False: refused, unreachable, late, or at an address that may not be called. */
  send(call: { readonly channel: HookChannel; readonly id: string; readonly at: Instant; readonly body: string }): Promise<boolean>;
}
