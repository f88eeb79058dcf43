// Base64 read strictly (RFC 4648 §4): the standard alphabet, right padding, nothing after it. White space is folded only where the
// format allows it (XML bodies are wrapped; FHIR's base64Binary is not).

import { type Parsed, faulty, parsed } from '@carnet/domain/kernel';

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;
/** Compared at once: a multiple of three bytes, so that each piece is written as it is within the whole. */
const compared = 49_152;

/** Whether these bytes, which a lenient reader made of the text, are what it says: written again they are the same, but for the last four letters, which may leave bits over. */
function says(text: string, bytes: Buffer): boolean {
  const last = Math.max(0, text.length - 4);
  for (let from = 0; from < bytes.length; from += compared) {
    const start = (from / 3) * 4;
    const written = bytes.toString('base64', from, from + compared);
    if (written.slice(0, last - start) !== text.slice(start, Math.min(start + written.length, last))) return false;
  }
  return alphabet.test(text.slice(last)) && bytes.length === (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

export function parseBase64(text: string, field: string, whiteSpace: 'folded' | 'refused'): Parsed<Uint8Array> {
  const body = whiteSpace === 'folded' ? text.replaceAll(/[\t\n\r ]+/g, '') : text;
  const bytes = body.length % 4 === 0 ? Buffer.from(body, 'base64') : undefined;
  // A pattern over all of it costs ten times the reading.
  if (bytes === undefined || !says(body, bytes)) return faulty({ field, rule: 'BASE64_INVALIDE', expected: 'RFC 4648 §4' });
  return parsed(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
