// What every answer tells browsers, on each kind of route of both listeners: no inline script, no frame, no sniffing, no referrer, nothing
// shared with other origins; what holds somebody's data is kept by no cache. And cookies, and what is said of the server itself: nothing.

import { openListener } from '@carnet/server/interfaces/pipeline/listener';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { defaultRates, newRateLimits } from '@carnet/server/interfaces/pipeline/rate-limits';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
}, 180_000);
afterAll(async () => server.close());

const root = resolve(import.meta.dirname, '../..');
const apps = ['patient', 'professional', 'steering'];
const pageOf = (app: string): string => resolve(root, 'apps', app, 'dist/index.html');
const unbuilt = apps.filter((app) => !existsSync(pageOf(app)));

interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}
async function clear(path: string, init: RequestInit = {}): Promise<Told> {
  const answer = await fetch(server.server.httpUrl + path, { redirect: 'manual', ...init });
  await answer.arrayBuffer();
  return { status: answer.status, headers: Object.fromEntries(answer.headers) };
}
async function overTls(card: string, path: string): Promise<Told> {
  const { status, headers } = await server.ask(card, 'GET', path);
  return { status, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])) };
}

const page = { headers: { accept: 'text/html' } };
const routes: readonly (readonly [string, number, () => Promise<Told>])[] = [
  ['the patients’ app', 200, () => clear('/', page)],
  ['an address of an app', 200, () => clear('/pro/connexion', page)],
  ['the patients’ API, nobody', 401, () => clear('/api/patient/session')],
  ['the professionals’ API, nobody', 401, () => clear('/api/pro/session')],
  ['the steering API, nobody', 401, () => clear('/api/pilotage/session')],
  ['a forged request', 400, () => clear('/api/pro/card-session', { method: 'POST' })],
  ['a body that is no JSON', 400, () => clear('/api/recovery/start', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })],
  ['the OpenID provider', 200, () => clear('/oidc/.well-known/openid-configuration')],
  ['a page of the OpenID provider', 400, () => clear('/oidc/auth?client_id=nobody', page)],
  ['the start of a sign-in', 303, () => clear('/auth/login')],
  ['the page of a broken sign-in', 400, () => clear('/auth/callback')],
  ['the start of a sign-in by Pro Santé Connect', 303, () => clear('/auth/psc/login')],
  ['its simulated telephone, to nobody', 303, () => clear('/sandbox/psc/telephone/nobody')],
  ['the pages of documentation', 200, () => clear('/docs/erreurs', page)],
  ['health', 200, () => clear('/health/ready')],
  ['measures', 200, () => clear('/metrics')],
  ['the sandbox', 200, () => clear('/sandbox', page)],
  ['nothing', 404, () => clear('/nothing/here')],
  ['FHIR, open to all', 200, () => overTls('none', '/metadata')],
  ['FHIR, without a card', 401, () => overTls('none', '/Patient')],
  ['FHIR, with one', 400, () => overTls('dr-moreau', '/Patient')],
  ['FHIR, nothing', 404, () => overTls('dr-moreau', '/Nothing')],
];

describe('every answer', () => {
  test.each(routes)('%s', async (name, status, ask) => {
    const told = await ask();
    if (status === 200 && unbuilt.length > 0 && name.includes('app')) return expect(told.status).toBe(404);
    expect(told.status).toBe(status);
    const { headers } = told;
    const policy = new Map(
      (headers['content-security-policy'] ?? '').split(';').map((directive) => {
        const [key = '', ...values] = directive.trim().split(' ');
        return [key, values];
      }),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    // Without it, what is said of everything holds: nothing.
    expect(policy.get('object-src') ?? policy.get('default-src')).toEqual(["'none'"]);
    const allowed = [...policy.values()].flat();
    expect(allowed.filter((source) => /unsafe-inline|unsafe-eval|unsafe-hashes|^https?:|^\*/.test(source.replace("'wasm-unsafe-eval'", '')))).toEqual([]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    // The professional app scans the code a patient shows.
    expect(headers['permissions-policy']).toContain(name === 'an address of an app' ? 'camera=(self)' : 'camera=()');
    expect(headers['x-request-id']).toMatch(/^[\w.-]{8,64}$/);
    for (const silent of ['x-powered-by', 'server', 'via']) expect(headers, silent).not.toHaveProperty(silent);
    // What the provider publishes of itself (OpenID Connect Discovery §4) is for all, and says nothing of anybody.
    if (name !== 'the OpenID provider') expect(headers).not.toHaveProperty('access-control-allow-origin');
    // Loopback sandbox: it would break the clear listener of the same host. In production: below.
    expect(headers).not.toHaveProperty('strict-transport-security');
    if (/API|FHIR, w|broken|forged/.test(name)) expect(headers['cache-control']).toContain('no-store');
    const type = headers['content-type'] ?? '';
    if (/^text\/|json/.test(type) && !/^application\/(?:problem\+)?json$/.test(type)) expect(type).toMatch(/charset=utf-8|version=0\.0\.4/);
  });

  test('in production, that it comes over TLS only, a year long', async () => {
    const app = await openListener({
      log: newLog('silent'),
      hosts: undefined,
      strictTransport: true,
      onAnswer: () => undefined,
      limits: newRateLimits(defaultRates),
    });
    app.get('/', async () => ({}));
    for (const url of ['/', '/nothing']) expect((await app.inject({ url })).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    await app.close();
  });

  test.each([
    ['nobody', undefined, ['127.0.0.1', '127.0.0.1']],
    ['a proxy before it', ['127.0.0.1'], ['127.0.0.1', '203.0.113.9']],
    ['a proxy elsewhere', ['10.0.0.7'], ['127.0.0.1', '127.0.0.1']],
  ] as const)('believing %s, the address counted is the one that came, whatever a header says', async (_name, trustedProxies, expected) => {
    const counted: string[] = [];
    const limits = newRateLimits(defaultRates);
    const app = await openListener({
      log: newLog('silent'),
      hosts: undefined,
      strictTransport: false,
      onAnswer: () => undefined,
      limits: {
        ...limits,
        spend: (reply, kind, key) => {
          counted.push(key);
          return limits.spend(reply, kind, key);
        },
      },
      ...(trustedProxies === undefined ? {} : { trustedProxies }),
    });
    await app.inject({ url: '/' });
    await app.inject({ url: '/', headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(counted).toEqual(expected);
    await app.close();
  });
  test('no folder is listed', async () => {
    for (const path of ['/assets/', '/assets', '/.git/config', '/pro/assets/', '/..%2f..%2fpackage.json']) expect((await clear(path)).status, path).toBe(404);
  });
  test('nothing of another origin is answered before a browser may ask', async () => {
    const asked = { 'origin': 'https://elsewhere.test', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-carnet' };
    const told = await clear('/api/patient/session', { method: 'OPTIONS', headers: asked });
    expect(told.status).toBe(404);
    expect(Object.keys(told.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
  test('TRACE echoes nothing', async () => {
    const { request } = await import('node:http');
    const { status, body } = await new Promise<{ status: number; body: string }>((heard, failed) => {
      const sent = request(`${server.server.httpUrl}/`, { method: 'TRACE', headers: { 'x-secret': 'said-once' } }, (answer) => {
        let text = '';
        answer.on('data', (part) => (text += String(part))).on('end', () => heard({ status: answer.statusCode ?? 0, body: text }));
      });
      sent.on('error', failed).end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('said-once');
  });
});

describe('the apps', () => {
  for (const app of apps)
    test.skipIf(unbuilt.includes(app))(`${app}: no script, style or handler written in the page`, () => {
      const html = readFileSync(pageOf(app), 'utf8');
      expect(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g) ?? []).toEqual([]);
      expect(html.match(/<style|\sstyle=|\son[a-z]+=|javascript:/gi) ?? []).toEqual([]);
      expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!).filter((address) => /^(?:https?:)?\/\//.test(address))).toEqual([]);
    });
});
