// The bytes of a document and what was said of them: base64 read strictly, hash and size held against the bytes themselves.

import { parseBase64 } from '../xml/base64.ts';
import type { Element } from './json.ts';

/** Hex, lower case. The codec is handed it: hashing belongs to the platform. */
export type Sha1 = (bytes: Uint8Array) => string;

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export function base64Of(element: Element, name: string): Uint8Array | undefined {
  const text = element.string(name);
  return text === undefined ? undefined : element.keep(parseBase64(text, element.at(name), 'refused'));
}

/** SHA-1 in base64 (FHIR R4 Attachment.hash), or in hex as some software writes it. */
function declaredHash(attachment: Element): string | undefined {
  const text = attachment.string('hash');
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  const decoded = parseBase64(text, attachment.at('hash'), 'refused');
  if (decoded.ok && decoded.value.length === 20) return toHex(decoded.value);
  attachment.fault('hash', 'HASH_FORME', text, 'SHA-1, base64');
  return undefined;
}

export interface Measured {
  readonly sha1: string;
  readonly size: number;
}

/** Notes a hash (`HASH_FAUX`) or a size (`TAILLE_FAUSSE`) that is not the bytes' own. */
export function measure(attachment: Element, bytes: Uint8Array, sha1: Sha1): Measured {
  const own = sha1(bytes);
  const hash = declaredHash(attachment);
  const size = attachment.number('size');
  if (hash !== undefined && hash !== own) attachment.fault('hash', 'HASH_FAUX', hash, own);
  if (size !== undefined && size !== bytes.length) attachment.fault('size', 'TAILLE_FAUSSE', String(size), String(bytes.length));
  return { sha1: own, size: bytes.length };
}
