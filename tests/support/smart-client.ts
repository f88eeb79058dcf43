// A service as any SMART client is one: registered, sent to the authorization endpoint with PKCE, answered by a person in a browser, then with a
// token. Nothing here knows Carnet but the pages a person sees.

import type { PairingDone, PairingQuestion } from '@carnet/contract';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirServer } from './fhir-server.ts';
import { Browser } from './sign-in-server.ts';

export interface Registered {
  readonly client_id: string;
  readonly redirect_uris: readonly string[];
}
export const purposes = [
  { code: 'ANALYSES', label: { fr: 'Suivre vos analyses', en: 'Follow your results' }, reads: ['analyses'], writes: [] },
  { code: 'CARNET', label: { fr: 'Ranger ce que vous notez', en: 'Keep what you write' }, reads: ['espace-personnel'], writes: ['espace-personnel'] },
];
export const redirectUri = 'http://localhost:4999/retour';

export async function register(origin: string, over: Readonly<Record<string, unknown>> = {}): Promise<{ readonly status: number; readonly body: Registered }> {
  const answer = await fetch(`${origin}/oidc/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Mes analyses',
      carnet_publisher: 'Exemple Santé',
      carnet_purposes: purposes,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      ...over,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Registered };
}

export const reading = 'launch/patient offline_access patient/DocumentReference.rs patient/Binary.r patient/Patient.r';

export interface Begun {
  readonly url: string;
  readonly verifier: string;
}
export function authorization(origin: string, client: string, over: Readonly<Record<string, string | undefined>> = {}): Begun {
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Readonly<Record<string, string | undefined>> = {
    client_id: client,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: reading,
    state: 'etat',
    aud: `${origin}/fhir`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  };
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { url: `${origin}/oidc/auth?${new URLSearchParams(given).toString()}`, verifier };
}

const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
interface Credentials {
  readonly key: string;
  readonly login: string;
  readonly password: string;
  readonly email: string;
}
const passwords = new Map<string, string>();

/** Signs in as this person of the sandbox, from wherever it was asked; where the browser goes next. */
async function signInFrom({ server, sandbox }: FhirServer, browser: Browser, patient: string, from: URL): Promise<string> {
  const people = JSON.parse(readFileSync(join(sandbox, 'personas.json'), 'utf8')) as { readonly patients: readonly Credentials[] };
  const { login, password, email } = people.patients.find(({ key }) => key === patient)!;
  const signIn = `/api/sign-in/${from.pathname.split('/').at(-1)!}`;
  const chosen = 'Quatre-Cerises-Bleues-42';
  const known = passwords.get(`${server.httpUrl}${login}`);
  const begun = await browser.post(`${signIn}/identifier`, { login, password: known ?? password });
  if (begun.status !== 200) throw new Error(`${from.href}: ${JSON.stringify(begun.body)}`);
  if (known === undefined) await browser.post(`${signIn}/password`, { password: chosen });
  passwords.set(`${server.httpUrl}${login}`, chosen);
  const mails = (await (await fetch(`${server.httpUrl}/sandbox/mail?to=${encodeURIComponent(email)}`)).json()) as readonly { readonly text: string }[];
  const [code] = mails.flatMap(({ text }) => /^\s+(\d{6})$/m.exec(text)?.[1] ?? []);
  const finished = await browser.post(`${signIn}/code`, { code });
  if (finished.body.step !== 'done') throw new Error(JSON.stringify(finished.body));
  return finished.body.redirectTo;
}

/** The session of our own app. */
export async function signedIn(fhir: FhirServer, patient: string): Promise<{ readonly browser: Browser; readonly dossierId: string }> {
  const browser = new Browser(fhir.server.httpUrl);
  const page = await browser.go('/auth/login');
  await browser.go(await signInFrom(fhir, browser, patient, page.url));
  const session = await browser.fetch('/api/patient/session');
  return { browser, dossierId: ((await session.json()) as { readonly dossierId: string }).dossierId };
}

/** Up to the question of the service. */
export async function toQuestion(
  fhir: FhirServer,
  patient: string,
  url: string,
): Promise<{ readonly browser: Browser; readonly routes: string; readonly question: PairingQuestion }> {
  const browser = new Browser(fhir.server.httpUrl);
  const page = await browser.go(url);
  const asked = await browser.go(await signInFrom(fhir, browser, patient, page.url));
  const routes = `/api/pairing/${asked.url.pathname.split('/').at(-1)!}`;
  const answer = await browser.fetch(routes);
  if (answer.status !== 200) throw new Error(`${asked.url.href}: ${await answer.text()}`);
  return { browser, routes, question: (await answer.json()) as PairingQuestion };
}

/** Where the browser is sent back, with what. */
export async function reply(browser: Browser, path: string, body?: unknown): Promise<URL> {
  const answer = await browser.fetch(path, { method: 'POST', headers: ours, body: JSON.stringify(body ?? {}) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
  const back = await browser.fetch((JSON.parse(text) as PairingDone).redirectTo);
  return new URL(back.headers.get('location') ?? '');
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly patient: string;
  readonly expires_in: number;
  readonly error?: string;
}
export async function token(origin: string, body: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: Tokens }> {
  const answer = await fetch(`${origin}/oidc/token`, { method: 'POST', body: new URLSearchParams(body) });
  return { status: answer.status, body: (await answer.json()) as Tokens };
}
export const redeem = (origin: string, client: string, code: string, { verifier }: Begun): ReturnType<typeof token> =>
  token(origin, { grant_type: 'authorization_code', client_id: client, redirect_uri: redirectUri, code, code_verifier: verifier });

/** The whole of it: this person connects this service for these purposes. */
export async function connect(
  fhir: FhirServer,
  client: string,
  asked: { readonly patient: string; readonly purposes: readonly string[]; readonly scope?: string; readonly forRecord?: number },
): Promise<Tokens> {
  const origin = fhir.server.httpUrl;
  const begun = authorization(origin, client, asked.scope === undefined ? {} : { scope: asked.scope });
  const { browser, routes, question } = await toQuestion(fhir, asked.patient, begun.url);
  const dossierId = question.records[asked.forRecord ?? 0]!.dossierId;
  const back = await reply(browser, routes, { dossierId, purposes: asked.purposes });
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(back.href);
  const tokens = await redeem(origin, client, code, begun);
  if (tokens.status !== 200) throw new Error(JSON.stringify(tokens.body));
  return tokens.body;
}
