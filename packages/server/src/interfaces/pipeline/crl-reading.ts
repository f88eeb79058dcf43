// Reads a list of revoked certificates (RFC 5280 §5) from DER or PEM: which serials, until when, and whether one of our authorities signed it.
// Walks the bytes once and keeps the serials only: lists of the IGC-Santé hold hundreds of thousands of lines, more than libraries that
// build a tree of the whole accept. What it does not understand, it refuses: a delta or an indirect list, an unknown critical extension.

import { type X509Certificate, verify } from 'node:crypto';

export interface RevocationList {
  /** Milliseconds. */
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  /** Upper-case hex without leading zeros, as `X509Certificate.serialNumber`. */
  readonly serials: ReadonlySet<string>;
  /** SHA-256 of the certificate of the authority that signed it. */
  readonly authority: string;
}

const tags = { boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utcTime: 0x17, time: 0x18, sequence: 0x30, extensions: 0xa0 };
const signatures: Readonly<Record<string, string>> = {
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
};
const issuingDistributionPoint = '551d1c';
const certificateIssuer = '551d1d';

interface Element {
  readonly tag: number;
  /** Of the tag itself, of what it holds, and of what follows it. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/** Reads one element after another; once one is not what it should be, everything after is nothing. */
class Cursor {
  readonly #bytes: Buffer;
  #at: number;
  readonly #end: number;
  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }
  get done(): boolean {
    return this.#at >= this.#end;
  }
  peek(): number {
    return this.done ? -1 : this.#bytes[this.#at]!;
  }
  next(...wanted: readonly number[]): Element | undefined {
    const from = this.#at;
    const tag = this.peek();
    const size = from + 1 < this.#end ? this.#bytes[from + 1]! : -1;
    const octets = size > 0x80 ? size - 0x80 : 0;
    // Four octets of length are 4 GB: no list is longer. 0x80, the indefinite form, is no DER.
    if (tag === -1 || size === -1 || size === 0x80 || octets > 4 || from + 2 + octets > this.#end || (wanted.length > 0 && !wanted.includes(tag)))
      return undefined;
    const length = octets === 0 ? size : this.#bytes.readUIntBE(from + 2, octets);
    const start = from + 2 + octets;
    if (start + length > this.#end) return undefined;
    this.#at = start + length;
    return { tag, from, start, end: this.#at };
  }
}

const pemShape = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/;

/** Undefined: not a list, not one that can be relied on, or of none of these authorities. */
export function readRevocationList(file: Buffer, authorities: readonly X509Certificate[]): RevocationList | undefined {
  const pem = file[0] === tags.sequence ? undefined : pemShape.exec(file.toString('latin1'))?.[1];
  const bytes = pem === undefined ? file : Buffer.from(pem, 'base64');
  const whole = new Cursor(bytes).next(tags.sequence);
  if (whole === undefined) return undefined;
  const parts = new Cursor(bytes, whole.start, whole.end);
  const [signed, algorithm, signature] = [parts.next(tags.sequence), parts.next(tags.sequence), parts.next(tags.bitString)];
  if (signed === undefined || algorithm === undefined || signature === undefined || !parts.done || bytes[signature.start] !== 0) return undefined;
  const oid = new Cursor(bytes, algorithm.start, algorithm.end).next(tags.oid);
  const hash = oid === undefined ? undefined : signatures[hex(bytes, oid)];
  if (hash === undefined) return undefined;
  const data = bytes.subarray(signed.from, signed.end);
  const mark = bytes.subarray(signature.start + 1, signature.end);
  const authority = authorities.find(({ publicKey }) => ['rsa', 'ec'].includes(publicKey.asymmetricKeyType ?? '') && verify(hash, data, publicKey, mark));
  const read = authority === undefined ? undefined : readSigned(bytes, signed);
  return read === undefined ? undefined : { ...read, authority: authority!.fingerprint256 };
}

const hex = (bytes: Buffer, { start, end }: Element): string => bytes.toString('hex', start, end);

function readSigned(bytes: Buffer, signed: Element): Omit<RevocationList, 'authority'> | undefined {
  const fields = new Cursor(bytes, signed.start, signed.end);
  if (fields.peek() === tags.integer) fields.next();
  // Signature algorithm, then issuer: the signature was checked with the authority's own key.
  const named = fields.next(tags.sequence) !== undefined && fields.next(tags.sequence) !== undefined;
  const thisUpdate = instantOf(bytes, fields.next(tags.utcTime, tags.time));
  const nextUpdate = instantOf(bytes, fields.next(tags.utcTime, tags.time));
  if (!named || thisUpdate === undefined || nextUpdate === undefined) return undefined;
  const revoked = fields.peek() === tags.sequence ? fields.next(tags.sequence) : undefined;
  const serials = new Set<string>();
  if (revoked !== undefined && !readEntries(bytes, revoked, serials)) return undefined;
  const extensions = fields.done ? undefined : fields.next(tags.extensions);
  if (!fields.done || (extensions !== undefined && !understood(bytes, new Cursor(bytes, extensions.start, extensions.end).next(tags.sequence))))
    return undefined;
  return { thisUpdate, nextUpdate, serials };
}

function readEntries(bytes: Buffer, revoked: Element, into: Set<string>): boolean {
  for (const entries = new Cursor(bytes, revoked.start, revoked.end); !entries.done;) {
    const entry = entries.next(tags.sequence);
    if (entry === undefined) return false;
    const fields = new Cursor(bytes, entry.start, entry.end);
    const serial = fields.next(tags.integer);
    if (serial === undefined || fields.next(tags.utcTime, tags.time) === undefined) return false;
    // An indirect list names the issuer of each: the serial alone would then revoke somebody else's card.
    if (!fields.done && bytes.subarray(fields.next(tags.sequence)?.start ?? entry.end, entry.end).includes(Buffer.from(certificateIssuer, 'hex'))) return false;
    into.add(
      hex(bytes, serial)
        .replace(/^(?:00)+(?=..)/, '')
        .toUpperCase(),
    );
  }
  return true;
}

/** No critical extension but a distribution point that does not make the list indirect ([4] of RFC 5280 §5.2.5). */
function understood(bytes: Buffer, extensions: Element | undefined): boolean {
  if (extensions === undefined) return false;
  for (const each = new Cursor(bytes, extensions.start, extensions.end); !each.done;) {
    const extension = each.next(tags.sequence);
    if (extension === undefined) return false;
    const fields = new Cursor(bytes, extension.start, extension.end);
    const oid = fields.next(tags.oid);
    const critical = fields.peek() === tags.boolean && bytes[fields.next()!.start] !== 0;
    const value = fields.next(tags.octetString);
    if (oid === undefined || value === undefined) return false;
    if (critical && (hex(bytes, oid) !== issuingDistributionPoint || isIndirect(bytes, value))) return false;
  }
  return true;
}

function isIndirect(bytes: Buffer, value: Element): boolean {
  const point = new Cursor(bytes, value.start, value.end).next(tags.sequence);
  if (point === undefined) return true;
  for (const fields = new Cursor(bytes, point.start, point.end); !fields.done;) {
    const field = fields.next();
    if (field === undefined || field.tag === 0x84) return true;
  }
  return false;
}

/** `YYMMDDhhmmssZ` (before 2050) or `YYYYMMDDhhmmssZ`. */
function instantOf(bytes: Buffer, element: Element | undefined): number | undefined {
  if (element === undefined) return undefined;
  const text = bytes.toString('latin1', element.start, element.end);
  const found = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  const full = found[1]!.length === 4 ? year : year + (year < 50 ? 2000 : 1900);
  return Date.UTC(full, month - 1, day, hour, minute, second);
}
