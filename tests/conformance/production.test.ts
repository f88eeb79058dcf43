// Production, started for real with an operator's own certificates and key: nothing of the sandbox is there, and its cards open nothing.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, productionFaults } from '@carnet/server/config';
import { type RunningServer, startServer } from '@carnet/server/main';
import { issueRevocationList, issueServer, keyPem, makeAuthority } from '@carnet/server/sandbox/certificates';
import { ensureMaterial } from '@carnet/server/sandbox/material';
import { readSealKey } from '@carnet/server/seal-key';
import { peopleOf } from '@carnet/server/sandbox/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { depositorOf, materialOf, readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { send } from '../../tools/deposit/send.ts';
import { freePorts } from '../../tools/sandbox-server/index.ts';
import { type FreshDatabase, freshDatabase, testMasterByte } from '../support/database.ts';

let folder: string;
let database: FreshDatabase;
let server: RunningServer;
let ca: Buffer;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-production-'));
  database = await freshDatabase();
  const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 86_400_000) };
  const authority = await makeAuthority('Autorite de l’operateur', validity, 'Operateur');
  const certificate = await issueServer(authority, validity, 'Operateur');
  ca = Buffer.from(authority.certificate.toString('pem'));
  writeFileSync(join(folder, 'ca.pem'), ca);
  writeFileSync(join(folder, 'cert.pem'), certificate.certificate.toString('pem'));
  writeFileSync(join(folder, 'key.pem'), keyPem(certificate.key));
  writeFileSync(join(folder, 'master.key'), Buffer.alloc(32, testMasterByte).toString('base64'));
  readSealKey(join(folder, 'seal.key'), true);
  writeFileSync(join(folder, 'crl.pem'), await issueRevocationList(authority, [], validity));
  const [http, tls] = await freePorts(2);
  environment = {
    CARNET_MODE: 'production',
    CARNET_HTTP_PORT: String(http),
    CARNET_TLS_PORT: String(tls),
    CARNET_TLS_HOST: '127.0.0.1',
    CARNET_CARD_CA_FILE: join(folder, 'ca.pem'),
    CARNET_CARD_CRL: join(folder, 'crl.pem'),
    CARNET_TLS_CERT_FILE: join(folder, 'cert.pem'),
    CARNET_TLS_KEY_FILE: join(folder, 'key.pem'),
    CARNET_MASTER_KEY_FILE: join(folder, 'master.key'),
    CARNET_SEAL_KEY_FILE: join(folder, 'seal.key'),
    CARNET_DATA_DIR: join(folder, 'data'),
    CARNET_SECURITY_CONTACT: 'mailto:securite@carnet.example',
    CARNET_PUBLIC_URL: 'https://carnet.example',
    CARNET_HOST: 'Hébergeur fictif, certificat HDS n° 2026-001',
    CARNET_REPOSITORY_OID: '1.2.250.1.999999.1',
    CARNET_SMTP_URL: 'smtp://127.0.0.1:9',
    CARNET_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
  };
  const read = parseConfig(environment, folder);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  expect(productionFaults(read.config, environment)).toEqual([]);
  server = await startServer(read.config);
});
afterAll(async () => {
  await server.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('is ready, and tells browsers to come back over TLS only', async () => {
  const answer = await fetch(`${server.httpUrl}/health/ready`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000');
});
test('holds nobody of the sandbox', async () => {
  expect(server.people).toBeUndefined();
  const { rows } = await database.storage.pool.query<{ n: number }>(
    'SELECT (SELECT count(*) FROM dossier) + (SELECT count(*) FROM professionnel) + (SELECT count(*) FROM account) AS n',
  );
  expect(rows[0]!.n).toBe(0);
});
test.each(['/sandbox', '/sandbox/inbox', '/sandbox/mail', '/sandbox/cards', '/sandbox/clock', '/sandbox/people'])('%s is not there', async (path) => {
  expect((await fetch(server.httpUrl + path)).status).toBe(404);
});
test.each(['/sandbox/clock', '/sandbox/reset'])('%s cannot be posted to', async (path) => {
  const answer = await fetch(server.httpUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"now":"2030-01-01T00:00:00Z"}',
  });
  expect(answer.status).toBe(404);
});
test('every cookie travels over TLS only, and bears a prefix that no page in clear can forge', async () => {
  const asked = new URLSearchParams({
    client_id: 'carnet-patient',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://carnet.example/auth/callback',
    acr_values: 'eidas2',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  const begun = await fetch(`${server.httpUrl}/oidc/auth?${asked}`, { redirect: 'manual' });
  const left = await fetch(`${server.httpUrl}/api/patient/logout`, { method: 'POST' });
  const lines = [...begun.headers.getSetCookie(), ...left.headers.getSetCookie()];
  for (const line of lines) expect(line).toMatch(/^__(?:Host|Secure)-.*;\s*secure/i);
  for (const line of lines.filter((one) => one.startsWith('__Host-'))) expect(line).toMatch(/;\s*path=\/(?:;|$)/i);
  const names = new Set(lines.map((line) => line.split('=')[0]!.replace(/\.sig$/, '')));
  expect([...names].toSorted()).toEqual([
    '__Host-carnet_patient',
    '__Secure-carnet_oidc_interaction',
    '__Secure-carnet_oidc_resume',
    '__Secure-carnet_sign_in',
  ]);
});
test('measures are not served to the listener others reach', async () => {
  expect((await send({ method: 'GET', url: `${server.tlsUrl}/metrics`, tls: { ca } })).status).toBe(404);
});
test('tells whom to write to of a weakness, for half a year to come (RFC 9116)', async () => {
  const answer = await fetch(`${server.httpUrl}/.well-known/security.txt`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  const fields = Object.fromEntries(
    (await answer.text())
      .trim()
      .split('\n')
      .map((line) => line.split(/: (.*)/).slice(0, 2)),
  );
  expect(fields).toMatchObject({ 'Contact': 'mailto:securite@carnet.example', 'Canonical': 'https://carnet.example/.well-known/security.txt' });
  const days = (Date.parse(fields['Expires']) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(150);
  expect(days).toBeLessThan(365);
});
test('a database that was a sandbox’s stops the start', async () => {
  const used = await freshDatabase();
  try {
    const structure = { id: '1750000018', name: 'Cabinet', sector: 'SA07', active: true } as never;
    const doctor = peopleOf(7).professionals.find(({ key }) => key === 'dr-moreau')!;
    await used.storage.registry.register({ structures: [structure], professionnels: [{ ...doctor, structures: [] }] });
    const [http, tls] = await freePorts(2);
    const read = parseConfig({ ...environment, DATABASE_URL: used.url, CARNET_HTTP_PORT: String(http), CARNET_TLS_PORT: String(tls) }, folder);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    await expect(startServer(read.config)).rejects.toThrow('BASE_DE_DONNEES');
  } finally {
    await used.close();
  }
});
test('a card of the sandbox opens nothing', async () => {
  const people = peopleOf(7);
  const { directory } = await ensureMaterial(join(folder, 'elsewhere'), people);
  const tls = await materialOf(directory, depositorOf(await readPersonas(directory), 'dr-moreau')!);
  const answer = await send({ method: 'GET', url: `${server.tlsUrl}/fhir/Patient?identifier=x`, tls: { ...tls, ca } });
  expect({ status: answer.status, refused: answer.body.includes('CERTIFICAT_REFUSE') }).toEqual({ status: 401, refused: true });
});
