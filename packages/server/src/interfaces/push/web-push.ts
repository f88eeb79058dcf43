// A message for one browser, sealed so that the push service in between reads nothing (RFC 8291, RFC 8188 aes128gcm), and the server's own
// signature on it (RFC 8292, VAPID). Node's crypto and nothing else: ADR 34 says why not a package.

import { createCipheriv, createECDH, createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, randomBytes, sign } from 'node:crypto';
import type { PushAddress } from '../../ports/index.ts';

const curve = 'prime256v1';
const keyBytes = 16;
const nonceBytes = 12;
const saltBytes = 16;
const authBytes = 16;
/** An uncompressed point: 0x04, x, y. */
export const pointBytes = 65;
/** One record of this size holds all we ever say (RFC 8291 §4). */
const recordBytes = 4_096;
/** RFC 8188 §2: the last record ends so. */
const lastRecord = Buffer.from([2]);

const bytes = (base64url: string): Buffer => Buffer.from(base64url, 'base64url');
const derive = (secret: Uint8Array, salt: Uint8Array, info: Buffer, length: number): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** Of what a browser gave: a point, and sixteen bytes. */
export const areKeys = ({ p256dh, auth }: Pick<PushAddress, 'p256dh' | 'auth'>): boolean => {
  const point = bytes(p256dh);
  if (point.length !== pointBytes || point[0] !== 4 || bytes(auth).length !== authBytes) return false;
  try {
    createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
      format: 'jwk',
    });
    return true;
  } catch {
    // Not on the curve: no key at all.
    return false;
  }
};

/** `own`: given by the tests of the standard's own example only. */
export function sealForBrowser(
  clear: Uint8Array,
  { p256dh, auth }: Pick<PushAddress, 'p256dh' | 'auth'>,
  own: { readonly privateKey?: Uint8Array; readonly salt?: Uint8Array } = {},
): Buffer {
  const ecdh = createECDH(curve);
  if (own.privateKey === undefined) ecdh.generateKeys();
  else ecdh.setPrivateKey(own.privateKey);
  const [browserKey, ourKey, salt] = [bytes(p256dh), ecdh.getPublicKey(), own.salt ?? randomBytes(saltBytes)];
  const shared = ecdh.computeSecret(browserKey);
  const secret = derive(shared, bytes(auth), Buffer.concat([Buffer.from('WebPush: info\0'), browserKey, ourKey]), 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), keyBytes);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), nonceBytes);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(clear), cipher.update(lastRecord), cipher.final(), cipher.getAuthTag()]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordBytes);
  return Buffer.concat([salt, size, Buffer.from([ourKey.length]), ourKey, sealed]);
}

export interface Vapid {
  readonly publicKey: string;
  /** The header of a request to this origin. */
  authorization(origin: string, nowMs: number): string;
}

/** PKCS #8, PEM: kept among the system's secrets, sealed. */
export const newVapidKey = (): string => generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A day at most, says the standard; half of it leaves room for clocks. */
const tokenSeconds = 12 * 3_600;

export function vapid(pem: string, subject: string): Vapid {
  const privateKey = createPrivateKey(pem);
  const { x, y } = createPublicKey(privateKey).export({ format: 'jwk' }) as { x: string; y: string };
  const publicKey = Buffer.concat([Buffer.from([4]), bytes(x), bytes(y)]).toString('base64url');
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    publicKey,
    authorization(origin, nowMs) {
      const said = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: origin, exp: Math.floor(nowMs / 1_000) + tokenSeconds, sub: subject })}`;
      const signature = sign('sha256', Buffer.from(said), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
      return `vapid t=${said}.${signature}, k=${publicKey}`;
    },
  };
}
