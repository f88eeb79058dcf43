// The address of a push service comes from a browser, hence from anybody: the server calls it only over https, on its ordinary port, and never
// inside its own network, whatever a name resolves to when it is called (SSRF; OWASP ASVS 1.3.6).

import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, type LookupFunction, isIP } from 'node:net';

const inside = new BlockList();
for (const [address, bits] of [
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
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(address, bits, 'ipv4');
/** Global unicast is 2000::/3; within it, what stands for another address or for nobody. */
const reachable = new BlockList();
reachable.addSubnet('2000::', 3, 'ipv6');
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(address, bits, 'ipv6');

export const isPublicAddress = (address: string): boolean => {
  const version = isIP(address);
  if (version === 4) return !inside.check(address, 'ipv4');
  return version === 6 && reachable.check(address, 'ipv6') && !inside.check(address, 'ipv6');
};

/** As it is written; where its name leads is looked at when it is called. */
export function isPushEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, port, username, password, hostname } = new URL(endpoint);
  const literal = hostname.replace(/^\[|\]$/g, '');
  return (
    protocol === 'https:' && port === '' && username === '' && password === '' && (isIP(literal) === 0 ? hostname.includes('.') : isPublicAddress(literal))
  );
}

/** For `https.request`: a name that leads inside, even among others, leads nowhere. */
export const publicLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return answer(error, '');
    const addresses = found as LookupAddress[];
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
      return answer(Object.assign(new Error('not a public address'), { code: 'EPRIVATE' }), '');
    return options.all === true ? answer(null, addresses) : answer(null, addresses[0]!.address, addresses[0]!.family);
  });
};
