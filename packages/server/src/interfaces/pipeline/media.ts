// The formats a professional's document may have here, and the first bytes each must begin with. Formats a browser could run (HTML, SVG)
// are not among them. CDA is read whole by its codec.

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
};

interface Received {
  readonly metadata: { readonly mimeType: string };
  readonly bytes: Uint8Array;
}

/** `fieldOf`: how the door's own words name the media type of the document of that place. */
export function mediaFaults(documents: readonly Received[], fieldOf: (index: number) => string): readonly Finding[] {
  return documents.flatMap(({ metadata: { mimeType }, bytes }, index): Finding[] => {
    const expected = Object.hasOwn(signatures, mimeType) ? signatures[mimeType]! : undefined;
    const field = fieldOf(index);
    if (expected === undefined) return [{ field, rule: 'MEDIA_TYPE', given: mimeType, expected: Object.keys(signatures).join(', ') }];
    const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('hex');
    return expected.length === 0 || expected.some((signature) => start.startsWith(signature)) ? [] : [{ field, rule: 'TYPE_MIME_FAUX', given: mimeType }];
  });
}
