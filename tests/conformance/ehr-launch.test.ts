// A service of care opened from a record (SMART App Launch 2.2, EHR launch; ADR 31), walked as any client walks it: it reads that record with the
// professional's rights and no other, for as long as their session, and the journal names both.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CareTokens,
  type Professional,
  begun,
  careLaunchUrl,
  careMetadata,
  careRedirect,
  exchange,
  openedIn,
  sentBack,
  signedInPro,
} from '../support/ehr-launch.ts';
import { declaredPdf, deposit, fhirJson } from '../support/fhir-deposits.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { keepAnswer } from '../support/kept-answers.ts';
import { authorization, connect, purposes, register, signedIn } from '../support/smart-client.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';

let fhir: FhirServer;
let origin: string;
const client = 'suivi-diabete';
let doctor: Professional;
let camille: string;
let tokens: CareTokens;

const idNat = (key: string): string => [...fhir.personas.professionals, ...fhir.personas.structures].find((one) => one.key === key)!.idNat;

let steering: string | undefined;
/** As who runs Carnet, at the steering door. */
async function operate(method: string, route: string, body?: unknown): Promise<{ readonly status: number; readonly body: any }> {
  const send = (path: string, sent: string | undefined, cookie?: string): Promise<Response> =>
    fetch(`${origin}/api/pilotage${path}`, {
      method: path === '/sandbox-card' ? 'POST' : method,
      headers: { 'x-carnet': '1', origin, ...(cookie === undefined ? {} : { cookie }), ...(sent === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(sent === undefined ? {} : { body: sent }),
    });
  steering ??= ((await send('/sandbox-card', JSON.stringify({ key: 'exploitant-carnet' }))).headers.get('set-cookie') ?? '').split(';')[0]!;
  const answer = await send(route, body === undefined ? undefined : JSON.stringify(body), steering);
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}
const suspend = (state: string): ReturnType<typeof operate> => operate('POST', `/services/${client}/state`, { state, reason: 'Essai' });

beforeAll(async () => {
  fhir = await startFhirServer();
  origin = fhir.server.httpUrl;
  for (const typeCode of ['11502-2', '11488-4']) await deposit(fhir, { patient: 'camille', typeCode, title: `Note ${typeCode}` });
  await deposit(fhir, { patient: 'ruth', typeCode: '11502-2' });
  const structures = ['cabinet-moreau', 'cabinet-royer'].map(idNat);
  const kept = await operate('POST', '/services', { id: client, metadata: careMetadata(structures), reason: 'Convention du 20 novembre' });
  if (kept.status !== 201) throw new Error(JSON.stringify(kept.body));
  doctor = await signedInPro(fhir, 'dr-moreau');
  camille = await doctor.find('camille');
  tokens = await openedIn(fhir, doctor, camille, client);
}, 180_000);
afterAll(async () => fhir.close());

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: any;
  readonly code: string | undefined;
}
async function ask(path: string, access: string | undefined, init: RequestInit = {}, door = '/fhir/pro'): Promise<Heard> {
  const authorised = access === undefined ? {} : { authorization: `Bearer ${access}` };
  const answer = await fetch(`${origin}${door}${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), ...authorised } });
  const text = await answer.text();
  if (!path.startsWith('/Binary')) keepAnswer(answer.headers.get('content-type') ?? undefined, text);
  const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  return { status: answer.status, headers: answer.headers, text, json, code: json?.issue?.[0]?.details?.coding?.[0]?.code };
}
const linesOf = ({ headers }: Pick<Heard, 'headers'>): Promise<readonly Record<string, unknown>[]> =>
  fhir.query('SELECT actor_kind, actor_id, authentication, mode, action, outcome, rule FROM trace WHERE request_id = $1', [headers.get('x-request-id')]);
/** Of what came back to the service. */
const errorIn = (back: URL): string | null => (back.searchParams.has('code') ? 'granted' : back.searchParams.get('error'));

describe('what a service reads first', () => {
  test('its SMART configuration says EHR launch and no more, and the statement says the same', async () => {
    const { status, json } = await ask('/.well-known/smart-configuration', undefined);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      authorization_endpoint: `${origin}/api/pro/authorize`,
      token_endpoint: `${origin}/oidc/token`,
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
    });
    expect(json.capabilities).toEqual(expect.arrayContaining(['launch-ehr', 'context-ehr-patient', 'permission-patient', 'permission-user', 'client-public']));
    for (const none of ['launch-standalone', 'sso-openid-connect', 'permission-offline']) expect(json.capabilities).not.toContain(none);
    for (const none of ['registration_endpoint', 'issuer', 'jwks_uri']) expect(json[none], none).toBeUndefined();
    const { rest } = (await ask('/metadata', undefined)).json;
    const uris = rest[0].security.extension[0].extension as readonly { readonly url: string; readonly valueUri: string }[];
    expect(uris.find(({ url }) => url === 'authorize')?.valueUri).toBe(json.authorization_endpoint);
    const codes = rest[0].resource.flatMap(({ interaction }: any) => interaction.map((one: any) => one.code));
    expect([...new Set(codes)].toSorted()).toEqual(['read', 'search-type']);
  });

  test('the address it is opened at names the server, a word, and nobody', async () => {
    const launched = await doctor.launch(camille, client);
    const url = new URL(launched.body.url);
    expect([...url.searchParams.keys()]).toEqual(['par', 'iss', 'launch']);
    expect(url.searchParams.get('iss')).toBe(`${origin}/fhir/pro`);
    const { ins } = fhir.personas.patients.find(({ key }) => key === 'camille')!;
    for (const secret of [ins, camille, tokens.patient]) expect(url.href.includes(secret)).toBe(false);
  });
});

describe('a service opened from a record', () => {
  test('reads the documents the professional may read, of that record, by its own id for it', async () => {
    expect(tokens).toMatchObject({
      expires_in: 3600,
      scope: 'launch patient/DocumentReference.rs patient/Binary.r patient/Patient.r',
      need_patient_banner: true,
    });
    expect(tokens.refresh_token).toBeUndefined();
    const found = await ask(`/DocumentReference?patient=${tokens.patient}`, tokens.access_token);
    expect(found.status).toBe(200);
    const own = await fhir.ask('dr-moreau', 'GET', `/DocumentReference?patient=${camille}`);
    expect(found.json.total).toBe(own.json['total']);
    expect(found.json.total).toBeGreaterThanOrEqual(2);
    const { ins } = fhir.personas.patients.find(({ key }) => key === 'camille')!;
    for (const secret of [ins, camille, camille.replaceAll('-', ''), 'VASSEUR']) expect(found.text.includes(secret), secret).toBe(false);
    const [first] = found.json.entry;
    expect((await ask(`/DocumentReference/${first.resource.id}`, tokens.access_token)).status).toBe(200);
    expect((await ask(`/Binary/${first.resource.id}`, tokens.access_token)).text.startsWith('%PDF')).toBe(true);
    const patient = await ask(`/Patient/${tokens.patient}`, tokens.access_token);
    expect(patient.json).toEqual({ resourceType: 'Patient', id: tokens.patient, identifier: [{ system: 'urn:carnet:idpe', value: tokens.patient }] });
  });

  test('leaves lines that name the person, by accès indirect renforcé, with the service; the patient reads both', async () => {
    const read = await ask('/DocumentReference', tokens.access_token);
    expect(await linesOf(read)).toEqual([
      {
        actor_kind: 'professionnel',
        actor_id: idNat('dr-moreau'),
        authentication: 'INDIRECTE_RENFORCEE',
        mode: 'normal',
        action: 'list-documents',
        outcome: 'granted',
        rule: null,
      },
    ]);
    const { browser, dossierId } = await signedIn(fhir, 'camille');
    const { lines } = (await (await browser.fetch(`/api/patient/dossiers/${dossierId}/journal`)).json()) as { readonly lines: readonly any[] };
    const through = lines.find(({ serviceName }) => serviceName !== undefined);
    expect(through).toMatchObject({ serviceName: 'Suivi du diabète', actorKind: 'professionnel', action: 'list-documents', means: 'service' });
    expect(through.actorName).toContain('MOREAU');
    expect(lines.map(({ about }) => about)).toContainEqual(expect.objectContaining({ act: 'service-opened', name: 'Suivi du diabète' }));
    const taken = await (await browser.fetch(`/api/patient/dossiers/${dossierId}/journal/export`)).text();
    expect(taken).toContain('"valueString":"Suivi du diabète"');
  });

  test('reads no other record, at no other door, and feeds none', async () => {
    const ruth = await doctor.find('ruth');
    for (const patient of [ruth, camille, crypto.randomUUID()]) {
      const other = await ask(`/DocumentReference?patient=${patient}`, tokens.access_token);
      expect({ status: other.status, code: other.code }, patient).toEqual({ status: 404, code: 'DOSSIER_INEXISTANT' });
      expect((await ask(`/Patient/${patient}`, tokens.access_token)).code).toBe('DOSSIER_INEXISTANT');
    }
    const [theirs] = (await fhir.ask('dr-moreau', 'GET', `/DocumentReference?patient=${ruth}`)).json['entry'] as any[];
    for (const type of ['DocumentReference', 'Binary']) expect((await ask(`/${type}/${theirs.resource.id}`, tokens.access_token)).status).toBe(404);
    const ofPatients = await ask('/DocumentReference', tokens.access_token, {}, '/fhir');
    expect({ status: ofPatients.status, code: ofPatients.code }).toEqual({ status: 401, code: 'JETON_REFUSE' });
    const body = JSON.stringify(simplifiedPublish(declaredPdf(fhir, { patient: 'camille' })));
    for (const [method, path] of [
      ['POST', '/DocumentReference'],
      ['POST', ''],
      ['PATCH', '/DocumentReference/x'],
      ['POST', '/Observation'],
      ['POST', '/Subscription'],
      ['GET', '/Consent'],
      ['GET', '/AuditEvent'],
    ] as const) {
      const refused = await ask(path, tokens.access_token, { method, headers: fhirJson, ...(method === 'GET' ? {} : { body }) });
      expect({ status: refused.status, code: refused.code }, `${method} ${path}`).toEqual({ status: 404, code: 'NON_PRIS_EN_CHARGE' });
    }
  });

  test('a token of a service that a patient connected opens nothing here', async () => {
    const ofPatient = (await register(origin)).body.client_id;
    const given = await connect(fhir, ofPatient, { patient: 'ruth', purposes: ['ANALYSES'] });
    expect((await ask('/DocumentReference', given.access_token)).code).toBe('JETON_REFUSE');
    for (const none of [undefined, 'x'.repeat(43)]) expect((await ask('/DocumentReference', none)).status).toBe(401);
  });

  test('is given readings only, and asks within its scopes', async () => {
    const wide = await openedIn(fhir, doctor, camille, client, 'launch openid fhirUser offline_access user/*.rs patient/DocumentReference.c system/*.cruds');
    expect(wide.scope).toBe('launch user/*.rs');
    expect(wide.refresh_token).toBeUndefined();
    expect((await ask('/Observation', wide.access_token)).status).toBe(200);
    const narrow = await openedIn(fhir, doctor, camille, client, 'launch patient/DocumentReference.s');
    const refused = await ask('/Observation', narrow.access_token);
    expect({ status: refused.status, code: refused.code }).toEqual({ status: 403, code: 'PORTEE_INSUFFISANTE' });
    expect(narrow.patient).toBe(tokens.patient);
  });

  test('is read by the pages of services of care, and by no other', async () => {
    const page = new URL(careRedirect).origin;
    const origins = async (from: string): Promise<string | null> =>
      (await ask('/DocumentReference', tokens.access_token, { headers: { origin: from } })).headers.get('access-control-allow-origin');
    expect(await origins(page)).toBe(page);
    expect(await origins('http://localhost:4999')).toBeNull();
    expect(
      (await fetch(`${origin}/oidc/token`, { method: 'OPTIONS', headers: { 'origin': page, 'access-control-request-method': 'POST' } })).status,
    ).toBeLessThan(300);
  });
});

describe('a launch', () => {
  const attempt = async (over: Readonly<Record<string, string | undefined>> = {}, by = doctor): Promise<string | null> => {
    const { body } = await doctor.launch(camille, client);
    return errorIn(await sentBack(by.browser, begun(body.url, client, over).path));
  };

  test('serves once, whoever comes second', async () => {
    const { body } = await doctor.launch(camille, client);
    const { path, verifier } = begun(body.url, client);
    const code = (await sentBack(doctor.browser, path)).searchParams.get('code')!;
    expect(errorIn(await sentBack(doctor.browser, path))).toBe('access_denied');
    expect((await exchange(origin, client, code, 'x'.repeat(43))).body.error).toBe('invalid_grant');
    const first = await exchange(origin, client, code, verifier);
    expect(first.status).toBe(200);
    expect((await exchange(origin, client, code, verifier)).body.error).toBe('invalid_grant');
    // Whoever has the code a second time stole it: what the first use gave is dead too.
    expect((await ask('/DocumentReference', first.body.access_token)).code).toBe('JETON_REFUSE');
  });

  test('of two that come at once with it, one at most is answered', async () => {
    const { body } = await doctor.launch(camille, client);
    const { path } = begun(body.url, client);
    const all = await Promise.all(Array.from({ length: 6 }, async () => errorIn(await sentBack(doctor.browser, path))));
    expect(all.filter((one) => one === 'granted')).toHaveLength(1);
  });

  test('is of its session, its service and its minute', async () => {
    expect(await attempt()).toBe('granted');
    expect(await attempt({}, await signedInPro(fhir, 'dr-moreau'))).toBe('access_denied');
    expect(await attempt({}, await signedInPro(fhir, 'dr-royer'))).toBe('access_denied');
    const other = 'autre-suivi';
    await operate('POST', '/services', { id: other, metadata: careMetadata([idNat('cabinet-moreau')]), reason: 'Essai' });
    expect(await attempt({ client_id: other })).toBe('access_denied');
    const { body } = await doctor.launch(camille, client);
    await fhir.query(`UPDATE oidc_artefact SET expires_at = now() WHERE model = 'Launch'`);
    expect(errorIn(await sentBack(doctor.browser, begun(body.url, client).path))).toBe('access_denied');
  });

  test.each([
    ['no PKCE', { code_challenge: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the patients’ door', { aud: 'http://localhost/fhir' }, 'invalid_request'],
    ['no launch', { launch: undefined }, 'invalid_request'],
    ['an unknown launch', { launch: 'x'.repeat(43) }, 'access_denied'],
    ['no scope launch', { scope: 'patient/*.rs' }, 'invalid_scope'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['another way back for the answer', { response_mode: 'form_post' }, 'invalid_request'],
    ['a request object', { request: 'e30.e30.' }, 'invalid_request'],
  ])('%s: refused, and told to the service', async (_what, over, error) => {
    expect(await attempt(over)).toBe(error);
  });

  test('of a client or an address unknown, or said twice: a page, and no way back', async () => {
    const { body } = await doctor.launch(camille, client);
    for (const over of [{ client_id: 'inconnu' }, { redirect_uri: 'https://ailleurs.test/retour' }, { client_id: (await register(origin)).body.client_id }]) {
      const answer = await doctor.browser.fetch(begun(body.url, client, over).path);
      expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({ status: 400, location: null });
    }
    expect((await doctor.browser.fetch(`${begun(body.url, client).path}&client_id=${client}`)).status).toBe(400);
    // None of them spent it.
    expect(errorIn(await sentBack(doctor.browser, begun(body.url, client).path))).toBe('granted');
  });

  test('is not drawn for a structure that may not, an unknown service, a blocked professional, in an emergency or in secret', async () => {
    const hospital = await signedInPro(fhir, 'dr-lefevre');
    expect((await hospital.services()).map(({ id }) => id)).not.toContain(client);
    expect((await hospital.launch(await hospital.find('dominique'), client)).status).toBe(400);
    expect((await doctor.launch(camille, 'inconnu')).status).toBe(400);
    const royer = await signedInPro(fhir, 'dr-royer');
    expect((await royer.services()).map(({ id }) => id)).toContain(client);
    const blocked = await royer.launch(await royer.find('roland'), client);
    expect(blocked).toMatchObject({ status: 403, body: { code: 'PS_BLOQUE' } });
    expect(await fhir.query(`SELECT 1 FROM trace WHERE actor_id = $1 AND rule = 'PS_BLOQUE'`, [idNat('dr-royer')])).toHaveLength(1);
    const leo = await doctor.find('leo');
    await doctor.ask('POST', `/dossiers/${leo}/secret`);
    expect(await doctor.launch(leo, client)).toMatchObject({ status: 403, body: { code: 'FONCTION_INTERDITE' } });
    await doctor.ask('DELETE', `/dossiers/${leo}/secret`);
    expect((await doctor.launch(leo, client)).status).toBe(201);
  });

  test('is no way in for who comes by themselves: neither registered nor connected by a patient', async () => {
    const metadata = careMetadata([idNat('cabinet-moreau')]);
    expect((await register(origin, { ...metadata, carnet_purposes: undefined })).status).toBe(400);
    expect((await register(origin, { ...metadata, carnet_purposes: purposes })).status).toBe(400);
    const answer = await fetch(authorization(origin, client, { redirect_uri: careRedirect }).url, { redirect: 'manual' });
    expect(errorIn(new URL(answer.headers.get('location')!))).toBe('unauthorized_client');
  });

  test.each([
    ['no structure', { carnet_launch_structures: [] }],
    ['a structure that is none', { carnet_launch_structures: ['hopital'] }],
    ['an address in clear', { carnet_launch_url: 'http://ailleurs.test/ouvrir' }],
    ['no address', { carnet_launch_url: undefined }],
    ['purposes', { carnet_purposes: purposes }],
    ['tokens to renew', { grant_types: ['authorization_code', 'refresh_token'] }],
    ['a secret', { token_endpoint_auth_method: 'client_secret_basic' }],
  ])('of a service with %s: not registered', async (_what, over) => {
    const { status } = await operate('POST', '/services', { metadata: careMetadata([idNat('cabinet-moreau')], over), reason: 'Essai' });
    expect(status).toBe(400);
  });
});

describe('its token dies with what it rests on', () => {
  const heard = async (access: string): Promise<string | undefined> => (await ask('/DocumentReference', access)).code;

  test('the service, while it is suspended or no longer for this structure', async () => {
    await suspend('SUSPENDUE');
    expect(await heard(tokens.access_token)).toBe('JETON_REFUSE');
    expect((await doctor.services()).map(({ id }) => id)).not.toContain(client);
    expect((await doctor.launch(camille, client)).status).toBe(400);
    await suspend('EN_LIGNE');
    expect(await heard(tokens.access_token)).toBeUndefined();
    const keep = (structures: readonly string[]) => operate('POST', '/services', { id: client, metadata: careMetadata(structures), reason: 'Convention' });
    await keep([idNat('cabinet-royer')]);
    expect(await heard(tokens.access_token)).toBe('JETON_REFUSE');
    await keep(['cabinet-moreau', 'cabinet-royer'].map(idNat));
    expect(await heard(tokens.access_token)).toBeUndefined();
  });

  test('the patient’s own choice, at the next request', async () => {
    const moreau = await signedInPro(fhir, 'dr-royer');
    const { browser, dossierId } = await signedIn(fhir, 'camille');
    const patient = (path: string, method: string, body?: unknown): Promise<Response> =>
      browser.fetch(`/api/patient/dossiers/${dossierId}${path}`, {
        method,
        headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await moreau.ask('POST', `/dossiers/${camille}/autorisations`, { consentCollected: true });
    const given = await openedIn(fhir, moreau, camille, client);
    expect(await heard(given.access_token)).toBeUndefined();
    expect((await patient('/accesses/block', 'POST', { id: idNat('dr-royer') })).status).toBeLessThan(300);
    const refused = await ask('/DocumentReference', given.access_token);
    expect({ status: refused.status, code: refused.code }).toEqual({ status: 403, code: 'PS_BLOQUE' });
    expect(await linesOf(refused)).toMatchObject([{ actor_id: idNat('dr-royer'), outcome: 'refused', rule: 'PS_BLOQUE' }]);
  });

  test('a secret begun in that record since, and only while it lasts', async () => {
    const leo = await doctor.find('leo');
    const given = await openedIn(fhir, doctor, leo, client);
    expect(await heard(given.access_token)).toBeUndefined();
    await doctor.ask('POST', `/dossiers/${leo}/secret`);
    expect(await heard(given.access_token)).toBe('JETON_REFUSE');
    expect(await heard(tokens.access_token)).toBeUndefined();
    await doctor.ask('DELETE', `/dossiers/${leo}/secret`);
    expect(await heard(given.access_token)).toBeUndefined();
  });

  test('its own time, and its revocation by the service', async () => {
    const given = await openedIn(fhir, doctor, camille, client);
    const revoked = await fetch(`${origin}/oidc/token/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: client, token: given.access_token }),
    });
    expect(revoked.status).toBe(200);
    expect(await heard(given.access_token)).toBe('JETON_REFUSE');
    const other = await openedIn(fhir, doctor, camille, client);
    await fhir.query(`UPDATE oidc_artefact SET expires_at = now() WHERE model = 'AccessToken'`);
    expect(await heard(other.access_token)).toBe('JETON_REFUSE');
  });

  test('the session: signed out, or left idle, whatever the service goes on asking', async () => {
    const own = await signedInPro(fhir, 'dr-moreau');
    const given = await openedIn(fhir, own, camille, client);
    expect(await heard(given.access_token)).toBeUndefined();
    const drawn = (await own.launch(camille, client)).body.url;
    await own.signOut();
    expect(await heard(given.access_token)).toBe('JETON_REFUSE');
    expect(errorIn(await sentBack(own.browser, begun(drawn, client).path))).toBe('access_denied');
    const idle = await signedInPro(fhir, 'dr-moreau');
    const left = await openedIn(fhir, idle, camille, client);
    // What the service asks is nobody at the screen: the idle delay runs on.
    await fhir.query(`UPDATE web_session SET last_used_at = last_used_at - interval '29 minutes'`);
    expect(await heard(left.access_token)).toBeUndefined();
    await fhir.query(`UPDATE web_session SET last_used_at = last_used_at - interval '2 minutes'`);
    expect(await heard(left.access_token)).toBe('JETON_REFUSE');
  });
});

/** What of fhirclient, the SMART team's own library, is used here. */
interface Library {
  authorize(asked: Readonly<Record<string, unknown>>): Promise<string>;
  ready(): Promise<{
    readonly patient: { readonly id: string; read(): Promise<any>; request(asked: string): Promise<any> };
    getState(path: string): any;
  }>;
}
/** By a name the type check does not follow: the types of the package are for browsers too. */
const libraryName: string = 'fhirclient';

test('fhirclient, as it is: opened from a record, finds its way and reads', async () => {
  const { default: library } = (await import(libraryName)) as { default: (request: object, response: object) => Library };
  const own = await signedInPro(fhir, 'dr-moreau');
  const launched = new URL((await own.launch(camille, client)).body.url);
  expect(launched.href.startsWith(careLaunchUrl)).toBe(true);
  const session = {};
  const smart = (url: string): Library => library({ url, headers: { host: launched.host }, socket: {}, session }, {});
  const authorize = await smart(launched.pathname + launched.search).authorize({
    clientId: client,
    scope: 'launch patient/DocumentReference.rs patient/Patient.r',
    redirectUri: careRedirect,
    pkceMode: 'required',
    noRedirect: true,
  });
  const back = await sentBack(own.browser, authorize);
  const app = await smart(back.pathname + back.search).ready();
  expect(app.patient.id).toBe(tokens.patient);
  expect(app.getState('tokenResponse.need_patient_banner')).toBe(true);
  expect(await app.patient.read()).toMatchObject({ resourceType: 'Patient', id: tokens.patient });
  const found = await app.patient.request('DocumentReference');
  expect(found.entry.map((one: any) => one.resource.content[0].attachment.title)).toContain('Note 11502-2');
});
