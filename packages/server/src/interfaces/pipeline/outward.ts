// Where the server may call out to when somebody else gave the address (SSRF, OWASP A10): HTTPS, on the public internet, at the very address that was
// looked at. Every address a name leads to is checked as the connection is made, so that a name cannot change its mind in between.

import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

/** Not reachable from everywhere, or reserved (RFC 6890 and IANA's registries). */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');
/** What is public of IPv6; all the rest (loopback, link-local, unique local, mapped IPv4) is not. */
const publicIpv6 = new BlockList();
publicIpv6.addSubnet('2000::', 3, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export interface Outward {
  /** The sandbox calls programs of the same machine; production never. */
  readonly loopbackToo: boolean;
}

export function mayCall(address: string, { loopbackToo }: Outward): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  if (loopbackToo && loopback.check(address, kind)) return true;
  return !closed.check(address, kind) && (family === 4 || publicIpv6.check(address, kind));
}

/** Undefined: it may be called, as far as its text says. */
export function addressFault(text: string, outward: Outward): 'ADRESSE_RAPPEL' | 'ADRESSE_NON_PUBLIQUE' | undefined {
  if (text.length > 500 || !URL.canParse(text)) return 'ADRESSE_RAPPEL';
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '') return 'ADRESSE_RAPPEL';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isName = isIP(host) === 0;
  if (isName && outward.loopbackToo && host === 'localhost') return undefined;
  const isPublic = isName ? host.includes('.') && !/(?:^|\.)(?:local|localhost|internal|lan|home\.arpa)\.?$/i.test(host) : mayCall(host, outward);
  return isPublic ? undefined : 'ADRESSE_NON_PUBLIQUE';
}

/** A `lookup` for a connection: fails where any of the addresses of a name may not be called. */
export const guardedLookup =
  (outward: Outward): LookupFunction =>
  (host, options, answer) => {
    lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return answer(error, '');
      const refused = addresses.length === 0 || addresses.some(({ address }) => !mayCall(address, outward));
      if (refused) return answer(Object.assign(new Error('this name leads to an address that may not be called'), { code: 'ADRESSE_NON_PUBLIQUE' }), '');
      return options.all === true ? answer(null, addresses) : answer(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
