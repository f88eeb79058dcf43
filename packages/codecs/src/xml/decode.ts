// Bytes -> one string, and one only: the encoding is settled here (byte-order mark, then UTF-16 shape, then the XML declaration),
// checked here, and the parser is then handed the string, so that no second reading of the same bytes can exist.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';

/** Labels an XML declaration may carry, and the decoder each stands for. Latin-1 proper has no WHATWG decoder: it is read by hand. */
const decoders: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'latin-1',
  latin1: 'latin-1',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
};

const malformed = (given: string, expected: string): Parsed<never> => {
  const finding: Finding = { field: 'document', rule: 'XML_MAL_FORME', given, expected };
  return faulty(finding);
};

interface Detected {
  readonly label: string;
  readonly skip: number;
}

/** What the first bytes say (XML 1.0, appendix F): a byte-order mark, or `<` on two bytes. */
function detect(bytes: Uint8Array): Detected | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: 'utf-8', skip: 3 };
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', skip: 2 };
  if (a === 0x3c && b === 0x00) return { label: 'utf-16le', skip: 0 };
  if (a === 0x00 && b === 0x3c) return { label: 'utf-16be', skip: 0 };
  return undefined;
}

const declarationShape = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']/;
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function decodeAs(label: string, bytes: Uint8Array): Parsed<string> {
  if (label === 'latin-1') return parsed(latin1(bytes));
  try {
    return parsed(new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return malformed('octets', label);
  }
}

/**
 * Decodes an XML document. Refuses an encoding that is not one of the five, bytes that are not of the encoding they claim,
 * and a declaration that contradicts the bytes (`XML_MAL_FORME`).
 */
export function decodeXml(bytes: Uint8Array): Parsed<string> {
  const detected = detect(bytes);
  const declared = (text: string): string | undefined => declarationShape.exec(text.slice(0, 300))?.[1]?.toLowerCase();
  if (detected !== undefined) {
    const decoded = decodeAs(detected.label, bytes.subarray(detected.skip));
    if (!decoded.ok) return decoded;
    const claim = declared(decoded.value);
    const family = detected.label.slice(0, 5);
    return claim === undefined || (decoders[claim] ?? '').startsWith(family) ? decoded : malformed(claim, detected.label);
  }
  const claim = declared(latin1(bytes.subarray(0, 300))) ?? 'utf-8';
  const label = Object.hasOwn(decoders, claim) ? decoders[claim]! : undefined;
  if (label === undefined || label.startsWith('utf-16')) return malformed(claim, 'UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, windows-1252');
  return decodeAs(label, bytes);
}
