// The id of a resource drawn from a document: the record's id, the document's logicalId, and the statement's place in it. 50 characters of base 36
// for the two, a hyphen, the place: within FHIR's 64. It names the record, so that a read by id goes straight to its own rows.

import type { LogicalId } from '@carnet/domain/document';
import { type DocumentAddress, documentResourceId, parseDocumentResourceId } from './resource-id.ts';

export interface FactAddress extends DocumentAddress {
  readonly place: number;
}

const digits = 50;

export const factResourceId = (dossierId: string, logicalId: LogicalId, place: number): string =>
  `${BigInt(`0x${documentResourceId(dossierId, logicalId)}`)
    .toString(36)
    .padStart(digits, '0')}-${place}`;

const shape = /^([0-9a-z]{50})-(0|[1-9]\d{0,4})$/;

/** Undefined: no id of ours, and so of nothing. */
export function parseFactResourceId(id: string): FactAddress | undefined {
  const [, document, place] = shape.exec(id) ?? [];
  if (document === undefined || place === undefined) return undefined;
  let number = 0n;
  for (const digit of document) number = number * 36n + BigInt(Number.parseInt(digit, 36));
  const address = parseDocumentResourceId(number.toString(16).padStart(64, '0'));
  return address === undefined ? undefined : { ...address, place: Number(place) };
}
