// The key that signs the daily seal of the journal: an Ed25519 private key in its own file (PEM, PKCS #8), apart from the master key, since
// whoever could both rewrite the journal and sign would be believed. Its public half is written beside it (`.pub`), to be given to whoever
// verifies. The sandbox makes its own the first time; production never does.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SealKey {
  /** Hex SHA-256 of the public key (SPKI, DER). */
  readonly id: string;
  readonly publicKey: string;
  sign(text: string): Buffer;
}

export function readSealKey(file: string, mayMake: boolean): SealKey {
  if (!existsSync(file) && mayMake) {
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx', flush: true });
    writeFileSync(`${file}.pub`, createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }));
  }
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} must hold an Ed25519 private key (openssl genpkey -algorithm ed25519)`);
  const publicKey = createPublicKey(key);
  return {
    id: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key),
  };
}
