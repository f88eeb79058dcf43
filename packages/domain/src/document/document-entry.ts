// XDS metadata in the domain's words: what a depositor declares of a document, and what the registry keeps of it.
// Cardinalities: docs/sources.md §2.1 (logical model DocumentEntry of ANS PDSm4DMP).

import type { Ins } from '../identity/ins.ts';
import type { PsIdNat, StructIdNat } from '../identity/professionnel.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AssociationId, EntryUuid, FolderId, LogicalId, SubmissionSetId, UniqueId } from './ids.ts';
import type { Visibilite } from './visibilite.ts';

/** A code in its system; `system` is an OID without prefix. */
export interface Coded {
  readonly code: string;
  readonly system: string;
  readonly display?: string;
}

export interface Institution {
  readonly id?: StructIdNat;
  readonly name: string;
}

/** A person, device or patient who wrote the document. */
export type Author = {
  readonly institution?: Institution;
  /** Profession and specialty, JDV_J01: `G15_10/SM26`. */
  readonly specialty?: Coded;
  /** Role towards the patient, JDV_J47: `PCP`. */
  readonly role?: Coded;
} & (
  | { readonly kind: 'professionnel'; readonly id: PsIdNat; readonly familyName: string; readonly givenName: string }
  | { readonly kind: 'patient'; readonly ins: Ins; readonly familyName: string; readonly givenName: string }
  | { readonly kind: 'systeme'; readonly id: string; readonly name: string }
);

/** XDS availabilityStatus, JDV_J52. `Archived` and `Deleted` are the French ones (urn:asip:ci-sis:2010:StatusType:…). */
export type AvailabilityStatus = 'Approved' | 'Deprecated' | 'Archived' | 'Deleted';

/** Who put the document in the record: decides who may later delete or archive it. */
export type DepositorKind = 'professionnel' | 'structure' | 'patient' | 'assurance-maladie';

/** What the depositor declares of one document. `class` is always the one derived from `type`. */
export interface DocumentMetadata {
  readonly uniqueId: UniqueId;
  readonly patient: Ins;
  readonly type: Coded;
  readonly classCode: string;
  readonly format: Coded;
  readonly mimeType: string;
  readonly language: string;
  readonly title: string;
  readonly comments?: string;
  readonly creationTime: Instant;
  readonly serviceStart: Instant;
  readonly serviceStop?: Instant;
  readonly authors: readonly Author[];
  readonly legalAuthenticator?: Author;
  readonly facilityType?: Coded;
  readonly practiceSetting?: Coded;
  readonly eventCodes: readonly Coded[];
  /** CX values of referenceIdList: `accession^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession`. */
  readonly referenceIds: readonly string[];
  /** CX of the number the source knows the patient by (IPP), or of the INS where it has none. */
  readonly sourcePatientId?: string;
  /** What the source knew of the patient on that day, as it wrote it: `PID-5|FONTANEL^CAMILLE`. Given back as it came; never the record's identity. */
  readonly sourcePatientInfo?: readonly string[];
  readonly visibilite: Visibilite;
  /** SHA-1 of the bytes, lower-case hex: the one XDS and FHIR exchange. Integrity inside Carnet rests on SHA-256. */
  readonly sha1: string;
  /** Bytes. */
  readonly size: number;
}

/** One version of an entry of the registry. */
export interface DocumentEntry extends DocumentMetadata {
  readonly entryUuid: EntryUuid;
  readonly logicalId: LogicalId;
  /** 1 at deposit, then one more at each change of metadata. */
  readonly version: number;
  readonly status: AvailabilityStatus;
  readonly depositor: DepositorKind;
  readonly depositedAt: Instant;
  /** When this version of the metadata was made. */
  readonly changedAt: Instant;
  readonly submissionSetId: SubmissionSetId;
  /** The entry this one replaces (RPLC), by its logicalId. */
  readonly replaces?: LogicalId;
}

export interface SubmissionSet {
  readonly id: SubmissionSetId;
  readonly uniqueId: UniqueId;
  /** OID of the system that sent it. */
  readonly sourceId: string;
  readonly contentType: Coded;
  readonly submittedAt: Instant;
  readonly author: Author;
  readonly patient: Ins;
  readonly title?: string;
  readonly comments?: string;
}

export interface Folder {
  readonly id: FolderId;
  readonly uniqueId: UniqueId;
  readonly patient: Ins;
  readonly title: string;
  readonly comments?: string;
  readonly codes: readonly Coded[];
  /** When it was made, or when the latest of the documents this reader sees in it was put there. */
  readonly lastUpdate: Instant;
}

/**
 * Links (ITI TF-3 §4.2.2): of a submission set to what it brought, of a folder to its documents, of a document to another. They hold between
 * documents whatever the version of their metadata, and are told with the entryUUID each document has now.
 */
export type AssociationKind = 'HasMember' | 'RPLC' | 'XFRM' | 'APND' | 'signs';
export interface Association {
  readonly id: AssociationId;
  readonly kind: AssociationKind;
  readonly source: EntryUuid | SubmissionSetId | FolderId;
  readonly target: EntryUuid | FolderId;
  /** HasMember of a submission set only: whether the set brought its member, or names one the record held already. */
  readonly membership?: 'Original' | 'Reference';
  /** HasMember of a set that changed metadata: the version it took the place of. */
  readonly previousVersion?: number;
}
