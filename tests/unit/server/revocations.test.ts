// Lists of revoked cards: read as their authorities write them, refused when they cannot be relied on, replaced by newer ones only, and
// what becomes of a card when its list is missing or old.

import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRevocationList } from '@carnet/server/interfaces/pipeline/crl-reading';
import { keepRevocations } from '@carnet/server/interfaces/pipeline/revocations';
import { type Material, issueRevocationList, issueServer, makeAuthority } from '@carnet/server/sandbox/certificates';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { der, writeList } from '../../support/revocation-lists.ts';

const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 3_600_000) };
const nodeOf = ({ certificate }: Material): X509Certificate => new X509Certificate(certificate.toString('pem'));
let folder: string;
let authority: Material;
let other: Material;
let known: X509Certificate;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-crl-'));
  authority = await makeAuthority('Une autorite', validity);
  other = await makeAuthority('Une autre', validity);
  known = nodeOf(authority);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a list', () => {
  test('of the library that makes the sandbox’s, in PEM', async () => {
    const list = readRevocationList(Buffer.from(await issueRevocationList(authority, ['0a', '00c0ffee'], validity)), [nodeOf(other), known]);
    expect(list).toMatchObject({ authority: known.fingerprint256, serials: new Set(['0A', 'C0FFEE']) });
    expect(list!.nextUpdate).toBe(Math.floor(validity.until.getTime() / 1000) * 1000);
  });
  test('in DER, with nobody on it', () => expect(readRevocationList(writeList(authority), [known])?.serials).toEqual(new Set()));
  test('of two hundred thousand cards', () => {
    const serials = Array.from({ length: 200_000 }, (_, number) => `5${number.toString(16).padStart(31, '0')}`);
    const bytes = writeList(authority, { serials });
    const before = process.cpuUsage();
    const list = readRevocationList(bytes, [known]);
    const { user, system } = process.cpuUsage(before);
    expect(list?.serials.size).toBe(200_000);
    expect(list?.serials.has(serials[123_456]!.toUpperCase())).toBe(true);
    // Of processor, not of the clock: other tests run beside.
    expect((user + system) / 1_000).toBeLessThan(5_000);
  });
  test('is taken back by nobody but its authority', () => expect(readRevocationList(writeList(other), [known])).toBeUndefined());
  test('changed by one bit is none', () => {
    const bytes = writeList(authority, { serials: ['0c'] });
    for (const at of [bytes.length >> 1, bytes.length - 1, 30]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(readRevocationList(changed, [known])).toBeUndefined();
    }
  });
  test.each([
    ['without the day of the next', { nextUpdate: undefined }],
    ['that only tells what changed (delta)', { extension: ['551d1b', true, der(0x02, Buffer.from([1]))] as const }],
    ['of several authorities (indirect)', { extension: ['551d1c', true, der(0x30, der(0x84, Buffer.from([0xff])))] as const }],
    ['whose lines name another issuer', { serials: ['0c'], entryExtension: ['551d1d', true, der(0x30)] as const }],
    ['with a critical extension nobody knows', { extension: ['2a0304', true, der(0x05)] as const }],
  ])('%s is not relied on', (_name, list) => expect(readRevocationList(writeList(authority, list), [known])).toBeUndefined());
  test.each([
    ['an extension that is not critical', { extension: ['2a0304', false, der(0x05)] as const }],
    ['a distribution point', { extension: ['551d1c', true, der(0x30, der(0x81, Buffer.from([0xff])))] as const }],
    ['a reason', { serials: ['0c'], entryExtension: ['551d15', false, der(0x0a, Buffer.from([1]))] as const }],
  ])('with %s is', (_name, list) => expect(readRevocationList(writeList(authority, list), [known])).toBeDefined());
  test.each([
    ['nothing', ''],
    ['words', 'not a list'],
    ['an endless length', '3084ffffffff'],
    ['an indefinite one', '30800000'],
  ])('%s', (_name, hex) => expect(readRevocationList(hex === 'not a list' ? Buffer.from(hex) : Buffer.from(hex, 'hex'), [known])).toBeUndefined());
});

describe('a card', () => {
  const hour = 3_600_000;
  async function kept(sources: readonly string[], graceHours = 1) {
    const faults: string[] = [];
    const revocations = keepRevocations({ sources, authorities: [known], graceHours, onFault: (_error, source) => faults.push(source) });
    await revocations.refresh();
    return { revocations, faults };
  }
  const fileOf = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const card = (serial: string) => ({ authority: known.fingerprint256, serial });

  test('is known by its authority and its number', async () => {
    const issued = await issueServer(authority, validity);
    const certificate = nodeOf(issued);
    const { revocations } = await kept([fileOf('own.crl', writeList(authority, { serials: [certificate.serialNumber.padStart(32, '0')] }))]);
    expect(revocations.standing(revocations.issuedBy(certificate))).toBe('revoked');
    expect(revocations.standing(revocations.issuedBy(nodeOf(await issueServer(authority, validity))))).toBe('good');
    expect(revocations.standing(revocations.issuedBy(nodeOf(await issueServer(other, validity))))).toBe('unverifiable');
  });
  test('is revoked whatever its number begins with', async () => {
    // One in sixteen has a number whose first digit is zero.
    let certificate = nodeOf(await issueServer(authority, validity));
    for (let tries = 0; tries < 500 && !certificate.serialNumber.startsWith('0'); tries++) certificate = nodeOf(await issueServer(authority, validity));
    expect(certificate.serialNumber).toMatch(/^0[1-9A-F]/);
    const list = await issueRevocationList(authority, [certificate.serialNumber], validity);
    const { revocations } = await kept([fileOf('zero.crl', Buffer.from(list))]);
    expect(revocations.standing(revocations.issuedBy(certificate))).toBe('revoked');
  });
  test('is not let in while no list was read, and is once one is', async () => {
    const path = join(folder, 'late.crl');
    const { revocations, faults } = await kept([path]);
    expect([revocations.standing(card('0A')), faults]).toEqual(['unverifiable', [path]]);
    fileOf('late.crl', writeList(authority));
    await revocations.refresh();
    expect(revocations.standing(card('0A'))).toBe('good');
  });
  test('a list past its day serves through its grace, and no longer; who is on it stays out', async () => {
    const old = (hours: number) => writeList(authority, { serials: ['0b'], thisUpdate: Date.now() - 100 * hour, nextUpdate: Date.now() - hours * hour });
    expect((await kept([fileOf('a.crl', old(2))], 3)).revocations.standing(card('0A'))).toBe('good');
    const { revocations } = await kept([fileOf('b.crl', old(4))], 3);
    expect([revocations.standing(card('0A')), revocations.standing(card('0B'))]).toEqual(['unverifiable', 'revoked']);
  });
  test('an older list, or a broken one, does not undo a newer', async () => {
    const path = fileOf('kept.crl', writeList(authority, { serials: ['0b'] }));
    const { revocations, faults } = await kept([path]);
    fileOf('kept.crl', writeList(authority, { thisUpdate: Date.now() - hour }));
    await revocations.refresh();
    expect(revocations.standing(card('0B'))).toBe('revoked');
    fileOf('kept.crl', Buffer.from('broken'));
    await revocations.refresh();
    expect([revocations.standing(card('0B')), faults]).toEqual(['revoked', [path]]);
  });
  test('lists are fetched, a redirect is not followed, an error changes nothing', async () => {
    const bytes = writeList(authority, { serials: ['0b'] });
    let answer: 'list' | 'redirect' | 'error' = 'list';
    const server = createServer((_request, reply) => {
      if (answer === 'list') reply.end(bytes);
      else reply.writeHead(answer === 'error' ? 500 : 302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { revocations, faults } = await kept([`http://127.0.0.1:${(server.address() as AddressInfo).port}/crl`]);
    expect([revocations.standing(card('0B')), faults.length]).toEqual(['revoked', 0]);
    for (answer of ['redirect', 'error'] as const) await revocations.refresh();
    expect([revocations.standing(card('0B')), faults.length]).toEqual(['revoked', 2]);
    await new Promise((closed) => server.close(closed));
  });
});
