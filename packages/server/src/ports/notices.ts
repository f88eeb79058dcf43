// What people are told, as the application asks it of the world: the notices of a record, the devices that ring, and the outbox. Part of the ports.

import type { Permit, PermitAcross } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import type { PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Chosen, Departure, NoticeChoice, NoticeKind, QuietHours } from '@carnet/domain/notice';

export type { NoticeKind } from '@carnet/domain/notice';
/** Told by e-mail at once, whatever was chosen for the rest (R.1111-48 CSP). */
export type EmergencyNoticeKind = 'bris-de-glace' | 'centre-15';
/** All that professionals are told by e-mail: emergencies, and corrections of an identity. */
export type ProfessionalNoticeKind = EmergencyNoticeKind | 'dossiers-separes' | 'document-ecarte' | 'document-retire';
export interface Notice {
  readonly id: string;
  readonly dossier: DossierId;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly document?: LogicalId;
  /** Name of the person or structure the notice is about. */
  readonly actorName?: string;
  /** Given by the professional for entering in an emergency. */
  readonly reason?: string;
  readonly readAt?: Instant;
}
/** One line of the app: a notice, or all the new documents of a day on which there were many. */
export interface NoticeLine extends Notice {
  /** Documents it stands for, at least 1. */
  readonly count: number;
}
export interface RaisedNotice extends Omit<Notice, 'readAt'> {
  readonly secret?: boolean;
  /** About care that ended long before: however many there are, one message by channel. */
  readonly past?: boolean;
  /** A result its laboratory marked as critical: waits for nothing. */
  readonly toActOn?: boolean;
}
export interface ToProfessionnel {
  readonly id: string;
  readonly to: string;
  readonly kind: ProfessionalNoticeKind;
  readonly dossier: DossierId;
}
export interface NoticeStore {
  /**
   * Tells the patient and those who represent them, in this transaction: the in-app notice and, by each one's choices, the place of their
   * messages in the outbox. A `secret` one, or one about a document kept from the representatives, is the patient's alone (R.1111-50 CSP).
   * A notice about a document the patient may not see yet must not be raised: the application checks.
   */
  raise(notice: RaisedNotice): Promise<void>;
  /** The message to the médecin traitant that goes with a notice of emergency just raised. Nothing where there is none, or no mailbox of theirs is known. */
  tellMedecinTraitant(
    permit: Permit<'list-documents' | 'read-document' | 'read-measures'>,
    notice: { readonly id: string; readonly kind: EmergencyNoticeKind },
  ): Promise<void>;
  /** A message to each professional who read this record since that moment, and whose mailbox is known: that there is something to see, and nothing of what. */
  tellReaders(permit: Permit<'keep-identity'>, told: { readonly kind: 'dossiers-separes'; readonly since: Instant }): Promise<void>;
  list(
    permit: Permit<'read-notices'>,
    query: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly rows: readonly NoticeLine[]; readonly missing: number; readonly unread: number; readonly nextCursor?: string }>;
  /** For everybody who reads them. Undefined: all of them; the id of a line that stands for many: those. */
  markRead(permit: Permit<'manage-notices'>, id: string | undefined, at: Instant): Promise<void>;
  preferences(permit: Permit<'read-notices'>): Promise<NoticePreferences>;
  savePreferences(permit: Permit<'manage-notices'>, preferences: NoticePreferences): Promise<void>;
}
export interface NoticePreferences {
  /** The person's own, for this record. */
  readonly choices: Readonly<Record<NoticeChoice, Chosen>>;
  /** The person's own, whatever the record. Undefined: none. */
  readonly quiet?: QuietHours;
}

/** What a push service gave a browser (RFC 8030 §4, RFC 8291 §3): base64url where it is bytes. */
export interface PushAddress {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: 'fr' | 'en';
}
export interface Device {
  readonly id: string;
  readonly personne: PersonneId;
  readonly since: Instant;
  readonly address: PushAddress;
  /** Hex SHA-256 of its address: what the browser finds itself by. */
  readonly mark: string;
}
/** Devices are their owner's: nothing of any record is in them. */
export interface DeviceStore {
  list(personne: PersonneId): Promise<readonly Device[]>;
  find(id: string): Promise<Device | undefined>;
  /** An address known already is this person's from now on: one browser rings for whoever asked last. */
  keep(personne: PersonneId, address: PushAddress, at: Instant): Promise<void>;
  remove(id: string): Promise<void>;
}
export type Rung =
  | { readonly outcome: 'taken' }
  /** The browser gave the subscription up, or it ended (RFC 8030 §7.3: 404, 410). */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'failed'; readonly why: string; readonly retryAfterSeconds?: number };
export interface PushSender {
  /** To be given to browsers: 65 bytes of a P-256 point, base64url. */
  readonly publicKey: string;
  /** Rings: says that there is something new, and nothing of what. `urgent`: even a device that saves its battery. */
  ring(address: PushAddress, message: { readonly kind: 'notice' | 'trial'; readonly urgent: boolean }): Promise<Rung>;
}

export interface NoticeCount {
  readonly kind: NoticeKind;
  readonly count: number;
  /** The record is another's, whom the reader represents. */
  readonly forAnother: boolean;
}
export type NoticeChannel = 'email' | 'push';
/** A message of the outbox whose turn has come. Written with its notice, in the same transaction (NoticeStore.raise). */
export interface OutboxMessage {
  readonly dossier: DossierId;
  readonly id: string;
  /** Those of one batch leave as one, and always the same: it names the mail. */
  readonly batch: string;
  /** `assure`: whom the record is or will be about, reached as the insurer does. */
  readonly to:
    | { readonly personne: PersonneId }
    | { readonly personne: PersonneId; readonly device: string }
    | { readonly professionnel: PsIdNat }
    | { readonly assure: DossierId };
  readonly kind: NoticeKind | 'ouverture-a-venir';
  readonly channel: NoticeChannel;
  /** The record is not the receiver's own. */
  readonly forAnother: boolean;
  /** This one included. */
  readonly attempts: number;
}
export interface OutboxStore {
  /** Takes due messages for this worker until the lease ends, urgent ones first, whole batches only; no other worker gets them meanwhile. `limit`: batches, about. */
  claim(due: { readonly now: Instant; readonly leaseUntil: Instant; readonly limit: number }): Promise<readonly OutboxMessage[]>;
  markSent(messages: readonly OutboxMessage[]): Promise<void>;
  /** It was not taken. */
  retry(messages: readonly OutboxMessage[], at: Instant, why: string): Promise<void>;
  /** Tried too often: an operator sees it, and may have it sent again. */
  giveUp(messages: readonly OutboxMessage[], why: string): Promise<void>;
  /** Nobody to send it to. */
  drop(messages: readonly OutboxMessage[]): Promise<void>;
  /** Calls back when a message was written, in any process. Resolves to what stops listening. */
  onNew(wake: () => void): Promise<() => Promise<void>>;
}

/** Messages that never left, as an operator sees them: of nobody, about nothing. */
export interface DeadLetter {
  readonly batch: string;
  readonly channel: NoticeChannel;
  readonly kinds: readonly OutboxMessage['kind'][];
  readonly count: number;
  readonly writtenAt: Instant;
  readonly attempts: number;
  readonly why?: string;
}
export interface DeadLetterStore {
  /** Newest first, and how many there are in all. */
  list(permit: PermitAcross<'administer'>, limit: number): Promise<{ readonly letters: readonly DeadLetter[]; readonly total: number }>;
  /** From now on, as if they had just been written. Undefined: all. How many will leave. */
  sendAgain(permit: PermitAcross<'administer'>, batch: string | undefined): Promise<number>;
}

export interface PlannedMessage extends Departure {
  readonly personne: PersonneId;
  readonly channel: NoticeChannel;
  readonly device?: string;
}
