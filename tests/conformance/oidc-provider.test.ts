// The provider as any OpenID client sees it: discovery, keys, and the requests it must refuse (OpenID Connect Core, RFC 7636, RFC 9700).

import { smartScopes, structureScopes } from '@carnet/server/interfaces/pipeline/smart-scopes';
import { createHash, createPublicKey, type JsonWebKey, randomBytes, verify } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { Browser, type Person, firstSignIn, signIn, startSignInServer } from '../support/sign-in-server.ts';

const server = await startSignInServer();
afterAll(() => server.close());
const issuer = `${server.origin}/oidc`;
const newVerifier = (): string => randomBytes(32).toString('base64url');
const json = async (url: string): Promise<Record<string, unknown>> => (await (await fetch(url)).json()) as Record<string, unknown>;

async function settledPerson(): Promise<Person> {
  const person = await server.openAccount();
  await firstSignIn(server, new Browser(server.origin), person);
  server.advance(31);
  return person;
}

const authorization = async (over: Record<string, string | undefined> = {}): Promise<{ readonly url: string; readonly verifier: string }> => {
  const verifier = newVerifier();
  const parameters: Record<string, string | undefined> = {
    client_id: 'carnet-patient',
    response_type: 'code',
    redirect_uri: `${server.origin}/auth/callback`,
    scope: 'openid',
    acr_values: 'eidas2',
    state: 'etat',
    nonce: 'nombre',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  };
  const query = new URLSearchParams(Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined));
  return { url: `${issuer}/auth?${query.toString()}`, verifier };
};
const redeem = (code: string, verifier: string): Promise<Response> =>
  fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'carnet-patient',
      redirect_uri: `${server.origin}/auth/callback`,
      code,
      code_verifier: verifier,
    }),
  });

/** A whole sign-in driven from the authorization endpoint; the code that comes back. */
async function obtainCode(person: Person): Promise<{ readonly code: string; readonly verifier: string }> {
  const browser = new Browser(server.origin);
  const { url, verifier } = await authorization();
  const page = await browser.go(url);
  const routes = `/api/sign-in/${page.url.pathname.split('/').at(-1)!}`;
  await browser.post(`${routes}/identifier`, { login: person.login, password: person.password });
  const finished = await browser.post(`${routes}/code`, { code: await server.codeFor(person.email) });
  if (finished.body.step !== 'done') throw new Error('the sign-in ends');
  const resumed = await browser.fetch(finished.body.redirectTo);
  return { code: new URL(resumed.headers.get('location')!).searchParams.get('code')!, verifier };
}

describe('discovery', () => {
  test('names the issuer of the run contract, under which everything is', async () => {
    const metadata = await json(`${issuer}/.well-known/openid-configuration`);
    expect(metadata).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/session/end`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      acr_values_supported: ['eidas2'],
      id_token_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt', 'tls_client_auth'],
      scopes_supported: ['openid', 'offline_access', ...smartScopes, ...structureScopes],
      subject_types_supported: ['public', 'pairwise'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  test('says the same whatever host the caller pretends to speak to', async () => {
    const honest = await json(`${issuer}/.well-known/openid-configuration`);
    const spoofed = await fetch(`${issuer}/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'ailleurs.test', 'x-forwarded-proto': 'https' },
    });
    expect(await spoofed.json()).toEqual(honest);
  });

  test('the keys are public ones', async () => {
    const { keys } = (await json(`${issuer}/jwks`)) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' });
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('the ID token', () => {
  test('is signed by the published key and says who, how and for what request', async () => {
    const person = await settledPerson();
    const { code, verifier } = await obtainCode(person);
    const tokens = (await (await redeem(code, verifier)).json()) as { id_token: string };
    const [header = '', claims = '', signature = ''] = tokens.id_token.split('.');
    const decode = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
    const { keys } = (await json(`${issuer}/jwks`)) as unknown as { keys: JsonWebKey[] };
    const key = createPublicKey({ format: 'jwk', key: keys.find(({ kid }) => kid === decode(header)['kid'])! });
    expect(verify('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(decode(header)).toMatchObject({ alg: 'ES256' });
    const payload = decode(claims);
    expect(payload).toMatchObject({ iss: issuer, aud: 'carnet-patient', sub: person.personne, acr: 'eidas2', amr: ['pwd', 'otp'], nonce: 'nombre' });
    expect(payload['exp']).toBeGreaterThan(Date.now() / 1_000);
    // Nothing of the person beyond an opaque id.
    expect(JSON.stringify(payload)).not.toMatch(/MARCHAND|Apolline|exemple\.test|personne\./);
  });

  test('a code serves once, and a second use takes back what the first gave', async () => {
    const { code, verifier } = await obtainCode(await settledPerson());
    expect((await redeem(code, verifier)).status).toBe(200);
    const again = await redeem(code, verifier);
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('a code without its verifier is worth nothing', async () => {
    const { code } = await obtainCode(await settledPerson());
    expect(await (await redeem(code, newVerifier())).json()).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('refused requests', () => {
  test.each<[string, Record<string, string | undefined>]>([
    ['an unknown client', { client_id: 'inconnu' }],
    ['a way back that is not registered', { redirect_uri: 'https://ailleurs.test/retour' }],
    ['a way back that only begins like ours', { redirect_uri: `${server.origin}/auth/callback/../../x` }],
  ])('%s: a page, and no redirection', async (_what, over) => {
    const answer = await fetch((await authorization(over)).url, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('<h1>La connexion n’a pas abouti</h1>');
  });

  test.each<[string, Record<string, string | undefined>, string]>([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['no interaction', { prompt: 'none' }, 'login_required'],
  ])('%s: sent back with its error', async (_what, over, error) => {
    const answer = await fetch((await authorization(over)).url, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get('location')!);
    expect(new URLSearchParams(back.search || back.hash.slice(1)).get('error')).toBe(error);
  });

  test.each(['reg', 'introspection', 'revocation', 'device', 'me'])('%s is not there', async (endpoint) => {
    expect((await fetch(`${issuer}/${endpoint}`)).status).toBe(404);
  });
});

describe('signing out at the provider', () => {
  test('asks first, then ends its session and those of the app', async () => {
    const person = await settledPerson();
    const browser = new Browser(server.origin);
    await signIn(server, browser, person, person.password);
    const open = browser.cookie('carnet_patient')!.value;
    expect(await server.ports.sessions.find(open)).toBeDefined();

    const asked = await browser.fetch('/oidc/session/end');
    const html = await asked.text();
    expect(html).toContain('Votre espace sera fermé sur tous vos appareils.');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)![1]!;
    const ended = await browser.fetch('/oidc/session/end/confirm', { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
    expect(ended.status).toBe(303);
    expect(browser.cookie('carnet_oidc')).toBeUndefined();
    expect(await server.ports.sessions.find(open)).toBeUndefined();
    expect(await (await browser.fetch(ended.headers.get('location')!)).text()).toContain('Vous êtes déconnecté');
  });
});

test('the signing key survives a restart, and is kept sealed', async () => {
  const { rows } = await server.database.storage.pool.query<{ sealed: Buffer }>({ text: 'SELECT sealed FROM system_secret' });
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain('kty');
  const kept = await server.ports.secrets.obtain('oidc-signing-key', () => Promise.reject(new Error('it is there already')));
  expect(JSON.parse(kept)).toMatchObject({ alg: 'ES256' });
});
