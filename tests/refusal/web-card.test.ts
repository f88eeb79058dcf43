// Signing in with a card, over real mutual TLS: who gets a session, who does not and why, where the cookie goes, and that the sandbox's
// drawer takes the same path as a reader.

import { problemSchema, professionalSessionSchema, sandboxCardsSchema } from '@carnet/contract';
import { issueRevocationList, loadAuthority } from '@carnet/server/sandbox/certificates';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Answer, send } from '../../tools/deposit/send.ts';

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
});
afterAll(() => server.close());

const origin = (): string => new URL(server.url).origin;
const ours = (): Readonly<Record<string, string>> => ({ 'x-carnet': '1', 'origin': origin(), 'accept-language': 'fr' });
const withCard = async (card: string, method: string, path: string, headers: Readonly<Record<string, string>> = ours()): Promise<Answer> =>
  send({ method, url: `${origin()}${path}`, tls: await server.material(card), headers });
const json = ({ body }: Answer): unknown => JSON.parse(body.toString('utf8'));
const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie'] ?? '');

describe('a card over mutual TLS', () => {
  it('opens a session that only this door receives', async () => {
    const answer = await withCard('dr-moreau', 'POST', '/api/pro/card-session');
    expect(answer.status).toBe(201);
    expect(professionalSessionSchema.parse(json(answer))).toMatchObject({ displayName: 'Hélène MOREAU', structure: { name: 'Cabinet du Dr Moreau' } });
    expect(cookieOf(answer)).toMatch(/^__Host-carnet_pro=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = cookieOf(answer).split(';')[0]!;
    const session = await withCard('none', 'GET', '/api/pro/session', { cookie });
    expect(session.status).toBe(200);
    expect((await withCard('none', 'GET', '/api/patient/session', { cookie: cookie.replace('carnet_pro', 'carnet_patient') })).status).toBe(401);
  });
  it('asks which structure, of who works in several', async () => {
    const session = professionalSessionSchema.parse(json(await withCard('dr-boileau', 'POST', '/api/pro/card-session')));
    expect(session.structures.length).toBeGreaterThan(1);
    expect(session.structure).toBeUndefined();
  });
  it.each([
    ['no card', 'none', 401, 'CERTIFICAT_ABSENT'],
    ['an expired card', 'refused/expired', 401, 'CERTIFICAT_EXPIRE'],
    ['a card of another authority', 'refused/other-authority', 401, 'CERTIFICAT_REFUSE'],
    ['a card the directory does not know', 'refused/unknown', 403, 'CARTE_INCONNUE'],
    ['a card that was revoked', 'dr-valette', 401, 'CERTIFICAT_REVOQUE'],
  ])('%s opens nothing', async (_name, card, status, code) => {
    const answer = await withCard(card, 'POST', '/api/pro/card-session');
    expect(answer.status).toBe(status);
    expect(problemSchema.parse(json(answer)).code).toBe(code);
    expect(cookieOf(answer)).toBe('');
    const page = await withCard(card, 'GET', '/auth/carte');
    expect([page.status, page.headers.location]).toEqual([303, `/pro/connexion?refus=${code}`]);
    expect(cookieOf(page)).toBe('');
  });
  it('revoked while its session is open, it has none any more', async () => {
    const authority = await loadAuthority(readFileSync(join(server.sandbox, 'ca.pem'), 'utf8'), readFileSync(join(server.sandbox, 'ca-key.pem'), 'utf8'));
    const list = join(server.sandbox, 'crl.pem');
    const [before, serial] = [readFileSync(list), new X509Certificate(readFileSync(join(server.sandbox, 'cards/sf-roche/cert.pem'))).serialNumber];
    const opened = await withCard('sf-roche', 'POST', '/api/pro/card-session');
    const cookie = cookieOf(opened).split(';')[0]!;
    expect((await withCard('none', 'GET', '/api/pro/session', { cookie })).status).toBe(200);
    const validity = { from: new Date(), until: new Date(Date.now() + 3_600_000) };
    try {
      writeFileSync(list, await issueRevocationList(authority, [serial], validity));
      await server.server.readRevocations();
      const ended = await withCard('none', 'GET', '/api/pro/session', { cookie });
      expect([ended.status, problemSchema.parse(json(ended)).code]).toEqual([401, 'CERTIFICAT_REVOQUE']);
      const again = await withCard('sf-roche', 'POST', '/api/pro/card-session');
      expect([again.status, problemSchema.parse(json(again)).code]).toEqual([401, 'CERTIFICAT_REVOQUE']);
      expect((await server.ask('sf-roche', 'GET', '/Patient?identifier=x')).codes[0]).toBe('CERTIFICAT_REVOQUE');
    } finally {
      writeFileSync(list, before);
    }
    const closed = await withCard('none', 'GET', '/api/pro/session', { cookie });
    expect(problemSchema.parse(json(closed)).code).toBe('NON_AUTHENTIFIE');
  });
  it('a structure’s certificate opens nothing: it feeds, it does not read', async () => {
    const structure = server.personas.structures[0]!.key;
    const answer = await withCard(structure, 'POST', '/api/pro/card-session');
    expect([answer.status, problemSchema.parse(json(answer)).code]).toEqual([403, 'AUTHENTIFICATION_INSUFFISANTE']);
  });
  it('another site cannot make a browser present its card', async () => {
    for (const headers of [{}, { 'x-carnet': '1' }, { 'x-carnet': '1', 'origin': 'https://mechant.example' }]) {
      const answer = await withCard('dr-moreau', 'POST', '/api/pro/card-session', headers);
      expect([answer.status, cookieOf(answer)]).toEqual([400, '']);
    }
  });
  it('a browser with its card comes back to the app, signed in', async () => {
    const answer = await withCard('dr-moreau', 'GET', '/auth/carte');
    expect([answer.status, answer.headers.location]).toEqual([303, '/pro/']);
    expect(cookieOf(answer)).toMatch(/^__Host-carnet_pro=/);
  });
});

describe('the clear listener', () => {
  const clear = (path: string, init?: RequestInit): Promise<Response> => fetch(`${server.server.httpUrl}${path}`, { redirect: 'manual', ...init });
  it('sends who wants to read a card to the listener that can', async () => {
    const answer = await clear('/auth/carte');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${origin()}/auth/carte`]);
  });
  it('opens no session by itself', async () => {
    const answer = await clear('/api/pro/card-session', { method: 'POST', headers: { 'x-carnet': '1', 'origin': server.server.httpUrl } });
    expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([401, 'CERTIFICAT_ABSENT']);
  });
  it('presents a card of the drawer as a reader would', async () => {
    const cards = sandboxCardsSchema.parse(await (await clear('/sandbox/cards')).json());
    expect(cards.map(({ key }) => key)).toContain('dr-moreau');
    const present = (key: unknown): Promise<Response> =>
      clear('/api/pro/sandbox-card', {
        method: 'POST',
        headers: { 'x-carnet': '1', 'origin': server.server.httpUrl, 'content-type': 'application/json' },
        body: JSON.stringify({ key }),
      });
    const answer = await present('dr-moreau');
    expect(answer.status).toBe(201);
    expect(professionalSessionSchema.parse(await answer.json()).displayName).toBe('Hélène MOREAU');
    // The loopback listener speaks clear HTTP: a Secure cookie would never come back.
    expect(answer.headers.get('set-cookie')).toMatch(/^carnet_pro=[\w-]{43}; Path=\/api\/pro; HttpOnly; SameSite=Lax$/);
    for (const key of ['../dr-moreau', 'nobody', '', 7]) {
      const refused = await present(key);
      expect([refused.status, problemSchema.parse(await refused.json()).code, refused.headers.get('set-cookie')]).toEqual([400, 'PARAMETRE_INVALIDE', null]);
    }
  });
});
