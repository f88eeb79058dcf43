// Keys and sealing. A master key (32 bytes, one file) wraps one random key per dossier; what a person typed or is known by is sealed with it.
//   sealed  = key id (1 byte) ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16); the binding (table|dossier|row) is authenticated, so that
//             bytes moved to another row, table or record do not open.
//   derived = HKDF-SHA256 of the master key, one key per purpose: wrapping, blind indexes, and the system's own secrets (no dossier).
// Destroying a dossier's wrapped key destroys what it sealed. Never logs, never returns a key in clear.
// Nonces are random: 2^32 seals per key keep the chance of a repeat under 2^-32 (NIST SP 800-38D §8.3); a dossier stays far below.

import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import {
  type CipherGCM,
  type DecipherGCM,
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { inSteps } from './in-steps.ts';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes;
const cipherName = 'aes-256-gcm';
/** Which generation of the master key sealed this; a rotation will add the next one and keep reading this one. */
const currentKeyId = 1;

/** Seals and opens for one dossier, or for the system. `binding` names the exact place: `document_entry|<dossier>|<entry>|<version>`. */
export interface Sealer {
  seal(binding: string, clear: string | Uint8Array): Buffer;
  /** Throws when the bytes were altered, moved, or sealed with another key. */
  open(binding: string, sealed: Uint8Array): Buffer;
  /** The same for documents, which may be large: others are served between two steps. */
  sealInSteps(binding: string, clear: Uint8Array): Promise<Buffer>;
  openInSteps(binding: string, sealed: Uint8Array): Promise<Buffer>;
}

export interface Vault {
  /** A new key for this dossier, wrapped: the only form in which it is stored. */
  newDossierKey(dossier: DossierId): Buffer;
  /** The sealer of this dossier. Throws when the wrapped key is not this dossier's. */
  sealer(dossier: DossierId, wrappedKey: Uint8Array): Sealer;
  /** Secrets of no dossier: an account's e-mail, a trace about a record that does not exist. */
  sealSystem(binding: string, clear: string | Uint8Array): Buffer;
  openSystem(binding: string, sealed: Uint8Array): Buffer;
  /** Keyed hash under which a value is found again without being stored: 32 bytes, different for each purpose (`ins`, `login`). */
  blindIndex(purpose: string, text: string): Buffer;
}

export function createVault(masterKey: Uint8Array): Vault {
  invariant(masterKey.length === keyBytes, `a master key has ${keyBytes} bytes`);
  const derive = (purpose: string): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `carnet/v1/${purpose}`, keyBytes)));
  const wrapping = derive('dossier-key-wrapping');
  const indexing = derive('blind-index');
  const system = sealerOf(derive('directory'));
  return {
    newDossierKey: (dossier) => seal(wrapping, dossier, randomBytes(keyBytes)),
    sealer: (dossier, wrappedKey) => sealerOf(createSecretKey(open(wrapping, dossier, wrappedKey))),
    sealSystem: (binding, clear) => system.seal(binding, clear),
    openSystem: (binding, sealed) => system.open(binding, sealed),
    blindIndex: (purpose, text) => createHmac('sha256', indexing).update(`${purpose}\0${text}`, 'utf8').digest(),
  };
}

const sealerOf = (key: KeyObject): Sealer => ({
  seal: (binding, clear) => seal(key, binding, clear),
  open: (binding, sealed) => open(key, binding, sealed),
  async sealInSteps(binding, clear) {
    const { head, cipher } = startSealing(key, binding);
    const body = await inSteps(clear, (step) => cipher.update(step));
    return Buffer.concat([head, ...body, cipher.final(), cipher.getAuthTag()]);
  },
  async openInSteps(binding, sealed) {
    const { body, decipher } = startOpening(key, binding, sealed);
    const clear = await inSteps(body, (step) => decipher.update(step));
    return Buffer.concat([...clear, decipher.final()]);
  },
});

function seal(key: KeyObject, binding: string, clear: string | Uint8Array): Buffer {
  const { head, cipher } = startSealing(key, binding);
  const bytes = typeof clear === 'string' ? Buffer.from(clear, 'utf8') : clear;
  return Buffer.concat([head, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function open(key: KeyObject, binding: string, sealed: Uint8Array): Buffer {
  const { body, decipher } = startOpening(key, binding, sealed);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

function startSealing(key: KeyObject, binding: string): { readonly head: Buffer; readonly cipher: CipherGCM } {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key, nonce);
  cipher.setAAD(Buffer.from(binding, 'utf8'));
  return { head: Buffer.concat([Buffer.of(currentKeyId), nonce]), cipher };
}

function startOpening(key: KeyObject, binding: string, sealed: Uint8Array): { readonly body: Buffer; readonly decipher: DecipherGCM } {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  invariant(bytes.length >= headBytes + tagBytes && bytes[0] === currentKeyId, 'sealed bytes of a known key');
  const decipher = createDecipheriv(cipherName, key, bytes.subarray(1, headBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(binding, 'utf8'));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return { body: bytes.subarray(headBytes, -tagBytes), decipher };
}
