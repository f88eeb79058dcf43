// A question to the registry (ITI-18, ITI TF-2 §3.18) in the domain's words, and what answers it. Which patient is asked about is not part of
// it: the caller's use case names the record. Every filter narrows; an absent one says nothing.

import type { InstantRange } from '../kernel/instant.ts';
import type { Association, AssociationKind, AvailabilityStatus, Coded, DocumentEntry, Folder, SubmissionSet } from './document-entry.ts';
import type { UniqueId } from './ids.ts';

/** Any of these codes; a system that is given must match too. Several `AnyOf` in a list: each must be met (ITI TF-2 §3.18.4.1.2.3.5, repeated slots). */
export type AnyOf<T = Pick<Coded, 'code'> & Partial<Pick<Coded, 'system'>>> = readonly T[];

/** `$XDSDocumentEntry…`. Author patterns keep the wildcards of SQL LIKE: `%` and `_`, on the person's XCN as the registry writes it. */
export interface EntryFilters {
  readonly classes?: AnyOf;
  readonly types?: AnyOf;
  readonly practiceSettings?: AnyOf;
  readonly facilityTypes?: AnyOf;
  readonly formats?: AnyOf;
  readonly eventCodes?: readonly AnyOf[];
  readonly confidentialityCodes?: readonly AnyOf[];
  /** CX values of referenceIdList, each written whole. */
  readonly referenceIds?: readonly AnyOf<string>[];
  readonly authorPersons?: readonly string[];
  readonly creation?: InstantRange;
  readonly serviceStart?: InstantRange;
  readonly serviceStop?: InstantRange;
}
/** `$XDSSubmissionSet…`. */
export interface SubmissionSetFilters {
  readonly sourceIds?: readonly string[];
  readonly contentTypes?: AnyOf;
  readonly submission?: InstantRange;
  readonly authorPerson?: string;
}
/** `$XDSFolder…`. */
export interface FolderFilters {
  readonly codes?: readonly AnyOf[];
  readonly lastUpdate?: InstantRange;
}

/** One kind of identifier for all: entryUUID, uniqueId or logicalId. Those that name nothing the caller may see are answered with nothing. */
export type ObjectIds =
  | { readonly by: 'entryUuid'; readonly values: readonly string[] }
  | { readonly by: 'uniqueId'; readonly values: readonly UniqueId[] }
  | { readonly by: 'logicalId'; readonly values: readonly string[] };

export type StoredQuery =
  | { readonly name: 'FindDocuments'; readonly statuses: readonly AvailabilityStatus[]; readonly filters: EntryFilters }
  /** `filters.referenceIds` is there. */
  | { readonly name: 'FindDocumentsByReferenceId'; readonly statuses: readonly AvailabilityStatus[]; readonly filters: EntryFilters }
  | { readonly name: 'FindSubmissionSets'; readonly statuses: readonly AvailabilityStatus[]; readonly filters: SubmissionSetFilters }
  | { readonly name: 'FindFolders'; readonly statuses: readonly AvailabilityStatus[]; readonly filters: FolderFilters }
  | { readonly name: 'GetDocuments'; readonly ids: ObjectIds }
  | { readonly name: 'GetFolders'; readonly ids: ObjectIds }
  | { readonly name: 'GetAssociations'; readonly entryUuids: readonly string[] }
  | { readonly name: 'GetDocumentsAndAssociations'; readonly ids: ObjectIds }
  | { readonly name: 'GetSubmissionSets'; readonly entryUuids: readonly string[] }
  | { readonly name: 'GetSubmissionSetAndContents'; readonly ids: ObjectIds; readonly formats?: AnyOf; readonly confidentialityCodes?: readonly AnyOf[] }
  | { readonly name: 'GetFolderAndContents'; readonly ids: ObjectIds; readonly formats?: AnyOf; readonly confidentialityCodes?: readonly AnyOf[] }
  | { readonly name: 'GetFoldersForDocument'; readonly ids: ObjectIds }
  | { readonly name: 'GetRelatedDocuments'; readonly ids: ObjectIds; readonly kinds: readonly AssociationKind[] };

/** What the registry answers: only objects this caller may see, and only links between two of them. */
export interface RegistryObjects {
  readonly documents: readonly DocumentEntry[];
  readonly submissionSets: readonly SubmissionSet[];
  readonly folders: readonly Folder[];
  readonly associations: readonly Association[];
}
