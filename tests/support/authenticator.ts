// An authenticator in software: makes a passkey and answers with it, as a telephone or a security key does, or as one that lies would.

import type { AddPasskey, NewPasskeyQuestion, PasskeyAnswer, PasskeyQuestion } from '@carnet/contract';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Buffer): string => bytes.toString('base64url');
const uint = (length: 2 | 4, value: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
};
/** CBOR of short texts, bytes and maps: all that an attestation needs. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytesOf = (value: Buffer): Buffer => Buffer.concat([Buffer.from([0x59]), uint(2, value.length), value]);
const map = (...entries: readonly (readonly [Buffer, Buffer])[]): Buffer => Buffer.concat([Buffer.from([0xa0 + entries.length]), ...entries.flat()]);

export interface Lies {
  /** The origin of the page that asks. */
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly unverified?: true;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly format?: string;
}

export class Authenticator {
  readonly #origin: string;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly credential = base64url(randomBytes(32));
  #counter = 0;
  #userHandle = '';

  constructor(origin: string) {
    this.#origin = origin;
  }
  get userHandle(): string {
    return this.#userHandle;
  }

  create({ rp, user, challenge }: NewPasskeyQuestion, lies: Lies = {}): AddPasskey['answer'] {
    this.#userHandle ||= user.id;
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const coordinate = (value: string | undefined): Buffer => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(value!, 'base64url')]);
    // COSE_Key: EC2, ES256, P-256.
    const key = Buffer.concat([Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21]), coordinate(x), Buffer.from([0x22]), coordinate(y)]);
    const id = Buffer.from(this.credential, 'base64url');
    const data = Buffer.concat([this.#data(lies.rpId ?? rp.id, 0x40, lies), Buffer.alloc(16), uint(2, id.length), id, key]);
    const statement = lies.format === undefined ? map() : map([text('x5c'), bytesOf(Buffer.from('not a certificate'))]);
    const attestation = map([text('fmt'), text(lies.format ?? 'none')], [text('attStmt'), statement], [text('authData'), bytesOf(data)]);
    return {
      id: this.credential,
      rawId: this.credential,
      type: 'public-key',
      response: {
        clientDataJSON: base64url(this.#clientData('webauthn.create', challenge, lies)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      },
    };
  }

  get({ rpId, challenge }: PasskeyQuestion, lies: Lies = {}): PasskeyAnswer {
    const data = this.#data(lies.rpId ?? rpId, 0, lies);
    const clientData = this.#clientData('webauthn.get', challenge, lies);
    return {
      id: this.credential,
      rawId: this.credential,
      type: 'public-key',
      response: {
        authenticatorData: base64url(data),
        clientDataJSON: base64url(clientData),
        signature: base64url(sign('sha256', Buffer.concat([data, sha256(clientData)]), this.#keys.privateKey)),
        userHandle: lies.userHandle ?? this.#userHandle,
      },
    };
  }

  #data(rpId: string, flags: number, { unverified, counter }: Lies): Buffer {
    this.#counter = counter ?? this.#counter + 1;
    return Buffer.concat([sha256(rpId), Buffer.from([flags | (unverified === true ? 0x01 : 0x05)]), uint(4, this.#counter)]);
  }
  #clientData(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge: lies.challenge ?? challenge, origin: lies.origin ?? this.#origin, crossOrigin: false }));
  }
}
