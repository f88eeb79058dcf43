// Lists of revoked certificates written byte by byte, so that they can also be long, or wrong: DER, signed with an authority's key.

import { type Material, keyObjectOf } from '@carnet/server/sandbox/certificates';
import { sign } from 'node:crypto';

export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const digits = value.length.toString(16);
  const octets = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const size = value.length < 0x80 ? Buffer.from([value.length]) : Buffer.concat([Buffer.from([0x80 + octets.length]), octets]);
  return Buffer.concat([Buffer.from([tag]), size, value]);
}
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: number): Buffer => der(0x18, Buffer.from(`${new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`));
const ecdsaSha256 = der(0x30, oid('2a8648ce3d040302'));

export interface ListToWrite {
  readonly serials?: readonly string[];
  readonly thisUpdate?: number;
  readonly nextUpdate?: number | undefined;
  /** Object identifier in hex, whether critical, value. */
  readonly extension?: readonly [string, boolean, Buffer];
  readonly entryExtension?: readonly [string, boolean, Buffer];
}
const extensionOf = ([id, critical, value]: readonly [string, boolean, Buffer]): Buffer =>
  der(0x30, oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));

/** What the authority signs. */
export function listToSign(list: ListToWrite = {}): Buffer {
  const { serials = [], thisUpdate = Date.now() - 60_000, extension, entryExtension } = list;
  const nextUpdate = 'nextUpdate' in list ? list.nextUpdate : Date.now() + 3_600_000;
  const revokedAt = time(thisUpdate);
  const entries = serials.map((serial) =>
    der(0x30, der(0x02, Buffer.from(serial, 'hex')), revokedAt, ...(entryExtension === undefined ? [] : [der(0x30, extensionOf(entryExtension))])),
  );
  return der(
    0x30,
    der(0x02, Buffer.from([1])),
    ecdsaSha256,
    der(0x30),
    time(thisUpdate),
    ...(nextUpdate === undefined ? [] : [time(nextUpdate)]),
    ...(entries.length === 0 ? [] : [der(0x30, ...entries)]),
    ...(extension === undefined ? [] : [der(0xa0, der(0x30, extensionOf(extension)))]),
  );
}

/** Whatever bytes they are. */
export const signList = (authority: Material, signed: Buffer): Buffer =>
  der(0x30, signed, ecdsaSha256, der(0x03, Buffer.from([0]), sign('sha256', signed, keyObjectOf(authority.key))));

export const writeList = (authority: Material, list: ListToWrite = {}): Buffer => signList(authority, listToSign(list));
