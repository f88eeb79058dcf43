// The formats a professional's document may have here, and the first bytes each must begin with. Formats a browser could run (HTML, SVG)
// are not among them. CDA and FHIR documents are read whole by their codecs; CDA is held against the published schema where the installation has one: whatever the door,
// documents pass here once read, before the use case.

import { createHash } from 'node:crypto';
import { type CdaSchema, claimsCda } from '@carnet/codecs/cda';
import { fhirDocumentType } from '@carnet/codecs/fhir-document';
import type { ContentHeader } from '@carnet/domain/document';
import type { Finding } from '@carnet/domain/kernel';

/** Hex of the first bytes; empty: none is certain. */
const signatures: Readonly<Record<string, readonly string[]>> = {
  'text/xml': [],
  'application/xslt+xml': [],
  'application/pdf': ['255044462d'],
  'image/jpeg': ['ffd8ff'],
  'image/png': ['89504e470d0a1a0a'],
  'image/tiff': ['49492a00', '4d4d002a'],
  'text/rtf': ['7b5c727466'],
  'text/plain': [],
  [fhirDocumentType]: [],
};

interface Received {
  readonly metadata: { readonly mimeType: string };
  readonly bytes: Uint8Array;
  /** Of a CDA, or of a FHIR document. */
  readonly contentHeader?: ContentHeader;
}

/** How the door's own words name the media type of the document of that place, and begin the path of what is inside it. */
interface Places {
  readonly mediaType: (index: number) => string;
  readonly inside: (index: number) => string;
}

/** `schema` undefined: the installation has none. */
export function contentFaults(documents: readonly Received[], schema: CdaSchema | undefined, places: Places): readonly Finding[] {
  return documents.flatMap(({ metadata: { mimeType }, bytes, contentHeader }, index): readonly Finding[] => {
    const media = mediaFault(mimeType, bytes, places.mediaType(index));
    if (media !== undefined) return [media];
    // Read by the door, or not kept: nothing would hold it against its metadata.
    if (mimeType === fhirDocumentType && contentHeader === undefined) return [{ field: places.mediaType(index), rule: 'MEDIA_TYPE', given: mimeType }];
    if (contentHeader === undefined || schema === undefined || !claimsCda(mimeType)) return [];
    return schema.faultsOf(bytes).map((finding) => ({ ...finding, field: `${places.inside(index)}${finding.field}` }));
  });
}

function mediaFault(mimeType: string, bytes: Uint8Array, field: string): Finding | undefined {
  const expected = Object.hasOwn(signatures, mimeType) ? signatures[mimeType]! : undefined;
  if (expected === undefined) return { field, rule: 'MEDIA_TYPE', given: mimeType, expected: Object.keys(signatures).join(', ') };
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('hex');
  return expected.length === 0 || expected.some((signature) => start.startsWith(signature)) ? undefined : { field, rule: 'TYPE_MIME_FAUX', given: mimeType };
}

/** Told by what it carries: the same file sent bare, or wrapped in another CDA, is the same document for people (N1). */
export function recognisable<D extends Received>(document: D): D & { readonly carries?: string } {
  const file = document.contentHeader?.carriedFile;
  return file === undefined ? document : { ...document, carries: createHash('sha256').update(file).digest('hex') };
}
