// Signing in by Pro Santé Connect: by the sandbox's simulator, over its own protocol, then against a provider of ours that lies in one way at a time.
// Whatever does not hold opens nothing, is said by the sign-in page in one code, and is a line of the journal.

import {
  type ProfessionalSession,
  dossierStatusSchema,
  journalSchema,
  leftSchema,
  problemSchema,
  professionalSessionSchema,
  signInMeansSchema,
} from '@carnet/contract';
import { connectFaults } from '@carnet/domain/audit';
import { professional as english } from '@carnet/ui/wording/en/professional';
import { professional as french } from '@carnet/ui/wording/fr/professional';
import { type KeyObject, createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';

/** One browser: its cookies, by name, whatever their path. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly #home: string;
  constructor(home: string) {
    this.#home = home;
  }
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(init.headers as Record<string, string>) };
    const answer = await fetch(new URL(path, this.#home), { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return answer;
  }
  /** Follows redirections until a page answers. */
  async go(path: string, init?: RequestInit): Promise<{ readonly url: string; readonly answer: Response }> {
    let url = path;
    let answer = await this.fetch(path, init);
    for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 12; hops += 1) {
      url = answer.headers.get('location')!;
      if (url.startsWith('/pro/')) return { url, answer };
      answer = await this.fetch(url);
    }
    return { url, answer };
  }
  readonly post = (path: string, form: Readonly<Record<string, string>>) =>
    this.go(path, { method: 'POST', body: new URLSearchParams(form), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  readonly ours = (path: string, method: string, body?: unknown): Promise<Response> =>
    this.fetch(path, {
      method,
      headers: { 'x-carnet': '1', 'origin': this.#home, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async session(): Promise<ProfessionalSession | undefined> {
    const answer = await this.fetch('/api/pro/session');
    return answer.ok ? professionalSessionSchema.parse(await answer.json()) : undefined;
  }
}

interface Line {
  readonly rule: string | null;
  readonly outcome: string;
  readonly actor_id: string;
  readonly authentication: string;
  readonly profession: string | null;
}
const linesOf = (server: FhirServer): Promise<readonly Line[]> =>
  server.query<Line & Record<string, unknown>>(
    `SELECT rule, outcome, actor_id, authentication, profession FROM trace WHERE action = 'sign-in' AND door = 'professional' ORDER BY at DESC, sequence DESC`,
  ) as Promise<readonly Line[]>;

test('every fault is said in both languages, and nothing else is', () => {
  expect(Object.keys(french.connect.reasons)).toEqual([...connectFaults]);
  expect(Object.keys(english.connect.reasons)).toEqual([...connectFaults]);
});

describe('by the simulator', () => {
  let server: FhirServer;
  const browser = (): Browser => new Browser(server.server.httpUrl);
  beforeAll(async () => {
    server = await startFhirServer();
  });
  afterAll(() => server.close());

  /** As far as the simulated telephone. */
  async function toTelephone(who: Browser, key: string, from = '/auth/psc/login'): Promise<{ readonly path: string; readonly number: string }> {
    const { url } = await who.go(from);
    const path = new URL(url, server.server.httpUrl).pathname;
    expect(path).toMatch(/^\/sandbox\/psc\/telephone\//);
    const page = await (await who.fetch(`${path}?qui=${key}`)).text();
    return { path, number: /<strong>(\d+)<\/strong>/.exec(page)![1]! };
  }
  async function signIn(who: Browser, key: string, from?: string): Promise<string> {
    const { path, number } = await toTelephone(who, key, from);
    return (await who.post(path, { qui: key, reponse: number })).url;
  }

  it('says that there is one, and that it is simulated', async () => {
    const means = signInMeansSchema.parse(await (await browser().fetch('/api/pro/means')).json());
    expect(means).toEqual({ proSanteConnect: { simulated: true }, portal: '/sandbox/portail' });
  });

  it('signs in who approved, for the one place they work in', async () => {
    const who = browser();
    expect(await signIn(who, 'dr-moreau')).toBe('/pro/');
    expect(await who.session()).toMatchObject({ displayName: 'Hélène MOREAU', means: 'pro-sante-connect', structure: { name: 'Cabinet du Dr Moreau' } });
    const [line] = await linesOf(server);
    expect(line).toMatchObject({ rule: null, outcome: 'granted', authentication: 'PRO_SANTE_CONNECT', profession: '10' });
    expect([...who.cookies.keys()].filter((name) => name.startsWith('carnet_psc_') && !name.includes('simulator'))).toEqual([]);
  });

  it('asks which structure, of who works in several; acts for one of them and no other', async () => {
    const who = browser();
    await signIn(who, 'dr-boileau');
    const session = (await who.session())!;
    expect(session.structure).toBeUndefined();
    expect(session.structures.length).toBe(2);
    const act = (id: string): Promise<Response> => who.ours('/api/pro/session/structure', 'POST', { id });
    expect((await act(session.structures[1]!.id)).status).toBe(200);
    expect((await who.session())!.structure!.id).toBe(session.structures[1]!.id);
    const elsewhere = await act(server.personas.structures.find(({ key }) => key === 'cabinet-moreau')!.idNat);
    expect(problemSchema.parse(await elsewhere.json()).code).toBe('STRUCTURE_INCOHERENTE');
  });

  it('what is done in that session says by what means, in the journal', async () => {
    const who = browser();
    await signIn(who, 'dr-royer');
    const patient = server.personas.patients[0]!;
    await who.ours('/api/pro/dossiers/search', 'POST', { ins: patient.ins });
    const lines = await server.query<{ authentication: string }>(
      `SELECT authentication FROM trace WHERE action = 'test-existence' AND door = 'professional' ORDER BY at DESC, sequence DESC LIMIT 1`,
    );
    expect(lines).toEqual([{ authentication: 'PRO_SANTE_CONNECT' }]);
    const { dossierId } = dossierStatusSchema.parse(await (await who.ours('/api/pro/dossiers/search', 'POST', { ins: patient.ins })).json());
    const journal = journalSchema.parse(await (await who.fetch(`/api/pro/dossiers/${dossierId}/journal`)).json());
    expect(journal.lines.filter(({ self }) => self).map(({ means }) => means)).toContain('pro-sante-connect');
    expect(journal.lines.filter(({ self, means }) => self && means !== 'pro-sante-connect')).toEqual([]);
  });

  it('signs out of both: our session first, then the provider’s', async () => {
    const who = browser();
    await signIn(who, 'dr-moreau');
    const { next } = leftSchema.parse(await (await who.ours('/api/pro/logout', 'POST')).json());
    expect(await who.session()).toBeUndefined();
    const url = new URL(next!);
    expect(url.pathname).toMatch(/\/protocol\/openid-connect\/logout$/);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${server.server.httpUrl}/pro/connexion?parti=oui`);
    expect((await who.fetch(next!)).headers.get('location')).toBe(`${server.server.httpUrl}/pro/connexion?parti=oui`);
  });

  it('signing out there ends the session here; whoever is signed in elsewhere stays', async () => {
    const [who, other] = [browser(), browser()];
    await signIn(who, 'dr-moreau');
    await signIn(other, 'dr-moreau');
    expect(await (await who.fetch('/sandbox/psc/compte')).text()).toContain('Hélène MOREAU');
    expect((await who.fetch('/sandbox/psc/compte', { method: 'POST' })).headers.get('location')).toBe('/sandbox/psc/compte');
    expect(await who.session()).toBeUndefined();
    expect(await (await who.fetch('/sandbox/psc/compte')).text()).not.toContain('MOREAU');
    expect((await other.session())?.displayName).toBe('Hélène MOREAU');
  });

  it('goes on with what a program of care opened', async () => {
    expect(await signIn(browser(), 'dr-moreau', '/auth/psc/login?vers=acces-direct')).toBe('/pro/acces-direct');
  });

  it.each([
    ['dr-valette', 'PSC_REFUSE', 'a suspended account'],
    ['inconnu', 'PSC_INCONNU', 'somebody the directory does not know'],
    ['autre-nom', 'PSC_IDENTITE_DISCORDANTE', 'one’s number with another’s name'],
    ['sans-activite', 'PSC_SANS_ACTIVITE', 'somebody who works nowhere'],
    ['autre-profession', 'PSC_PROFESSION_DISCORDANTE', 'another profession'],
    ['sans-niveau', 'PSC_NIVEAU_INSUFFISANT', 'no level of authentication'],
  ])('%s: %s (%s)', async (key, fault) => {
    const who = browser();
    expect(await signIn(who, key)).toBe(`/pro/connexion?refus=${fault}`);
    expect(await who.session()).toBeUndefined();
    expect((await linesOf(server))[0]).toMatchObject({ rule: fault, outcome: 'refused' });
  });

  it.each([
    ['non', 'PSC_REFUSE'],
    ['00', 'PSC_REFUSE'],
    ['rien', 'PSC_EXPIRE'],
  ])('on the telephone, %s: %s', async (reponse, fault) => {
    const who = browser();
    const { path } = await toTelephone(who, 'dr-moreau');
    expect((await who.post(path, { qui: 'dr-moreau', reponse })).url).toBe(`/pro/connexion?refus=${fault}`);
    expect(await who.session()).toBeUndefined();
  });

  it('somebody struck off since is told so, and a session they have opens nothing more', async () => {
    const id = server.personas.professionals.find(({ key }) => key === 'dr-lacaze')!.idNat;
    const who = browser();
    await signIn(who, 'dr-lacaze');
    const search = (): Promise<Response> => who.ours('/api/pro/dossiers/search', 'POST', { ins: server.personas.patients[0]!.ins });
    expect((await search()).status).toBe(200);
    await server.query('UPDATE professionnel SET active = false WHERE id = $1', [id]);
    try {
      expect((await search()).status).toBe(403);
      expect(await signIn(browser(), 'dr-lacaze')).toBe('/pro/connexion?refus=PSC_SUSPENDU');
      expect((await linesOf(server))[0]).toMatchObject({ rule: 'PSC_SUSPENDU', actor_id: id, authentication: 'PRO_SANTE_CONNECT' });
    } finally {
      await server.query('UPDATE professionnel SET active = true WHERE id = $1', [id]);
    }
  });

  it('an answer meant for another browser, or used twice, opens nothing', async () => {
    const [attacker, victim] = [browser(), browser()];
    const { path, number } = await toTelephone(attacker, 'dr-moreau');
    // As far as the address the provider sends the browser back to, which the attacker gives to somebody else.
    const posted = await attacker.fetch(path, {
      method: 'POST',
      body: new URLSearchParams({ qui: 'dr-moreau', reponse: number }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const back = (await attacker.fetch(posted.headers.get('location')!)).headers.get('location')!;
    expect(back).toContain('/auth/psc/callback?code=');
    await victim.fetch('/auth/psc/login');
    expect((await victim.go(back)).url).toBe('/pro/connexion?refus=PSC_DEMANDE_PERDUE');
    expect(await victim.session()).toBeUndefined();
    expect((await linesOf(server))[0]).toMatchObject({ rule: 'PSC_DEMANDE_PERDUE', authentication: 'AUCUNE' });
    // Theirs still, once.
    expect((await attacker.go(back)).url).toBe('/pro/');
    expect((await attacker.go(back)).url).toBe('/pro/connexion?refus=PSC_DEMANDE_PERDUE');
  });

  it('a state that was never given, or none, opens nothing', async () => {
    for (const query of ['', '?state=', '?state=jamais&code=a', '?state=a&state=b&code=c', `?state=${'x'.repeat(4_000)}&code=c`, '?state=%0d%0aset-cookie:a=b'])
      expect((await browser().fetch(`/auth/psc/callback${query}`)).headers.get('location')).toBe('/pro/connexion?refus=PSC_DEMANDE_PERDUE');
  });
});

type Claims = Readonly<Record<string, unknown>>;
/** A JWT, by hand: a library would not make the bad ones. */
function tokenOf(header: object, claims: Claims, signature: (text: string) => Buffer): string {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${signature(text).toString('base64url')}`;
}
const signed = (claims: Claims, key: KeyObject, kid = 'one'): string =>
  tokenOf({ alg: 'RS256', kid }, claims, (text) => sign('sha256', Buffer.from(text), key));

/** What a provider of ours lies about. */
interface Lie {
  readonly claims?: (usual: Claims) => Claims;
  readonly userinfo?: (usual: Record<string, unknown>) => unknown;
  readonly sign?: (claims: Claims) => string;
  readonly callback?: (usual: URLSearchParams) => void;
  readonly token?: { readonly status: number; readonly body: unknown };
}

describe('against a provider that lies', () => {
  let server: FhirServer;
  let provider: Server;
  let issuer: string;
  let lie: Lie = {};
  const [keys, other] = [generateKeyPairSync('rsa', { modulusLength: 2_048 }), generateKeyPairSync('rsa', { modulusLength: 2_048 })];
  let id: string;
  let structure: string;
  const codes = new Map<string, { readonly nonce: string; readonly challenge: string }>();
  const asked: URLSearchParams[] = [];

  const usualClaims = (nonce: string): Claims => {
    const now = Math.floor(Date.now() / 1_000);
    const auth = { auth_time: now - 5, acr: 'eidas1', azp: 'carnet', preferred_username: id, authMode: 'MOBILE' };
    return { iss: issuer, aud: 'carnet', sub: `f:realm:${id}`, iat: now, exp: now + 120, nonce, ...auth };
  };
  const usualInfo = (): Record<string, unknown> => ({
    sub: `f:realm:${id}`,
    preferred_username: id,
    SubjectNameID: id,
    given_name: 'Anne',
    family_name: 'Royer',
    SubjectRefPro: {
      exercices: [{ codeProfession: '10', nomDexercice: 'ROYER', activities: [{ numeroFinessSite: structure.slice(1), numeroSiretSite: null }] }],
    },
  });

  beforeAll(async () => {
    provider = createServer((request, response) => {
      const url = new URL(request.url!, issuer);
      const json = (body: unknown, status = 200): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (url.pathname.endsWith('/wallet-openid-configuration'))
        return json({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          jwks_uri: `${issuer}/certs`,
          id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
          code_challenge_methods_supported: ['S256'],
        });
      if (url.pathname.endsWith('/certs')) return json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
      if (url.pathname.endsWith('/userinfo')) return json((lie.userinfo ?? ((usual) => usual))(usualInfo()));
      const heard: Buffer[] = [];
      request.on('data', (bytes: Buffer) => heard.push(bytes));
      request.on('end', () => {
        const form = new URLSearchParams(Buffer.concat(heard).toString());
        asked.push(form);
        const code = codes.get(form.get('code')!);
        codes.delete(form.get('code')!);
        const verified = code?.challenge === createHash('sha256').update(form.get('code_verifier')!).digest('base64url');
        if (lie.token !== undefined) return json(lie.token.body, lie.token.status);
        if (code === undefined || !verified) return json({ error: 'invalid_grant' }, 400);
        const claims = (lie.claims ?? ((usual) => usual))(usualClaims(code.nonce));
        return json({ access_token: 'a', token_type: 'Bearer', expires_in: 120, id_token: (lie.sign ?? ((usual) => signed(usual, keys.privateKey)))(claims) });
      });
    });
    await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/realm`;
    const secretFile = join(tmpdir(), `carnet-psc-${randomUUID()}`);
    writeFileSync(secretFile, 'un-secret\n');
    server = await startFhirServer({ CARNET_PSC_ISSUER: issuer, CARNET_PSC_CLIENT_ID: 'carnet', CARNET_PSC_SECRET_FILE: secretFile });
    id = server.personas.professionals.find(({ key }) => key === 'dr-royer')!.idNat;
    structure = server.personas.structures.find(({ key }) => key === 'cabinet-royer')!.idNat;
  });
  afterAll(async () => {
    await server.close();
    provider.close();
  });
  beforeEach(() => {
    lie = {};
  });

  async function arrive(who = new Browser(server.server.httpUrl)): Promise<{ readonly who: Browser; readonly place: string; readonly back: string }> {
    const asks = new URL((await who.fetch('/auth/psc/login')).headers.get('location')!).searchParams;
    const code = randomUUID();
    codes.set(code, { nonce: asks.get('nonce')!, challenge: asks.get('code_challenge')! });
    expect(Object.fromEntries(asks)).toMatchObject({ scope: 'openid scope_all', acr_values: 'eidas1', code_challenge_method: 'S256', response_type: 'code' });
    const query = new URLSearchParams({ state: asks.get('state')!, code });
    lie.callback?.(query);
    const back = `/auth/psc/callback?${query}`;
    return { who, place: (await who.fetch(back)).headers.get('location')!, back };
  }

  it('tells the truth: lets in, and was asked with the secret and the proof of the code', async () => {
    const { who, place } = await arrive();
    expect(place).toBe('/pro/');
    expect(await who.session()).toMatchObject({ displayName: 'Anne ROYER', structure: { id: structure } });
    expect(Object.fromEntries(asked.at(-1)!)).toMatchObject({ client_id: 'carnet', client_secret: 'un-secret', grant_type: 'authorization_code' });
  });

  const secretOfPublicKey = (claims: Claims): string =>
    tokenOf({ alg: 'HS256', kid: 'one' }, claims, (text) =>
      createHmac('sha256', keys.publicKey.export({ type: 'spki', format: 'pem' }))
        .update(text)
        .digest(),
    );
  const now = (): number => Math.floor(Date.now() / 1_000);
  const tokens: readonly (readonly [string, Lie, string])[] = [
    ['another issuer', { claims: (usual) => ({ ...usual, iss: 'https://ailleurs.example/realm' }) }, 'PSC_REPONSE_REFUSEE'],
    ['another audience', { claims: (usual) => ({ ...usual, aud: 'autre' }) }, 'PSC_REPONSE_REFUSEE'],
    ['an audience beside ours', { claims: (usual) => ({ ...usual, aud: ['carnet', 'autre'] }) }, 'PSC_REPONSE_REFUSEE'],
    ['another nonce', { claims: (usual) => ({ ...usual, nonce: 'autre' }) }, 'PSC_REPONSE_REFUSEE'],
    ['no nonce', { claims: ({ nonce: _nonce, ...usual }) => usual }, 'PSC_REPONSE_REFUSEE'],
    ['an expired token', { claims: (usual) => ({ ...usual, iat: now() - 900, exp: now() - 600 }) }, 'PSC_REPONSE_REFUSEE'],
    ['a session of yesterday', { claims: (usual) => ({ ...usual, auth_time: now() - 5 * 3_600 }) }, 'PSC_REPONSE_REFUSEE'],
    ['no level', { claims: ({ acr: _acr, ...usual }) => usual }, 'PSC_NIVEAU_INSUFFISANT'],
    ['a lesser level', { claims: (usual) => ({ ...usual, acr: 'eidas0' }) }, 'PSC_NIVEAU_INSUFFISANT'],
    ['no signature', { sign: (claims) => tokenOf({ alg: 'none' }, claims, () => Buffer.alloc(0)) }, 'PSC_REPONSE_REFUSEE'],
    ['a signature made with the public key', { sign: secretOfPublicKey }, 'PSC_REPONSE_REFUSEE'],
    ['a signature of another key', { sign: (claims) => signed(claims, other.privateKey) }, 'PSC_REPONSE_REFUSEE'],
    ['a key nobody published', { sign: (claims) => signed(claims, other.privateKey, 'two') }, 'PSC_REPONSE_REFUSEE'],
    ['no token', { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer' } } }, 'PSC_REPONSE_REFUSEE'],
    ['an error in place of a token', { token: { status: 400, body: { error: 'invalid_grant' } } }, 'PSC_REPONSE_REFUSEE'],
    ['an outage', { token: { status: 503, body: { error: 'server_error' } } }, 'PSC_INDISPONIBLE'],
    ['an endless answer', { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer', id_token: 'x'.repeat(400_000) } } }, 'PSC_INDISPONIBLE'],
    ['endless claims', { userinfo: (usual) => ({ ...usual, padding: 'x'.repeat(400_000) }) }, 'PSC_INDISPONIBLE'],
    ['an answer of another provider', { callback: (query) => query.set('iss', 'https://ailleurs.example/realm') }, 'PSC_REPONSE_REFUSEE'],
    ['a refusal', { callback: (query) => (query.delete('code'), query.set('error', 'access_denied')) }, 'PSC_REFUSE'],
    ['an error of its own invention', { callback: (query) => (query.delete('code'), query.set('error', 'nonsense')) }, 'PSC_REPONSE_REFUSEE'],
  ];
  it.each(tokens)('%s', async (_name, lies, fault) => {
    lie = lies;
    const { who, place } = await arrive();
    expect(place).toBe(`/pro/connexion?refus=${fault}`);
    expect(await who.session()).toBeUndefined();
    expect((await linesOf(server))[0]).toMatchObject({ rule: fault, outcome: 'refused', authentication: 'AUCUNE' });
  });

  const another = '899700999990';
  const exercise = (over: object) => (usual: Record<string, any>) => ({
    ...usual,
    SubjectRefPro: { exercices: [{ ...usual['SubjectRefPro'].exercices[0], ...over }] },
  });
  const people: readonly (readonly [string, NonNullable<Lie['userinfo']>, string])[] = [
    ['another subject than the token’s', (usual) => ({ ...usual, sub: `f:realm:${another}` }), 'PSC_REPONSE_REFUSEE'],
    ['another number beside the one', (usual) => ({ ...usual, SubjectNameID: another }), 'PSC_IDENTITE_DISCORDANTE'],
    ['another user name', (usual) => ({ ...usual, preferred_username: another }), 'PSC_IDENTITE_DISCORDANTE'],
    ['another name', (usual) => exercise({ nomDexercice: 'MOREAU' })({ ...usual, family_name: 'MOREAU' }), 'PSC_IDENTITE_DISCORDANTE'],
    ['no number', ({ SubjectNameID: _id, ...usual }) => usual, 'PSC_IDENTITE_DISCORDANTE'],
    ['a number that is an object', (usual) => ({ ...usual, SubjectNameID: { $ne: '' } }), 'PSC_IDENTITE_DISCORDANTE'],
    ['a thousand places', exercise({ activities: Array.from({ length: 1_000 }, () => ({ numeroFinessSite: '1' })) }), 'PSC_IDENTITE_DISCORDANTE'],
    ['no profession', (usual) => ({ ...usual, SubjectRefPro: null }), 'PSC_PROFESSION_DISCORDANTE'],
    ['a profession of nobody', exercise({ codeProfession: '999' }), 'PSC_PROFESSION_DISCORDANTE'],
    ['a place that is not theirs', exercise({ activities: [{ numeroFinessSite: '750803447' }] }), 'PSC_SANS_ACTIVITE'],
    ['no place', exercise({ activities: [] }), 'PSC_SANS_ACTIVITE'],
  ];
  it.each(people)('userinfo with %s', async (_name, userinfo, fault) => {
    lie = { userinfo };
    const { who, place } = await arrive();
    expect(place).toBe(`/pro/connexion?refus=${fault}`);
    expect(await who.session()).toBeUndefined();
    expect((await linesOf(server))[0]).toMatchObject({ rule: fault, outcome: 'refused' });
  });

  it('a session that came of it ends with Pro Santé Connect’s', async () => {
    lie = { claims: (usual) => ({ ...usual, auth_time: now() - 3 * 3_600 }) };
    const { place } = await arrive();
    expect(place).toBe('/pro/');
    const [row] = await server.query<{ left: number }>(
      'SELECT extract(epoch FROM expires_at - opened_at)::float8 AS left FROM web_session ORDER BY opened_at DESC LIMIT 1',
    );
    expect(Math.abs(row!.left - 3_600)).toBeLessThan(30);
  });

  describe('says that its session has ended', () => {
    const event = 'http://schemas.openid.net/event/backchannel-logout';
    const usual = (over: Claims = {}): Claims => {
      const at = now();
      return {
        iss: issuer,
        aud: 'carnet',
        iat: at,
        exp: at + 120,
        jti: randomUUID(),
        sub: `f:realm:${id}`,
        sid: 'la-session',
        events: { [event]: {} },
        ...over,
      };
    };
    const without = (name: string, { [name]: _left, ...claims }: Claims = usual()): Claims => claims;
    const post = (form: URLSearchParams): Promise<Response> =>
      fetch(new URL('/auth/psc/backchannel-logout', server.server.httpUrl), { method: 'POST', body: form });
    const tell = (token: string): Promise<Response> => post(new URLSearchParams({ logout_token: token }));
    const ours = (claims: Claims = usual()): string => signed(claims, keys.privateKey);
    /** Signed in by this session of the provider; none: by a provider that does not name its sessions. */
    async function by(sid?: string): Promise<Browser> {
      lie = { claims: (claims) => ({ ...claims, ...(sid === undefined ? {} : { sid }) }) };
      const { who } = await arrive();
      expect(await who.session()).toBeDefined();
      return who;
    }

    it('ends what that session opened here, and nothing else', async () => {
      const [left, stays] = [await by('la-session'), await by('une-autre')];
      const answer = await tell(ours());
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await left.session()).toBeUndefined();
      expect(await stays.session()).toBeDefined();
      // Nothing is open by it any more: nothing is wrong with that.
      expect((await tell(ours())).status).toBe(200);
      expect((await tell(ours(without('sid')))).status).toBe(200);
      expect(await stays.session()).toBeUndefined();
    });

    it('named by its session alone, or by a provider that had not named it', async () => {
      const [named, unnamed] = [await by('la-session'), await by()];
      expect((await tell(ours(without('sub')))).status).toBe(200);
      expect(await named.session()).toBeUndefined();
      expect(await unnamed.session()).toBeDefined();
      expect((await tell(ours())).status).toBe(200);
      expect(await unnamed.session()).toBeUndefined();
    });

    it('somebody else’s ends nobody’s here', async () => {
      const who = await by('la-session');
      expect((await tell(ours(usual({ sub: 'f:realm:899700999990' })))).status).toBe(200);
      expect(await who.session()).toBeDefined();
    });

    it('the same token again ends nothing that was opened since', async () => {
      const token = ours();
      await by('la-session');
      expect((await tell(token)).status).toBe(200);
      const since = await by('la-session');
      expect((await tell(token)).status).toBe(400);
      expect(await since.session()).toBeDefined();
    });

    const typed = (typ: string): string => tokenOf({ alg: 'RS256', kid: 'one', typ }, usual(), (text) => sign('sha256', Buffer.from(text), keys.privateKey));
    it.each<[string, () => string]>([
      ['no signature', () => tokenOf({ alg: 'none' }, usual(), () => Buffer.alloc(0))],
      ['a signature made with the public key', () => secretOfPublicKey(usual())],
      ['a signature of another key', () => signed(usual(), other.privateKey)],
      ['a key nobody published', () => signed(usual(), other.privateKey, 'two')],
      ['another issuer', () => ours(usual({ iss: 'https://ailleurs.example/realm' }))],
      ['another audience', () => ours(usual({ aud: 'autre' }))],
      ['an audience beside ours', () => ours(usual({ aud: ['carnet', 'autre'] }))],
      ['no audience', () => ours(without('aud'))],
      ['made ten minutes ago', () => ours(usual({ iat: now() - 600 }))],
      ['made in ten minutes', () => ours(usual({ iat: now() + 600, exp: now() + 720 }))],
      ['no date', () => ours(without('iat'))],
      ['over', () => ours(usual({ iat: now() - 100, exp: now() - 60 }))],
      ['without an end', () => ours(without('exp'))],
      ['no identifier of its own', () => ours(without('jti'))],
      ['an identifier that is no text', () => ours(usual({ jti: { $ne: '' } }))],
      ['a nonce, as an ID token has', () => ours(usual({ nonce: 'un-nonce' }))],
      ['no event', () => ours(without('events'))],
      ['another event', () => ours(usual({ events: { 'https://ailleurs.example/event': {} } }))],
      ['an event that is no object', () => ours(usual({ events: { [event]: 'oui' } }))],
      ['events in a list', () => ours(usual({ events: [event] }))],
      ['neither a person nor a session', () => ours(without('sub', without('sid')))],
      ['a person that is no text', () => ours(usual({ sub: { $ne: '' } }))],
      ['a session that is no text', () => ours(usual({ sid: ['la-session'] }))],
      ['an ID token', () => ours(usualClaims('un-nonce'))],
      ['an access token by its type', () => typed('at+jwt')],
      ['no token', () => ''],
      ['what is no token', () => 'a.b.c'],
    ])('%s: refused, and ends nothing', async (_name, made) => {
      const who = await by('la-session');
      const answer = await tell(made());
      expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toEqual([400, 'no-store', { error: 'invalid_request' }]);
      expect(await who.session()).toBeDefined();
      expect((await tell(typed('logout+jwt'))).status).toBe(200);
      expect(await who.session()).toBeUndefined();
    });

    it('two tokens, none, or another form than a form', async () => {
      expect((await post(new URLSearchParams([ours(), ours()].map((token) => ['logout_token', token])))).status).toBe(400);
      expect((await post(new URLSearchParams())).status).toBe(400);
      const place = new URL('/auth/psc/backchannel-logout', server.server.httpUrl);
      expect(
        (await fetch(place, { method: 'POST', body: JSON.stringify({ logout_token: ours() }), headers: { 'content-type': 'application/json' } })).status,
      ).toBe(415);
      expect((await tell('x'.repeat(20_000))).status).toBe(413);
      expect((await fetch(place)).status).toBe(404);
    });
  });

  it('away, it is said so, and a card still signs in', async () => {
    const gone = await startFhirServer({ CARNET_PSC_ISSUER: 'http://127.0.0.1:1/realm', CARNET_PSC_CLIENT_ID: 'carnet', CARNET_PSC_SECRET_FILE: '/dev/null' });
    try {
      const who = new Browser(gone.server.httpUrl);
      expect((await who.fetch('/auth/psc/login')).headers.get('location')).toBe('/pro/connexion?refus=PSC_INDISPONIBLE');
      expect((await who.ours('/api/pro/sandbox-card', 'POST', { key: 'dr-moreau' })).status).toBe(201);
      expect(leftSchema.parse(await (await who.ours('/api/pro/logout', 'POST')).json())).toEqual({});
      const body = new URLSearchParams({ logout_token: signed({}, keys.privateKey) });
      expect((await who.fetch('/auth/psc/backchannel-logout', { method: 'POST', body })).status).toBe(400);
    } finally {
      await gone.close();
    }
  });
});
