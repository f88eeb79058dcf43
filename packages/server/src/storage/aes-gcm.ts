// AES-256-GCM as Carnet uses it: head byte (which key) ‖ nonce (12) ‖ ciphertext ‖ tag (16), the place authenticated beside it.
// Nonces are random: 2^32 seals per key keep the chance of a repeat under 2^-32 (NIST SP 800-38D §8.3); a dossier stays far below.
// Throws when the bytes were altered, moved, cut short, or sealed with another key.

import { type CipherGCM, type DecipherGCM, type KeyObject, createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { inSteps } from './in-steps.ts';

export const keyBytes = 32;
const nonceBytes = 12;
const noncesDrawn = 256;
const tagBytes = 16;
const headBytes = 1 + nonceBytes;
const cipherName = 'aes-256-gcm';

export function sealWith(key: KeyObject, head: number, place: string, clear: string | Uint8Array): Buffer {
  const { start, cipher } = startSealing(key, head, place);
  return Buffer.concat([start, cipher.update(typeof clear === 'string' ? Buffer.from(clear, 'utf8') : clear), cipher.final(), cipher.getAuthTag()]);
}

export function openWith(key: KeyObject, place: string, sealed: Uint8Array): Buffer {
  const { body, decipher } = startOpening(key, place, sealed);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

/** The same for documents, which may be large: others are served between two steps. */
export async function sealInSteps(key: KeyObject, head: number, place: string, clear: Uint8Array): Promise<Buffer> {
  const { start, cipher } = startSealing(key, head, place);
  const body = await inSteps(clear, (step) => cipher.update(step));
  return Buffer.concat([start, ...body, cipher.final(), cipher.getAuthTag()]);
}

export async function openInSteps(key: KeyObject, place: string, sealed: Uint8Array): Promise<Buffer> {
  const { body, decipher } = startOpening(key, place, sealed);
  const clear = await inSteps(body, (step) => decipher.update(step));
  return Buffer.concat([...clear, decipher.final()]);
}

/** Chance for many nonces, drawn at once: a deposit seals some ten times. Each part is given out once. */
let drawn = Buffer.alloc(0);
function nextNonce(): Buffer {
  if (drawn.length < nonceBytes) drawn = randomFillSync(Buffer.alloc(noncesDrawn * nonceBytes));
  const nonce = drawn.subarray(0, nonceBytes);
  drawn = drawn.subarray(nonceBytes);
  return nonce;
}

function startSealing(key: KeyObject, head: number, place: string): { readonly start: Buffer; readonly cipher: CipherGCM } {
  const nonce = nextNonce();
  const cipher = createCipheriv(cipherName, key, nonce);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const start = Buffer.allocUnsafe(headBytes);
  start[0] = head;
  start.set(nonce, 1);
  return { start, cipher };
}

function startOpening(key: KeyObject, place: string, sealed: Uint8Array): { readonly body: Buffer; readonly decipher: DecipherGCM } {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < headBytes + tagBytes) throw new Error('sealed bytes cut short');
  const decipher = createDecipheriv(cipherName, key, bytes.subarray(1, headBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return { body: bytes.subarray(headBytes, -tagBytes), decipher };
}
