// A professional in their app, and a service of care opened from a record as any SMART client is (SMART App Launch 2.2, EHR launch).

import type { CareServices, DossierStatus, LaunchedService } from '@carnet/contract';
import { createHash, randomBytes } from 'node:crypto';
import type { FhirServer } from './fhir-server.ts';
import { Browser } from './sign-in-server.ts';

const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' };
const json = { ...ours, 'content-type': 'application/json' };

export interface Answered<T> {
  readonly status: number;
  readonly body: T;
}
export interface Professional {
  readonly browser: Browser;
  ask<T>(method: string, path: string, body?: unknown): Promise<Answered<T>>;
  /** The id of this person's record. */
  find(patient: string): Promise<string>;
  services(): Promise<CareServices['services']>;
  /** The press on « Ouvrir avec… ». */
  launch(dossier: string, service: string): Promise<Answered<LaunchedService>>;
  signOut(): Promise<void>;
}

export async function signedInPro({ server, personas }: FhirServer, key: string): Promise<Professional> {
  const browser = new Browser(server.httpUrl);
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<Answered<T>> => {
    const answer = await browser.fetch(
      `/api/pro${path}`,
      body === undefined ? { method, headers: ours } : { method, headers: json, body: JSON.stringify(body) },
    );
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  };
  const opened = await ask('POST', '/sandbox-card', { key });
  if (opened.status !== 201) throw new Error(`${key}: ${JSON.stringify(opened.body)}`);
  return {
    browser,
    ask,
    find: async (patient) => {
      const { ins } = personas.patients.find((one) => one.key === patient)!;
      return (await ask<DossierStatus>('POST', '/dossiers/search', { ins })).body.dossierId!;
    },
    services: async () => (await ask<CareServices>('GET', '/services')).body.services,
    launch: (dossier, service) => ask('POST', `/dossiers/${dossier}/launches`, { service }),
    signOut: async () => void (await ask('DELETE', '/session')),
  };
}

export const careRedirect = 'http://localhost:4998/retour';
export const careLaunchUrl = 'http://localhost:4998/ouvrir?par=carnet';
/** As a publisher's request says it. */
export const careMetadata = (structures: readonly string[], over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  client_name: 'Suivi du diabète',
  carnet_publisher: 'Exemple Santé',
  redirect_uris: [careRedirect],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  carnet_launch_url: careLaunchUrl,
  carnet_launch_structures: structures,
  ...over,
});

const careScope = 'launch patient/DocumentReference.rs patient/Binary.r patient/Patient.r';

/** What the service sends the browser with, once it is opened. */
export function begun(launchAddress: string, client: string, over: Readonly<Record<string, string | undefined>> = {}) {
  const given = new URL(launchAddress).searchParams;
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: 'code',
    client_id: client,
    redirect_uri: careRedirect,
    scope: careScope,
    state: 'etat',
    aud: given.get('iss')!,
    launch: given.get('launch')!,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  };
  const said = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { path: `/api/pro/authorize?${new URLSearchParams(said).toString()}`, verifier };
}

/** Where the browser is sent back. */
export async function sentBack(browser: Browser, path: string): Promise<URL> {
  const answer = await browser.fetch(path);
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
  return new URL(location);
}

export interface CareTokens {
  readonly access_token: string;
  readonly patient: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly need_patient_banner: boolean;
  readonly error?: string;
}
export async function exchange(origin: string, client: string, code: string, verifier: string): Promise<Answered<CareTokens>> {
  const body = { grant_type: 'authorization_code', client_id: client, redirect_uri: careRedirect, code, code_verifier: verifier };
  const answer = await fetch(`${origin}/oidc/token`, { method: 'POST', body: new URLSearchParams(body) });
  return { status: answer.status, body: (await answer.json()) as CareTokens };
}

/** From the press to the token. */
export async function openedIn(fhir: FhirServer, by: Professional, dossier: string, client: string, scope = careScope): Promise<CareTokens> {
  const launched = await by.launch(dossier, client);
  if (launched.status !== 201) throw new Error(JSON.stringify(launched.body));
  const { path, verifier } = begun(launched.body.url, client, { scope });
  const back = await sentBack(by.browser, path);
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(back.href);
  const tokens = await exchange(fhir.server.httpUrl, client, code, verifier);
  if (tokens.status !== 200) throw new Error(JSON.stringify(tokens.body));
  return tokens.body;
}
