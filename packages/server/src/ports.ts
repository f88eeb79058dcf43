// What the application asks of the world, in the domain's words. Storage implements it; the application knows nothing else.
// Every method that yields or changes health data takes the permit of the action it serves.

import type { AccessRequest, Action, Actor, DocumentFacts, DossierFacts, Permit } from '@carnet/domain/access';
import type { Trace, TraceId } from '@carnet/domain/audit';
import type { Autorisation, Beneficiaire, Blocage, DossierChoices, DossierId, PersonneId } from '@carnet/domain/dossier';
import type { AvailabilityStatus, DocumentEntry, LogicalId, SubmissionSet, UniqueId, Visibilite } from '@carnet/domain/document';
import type { IdentityTraits, Ins, Professionnel, PsIdNat, StructIdNat, Structure } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { Space } from '@carnet/domain/terminology';

export interface Ports {
  readonly clock: Clock;
  /** Random UUIDs (version 7: they sort by time). */
  readonly newId: () => string;
  /** Lower-case hex SHA-1: the hash XDS and FHIR exchange, computed here and never believed. */
  readonly sha1: (bytes: Uint8Array) => string;
  readonly transactions: Transactions;
  readonly blobs: BlobStore;
}

export interface Clock {
  now(): Instant;
}

export interface Transactions {
  /** Runs `act` in one database transaction: all of it is durable when the promise resolves, none of it if it rejects. */
  run<T>(act: (tx: Stores) => Promise<T>): Promise<T>;
}

/** Everything reachable inside one transaction. */
export interface Stores {
  readonly directory: Directory;
  readonly facts: FactStore;
  readonly dossiers: DossierStore;
  readonly documents: DocumentStore;
  readonly accesses: AccessStore;
  readonly traces: TraceStore;
  readonly notices: NoticeStore;
  readonly profiles: ProfileStore;
}

/** Professionals and structures: public registers, no health data. */
export interface Directory {
  professionnel(id: PsIdNat): Promise<Professionnel | undefined>;
  structure(id: StructIdNat): Promise<Structure | undefined>;
  professionnels(ids: readonly PsIdNat[]): Promise<readonly Professionnel[]>;
  structures(ids: readonly StructIdNat[]): Promise<readonly Structure[]>;
}

export type DossierKey = { readonly ins: Ins } | { readonly id: DossierId };

/** The facts the rules are decided on. Yields nothing that may be shown. */
export interface FactStore {
  /** Undefined: no record. Loads the autorisations and blocages that concern this actor only. */
  dossier(key: DossierKey, actor: Actor): Promise<DossierFacts | undefined>;
  /** Undefined: no such document in this record. Always the entry's latest version. */
  document(dossier: DossierId, document: DocumentKey): Promise<DocumentFacts | undefined>;
}
export type DocumentKey = { readonly logicalId: LogicalId } | { readonly entryUuid: string } | { readonly uniqueId: UniqueId };

export interface DossierStore {
  /** The patient's identity. Any permit on the record but a structure's shows it (RG_0320 keeps it from vendors' software, not from the patient). */
  identity(permit: Permit<'list-documents' | 'read-document' | 'read-profile' | 'deposit' | 'read-journal' | 'read-accesses'>): Promise<DossierIdentity>;
  choices(permit: Permit<'read-accesses'>): Promise<DossierChoices>;
}
export interface DossierIdentity {
  readonly id: DossierId;
  readonly ins: Ins;
  /** Former matricules and legacy INS-C. */
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly openedAt: Instant;
}

/** One document ready to be kept: what was declared, and where its bytes are. */
export interface NewDocument {
  readonly entry: DocumentEntry;
  readonly blob: BlobRef;
}
export type DepositOutcome =
  | { readonly kind: 'stored' }
  /** The same uniqueId with the same bytes is already there, from the same author: answered as the first time. */
  | { readonly kind: 'already-stored'; readonly entry: DocumentEntry }
  /** The uniqueId is taken by other bytes, or by another record. */
  | { readonly kind: 'unique-id-taken' };

export interface DocumentStore {
  /** Keeps one document of a submission set; the set itself is kept with its first document. */
  deposit(permit: Permit<'deposit'>, set: SubmissionSet, document: NewDocument): Promise<DepositOutcome>;
  /** Marks the replaced entry Deprecated (a new version of its metadata). The permit's document is the replaced one. */
  deprecate(permit: Permit<'replace'>, newEntryUuid: string, at: Instant): Promise<void>;
  /** The rows this permit may see, newest first, with totals that count those rows only. */
  list(permit: Permit<'list-documents'>, query: DocumentQuery): Promise<DocumentPage>;
  /** Per space, over Approved rows this permit may see: how many, and how many the person has not opened. */
  countBySpace(permit: Permit<'list-documents'>): Promise<ReadonlyMap<Space, SpaceCount>>;
  /** The entry of the permit's document, latest version. */
  read(permit: Permit<'read-document' | 'mask' | 'unmask' | 'delete' | 'replace' | 'find-reference'>): Promise<StoredDocument>;
  /** The SubmissionSet the permit's document came in. */
  submissionSet(permit: Permit<'read-document'>): Promise<SubmissionSet>;
  /** A new version of the metadata with this visibility. `expectedVersion` is the optimistic lock: false when it is stale. */
  changeVisibility(permit: Permit<'mask' | 'unmask'>, change: MetadataChange & { readonly visibilite: Visibilite }): Promise<boolean>;
  /** A new version with this status. */
  changeStatus(permit: Permit<'delete'>, change: MetadataChange & { readonly status: AvailabilityStatus }): Promise<boolean>;
  /** Notes that this person has opened it, so that it is no longer new to them. */
  markSeen(permit: Permit<'read-document'>, person: PersonneId): Promise<void>;
}
export interface MetadataChange {
  readonly entryUuid: string;
  readonly expectedVersion: number;
  readonly at: Instant;
}
export interface StoredDocument {
  readonly entry: DocumentEntry;
  readonly blob: BlobRef;
  /** This person has not opened it yet (patients only). */
  readonly isNew: boolean;
}
export interface SpaceCount {
  readonly total: number;
  readonly unseen: number;
}

export interface DocumentQuery {
  /** Default: Approved. */
  readonly statuses?: readonly AvailabilityStatus[];
  readonly types?: readonly string[];
  readonly classes?: readonly string[];
  readonly uniqueId?: UniqueId;
  readonly logicalIds?: readonly LogicalId[];
  readonly authorId?: string;
  readonly facilityTypes?: readonly string[];
  readonly practiceSettings?: readonly string[];
  readonly formats?: readonly string[];
  readonly masked?: boolean;
  readonly creation?: InstantRange;
  readonly service?: InstantRange;
  readonly deposited?: InstantRange;
  readonly depositor?: 'patient' | 'others';
  /** `service`: date of the act, newest first (default). `deposited`: as they arrived, newest first. */
  readonly order?: 'service' | 'deposited';
  /** 1 to 200; default 50. */
  readonly limit?: number;
  /** As given by the previous page; opaque. */
  readonly cursor?: string;
}
/** Either bound may be open; `until` is exclusive. */
export interface InstantRange {
  readonly from?: Instant;
  readonly until?: Instant;
}
export interface DocumentPage {
  readonly rows: readonly StoredDocument[];
  /** Rows this permit may see for this query, all pages. */
  readonly total: number;
  /** Among them, those masked to professionals. */
  readonly masked: number;
  readonly nextCursor?: string;
}

export interface AccessStore {
  declare(permit: Permit<'declare-autorisation'>, autorisation: Autorisation): Promise<void>;
  /** Ends now every autorisation of this beneficiary; how many were ended. */
  withdraw(permit: Permit<'withdraw-autorisation'>, beneficiaire: Beneficiaire, at: Instant): Promise<number>;
  block(permit: Permit<'manage-accesses'>, blocage: Blocage): Promise<void>;
  unblock(permit: Permit<'manage-accesses'>, professionnel: PsIdNat, at: Instant): Promise<void>;
  list(permit: Permit<'read-accesses'>): Promise<AccessOverview>;
  /** True the first time this professional consults this record; remembered by the call. */
  firstConsultation(permit: Permit<'list-documents' | 'read-document'>, professionnel: PsIdNat): Promise<boolean>;
}
export interface AccessOverview {
  readonly medecinTraitant?: PsIdNat;
  /** Valid and expired; withdrawn ones are left out. */
  readonly autorisations: readonly (Autorisation & { readonly lastConsultedAt?: Instant })[];
  readonly blocages: readonly Blocage[];
}

export interface TraceStore {
  /** Appends to the record's chain. A refusal about a record that does not exist goes to the chain of unattached traces. */
  append(trace: Trace): Promise<void>;
  /** Newest first. Professionals see their own lines, the titulaire and the médecin traitant all of them. */
  list(permit: Permit<'read-journal'>, query: TraceQuery): Promise<TracePage>;
}
export interface TraceQuery {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly actorId?: string;
  readonly actions?: readonly Action[];
  readonly outcome?: 'granted' | 'refused';
  readonly limit?: number;
  readonly cursor?: string;
}
export interface TracePage {
  readonly rows: readonly (Trace & { readonly id: TraceId })[];
  readonly total: number;
  readonly nextCursor?: string;
}

/** What the patient is told (dmp.md §5.7). */
export type NoticeKind = 'dossier-cree' | 'document-nouveau' | 'premier-acces' | 'bris-de-glace';
export interface Notice {
  readonly id: string;
  readonly dossier: DossierId;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly document?: LogicalId;
  /** Name of the person or structure the notice is about. */
  readonly actorName?: string;
  readonly readAt?: Instant;
}
export type NoticeChannel = 'email' | 'email-digest' | 'app';
export interface NoticeStore {
  /**
   * Tells the patient, in this transaction: the in-app notice and, by the patient's choice, the outgoing message's place in the outbox.
   * A notice about a document the patient may not see yet must not be raised: the application checks.
   */
  raise(notice: Omit<Notice, 'readAt'>): Promise<void>;
  list(permit: Permit<'read-notices'>, query: { readonly limit: number; readonly cursor?: string }): Promise<{ readonly rows: readonly Notice[]; readonly unread: number; readonly nextCursor?: string }>;
  /** Undefined: all of them. */
  markRead(permit: Permit<'manage-notices'>, id: string | undefined, at: Instant): Promise<void>;
  preferences(permit: Permit<'read-notices'>): Promise<NoticePreferences>;
  savePreferences(permit: Permit<'manage-notices'>, preferences: NoticePreferences): Promise<void>;
}
export type NoticePreferences = Readonly<Record<NoticeKind, NoticeChannel>>;

/** What patients say of themselves (features A036). Every text is sealed. */
export interface HealthProfile {
  readonly bloodGroup?: 'A+' | 'A-' | 'B+' | 'B-' | 'AB+' | 'AB-' | 'O+' | 'O-';
  /** `none`: the patient says there is none; undefined: not said. */
  readonly allergies?: 'none' | readonly string[];
  readonly familyHistory?: 'none' | readonly string[];
  readonly visionAid?: 'none' | 'glasses' | 'lenses' | 'both';
  readonly changedAt?: Instant;
}
export interface ProfileStore {
  read(permit: Permit<'read-profile'>): Promise<HealthProfile>;
  save(permit: Permit<'write-profile'>, profile: HealthProfile): Promise<void>;
}

/** Where encrypted bytes are, and what they must be once opened. */
export interface BlobRef {
  /** Content address of the ciphertext: lower-case hex SHA-256. */
  readonly address: string;
  /** SHA-256 of the clear bytes, hex: checked on every read. */
  readonly sha256: string;
  /** Clear bytes. */
  readonly size: number;
}
export interface BlobStore {
  /** Encrypts with the record's key, writes, syncs; durable when it resolves. Sweeping orphans is the store's own job. */
  write(permit: Permit<'deposit'>, bytes: Uint8Array): Promise<BlobRef>;
  /** Rejects when the bytes are missing, altered, or another record's. */
  read(permit: Permit<'read-document'>, blob: BlobRef): Promise<Buffer>;
}

/** Requests as use cases build them, before the facts are loaded. */
export type Asked<A extends Action> = Pick<AccessRequest<A>, 'action' | 'actor' | 'mode'>;

/** A browser's session: opened by the OIDC sign-in (patients) or by a card over mutual TLS (professionals). Kept by the hash of its token. */
export type Session = {
  readonly openedAt: Instant;
  readonly expiresAt: Instant;
} & (
  | { readonly kind: 'patient'; readonly personne: PersonneId; readonly dossier: DossierId; readonly displayName: string; readonly factors: 1 | 2; readonly previousSignInAt?: Instant }
  | { readonly kind: 'professionnel'; readonly professionnel: PsIdNat; readonly structure?: StructIdNat; /** SHA-256 of the card's certificate. */ readonly certificate: string }
);
export interface SessionStore {
  /** The token to put in the cookie: 256 random bits, never stored as it is. */
  open(session: Session): Promise<string>;
  /** Undefined: unknown, closed, expired, or idle for too long. Prolongs the idle delay. */
  find(token: string): Promise<Session | undefined>;
  /** Changes the structure a professional acts for. */
  actFor(token: string, structure: StructIdNat | undefined): Promise<void>;
  close(token: string): Promise<void>;
}
