// A document entry as a row of document_entry, and back. What a person typed, or is known by, goes into `sealed`, bound to this exact
// version of this entry; the codes, dates and flags that rules, counts and filters need are columns.

import type { Author, AvailabilityStatus, Coded, DepositorKind, DocumentEntry, EntryUuid, LogicalId, SubmissionSetId, UniqueId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { BlobRef, StoredDocument } from '../../ports/index.ts';
import type { Sealer } from '../vault.ts';
import { toTimestamp, toTimestampOrNull } from './instants.ts';
import { storable } from './statement.ts';

interface SealedEntry {
  readonly patient: Ins;
  readonly type: Coded;
  readonly format: Coded;
  readonly language: string;
  readonly title: string;
  readonly comments?: string;
  readonly authors: readonly Author[];
  readonly legalAuthenticator?: Author;
  readonly facilityType?: Coded;
  readonly practiceSetting?: Coded;
  readonly eventCodes: readonly Coded[];
  readonly referenceIds: readonly string[];
  readonly sourcePatientId?: string;
  readonly sourcePatientInfo?: readonly string[];
  readonly sha1: string;
  /** Of the clear bytes. */
  readonly sha256: string;
}

/** What an entry is read from. */
export interface EntryRow {
  readonly dossier_id: DossierId;
  readonly entry_uuid: EntryUuid;
  readonly logical_id: LogicalId;
  readonly version: number;
  readonly status: AvailabilityStatus;
  readonly class_code: string;
  readonly mime_type: string;
  readonly masque_ps: boolean;
  readonly invisible_patient: boolean;
  readonly invisible_representants: boolean;
  readonly depositor: DepositorKind;
  readonly creation_time: Instant;
  readonly service_start: Instant;
  readonly service_stop: Instant | null;
  readonly deposited_at: Instant;
  readonly changed_at: Instant;
  readonly submission_set_id: SubmissionSetId;
  readonly unique_id: UniqueId;
  readonly replaces: LogicalId | null;
  readonly blob_address: Buffer;
  readonly size: number;
  readonly sealed: Buffer;
}
export interface DocumentRow extends EntryRow {
  readonly author_ids: readonly string[];
  readonly author_structures: readonly string[];
}

const read: Readonly<Record<keyof EntryRow, true>> = {
  dossier_id: true,
  entry_uuid: true,
  logical_id: true,
  version: true,
  status: true,
  class_code: true,
  mime_type: true,
  masque_ps: true,
  invisible_patient: true,
  invisible_representants: true,
  depositor: true,
  creation_time: true,
  service_start: true,
  service_stop: true,
  deposited_at: true,
  changed_at: true,
  submission_set_id: true,
  unique_id: true,
  replaces: true,
  blob_address: true,
  size: true,
  sealed: true,
};
/** Of `document_entry e`: without the third of its columns that only filters and rules read, which many rows would carry for nothing. */
export const entryColumns = Object.keys(read)
  .map((column) => `e.${column}`)
  .join(', ');

/** Whose documents they are, for the rules: taken from the facts the deposit was decided on. */
export interface Authorship {
  readonly authorIds: readonly string[];
  readonly authorStructures: readonly string[];
}

export const entryBinding = (dossier: DossierId, entry: Pick<DocumentEntry, 'entryUuid' | 'version'>): string =>
  `document_entry|${dossier}|${entry.entryUuid}|${entry.version}`;

const storableOrNull = (text: string | undefined): string | null => (text === undefined ? null : storable(text));

/** One row as JSON, in the form jsonb_populate_recordset reads: one insert serves one document or ten thousand. */
export function toRow(
  dossier: DossierId,
  sealer: Sealer,
  entry: DocumentEntry,
  blob: BlobRef,
  { authorIds, authorStructures }: Authorship,
): Record<string, unknown> {
  const hidden: SealedEntry = {
    patient: entry.patient,
    type: entry.type,
    format: entry.format,
    language: entry.language,
    title: entry.title,
    ...(entry.comments === undefined ? {} : { comments: entry.comments }),
    authors: entry.authors,
    ...(entry.legalAuthenticator === undefined ? {} : { legalAuthenticator: entry.legalAuthenticator }),
    ...(entry.facilityType === undefined ? {} : { facilityType: entry.facilityType }),
    ...(entry.practiceSetting === undefined ? {} : { practiceSetting: entry.practiceSetting }),
    eventCodes: entry.eventCodes,
    referenceIds: entry.referenceIds,
    ...(entry.sourcePatientId === undefined ? {} : { sourcePatientId: entry.sourcePatientId }),
    ...(entry.sourcePatientInfo === undefined ? {} : { sourcePatientInfo: entry.sourcePatientInfo }),
    sha1: entry.sha1,
    sha256: blob.sha256,
  };
  return {
    dossier_id: dossier,
    entry_uuid: entry.entryUuid,
    logical_id: entry.logicalId,
    version: entry.version,
    is_current: true,
    status: entry.status,
    type_code: entry.type.code,
    class_code: entry.classCode,
    format_code: storable(entry.format.code),
    mime_type: storable(entry.mimeType),
    facility_code: storableOrNull(entry.facilityType?.code),
    practice_code: storableOrNull(entry.practiceSetting?.code),
    masque_ps: entry.visibilite.masquePs,
    invisible_patient: entry.visibilite.invisiblePatient,
    invisible_representants: entry.visibilite.invisibleRepresentants,
    depositor: entry.depositor,
    author_ids: authorIds,
    author_structures: authorStructures,
    creation_time: toTimestamp(entry.creationTime),
    service_start: toTimestamp(entry.serviceStart),
    service_stop: toTimestampOrNull(entry.serviceStop),
    deposited_at: toTimestamp(entry.depositedAt),
    changed_at: toTimestamp(entry.changedAt),
    submission_set_id: entry.submissionSetId,
    unique_id: entry.uniqueId,
    replaces: entry.replaces ?? null,
    blob_address: `\\x${blob.address}`,
    size: blob.size,
    sealed: `\\x${sealer.seal(entryBinding(dossier, entry), JSON.stringify(hidden)).toString('hex')}`,
  };
}

export const insertRows = 'INSERT INTO document_entry SELECT r.* FROM jsonb_populate_recordset(NULL::document_entry, $1::jsonb) r';

export function fromRow(sealer: Sealer, row: EntryRow): Omit<StoredDocument, 'isNew'> {
  const ids = { entryUuid: row.entry_uuid, version: row.version };
  const { sha256, ...hidden } = JSON.parse(sealer.open(entryBinding(row.dossier_id, ids), row.sealed).toString('utf8')) as SealedEntry;
  const entry: DocumentEntry = {
    ...hidden,
    ...ids,
    logicalId: row.logical_id,
    uniqueId: row.unique_id,
    status: row.status,
    classCode: row.class_code,
    mimeType: row.mime_type,
    creationTime: row.creation_time,
    serviceStart: row.service_start,
    ...(row.service_stop === null ? {} : { serviceStop: row.service_stop }),
    visibilite: { masquePs: row.masque_ps, invisiblePatient: row.invisible_patient, invisibleRepresentants: row.invisible_representants },
    size: row.size,
    depositor: row.depositor,
    depositedAt: row.deposited_at,
    changedAt: row.changed_at,
    submissionSetId: row.submission_set_id,
    ...(row.replaces === null ? {} : { replaces: row.replaces }),
  };
  return { entry, blob: { address: row.blob_address.toString('hex'), sha256, size: row.size } };
}
