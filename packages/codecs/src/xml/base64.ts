// Base64 read strictly (RFC 4648 §4): the standard alphabet, right padding, nothing after it. White space is folded only where the
// format allows it (XML bodies are wrapped; FHIR's base64Binary is not).

import { type Parsed, faulty, parsed } from '@carnet/domain/kernel';

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

export function parseBase64(text: string, field: string, whiteSpace: 'folded' | 'refused'): Parsed<Uint8Array> {
  const body = whiteSpace === 'folded' ? text.replaceAll(/[\t\n\r ]+/g, '') : text;
  if (body.length % 4 !== 0 || !alphabet.test(body)) return faulty({ field, rule: 'BASE64_INVALIDE', expected: 'RFC 4648 §4' });
  const bytes = Buffer.from(body, 'base64');
  return parsed(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
