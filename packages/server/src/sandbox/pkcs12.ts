// A PKCS#12 file (RFC 7292) with one key and its certificates, for browsers that import a card. Written here because Node cannot:
// the key is encrypted by node:crypto (PBES2, AES-256), the whole is sealed with HMAC-SHA-256 under the PKCS#12 key derivation.
// For the sandbox's cards only.

import { type KeyObject, type X509Certificate, createHash, createHmac, randomBytes } from 'node:crypto';

const oids = {
  data: '1.2.840.113549.1.7.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

const iterations = 2_048;

export interface Pkcs12Content {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly authority: X509Certificate;
  /** Shown by the browser in its list of certificates. */
  readonly name: string;
  readonly password: string;
}

export function writePkcs12({ key, certificate, authority, name, password }: Pkcs12Content): Buffer {
  const encryptedKey = key.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: password });
  const attributes = set(
    sequence(oid(oids.friendlyName), set(der(0x1e, Buffer.from(name, 'utf16le').swap16()))),
    sequence(oid(oids.localKeyId), set(octets(createHash('sha1').update(certificate.raw).digest()))),
  );
  const keyBag = sequence(oid(oids.shroudedKeyBag), explicit(0, encryptedKey), attributes);
  const certificateBag = (one: X509Certificate): Buffer => sequence(oid(oids.x509Certificate), explicit(0, octets(one.raw)));
  const certificates = sequence(
    sequence(oid(oids.certificateBag), explicit(0, certificateBag(certificate)), attributes),
    sequence(oid(oids.certificateBag), explicit(0, certificateBag(authority))),
  );
  const authenticatedSafe = sequence(dataContent(certificates), dataContent(sequence(keyBag)));
  const salt = randomBytes(16);
  const mac = createHmac('sha256', macKey(password, salt)).update(authenticatedSafe).digest();
  const digestInfo = sequence(sequence(oid(oids.sha256), der(0x05, Buffer.alloc(0))), octets(mac));
  return sequence(integer(3), dataContent(authenticatedSafe), sequence(digestInfo, octets(salt), integer(iterations)));
}

/** RFC 7292 appendix B.2 for the MAC (ID = 3) with SHA-256: block of 64 bytes, one round is enough for 32 bytes of key. */
function macKey(password: string, salt: Buffer): Buffer {
  const block = 64;
  const padded = (source: Buffer): Buffer => Buffer.alloc(Math.ceil(source.length / block) * block, source);
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16();
  let hash = createHash('sha256').update(Buffer.alloc(block, 3)).update(padded(salt)).update(padded(secret)).digest();
  for (let round = 1; round < iterations; round += 1) hash = createHash('sha256').update(hash).digest();
  return hash;
}

function der(tag: number, content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const bytes = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const set = (...parts: readonly Buffer[]): Buffer => der(0x31, Buffer.concat(parts.toSorted(Buffer.compare)));
const octets = (content: Buffer): Buffer => der(0x04, content);
const explicit = (tag: number, content: Buffer): Buffer => der(0xa0 | tag, content);
const dataContent = (content: Buffer): Buffer => sequence(oid(oids.data), explicit(0, octets(content)));

function integer(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return der(0x02, Buffer.from(bytes[0]! >= 0x80 ? [0, ...bytes] : bytes));
}

function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const base128 = (value: number): number[] => {
    const bytes = [value & 0x7f];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left & 0x7f) | 0x80);
    return bytes;
  };
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}
