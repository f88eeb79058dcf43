// What the application asks of the world, in the domain's words. Storage implements it; the application knows nothing else.
// Every method that yields or changes health data takes the permit of the action it serves.

import type {
  AccessRequest,
  CellCounts,
  Action,
  Actor,
  DocumentFacts,
  DossierFacts,
  HabilitationMatrix,
  Mode,
  Permit,
  PermitAcross,
  Policy,
  PolicySetting,
} from '@carnet/domain/access';
import type { KeptTrace, Trace, TraceContext } from '@carnet/domain/audit';
import type { Closing, DossierChoices, DossierId, PatientSpace, PersonneId, Representation, RepresentationKind } from '@carnet/domain/dossier';
import type { ClinicalContent } from '@carnet/domain/clinical';
import type { AvailabilityStatus, DocumentEntry, LogicalId, SubmissionSet, UniqueId, Visibilite } from '@carnet/domain/document';
import type {
  ContactDetails,
  IdentityTraits,
  LocalIdentifier,
  SoughtTraits,
  Ins,
  Personnel,
  Professionnel,
  PsIdNat,
  StructIdNat,
  Structure,
} from '@carnet/domain/identity';
import type { CivilDate, Instant, InstantRange } from '@carnet/domain/kernel';
import type { MeasureId } from '@carnet/domain/measure';
import type { Space } from '@carnet/domain/terminology';
import type { AssureStore } from './assures.ts';
import type { DepositStore } from './deposits.ts';
import type { DueHistory, FeedStore, HistoryStore, IntakeStore } from './feed.ts';
import type { ExportStore } from './exports.ts';
import type { UploadStore } from './uploads.ts';
import type { EmergencyCardStore } from './emergency-cards.ts';
import type { FusionStore } from './fusions.ts';
import type { MisfilingStore } from './misfilings.ts';
import type { IdentityStore } from './identity.ts';
import type { IndicatorStore } from './indicators.ts';
import type { DeadLetterStore, DeviceStore, NoticeStore } from './notices.ts';
import type { Opening, RoundStore } from './openings.ts';
import type { ActingAs, SuccessionStore } from './successions.ts';
import type { LookUpStore, ReportStore, WatchStore } from './watch.ts';
import type { ClinicalStore } from './clinical.ts';
import type { MeasureStore } from './measures.ts';
import type { ArrangementStore } from './arrangements.ts';
import type { ReminderStore } from './reminders.ts';
import type { ProfileStore } from './profile.ts';
import type { KeyStore } from './keys.ts';
import type { OpeningStore } from './automatic-openings.ts';
import type { RegistryStore } from './registry.ts';
import type { PairingStore } from './services.ts';
import type { ShareStore } from './shares.ts';
import type { SubscriptionStore } from './subscriptions.ts';
import type { SoapMessageStore } from './soap.ts';
import type { AccessStore, MasquageStore, PatientListStore, ReaderOfAccesses, TreatingStore } from './accesses.ts';

export type * from './accesses.ts';
export type * from './accounts.ts';
export type * from './courier.ts';
export type * from './passkeys.ts';
export type * from './assures.ts';
export type * from './deposits.ts';
export * from './feed.ts';
export type * from './exports.ts';
export type * from './uploads.ts';
export type * from './emergency-cards.ts';
export type * from './fusions.ts';
export type * from './misfilings.ts';
export type * from './identity.ts';
export type * from './clinical.ts';
export type * from './indicators.ts';
export type * from './journal.ts';
export type * from './measures.ts';
export type * from './arrangements.ts';
export type * from './reminders.ts';
export type * from './profile.ts';
export type * from './notices.ts';
export type * from './automatic-openings.ts';
export type * from './openings.ts';
export type * from './registry.ts';
export * from './services.ts';
export type * from './shares.ts';
export type * from './watch.ts';
export type * from './keys.ts';
export type * from './soap.ts';
export type * from './subscriptions.ts';

export interface Ports {
  readonly clock: Clock;
  /** Random UUIDs (version 7: they sort by time). */
  readonly newId: () => string;
  /** Lower-case hex SHA-1: the hash XDS and FHIR exchange, computed here and never believed. */
  readonly sha1: (bytes: Uint8Array) => string;
  /** What a document says in codes. Undefined: of no kind that says any. Never throws, whatever the bytes are. */
  readonly readContent: (bytes: Uint8Array, mimeType: string) => ClinicalContent | undefined;
  readonly transactions: Transactions;
  readonly blobs: BlobStore;
  readonly law: LawInForce;
}

/** The dated values every decision is taken with. */
export interface LawInForce {
  /** What is in force on that day in Paris; a change decided anywhere is known within seconds. Rejects when it cannot be read: no access then. */
  at(at: Instant): Promise<{ readonly policy: Policy; readonly matrix: HabilitationMatrix }>;
}

export interface Clock {
  now(): Instant;
}

export interface Transactions {
  /**
   * Runs `act` in one database transaction: all of it is durable when the promise resolves, none of it if it rejects.
   * Where the database had to break a deadlock, `act` runs again from its beginning.
   * `last`: nothing is written after what is asked until this turn ends. The commit goes out with it rather than after its answers; `act` may
   * still read, each statement by itself, and what it then rejects with undoes nothing.
   */
  run<T>(act: (tx: Stores, last: () => void) => Promise<T>): Promise<T>;
  /** For looking something up on the way in: no transaction, each statement sees what is committed when it runs. */
  look<T>(act: (stores: Pick<Stores, 'directory'>) => Promise<T>): Promise<T>;
}

/** Everything reachable inside one transaction. */
export interface Stores {
  readonly directory: Directory;
  readonly facts: FactStore;
  readonly dossiers: DossierStore;
  readonly assures: AssureStore;
  readonly identities: IdentityStore;
  readonly fusions: FusionStore;
  readonly misfilings: MisfilingStore;
  readonly openings: OpeningStore;
  readonly documents: DocumentStore;
  readonly registry: RegistryStore;
  readonly clinical: ClinicalStore;
  readonly measures: MeasureStore;
  readonly accesses: AccessStore;
  readonly treating: TreatingStore;
  readonly masquages: MasquageStore;
  readonly patients: PatientListStore;
  readonly traces: TraceStore;
  readonly notices: NoticeStore;
  readonly devices: DeviceStore;
  readonly deadLetters: DeadLetterStore;
  readonly profiles: ProfileStore;
  readonly arrangements: ArrangementStore;
  readonly reminders: ReminderStore;
  readonly cards: EmergencyCardStore;
  readonly shares: ShareStore;
  readonly ties: TieStore;
  readonly successions: SuccessionStore;
  readonly delegations: DelegationStore;
  readonly pairings: PairingStore;
  readonly rounds: RoundStore;
  readonly due: DueStore;
  readonly law: LawRegister;
  readonly indicators: IndicatorStore;
  readonly lookUps: LookUpStore;
  readonly reports: ReportStore;
  readonly watch: WatchStore;
  readonly keys: KeyStore;
  readonly soapMessages: SoapMessageStore;
  readonly subscriptions: SubscriptionStore;
  readonly intakes: IntakeStore;
  readonly feed: FeedStore;
  readonly history: HistoryStore;
  readonly exports: ExportStore;
  readonly uploads: UploadStore;
  readonly deposits: DepositStore;
}

/** `rank`: among the active holders of the same role in the structure, by their number. */
export type RankedPersonnel = Personnel & { readonly rank: number };

/** Professionals and structures: public registers, no health data. */
export interface Directory {
  professionnel(id: PsIdNat): Promise<Professionnel | undefined>;
  structure(id: StructIdNat): Promise<Structure | undefined>;
  /** Holder of a CPS card, with the structures they work in, and the one they claim, of those that are known. */
  holder(id: PsIdNat, claimed: StructIdNat | undefined): Promise<{ readonly professionnel: Professionnel; readonly places: readonly Structure[] } | undefined>;
  /** Holder of a CPE card. */
  personnel(id: PsIdNat): Promise<RankedPersonnel | undefined>;
  professionnels(ids: readonly PsIdNat[]): Promise<readonly Professionnel[]>;
  structures(ids: readonly StructIdNat[]): Promise<readonly Structure[]>;
  /**
   * Active ones whose name has, for each word given, a word that begins with it, whatever the case and accents; at most `limit` of each, by
   * name. The health insurance's services are not among them. Fewer than three letters and figures find nothing.
   */
  search(text: string, limit: number): Promise<{ readonly professionnels: readonly Professionnel[]; readonly structures: readonly Structure[] }>;
}

/** `local`: found by whoever's authority it is, and by nobody else. */
export type DossierKey = { readonly ins: Ins } | { readonly id: DossierId } | { readonly local: LocalIdentifier };

/** The facts the rules are decided on. Yields nothing that may be shown. */
export interface FactStore {
  /** Undefined: no record. Loads the autorisations and blocages that concern this actor only. */
  dossier(key: DossierKey, actor: Actor): Promise<DossierFacts | undefined>;
  /** Whether the patient is under eighteen at that moment. Yields no date: only what the connexion secrète depends on. */
  isMinor(dossier: DossierId, at: Instant): Promise<boolean>;
  /** Whether the patient has accomplished so many years at that moment. False where there is no such record. */
  hasAge(dossier: DossierId, years: number, at: Instant): Promise<boolean>;
  /** Who of the patient's side has a space of their own at that moment. */
  space(dossier: DossierId, at: Instant): Promise<PatientSpace>;
  /** Undefined: no such document in this record. Always the entry's latest version. */
  document(dossier: DossierId, document: DocumentKey): Promise<DocumentFacts | undefined>;
  /** Undefined: no such measure in this record. */
  measure(dossier: DossierId, id: MeasureId): Promise<DocumentFacts | undefined>;
}
export type DocumentKey = { readonly logicalId: LogicalId } | { readonly entryUuid: string } | { readonly uniqueId: UniqueId };

export interface DossierStore {
  /** The patient's identity: that of the record that stands for this one, where there is one. Any permit on the record but a structure's shows it (RG_0320 keeps it from vendors' software, not from the patient). */
  identity(
    permit: Permit<
      | 'test-existence'
      | 'examine-identity'
      | 'keep-identity'
      | 'keep-heirs'
      | 'list-documents'
      | 'read-document'
      | 'read-profile'
      | 'read-measures'
      | 'write-measures'
      | 'change-measures'
      | 'deposit'
      | 'read-journal'
      | 'read-accesses'
      | 'read-identity'
      | 'redeem-share'
      | 'manage-accesses'
      | 'report-access'
      | 'examine-report'
      | 'revise-contact'
      | 'close-record'
      | 'reopen-record'
      | 'export-record'
    >,
  ): Promise<DossierIdentity>;
  /** Whether there is a record of the same five strict traits: a perfect namesake, or the same person twice. */
  hasNamesake(permit: Permit<'list-documents'>): Promise<boolean>;
  /** How the person is reached, and who is said to stand for them. */
  contact(permit: Permit<'read-identity' | 'revise-contact' | 'export-record'>): Promise<ContactDetails>;
  saveContact(permit: Permit<'revise-contact'>, contact: ContactDetails): Promise<void>;
  /** Names of those who represent the person by law at that moment, as they are shown. */
  representants(permit: Permit<'read-identity' | 'export-record'>): Promise<readonly string[]>;
  /** False: it is closed already. */
  close(permit: Permit<'close-record'>, closing: Closing): Promise<boolean>;
  /** False: it is open. */
  reopen(permit: Permit<'reopen-record'>): Promise<boolean>;
  /** The closing that holds. */
  closing(permit: Permit<'test-existence' | 'close-record' | 'reopen-record'>): Promise<Closing | undefined>;
  /** `taken`: this INS, or one of the former ones, has a record already. */
  create(permit: PermitAcross<Opening>, dossier: CreatedDossier): Promise<'created' | 'taken'>;
  /** At most `limit` records of people whose traits may be those: their names are read with each one's own permit. */
  candidates(permit: PermitAcross<'find-patient'>, sought: SoughtTraits, limit: number): Promise<readonly DossierId[]>;
  choices(permit: Permit<'read-accesses' | 'export-record'>): Promise<DossierChoices>;
  /** The switches that are named change, the others stay as they are; all four as they are then. */
  saveChoices(permit: Permit<'manage-accesses' | 'reopen-record' | 'revise-contact'>, change: Partial<DossierChoices>): Promise<DossierChoices>;
}
/** A record as it begins. */
export interface CreatedDossier {
  readonly id: DossierId;
  readonly titulaire: PersonneId;
  readonly ins: Ins;
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly openedAt: Instant;
  readonly choices: DossierChoices;
  readonly contact?: ContactDetails;
}
export interface DossierIdentity {
  readonly id: DossierId;
  readonly ins: Ins;
  /** Former matricules and legacy INS-C, the latest first. */
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly openedAt: Instant;
}

/** One document ready to be kept: what was declared, and where its bytes are. */
export interface NewDocument {
  readonly entry: DocumentEntry;
  readonly blob: BlobRef;
  /** Hex SHA-256 of the file an unstructured CDA carries: it is recognised by that file, however it is wrapped. Absent: by its own bytes. */
  readonly recognisedBy?: string;
  readonly door?: TraceContext['door'];
}
export type DepositOutcome =
  /** `alike`: its content was there already, of the same type and open to the same people. */
  | { readonly kind: 'stored'; readonly alike?: true }
  /** The same uniqueId with the same bytes is already there, from the same author: answered as the first time. */
  | { readonly kind: 'already-stored'; readonly entry: DocumentEntry }
  /** The uniqueId is taken by other bytes, or by another record. */
  | { readonly kind: 'unique-id-taken' };

export interface DocumentStore {
  /** Keeps one document of a submission set; the set itself is kept with its first document. */
  deposit(permit: Permit<'deposit'>, set: SubmissionSet, document: NewDocument): Promise<DepositOutcome>;
  /** Notes that the document came once more. The receipt stands in the record of the permit; when and by whom are the permit's. */
  keepReceipt(permit: Permit<'deposit'>, receipt: NewReceipt): Promise<void>;
  /** How the permit's document came to be what it is, as far as this reader sees it. */
  history(permit: Permit<'read-document'>): Promise<DocumentHistory>;
  /** Marks the replaced entry Deprecated (a new version of its metadata, under this entryUUID). The permit's document is the replaced one. False: it is no longer Approved. */
  deprecate(permit: Permit<'replace'>, newEntryUuid: string, at: Instant): Promise<boolean>;
  /** The rows this permit may see, newest first, with totals that count those rows only. `within`: less what that reader may not see either. */
  list(permit: Permit<'list-documents' | 'export-record'>, query: DocumentQuery, within?: ReaderOfAccesses): Promise<DocumentPage>;
  /** What changed for this caller since a cursor; without one, all they see. */
  changes(permit: Permit<'list-documents'>, query: ChangesQuery): Promise<DocumentChanges>;
  /** Per space, over Approved rows this permit may see: how many, and how many the person has not opened. `within`: as above. */
  countBySpace(permit: Permit<'list-documents'>, within?: ReaderOfAccesses): Promise<ReadonlyMap<Space, SpaceCount>>;
  /** Type codes of what this permit sees, deleted documents left out. */
  typesSeen(permit: Permit<'list-documents'>): Promise<readonly string[]>;
  /** The entry of the permit's document, latest version. */
  read(permit: Permit<'read-document' | 'correct-misfiled' | 'replace' | 'find-reference' | DocumentAct>): Promise<StoredDocument>;
  /** The SubmissionSet the permit's document came in. */
  submissionSet(permit: Permit<'read-document'>): Promise<SubmissionSet>;
  /** A new version of the metadata with this visibility and this status. `expectedVersion` is the optimistic lock: false when it is stale. */
  change(permit: Permit<DocumentAct>, change: MetadataChange): Promise<boolean>;
  /** Notes that this person has opened it, so that it is no longer new to them. */
  markSeen(permit: Permit<'read-document'>, person: PersonneId): Promise<void>;
}
export interface ChangesQuery {
  /** As given before; opaque, and its caller's own. */
  readonly cursor?: string;
  /** In place of a cursor: since this caller's last list before that moment, as they see the record today. Nothing is new to who comes for the first time. */
  readonly visitBefore?: Instant;
  /** Of rows an answer may hold; 0: the cursor alone. */
  readonly maximum: number;
}
export type DocumentChanges =
  | { readonly kind: 'changes'; readonly changes: readonly DocumentChange[]; readonly cursor: string }
  /** More than the maximum. */
  | { readonly kind: 'too-many' }
  /** Not a cursor of this caller in this record; or one of a journal that is no longer the record's, after a restore. */
  | { readonly kind: 'unknown-cursor' };
/** `gone`: this caller saw it and sees it no longer; nothing else is told of it. */
export type DocumentChange = { readonly kind: 'new' | 'changed'; readonly stored: StoredDocument } | { readonly kind: 'gone'; readonly document: LogicalId };

/** What changes the metadata of one document. */
export type DocumentAct = 'mask' | 'unmask' | 'show-to-patient' | 'show-to-representants' | 'archive' | 'unarchive' | 'delete';
export interface MetadataChange {
  readonly entryUuid: string;
  readonly expectedVersion: number;
  readonly at: Instant;
  readonly visibilite: Visibilite;
  readonly status: AvailabilityStatus;
  /** The submission set the version comes with (ITI TF-2 §3.57): whoever asks what is new since their last call finds it there. Kept with it. */
  readonly set: SubmissionSet;
}
export interface NewReceipt {
  readonly id: string;
  readonly document: LogicalId;
  readonly door: TraceContext['door'];
}
export interface Receipt {
  readonly document: LogicalId;
  readonly at: Instant;
  readonly door: TraceContext['door'];
  /** As the journal names an actor. */
  readonly senderKind: Actor['kind'];
  readonly senderId: string;
}
export interface DocumentHistory {
  /** The documents that are one line with this one, itself among them, in the order they arrived. `door`: where it is known. */
  readonly copies: readonly { readonly entry: DocumentEntry; readonly door?: TraceContext['door'] }[];
  /** Of all of them, oldest first. */
  readonly receipts: readonly Receipt[];
  /** Oldest first, itself among them; empty where there is no other. */
  readonly versions: readonly DocumentEntry[];
}
/** Of content that came more than once: under the same uniqueId, or as another document that is one line with it. */
export interface Received {
  /** At least 2: the first time is counted. */
  readonly count: number;
  readonly lastAt: Instant;
}
export interface StoredDocument {
  readonly entry: DocumentEntry;
  readonly blob: BlobRef;
  /** This person has not opened it yet (patients only). */
  readonly isNew: boolean;
  /** When a professional last read it; told in lists, to the titulaire only. */
  readonly lastReadAt?: Instant;
  /** The record it lies in, where that one is one with others; told in lists. */
  readonly dossier?: DossierId;
  /** When it came more than once; told in lists of lines. */
  readonly received?: Received;
  /** How many versions of it this reader sees, itself counted, when there are several; told in lists of lines. */
  readonly versions?: number;
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
  /** Any of these: a UUID is a logicalId or the entryUUID of the latest version. */
  readonly identifiers?: { readonly uniqueIds: readonly UniqueId[]; readonly uuids: readonly string[] };
  readonly authorId?: string;
  readonly facilityTypes?: readonly string[];
  readonly practiceSettings?: readonly string[];
  readonly formats?: readonly string[];
  readonly masked?: boolean;
  /** Confidentiality codes; of each list, one must be among the document's. */
  readonly confidentiality?: readonly (readonly string[])[];
  readonly creation?: InstantRange;
  readonly service?: InstantRange;
  readonly serviceStop?: InstantRange;
  /** As `serviceStop`; a document that says none ended when it began. */
  readonly serviceEnd?: InstantRange;
  readonly deposited?: InstantRange;
  /** When its latest version was made. */
  readonly changed?: InstantRange;
  readonly depositor?: 'patient' | 'others';
  /** Hex SHA-256 of what documents are recognised by (N1). */
  readonly content?: string;
  /** In each of these submission sets and folders, by their ids: linked to it as stored queries tell it. */
  readonly memberOf?: readonly string[];
  /** Held against each entry once it is opened: for what is sealed. The whole record is then walked, and the totals are of those kept. */
  readonly keep?: (entry: DocumentEntry) => boolean;
  /** As people read them: documents of the same content, in one space, of one status, kept from the same people, are the first of them (N1). Absent: each document, as the registry has them. */
  readonly asLines?: true;
  /** Newest first, by the date of the act (`service`, the default), as they arrived, by the document's own date, by their last change. */
  readonly order?: 'service' | 'deposited' | 'creation' | 'changed';
  /** Oldest first instead. */
  readonly ascending?: true;
  /** By a text made of what is sealed, in French alphabetical order, then in the order above: the whole record is walked, as for `keep`. */
  readonly sortedBy?: { readonly name: string; readonly textOf: (entry: DocumentEntry) => string };
  /** 1 to 200; default 50. */
  readonly limit?: number;
  /** As given by the previous page; opaque. */
  readonly cursor?: string;
}
export interface DocumentPage {
  readonly rows: readonly StoredDocument[];
  /** Of this page: rows that do not open, which were altered. */
  readonly missing: number;
  /** Rows this permit may see for this query, all pages. */
  readonly total: number;
  /** Among them, those masked to professionals. */
  readonly masked: number;
  readonly nextCursor?: string;
}

export interface TraceStore {
  /** Appends to the record's chain. A refusal about a record that does not exist goes to the chain of unattached traces. */
  append(trace: Trace): Promise<void>;
  /** The same without waiting for it: resolves once the line is on its way, ahead of whatever is asked after it; `written`, once it is in the journal. */
  send(trace: Trace): Promise<{ readonly written: Promise<void> }>;
  /** Newest first. Professionals see their own lines, the titulaire and the médecin traitant all of them. */
  list(permit: Permit<'read-journal'>, query: TraceQuery): Promise<TracePage>;
  /** All that `list` would show, without a total, some hundreds of lines at a time. */
  walk(permit: Permit<'read-journal' | 'export-record'>): AsyncIterable<Pick<TracePage, 'rows' | 'missing'>>;
}
export interface TraceQuery {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly actorId?: string;
  readonly actions?: readonly Trace['action'][];
  readonly outcome?: 'granted' | 'refused';
  readonly limit?: number;
  readonly cursor?: string;
}
export interface TracePage {
  readonly rows: readonly KeptTrace[];
  /** Of this page: lines that do not open, which were altered. */
  readonly missing: number;
  readonly total: number;
  readonly nextCursor?: string;
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
  read(permit: Permit<'read-document' | 'correct-misfiled' | 'export-record'>, blob: BlobRef): Promise<Buffer>;
}

/** Who decided on the law, when, under which name, and why. */
export interface Decided {
  readonly by: PsIdNat;
  readonly name: string;
  readonly at: Instant;
  readonly reason: string;
}
export interface MatrixDecision {
  readonly id: string;
  readonly from: CivilDate;
  /** Takes back what had been decided for that day. */
  readonly withdrawn: boolean;
  readonly source: string;
  readonly counts: CellCounts;
  readonly decidedAt: Instant;
  /** Absent: shipped with the program, read at its first start. */
  readonly decided?: Decided;
}
export type PolicyDecision = PolicySetting & { readonly decided: Decided };
/** What was decided of the law, in the order it was. Only ever added to. */
export interface LawRegister {
  /** Until the transaction ends nobody else decides: what is read after it is what the decision is added to. */
  hold(permit: LawPermit): Promise<void>;
  matrices(permit: LawPermit): Promise<readonly MatrixDecision[]>;
  matrix(permit: LawPermit, decision: Pick<MatrixDecision, 'id' | 'from' | 'source'>): Promise<HabilitationMatrix>;
  /** From the matrix's own day. */
  putInForce(permit: LawPermit, matrix: Pick<HabilitationMatrix, 'from' | 'source' | 'cells'>, decided: Decided): Promise<void>;
  withdrawMatrix(permit: LawPermit, from: CivilDate, decided: Decided): Promise<void>;
  changes(permit: LawPermit): Promise<readonly PolicyDecision[]>;
  change(permit: LawPermit, change: PolicySetting, decided: Decided): Promise<void>;
}
type LawPermit = PermitAcross<'administer'>;

/** Another's record that a person may enter, or is told why not. */
export type Tie = {
  readonly dossier: DossierId;
  readonly titulaireName: string;
  readonly since: Instant;
  readonly until?: Instant;
  /** False: a curatelle, or the access of an heir whom the deceased refused: they open nothing. */
  readonly opens: boolean;
} & ActingAs;
export interface NewRepresentation extends Representation {
  readonly personne: PersonneId;
  /** Of the person who represents, and of the one represented, as they are shown to each other. */
  readonly names: { readonly representant: string; readonly titulaire: string };
  /** Reference of the measure (tutelle, habilitation familiale, curatelle). */
  readonly measure?: string;
}
/** A person's own ties: what they know already, and so without a permit. What a tie opens is decided like everything else. */
export interface TieStore {
  /** As what this person asks for this record. Undefined: nothing ties them to it. */
  kindOf(personne: PersonneId, dossier: DossierId, at: Instant): Promise<'titulaire' | 'representant' | 'aidant' | 'ayant-droit' | undefined>;
  /** A person represents the patient of this record from now on. False: it is known already. */
  represent(permit: PermitAcross<Opening>, dossier: DossierId, representation: NewRepresentation): Promise<boolean>;
  /** Ties that hold now, the person's own record left out. */
  list(personne: PersonneId, at: Instant): Promise<readonly Tie[]>;
}

/** An invitation to be an aidant, then the share it became. */
export interface NewInvitation {
  readonly id: string;
  /** Of the aidant, as the inviter wrote it and as their own account says it; of the patient; of who invites. */
  readonly names: { readonly aidant: string; readonly titulaire: string; readonly invitedBy: string; readonly account?: string };
  readonly email: string;
  readonly categories: readonly Space[];
  /** For a few days (features A115). */
  readonly temporary: boolean;
  readonly invitedAt: Instant;
  readonly invitationExpiresAt: Instant;
  /** Exclusive. */
  readonly until: Instant;
}
export interface AidantShare extends NewInvitation {
  readonly acceptedAt?: Instant;
  /** Before its time, by either side. An invitation that was refused was ended by the aidant. */
  readonly ended?: { readonly at: Instant; readonly by: 'patient' | 'aidant' };
  readonly lastAccessAt?: Instant;
}
export interface FoundInvitation extends NewInvitation {
  readonly dossier: DossierId;
}
export interface DelegationStore {
  /** Keeps the invitation and yields its code, 128 random bits kept by their keyed hash only. Undefined: as many are invited or active as `maximum`. */
  invite(permit: Permit<'manage-accesses'>, invitation: NewInvitation, maximum: number): Promise<string | undefined>;
  /** Newest first, past ones included. */
  list(permit: Permit<'read-accesses' | 'manage-accesses' | 'export-record'>): Promise<readonly AidantShare[]>;
  /** False: there is none, or it has ended. What is undefined stays as it is. */
  change(
    permit: Permit<'manage-accesses'>,
    id: string,
    change: { readonly categories: readonly Space[] | undefined; readonly until: Instant | undefined },
  ): Promise<boolean>;
  /** Ends the share, or withdraws the invitation, now. `own`: the record of the aidant whose share this ended, where they have one. */
  end(permit: Permit<'manage-accesses'>, id: string): Promise<{ readonly ended: boolean; readonly own?: DossierId }>;
  renounce(permit: Permit<'renounce-delegation'>, personne: PersonneId): Promise<void>;
  /** The invitation this code was sent for. Undefined: wrong, used, withdrawn, too old, or of a record that is closed. Whoever holds the code needs no permit. */
  find(code: string, at: Instant): Promise<FoundInvitation | undefined>;
  /** `tied`: it is their own record, or they enter it already. `too-many`: they are the aidant of `maximum` persons. `used`: somebody was quicker. */
  accept(
    invitation: FoundInvitation,
    by: { readonly personne: PersonneId; readonly name: string; readonly at: Instant; readonly maximum: number },
  ): Promise<'accepted' | 'tied' | 'too-many' | 'used'>;
  refuse(invitation: FoundInvitation, at: Instant): Promise<void>;
}

/** A representation whose term has come, and that nobody was told of. */
export interface EndedRepresentation {
  readonly dossier: DossierId;
  readonly kind: RepresentationKind;
  readonly names: { readonly representant: string; readonly titulaire: string };
  /** The record of who represented; absent: they have none. */
  readonly ownDossier?: DossierId;
  /** Another that ended with it was told already: the person represented knows. */
  readonly toldBefore: boolean;
}
/** What falls due by the passing of time alone, across records. Names them, and yields nothing of what they hold. */
export interface DueStore {
  /** Documents of open records that await their announcement since that moment or longer. */
  awaitingAnnouncement(depositedUntil: Instant, limit: number): Promise<readonly { readonly dossier: DossierId; readonly document: LogicalId }[]>;
  /** Taken once: marked as told in this transaction. */
  takeEndedRepresentations(at: Instant, limit: number): Promise<readonly EndedRepresentation[]>;
  /** Open records whose history changed since the document made of it was filed. */
  changedHistories(at: Instant, limit: number): Promise<readonly DueHistory[]>;
  /** Whether some line is older than that day. */
  hasOlderHistory(before: CivilDate): Promise<boolean>;
}

/** Requests as use cases build them, before the facts are loaded. */
export type Asked<A extends Action> = Pick<AccessRequest<A>, 'action' | 'actor' | 'mode'>;

/** An emergency access under way: what every request about that record carries until it ends. */
export interface Emergency {
  readonly id: string;
  readonly mode: EmergencyMode;
  readonly reason?: string;
  readonly until: Instant;
}
export type EmergencyMode = Exclude<Mode, 'normal'>;

/** The sandbox's inbox. */
export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly receivedAt: Instant;
}
export interface SandboxMailStore {
  keep(mail: ReceivedMail): Promise<void>;
  /** Newest first; undefined: everybody's. */
  list(to: string | undefined, limit: number): Promise<readonly ReceivedMail[]>;
  empty(): Promise<void>;
}
