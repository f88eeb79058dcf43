// The id of a DocumentReference, and of the Binary that holds its bytes: the record's id then the document's logicalId, 64 hex digits,
// FHIR's limit. Stable for the life of the document (an entryUUID changes at each masking), and it names the record, so that a read by id
// goes straight to the record's own rows.

import type { LogicalId } from '@carnet/domain/document';
import { parseLogicalId } from '@carnet/domain/document';
import { type DossierId, parseDossierId } from '@carnet/domain/dossier';

export interface DocumentAddress {
  readonly dossierId: DossierId;
  readonly logicalId: LogicalId;
}

export const documentResourceId = (dossierId: string, logicalId: string): string => `${dossierId}${logicalId}`.replaceAll('-', '');

const shape = /^[0-9a-f]{64}$/;
const uuid = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** Undefined: no id of ours, and so of nothing. */
export function parseDocumentResourceId(id: string): DocumentAddress | undefined {
  if (!shape.test(id)) return undefined;
  const dossierId = parseDossierId(uuid(id.slice(0, 32)));
  const logicalId = parseLogicalId(uuid(id.slice(32)));
  return dossierId.ok && logicalId.ok ? { dossierId: dossierId.value, logicalId: logicalId.value } : undefined;
}
