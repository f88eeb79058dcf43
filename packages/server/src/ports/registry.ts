// What ties the documents of a record to one another: submission sets, folders and links, as stored queries find them and as a deposit files them.

import type { Actor, Permit } from '@carnet/domain/access';
import type {
  AssociationKind,
  Folder,
  FolderId,
  LogicalId,
  RegistryObjects,
  StoredQuery,
  SubmissionSet,
  SubmissionSetId,
  UniqueId,
} from '@carnet/domain/document';
import type { InstantRange } from '@carnet/domain/kernel';

/** `entryUuid`: its only id, its `lid` too: a folder has one version. */
export type FolderKey = { readonly entryUuid: string } | { readonly uniqueId: UniqueId };

export interface NewFolder {
  /** `lastUpdate`: when it is made. */
  readonly folder: Folder;
  /** `id`: as the journal names an actor. */
  readonly maker: { readonly kind: Actor['kind']; readonly id: string };
}
export type NewLink =
  /** Of the folder to a document. `referenced`: the set that files it did not bring it, and names it. */
  | { readonly kind: 'HasMember'; readonly source: FolderId; readonly target: LogicalId; readonly referenced: boolean }
  | { readonly kind: Exclude<AssociationKind, 'HasMember' | 'RPLC'>; readonly source: LogicalId; readonly target: LogicalId };
export interface Filing {
  readonly folders: readonly NewFolder[];
  readonly links: readonly NewLink[];
}
/** `unique-id-taken`: a folder's uniqueId is something else's. The same folder of the same maker again is the one there is. */
export type FilingOutcome =
  /** `folders`: the ids they are kept under, in the order they came. */
  { readonly kind: 'filed'; readonly folders: readonly FolderId[] } | { readonly kind: 'unique-id-taken'; readonly uniqueId: UniqueId };

/** `received`: under this id, which is that of the first time where the same submission comes again. `unique-id-taken`: its uniqueId is something else's. */
export type SetReceived = { readonly kind: 'received'; readonly id: SubmissionSetId } | { readonly kind: 'unique-id-taken' };

/** Submission sets and folders in one list (ITI-66). */
export type SearchedList = { readonly kind: 'submissionset'; readonly set: SubmissionSet } | { readonly kind: 'folder'; readonly folder: Folder };
export type RegistryList = SearchedList & { readonly members: ListMembers };
/** What is in it, as this reader sees it. */
export interface ListMembers {
  readonly documents: readonly LogicalId[];
  readonly folders: readonly FolderId[];
}
export interface ListQuery {
  readonly kinds: readonly RegistryList['kind'][];
  /** entryUUIDs. */
  readonly ids?: readonly string[];
  /** uniqueIds or entryUUIDs. */
  readonly identifiers?: readonly string[];
  /** Of a set: when it was submitted; of a folder: its last update. */
  readonly dated?: InstantRange;
  readonly sourceIds?: readonly string[];
  /** Held against each once it is opened. */
  readonly keep?: (list: SearchedList) => boolean;
  /** 0 to 200. */
  readonly limit: number;
  /** Oldest first instead of newest first. */
  readonly ascending?: true;
  readonly cursor?: string;
}
export interface ListPage {
  readonly rows: readonly RegistryList[];
  /** All pages. */
  readonly total: number;
  readonly nextCursor?: string;
}

export interface RegistryStore {
  /** Sets and folders this permit may see, each with what it may see of their contents. */
  lists(permit: Permit<'list-documents'>, query: ListQuery): Promise<ListPage>;
  /** What the query finds of what this permit may see, and of links between two such objects. Undefined: more objects than `maximum`. */
  query(permit: Permit<'list-documents'>, query: StoredQuery, maximum: number): Promise<RegistryObjects | undefined>;
  /** A folder this permit may put a document in: one its actor sees; with the permit to deposit alone, one its actor made. */
  folder(permit: Permit<'list-documents'> | Permit<'deposit'>, key: FolderKey): Promise<Folder | undefined>;
  /** Takes the uniqueId of a set that comes. `said`: all that it says, as text; the same text under the same uniqueId is the same submission. */
  receive(permit: Permit<'deposit' | 'list-documents' | 'archive' | 'unarchive' | 'delete'>, set: SubmissionSet, said: string): Promise<SetReceived>;
  /** Keeps what is not there yet, and the set with it where there is anything. Whether its ends may be seen was decided before. */
  file(permit: Permit<'deposit'>, set: SubmissionSet, filing: Filing): Promise<FilingOutcome>;
}
