// The sandbox's certificates as others read them: chains, purposes, names, and the PKCS#12 files browsers import.

import { execFileSync } from 'node:child_process';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxMaterial, ensureMaterial, p12Password } from '@carnet/server/sandbox/material';
import { peopleOf } from '@carnet/server/sandbox/people';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const people = peopleOf(7);
let folder: string;
let material: SandboxMaterial;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-pki-'));
  material = await ensureMaterial(folder, people);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string): X509Certificate => new X509Certificate(readFileSync(join(material.directory, path)));
const clientAuthentication = '1.3.6.1.5.5.7.3.2';
const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl'].find(existsSync);

describe('the chain', () => {
  test('everything is signed by the one authority', () => {
    const authority = read('ca.pem');
    expect(authority.ca).toBe(true);
    const cards = people.professionals.flatMap(({ key }) => [`cards/${key}/cert.pem`, `cards/${key}/sign-cert.pem`]);
    const structures = people.structures.flatMap(({ key }) => [`structures/${key}/cert.pem`, `structures/${key}/sign-cert.pem`]);
    for (const path of ['server/cert.pem', ...cards, ...structures]) expect(read(path).verify(authority.publicKey), path).toBe(true);
  });
  test('the server answers to localhost by name and by address', () => {
    const server = read('server/cert.pem');
    expect([server.checkHost('localhost'), server.checkIP('127.0.0.1'), server.checkIP('::1')]).toEqual(['localhost', '127.0.0.1', '::1']);
  });
  test('keys are readable by their owner only', () => {
    for (const path of ['ca-key.pem', 'server/key.pem', 'cards/dr-moreau/key.pem', 'cards/dr-moreau/card.p12'])
      expect(statSync(join(material.directory, path)).mode & 0o077, path).toBe(0);
  });
  test('the cards to refuse are refusable', () => {
    expect(read('cards-refused/expired/cert.pem').validToDate.getTime()).toBeLessThan(Date.now());
    expect(read('cards-refused/other-authority/cert.pem').verify(read('ca.pem').publicKey)).toBe(false);
    const stranger = read('cards-refused/unknown/cert.pem').toLegacyObject().subject as { CN?: string };
    expect(people.professionals.map(({ id }) => id as string)).not.toContain(stranger.CN);
  });
});

describe('a card', () => {
  test('carries the national identifier, the name, the profession and the structure', () => {
    const moreau = people.professionals.find(({ key }) => key === 'dr-moreau')!;
    const { subject } = read('cards/dr-moreau/cert.pem');
    for (const part of [`CN=${moreau.id}`, 'SN=MOREAU', 'GN=Hélène', 'title=Médecin', `OU=${moreau.structures[0]!}`])
      expect(subject.split('\n')).toContain(part);
  });
  test('authenticates with one certificate and signs with the other', () => {
    expect(read('cards/dr-moreau/cert.pem').keyUsage).toContain(clientAuthentication);
    const signature = read('cards/dr-moreau/sign-cert.pem');
    expect(signature.keyUsage).not.toContain(clientAuthentication);
    expect([signature.publicKey.asymmetricKeyType, signature.publicKey.asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048]);
    expect(signature.checkPrivateKey(createPrivateKey(readFileSync(join(material.directory, 'cards/dr-moreau/sign-key.pem'))))).toBe(true);
  });
  test('a structure’s names the structure and no person', () => {
    const { subject } = read('structures/cabinet-moreau/cert.pem');
    expect(subject).toContain(`OU=${people.structures.find(({ key }) => key === 'cabinet-moreau')!.id}`);
    expect(subject).not.toContain('SN=');
  });
  test('a second start keeps every one of them', async () => {
    const before = read('cards/dr-moreau/cert.pem').fingerprint256;
    await ensureMaterial(folder, people);
    expect(read('cards/dr-moreau/cert.pem').fingerprint256).toBe(before);
  });
  test('one that has lapsed is made again', async () => {
    const path = join(material.directory, 'cards/dr-royer/cert.pem');
    writeFileSync(path, readFileSync(join(material.directory, 'cards-refused/expired/cert.pem')));
    await ensureMaterial(folder, people);
    expect(read('cards/dr-royer/cert.pem').validToDate.getTime()).toBeGreaterThan(Date.now());
  });
});

test.skipIf(openssl === undefined)('OpenSSL reads card.p12 and finds its key, its certificate and the authority', () => {
  const file = join(material.directory, 'cards/dr-moreau/card.p12');
  const text = execFileSync(openssl!, ['pkcs12', '-in', file, '-passin', `pass:${p12Password}`, '-nodes'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pem = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  expect(pem.map((one) => new X509Certificate(one).fingerprint256)).toEqual([read('cards/dr-moreau/cert.pem').fingerprint256, read('ca.pem').fingerprint256]);
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text)?.[0] ?? '';
  expect(read('cards/dr-moreau/cert.pem').checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(() => execFileSync(openssl!, ['pkcs12', '-in', file, '-passin', 'pass:other', '-nodes'], { stdio: 'ignore' })).toThrow();
});
