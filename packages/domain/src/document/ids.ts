// A document has three identifiers with three different lives (docs/sources.md §2.1, §2.3):
//   uniqueId   the content's own, given by its author, unique for ever in the registry; a replacement has another;
//   logicalId  the entry's (XDS `lid`), given by Carnet, stable across changes of metadata; a replacement has another;
//   entryUuid  one version of the metadata, given by Carnet; new at every mask, unmask, archive or replacement.

import { type Brand, uuidParser } from '../kernel/brand.ts';
import { type Parsed, faulty, parsed } from '../kernel/result.ts';

export type UniqueId = Brand<string, 'UniqueId'>;
export type LogicalId = Brand<string, 'LogicalId'>;
export type EntryUuid = Brand<string, 'EntryUuid'>;
export type SubmissionSetId = Brand<string, 'SubmissionSetId'>;
export type FolderId = Brand<string, 'FolderId'>;
export type AssociationId = Brand<string, 'AssociationId'>;

export const parseLogicalId = uuidParser<'LogicalId'>('logicalId');
export const parseEntryUuid = uuidParser<'EntryUuid'>('entryUUID');

const oidWithExtension = /^(?:urn:oid:)?([0-2](?:\.(?:0|[1-9]\d*))+)(?:\^([A-Za-z0-9._:/-]{1,64}))?$/;
const uuid = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/**
 * Reads a uniqueId: an OID, an OID and extension joined by `^` (CDA `id/@root^@extension`), or a UUID; URN forms accepted.
 * The value kept is bare (`1.2.3^x`, or the UUID in lower case). At most 128 characters (ITI TF-3 §4.2.3.2.26).
 */
export function parseUniqueId(text: string, field = 'uniqueId'): Parsed<UniqueId> {
  const asOid = oidWithExtension.exec(text);
  if (asOid !== null && text.length <= 128) return parsed((asOid[2] === undefined ? asOid[1]! : `${asOid[1]}^${asOid[2]}`) as UniqueId);
  const asUuid = uuid.exec(text);
  if (asUuid !== null) return parsed(asUuid[1]!.toLowerCase() as UniqueId);
  return faulty({ field, rule: 'UNIQUE_ID_FORME', given: text.slice(0, 140), expected: 'OID, OID^extension ou UUID' });
}

/** A UUID as an OID, under the arc of UUIDs written as integers (ITU-T X.667): where XDS wants an OID. */
export const oidOfUuid = (id: string): UniqueId => `2.25.${BigInt(`0x${id.replaceAll('-', '')}`)}` as UniqueId;

/** URN form used by FHIR (`masterIdentifier.value`). */
export const uniqueIdToUrn = (id: UniqueId): string => (uuid.test(id) ? `urn:uuid:${id}` : `urn:oid:${id}`);
