// Signing in with a card, over real mutual TLS: who gets a session, who does not and why, where the cookie goes, and that the sandbox's
// drawer takes the same path as a reader.

import { type DirectAccess, directAccessSchema, problemSchema, professionalSessionSchema, sandboxCardsSchema } from '@carnet/contract';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { directAccesses } from '@carnet/server/interfaces/web/direct-access';
import { issueRevocationList, loadAuthority } from '@carnet/server/sandbox/certificates';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Answer, send } from '../../tools/deposit/send.ts';

let server: FhirServer;
const logged: string[] = [];
beforeAll(async () => {
  server = await startFhirServer({}, newLog('trace', { write: (line) => void logged.push(line) }));
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

describe('a program of care that opens the browser at a page (TD0.9)', () => {
  const byProgram = { 'sec-fetch-site': 'none' };
  const insOf = (key: string): string => server.personas.patients.find((one) => one.key === key)!.ins;
  const open = (path: string, headers: Readonly<Record<string, string>> = byProgram): Promise<Answer> =>
    withCard('none', 'GET', `/AccesDirect/${path}`, { ...headers });
  const cookiesFor = async (card: string, answer: Answer): Promise<string> =>
    [await withCard(card, 'POST', '/api/pro/card-session'), answer].map((one) => cookieOf(one).split(';')[0]!).join('; ');
  const take = async (cookie: string, body = '{}'): Promise<DirectAccess> => {
    const headers = { ...ours(), cookie, 'content-type': 'application/json' };
    const answer = await send({ method: 'POST', url: `${origin()}/api/pro/direct-access`, tls: await server.material('none'), headers, body });
    expect(answer.status, answer.body.toString('utf8')).toBe(200);
    return directAccessSchema.parse(json(answer));
  };
  const lookUps = async (): Promise<number> => Number((await server.query(`SELECT count(*) AS n FROM trace WHERE action = 'test-existence'`))[0]!['n']);

  it.each(Object.entries(directAccesses))('%s waits for whoever shows their card, and is found once', async (path, { page, patient }) => {
    const ins = insOf('dominique');
    const answer = await open(patient === 'never' ? path : `${path}/${ins}`);
    expect([answer.status, answer.headers.location]).toEqual([303, '/pro/acces-direct']);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
    expect(cookieOf(answer)).toMatch(/^__Secure-carnet_direct=[\w-]{43}; Max-Age=600; Path=\/api\/pro\/direct-access; HttpOnly; Secure; SameSite=Lax$/);
    const before = await lookUps();
    const cookie = await cookiesFor('dr-moreau', answer);
    const taken = await take(cookie);
    expect(taken).toMatchObject({ state: 'opened', page });
    expect('status' in taken ? taken.status : undefined).toEqual(
      patient === 'never' ? undefined : expect.objectContaining({ found: true, autorisation: 'VALIDE' }),
    );
    expect(await lookUps()).toBe(patient === 'never' ? before : before + 1);
    expect(await take(cookie)).toEqual({ state: 'nothing' });
  });

  it('says nothing before the card of whether there is a record, and after it what the number typed would say', async () => {
    const unknown = '186053155500156';
    const [known, nobody] = [await open(`Documents/${insOf('roland')}`), await open(`Documents/${unknown}`)];
    const shown = ({ status, headers, body }: Answer): unknown => [status, headers.location, body.length, Object.keys(headers).toSorted()];
    expect(shown(known)).toEqual(shown(nobody));
    const unsigned = await send({
      method: 'POST',
      url: `${origin()}/api/pro/direct-access`,
      tls: await server.material('none'),
      headers: { ...ours(), 'cookie': cookieOf(known).split(';')[0]!, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(unsigned.status).toBe(401);
    const typed = async (ins: string): Promise<unknown> => {
      const cookie = cookieOf(await withCard('dr-royer', 'POST', '/api/pro/card-session')).split(';')[0]!;
      const headers = { ...ours(), cookie, 'content-type': 'application/json' };
      return json(
        await send({ method: 'POST', url: `${origin()}/api/pro/dossiers/search`, tls: await server.material('none'), headers, body: JSON.stringify({ ins }) }),
      );
    };
    for (const [answer, ins] of [
      [known, insOf('roland')],
      [nobody, unknown],
    ] as const)
      expect(await take(await cookiesFor('dr-royer', answer))).toEqual({ state: 'opened', page: 'documents', status: await typed(ins) });
  });

  it.each([
    ['a page that is none', `Accueil/${'279035121518989'}`, 'ADRESSE_INCONNUE'],
    ['a patient’s page without a patient', 'Documents', 'ADRESSE_INCONNUE'],
    ['a patient where there is none', 'Parametrages/279035121518989', 'ADRESSE_INCONNUE'],
    ['a name every object has', 'constructor/279035121518989', 'ADRESSE_INCONNUE'],
    ['a number whose key is wrong', 'Documents/279035121518988', 'INS_INVALIDE'],
    ['an address instead of a number', 'Documents/https%3A%2F%2Failleurs.test', 'INS_INVALIDE'],
    ['an address without its scheme', 'Documents/%2F%2Failleurs.test', 'INS_INVALIDE'],
    ['a line too many', 'Documents/279035121518989%0d%0aLocation:%20https:%2F%2Failleurs.test', 'INS_INVALIDE'],
  ])('%s leads to our own page, and forgets what waited', async (_name, path, why) => {
    const answer = await open(path);
    expect([answer.status, answer.headers.location]).toEqual([303, `/pro/acces-direct?refus=${why}`]);
    expect(cookieOf(answer)).toMatch(/^__Secure-carnet_direct=; Max-Age=0;/);
    expect(answer.body.toString('utf8')).not.toContain('279035121518989');
  });

  it('a page of another site that leads here opens nothing by itself', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, {}]) {
      const cookie = await cookiesFor('dr-moreau', await open(`Documents/${insOf('dominique')}`, headers as Readonly<Record<string, string>>));
      const before = await lookUps();
      expect(await take(cookie)).toEqual({ state: 'to-confirm' });
      expect(await lookUps()).toBe(before);
      expect(await take(cookie, '{"confirmed":true}')).toMatchObject({ state: 'opened', status: { found: true } });
    }
  });

  it('the sign-in by card goes on with it, and leads nowhere else', async () => {
    const went = async (card: string, query: string): Promise<unknown> => (await withCard(card, 'GET', `/auth/carte${query}`)).headers.location;
    expect(await went('dr-moreau', '?vers=acces-direct')).toBe('/pro/acces-direct');
    expect(await went('none', '?vers=acces-direct')).toBe('/pro/connexion?refus=CERTIFICAT_ABSENT&vers=acces-direct');
    for (const query of ['?vers=https://ailleurs.test', '?vers=//ailleurs.test', '?vers=acces-direct&vers=x', '?vers='])
      expect(await went('dr-moreau', query), query).toBe('/pro/');
  });

  it('what waits is sealed, and no line of the log has the number', async () => {
    const answer = await open(`Documents/${insOf('dominique')}`);
    const id = /carnet_direct=([\w-]+)/.exec(cookieOf(answer))![1]!;
    const [row] = await server.query<{ payload: Buffer; id_hash: Buffer }>(
      `SELECT payload, id_hash FROM oidc_artefact WHERE model = 'DirectAccess' ORDER BY expires_at DESC LIMIT 1`,
    );
    expect(row!.payload.toString('latin1')).not.toContain(insOf('dominique'));
    expect(row!.id_hash.toString('latin1')).not.toContain(id);
    expect(logged.some((line) => line.includes('/AccesDirect/:page/:ins'))).toBe(true);
    expect(logged.filter((line) => server.personas.patients.some(({ ins }) => line.includes(ins)))).toEqual([]);
  });
});
