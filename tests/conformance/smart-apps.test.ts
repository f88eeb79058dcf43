// Services connected by patients, walked as any SMART client walks them (SMART App Launch 2.2, RFC 6749, 6750, 7009, 7591, 7636): what opens, what
// is refused, and what a service ever learns of who a record is about.

import type { ConnectedServices } from '@carnet/contract';
import { type Space, spaceOf, spaces } from '@carnet/domain/terminology';
import { issueRevocationList, loadAuthority } from '@carnet/server/sandbox/certificates';
import fc from 'fast-check';
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VihfChoices, VihfFields } from '../../tools/simulator/vihf.ts';
import { declaredPdf, deposit, fhirJson, matchesIn, recordOf } from '../support/fhir-deposits.ts';
import { type FhirServer, type Reply, startFhirServer } from '../support/fhir-server.ts';
import { keepAnswer } from '../support/kept-answers.ts';
import {
  type Tokens,
  authorization,
  connect,
  purposes,
  reading,
  redeem,
  redirectUri,
  register,
  reply,
  signedIn,
  toQuestion,
  token,
} from '../support/smart-client.ts';
import { type Given, askToken, assertionGrant, assertionOf, metadataOf } from '../support/structure-software.ts';
import { simplifiedPublish } from '../../tools/deposit/write-fhir.ts';

let fhir: FhirServer;
let origin: string;
let client: string;
/** One document of each of these types, in the record of Camille; all written by her doctor. */
const types = ['11488-4', '11502-2', '18748-4', '57833-6', '11369-6'] as const;
let ids: readonly string[];
let tokens: Tokens;

beforeAll(async () => {
  fhir = await startFhirServer();
  origin = fhir.server.httpUrl;
  const deposited: string[] = [];
  for (const typeCode of types) deposited.push((await deposit(fhir, { patient: 'camille', typeCode, title: `Note ${typeCode}` })).id);
  await deposit(fhir, { patient: 'ruth', typeCode: '11502-2' });
  ids = deposited;
  client = (await register(origin)).body.client_id;
  tokens = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
}, 180_000);
afterAll(async () => fhir.close());

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

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: any;
}
async function ask(path: string, access: string | undefined, init: RequestInit = {}): Promise<Heard> {
  const authorised = access === undefined ? {} : { authorization: `Bearer ${access}` };
  const answer = await fetch(`${origin}/fhir${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), ...authorised } });
  const text = await answer.text();
  if (!path.startsWith('/Binary')) keepAnswer(answer.headers.get('content-type') ?? undefined, text);
  return { status: answer.status, headers: answer.headers, text, json: /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined };
}
const codeOf = ({ json }: Heard): string | undefined => json?.issue?.[0]?.details?.coding?.[0]?.code;
const typesIn = ({ json }: Heard): readonly string[] => (json.entry ?? []).map((one: any) => one.resource.type.coding[0].code as string).toSorted();
/** Their own id for a document of the patient, from the card door's. */
const ownId = (id: string): string => `${tokens.patient.replaceAll('-', '')}${id.slice(32)}`;

describe('what a client reads first', () => {
  test('the SMART configuration names what is served, and the statement says the same', async () => {
    const { status, json } = await ask('/.well-known/smart-configuration', undefined);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      authorization_endpoint: `${origin}/oidc/auth`,
      token_endpoint: `${origin}/oidc/token`,
      code_challenge_methods_supported: ['S256'],
      capabilities: expect.arrayContaining(['launch-standalone', 'client-public', 'context-standalone-patient', 'permission-v2', 'permission-offline']),
    });
    const discovery = (await (await fetch(`${origin}/oidc/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    for (const name of ['authorization_endpoint', 'token_endpoint', 'revocation_endpoint', 'introspection_endpoint', 'registration_endpoint', 'jwks_uri'])
      expect(json[name], name).toBe(discovery[name]);
    const [rest] = (await ask('/metadata', undefined)).json.rest;
    const uris = rest.security.extension[0].extension as readonly { readonly url: string; readonly valueUri: string }[];
    expect(uris.find(({ url }) => url === 'token')?.valueUri).toBe(json.token_endpoint);
    expect(rest.security.service[0].coding[0].code).toBe('SMART-on-FHIR');
  });
});

describe('a service the patient connected', () => {
  test('knows the patient by an id of its own, the same each time, another for each service', async () => {
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: reading });
    const again = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    expect(again.patient).toBe(tokens.patient);
    const other = (await register(origin, { client_name: 'Autre' })).body.client_id;
    expect((await connect(fhir, other, { patient: 'camille', purposes: ['ANALYSES'] })).patient).not.toBe(tokens.patient);
    // Both devices go on: the second agreement took nothing from the first.
    expect((await ask('/DocumentReference', tokens.access_token)).status).toBe(200);
  });

  test('reads what the purpose lets in, and nothing says who it is about', async () => {
    const found = await ask(`/DocumentReference?patient=${tokens.patient}&_include=DocumentReference:patient`, tokens.access_token);
    expect(found.status).toBe(200);
    expect(found.json.total).toBe(1);
    const [document] = found.json.entry.map((one: any) => one.resource);
    expect(document.id).toBe(ownId(ids[1]!));
    expect(document.subject).toEqual({ reference: `Patient/${tokens.patient}`, identifier: { system: 'urn:carnet:idpe', value: tokens.patient } });
    const one = await ask(`/DocumentReference/${document.id}`, tokens.access_token);
    const patient = await ask(`/Patient/${tokens.patient}`, tokens.access_token);
    expect(patient.json).toEqual({ resourceType: 'Patient', id: tokens.patient, identifier: [{ system: 'urn:carnet:idpe', value: tokens.patient }] });
    const persona = fhir.personas.patients.find(({ key }) => key === 'camille')!;
    const [{ dossier_id: dossier }] = (await fhir.query<{ dossier_id: string }>(`SELECT dossier_id FROM trace WHERE actor_kind = 'service-tiers' LIMIT 1`)) as [
      any,
    ];
    for (const said of [found, one, patient])
      for (const secret of [persona.ins, dossier, dossier.replaceAll('-', ''), 'VASSEUR', 'CAMILLE', 'Camille'])
        expect(said.text.includes(secret), secret).toBe(false);
    const bytes = await ask(`/Binary/${document.id}`, tokens.access_token);
    expect({ status: bytes.status, isPdf: bytes.text.startsWith('%PDF') }).toEqual({ status: 200, isPdf: true });
  });

  test('finds nothing of what it was not let into: as if it were not there', async () => {
    for (const id of [ids[0]!, ids[2]!]) {
      const absent = await ask(`/DocumentReference/${ownId(id).slice(0, 32)}${'0'.repeat(12)}4${'0'.repeat(3)}8${'0'.repeat(15)}`, tokens.access_token);
      for (const path of ['DocumentReference', 'Binary']) {
        const refused = await ask(`/${path}/${ownId(id)}`, tokens.access_token);
        expect({ status: refused.status, code: codeOf(refused) }).toEqual({ status: 404, code: 'DOCUMENT_INEXISTANT' });
        expect(refused.text).toBe(absent.text);
      }
      // The id the card door knows it by names nothing here.
      expect((await ask(`/DocumentReference/${id}`, tokens.access_token)).status).toBe(404);
    }
    const other = await connect(fhir, client, { patient: 'ruth', purposes: ['ANALYSES'] });
    for (const patient of [other.patient, fhir.personas.patients[0]!.key, crypto.randomUUID()])
      expect(codeOf(await ask(`/DocumentReference?patient=${patient}`, tokens.access_token))).toBe('DOSSIER_INEXISTANT');
  });

  test('leaves its line in the journal each time, by its name and its token', async () => {
    const { headers } = await ask('/DocumentReference', tokens.access_token);
    const lines = await fhir.query('SELECT actor_kind, actor_id, authentication, action, outcome FROM trace WHERE request_id = $1', [
      headers.get('x-request-id'),
    ]);
    expect(lines).toEqual([{ actor_kind: 'service-tiers', actor_id: client, authentication: 'JETON', action: 'list-documents', outcome: 'granted' }]);
  });

  test('sees exactly the spaces its purposes hold, whichever they are', async () => {
    const expected = (open: readonly Space[]): readonly string[] => types.filter((typeCode) => open.includes(spaceOf(typeCode))).toSorted();
    const now = (await fhir.query<{ reads: string[] }>('SELECT reads FROM appairage WHERE service = $1 AND ended_at IS NULL LIMIT 1', [client]))[0]!.reads;
    await fc.assert(
      fc.asyncProperty(fc.subarray([...spaces]), async (open) => {
        await fhir.query('UPDATE appairage SET reads = $2 WHERE service = $1 AND ended_at IS NULL', [client, open]);
        const found = await ask('/DocumentReference', tokens.access_token);
        expect({ types: typesIn(found), total: found.json.total }).toEqual({ types: expected(open), total: expected(open).length });
        for (const [index, typeCode] of types.entries())
          expect((await ask(`/Binary/${ownId(ids[index]!)}`, tokens.access_token)).status, typeCode).toBe(open.includes(spaceOf(typeCode)) ? 200 : 404);
      }),
      { numRuns: 12, examples: [[[]], [[...spaces]]] },
    );
    await fhir.query('UPDATE appairage SET reads = $2 WHERE service = $1 AND ended_at IS NULL', [client, now]);
  });
});

describe('writing', () => {
  const writing = `${reading} patient/DocumentReference.c`;
  const written = (patient: string, subject: object): string => {
    const resource = simplifiedPublish(declaredPdf(fhir, { patient: 'camille', typeCode: 'EXPPAT_2', title: 'Ce que j’ai noté' })) as Record<string, any>;
    const device = {
      resourceType: 'Device',
      id: 'service',
      identifier: [{ system: 'urn:oid:1.2.250.1.999.1', value: 'mes-analyses' }],
      deviceName: [{ name: 'Mes analyses', type: 'user-friendly-name' }],
    };
    return JSON.stringify({
      ...resource,
      contained: [{ resourceType: 'Patient', id: 'patient', identifier: [{ system: 'urn:carnet:idpe', value: patient }] }, device],
      subject,
      author: [{ reference: '#service' }],
      authenticator: undefined,
      context: { ...resource['context'], sourcePatientInfo: { reference: '#patient' } },
    });
  };
  const post = (access: string, body: string): Promise<Heard> => ask('/DocumentReference', access, { method: 'POST', headers: fhirJson, body });

  test('puts what the patient agreed to in the patient’s own space, and nothing elsewhere', async () => {
    const own = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES', 'CARNET'], scope: writing });
    expect(own.scope.split(' ')).toContain('patient/DocumentReference.c');
    const kept = await post(own.access_token, written(own.patient, { reference: `Patient/${own.patient}` }));
    expect({ status: kept.status, code: codeOf(kept), text: kept.status === 201 ? '' : kept.text }).toEqual({ status: 201, code: undefined, text: '' });
    expect(kept.headers.get('location')).toBe(`${origin}/fhir/DocumentReference/${kept.json.id}`);
    expect(kept.json.subject.identifier.system).toBe('urn:carnet:idpe');
    expect((await ask(`/Binary/${kept.json.id}`, own.access_token)).status).toBe(200);
    // Somebody else's number, though they paired the same service.
    const ruth = fhir.personas.patients.find(({ key }) => key === 'ruth')!;
    const stray = await post(own.access_token, written(own.patient, { identifier: { system: `urn:oid:${ruth.oid}`, value: ruth.ins } }));
    expect(codeOf(stray)).toBe('DOSSIER_INEXISTANT');
    const professional = written(own.patient, { reference: `Patient/${own.patient}` }).replaceAll('EXPPAT_2', '11502-2');
    expect((await post(own.access_token, professional)).status).toBeGreaterThanOrEqual(400);
  });

  test('is not granted where no purpose that writes was chosen, whatever the scope asked', async () => {
    const only = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'], scope: writing });
    expect(only.scope.split(' ')).not.toContain('patient/DocumentReference.c');
    const refused = await post(only.access_token, written(only.patient, { reference: `Patient/${only.patient}` }));
    expect({ status: refused.status, code: codeOf(refused) }).toEqual({ status: 403, code: 'PORTEE_INSUFFISANTE' });
    expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope');
  });
});

describe('measures of health', () => {
  const measuring = 'launch/patient patient/Observation.rs patient/Observation.cud patient/Device.r';
  const cuff = { code: 'TENSION', label: { fr: 'Suivre votre tension', en: 'Follow your blood pressure' }, reads: ['mesures'], writes: ['mesures'] };
  const sensor = { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: 'FE-ED-AB-EE' };
  let own: Tokens;
  let scales: string;

  const pressure = (day: string, systolic: number): Record<string, unknown> => ({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
    subject: { reference: `Patient/${own.patient}` },
    effectiveDateTime: `${day}T08:00:00+01:00`,
    component: [
      ['8480-6', systolic],
      ['8462-4', 79],
    ].map(([code, value]) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    })),
  });
  const series = (): string =>
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:d36bfdb6-b1b1-4efd-9cb9-d217a8696575',
          resource: { resourceType: 'Device', identifier: [sensor], manufacturer: 'EXEMPLE' },
          request: { method: 'POST', url: 'Device', ifNoneExist: `identifier=${sensor.system}|${sensor.value}` },
        },
        ...['2026-02-10', '2026-02-11', '2026-02-12'].map((day, index) => ({
          resource: { ...pressure(day, 128 + index), device: { reference: 'urn:uuid:d36bfdb6-b1b1-4efd-9cb9-d217a8696575' } },
          request: { method: 'POST', url: 'Observation' },
        })),
      ],
    });
  const write = (access: string, method: string, path: string, body?: string): Promise<Heard> =>
    ask(path, access, { method, ...(body === undefined ? {} : { headers: fhirJson, body }) });
  const pressures = async (access: string): Promise<readonly any[]> =>
    ((await ask('/Observation?code=http://loinc.org|85354-9&_sort=date', access)).json.entry ?? []).flatMap(({ resource }: any) =>
      resource.resourceType === 'Observation' ? [resource] : [],
    );

  beforeAll(async () => {
    scales = (await register(origin, { client_name: 'Mon tensiomètre', carnet_purposes: [cuff, purposes[0]] })).body.client_id;
    own = await connect(fhir, scales, { patient: 'camille', purposes: ['TENSION'], scope: measuring });
  });

  test('a paired device sends a series once, reads it back, corrects and withdraws its own', async () => {
    expect(own.scope).toBe(measuring);
    const sent = await write(own.access_token, 'POST', '', series());
    expect({ status: sent.status, text: sent.status === 200 ? '' : sent.text }).toEqual({ status: 200, text: '' });
    expect(sent.json.entry.map(({ response }: any) => response.status)).toEqual(Array.from({ length: 4 }, () => '201 Created'));
    const again = await write(own.access_token, 'POST', '', series());
    expect(again.json.entry.map(({ response }: any) => response.status)).toEqual(Array.from({ length: 4 }, () => '200 OK'));
    const found = await pressures(own.access_token);
    expect(found.map(({ component }) => component[0].valueQuantity.value)).toEqual([128, 129, 130]);
    expect(found[0].performer).toEqual([{ type: 'Organization', display: 'Mon tensiomètre' }]);
    expect((await ask(`/${found[0].device.reference}`, own.access_token)).json.identifier).toEqual([sensor]);
    const corrected = await write(own.access_token, 'PUT', `/Observation/${found[0].id}`, JSON.stringify({ ...pressure('2026-02-10', 131), id: found[0].id }));
    expect({ status: corrected.status, state: corrected.json.status }).toEqual({ status: 200, state: 'amended' });
    expect((await write(own.access_token, 'DELETE', `/Observation/${found[1].id}`)).status).toBe(204);
    expect((await pressures(own.access_token)).map(({ component }) => component[0].valueQuantity.value)).toEqual([131, 130]);
    const created = await write(own.access_token, 'POST', '/Observation', JSON.stringify(pressure('2026-02-13', 126)));
    expect(created.headers.get('location')).toBe(`${origin}/fhir/Observation/${created.json.id}`);
    // Nothing of it says who it is about.
    const persona = fhir.personas.patients.find(({ key }) => key === 'camille')!;
    const [{ dossier_id: dossier }] = (await fhir.query<{ dossier_id: string }>('SELECT dossier_id FROM appairage WHERE service = $1', [scales])) as [any];
    for (const said of [sent, again, corrected, created, await ask('/Observation', own.access_token)])
      for (const secret of [persona.ins, dossier, dossier.replaceAll('-', '')]) {
        expect(said.text.includes(secret), secret).toBe(false);
        expect(String(said.headers.get('location')).includes(secret)).toBe(false);
      }
  });

  test('the patient sees on the curve which device it comes from', async () => {
    const { browser, dossierId } = await signedIn(fhir, 'camille');
    const curves = JSON.stringify(await (await browser.fetch(`/api/patient/dossiers/${dossierId}/measures`)).json());
    expect(curves).toContain('"by":"service-tiers"');
    expect(curves).toContain('Mon tensiomètre');
  });

  test('another service paired for documents reads none of them, and writes none', async () => {
    const [other] = await pressures(own.access_token);
    const documents = await connect(fhir, scales, { patient: 'camille', purposes: ['ANALYSES'], scope: `${measuring} patient/DocumentReference.rs` });
    expect(documents.scope).toBe('launch/patient patient/Observation.rs patient/Device.r patient/DocumentReference.rs');
    expect(await pressures(documents.access_token)).toEqual([]);
    expect((await ask(`/Observation/${other.id}`, documents.access_token)).status).toBe(404);
    expect(codeOf(await write(documents.access_token, 'POST', '', series()))).toBe('PORTEE_INSUFFISANTE');
    own = await connect(fhir, scales, { patient: 'camille', purposes: ['TENSION'], scope: `${measuring} patient/DocumentReference.rs` });
    expect((await ask('/DocumentReference', own.access_token)).json.total).toBe(0);
  });

  test('what is not its own, another patient’s, or no measure: refused', async () => {
    const ruth = await connect(fhir, scales, { patient: 'ruth', purposes: ['TENSION'], scope: measuring });
    const theirs = await write(ruth.access_token, 'POST', '/Observation', JSON.stringify(pressure('2026-02-10', 120)));
    expect(codeOf(theirs)).toBe('DOSSIER_INEXISTANT');
    const [first] = await pressures(own.access_token);
    expect((await ask(`/Observation/${first.id}`, ruth.access_token)).status).toBe(404);
    expect((await write(ruth.access_token, 'DELETE', `/Observation/${first.id}`)).status).toBe(404);
    const rival = (await register(origin, { client_name: 'Autre tensiomètre', carnet_purposes: [cuff] })).body.client_id;
    const theirOwn = await connect(fhir, rival, { patient: 'camille', purposes: ['TENSION'], scope: measuring });
    const [seen] = await pressures(theirOwn.access_token);
    expect(codeOf(await write(theirOwn.access_token, 'DELETE', `/Observation/${seen.id}`))).toBe('ACTE_RESERVE');
    expect((await ask(`/Observation/${seen.id}`, theirOwn.access_token)).status).toBe(200);
    expect(codeOf(await write(own.access_token, 'POST', '/Observation', JSON.stringify(pressure('2026-02-14', 900))))).toBe('MESURE_REFUSEE');
    const mixed = JSON.parse(series()) as { entry: unknown[] };
    mixed.entry.push({ resource: { resourceType: 'DocumentReference' }, request: { method: 'POST', url: 'DocumentReference' } });
    expect((await write(own.access_token, 'POST', '', JSON.stringify(mixed))).status).toBe(422);
    for (const method of ['PUT', 'POST']) expect((await write(own.access_token, method, '/Device/x', '{}')).status).toBe(404);
  });
});

describe('what is refused on the way', () => {
  const errorOf = async (over: Readonly<Record<string, string | undefined>>): Promise<string | null> => {
    const answer = await fetch(authorization(origin, client, over).url, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? 'none:');
    return back.searchParams.get('error') ?? new URLSearchParams(back.hash.slice(1)).get('error');
  };
  test.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['another audience', { aud: 'https://ailleurs.test/fhir' }, 'invalid_request'],
    ['no audience', { aud: undefined }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['no person asked', { prompt: 'none' }, 'login_required'],
  ])('%s', async (_what, over, error) => expect(await errorOf(over)).toBe(error));

  test('an address it never registered: a page, and no way back', async () => {
    const answer = await fetch(authorization(origin, client, { redirect_uri: 'https://ailleurs.test/retour' }).url, { redirect: 'manual' });
    expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({ status: 400, location: null });
  });

  test('a scope Carnet does not grant', async () => {
    const { browser, routes, question } = await toQuestion(
      fhir,
      'camille',
      authorization(origin, client, { scope: 'launch/patient system/*.cruds user/*.rs' }).url,
    );
    const back = await reply(browser, routes, { dossierId: question.records[0]!.dossierId, purposes: ['ANALYSES'] });
    const code = back.searchParams.get('code');
    expect(code === null ? back.searchParams.get('error') : 'granted').toBe('granted');
    expect(question.offline).toBe(false);
  });

  test('the person says no', async () => {
    const { browser, routes, question } = await toQuestion(fhir, 'camille', authorization(origin, client).url);
    expect(question).toMatchObject({ service: { name: 'Mes analyses', publisher: 'Exemple Santé' }, purposes, offline: true });
    const back = await reply(browser, `${routes}/refuse`);
    expect({ error: back.searchParams.get('error'), state: back.searchParams.get('state'), code: back.searchParams.get('code') }).toEqual({
      error: 'access_denied',
      state: 'etat',
      code: null,
    });
  });

  test('a purpose it does not have, a record that is not theirs, another browser', async () => {
    const { browser, routes, question } = await toQuestion(fhir, 'camille', authorization(origin, client).url);
    const send = async (by: typeof browser, body: unknown): Promise<number> =>
      (
        await by.fetch(routes, {
          method: 'POST',
          headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;
    const own = question.records[0]!.dossierId;
    expect(await send(browser, { dossierId: own, purposes: ['TOUT'] })).toBe(400);
    expect(await send(browser, { dossierId: own, purposes: [] })).toBe(400);
    expect(await send(browser, { dossierId: crypto.randomUUID(), purposes: ['ANALYSES'] })).toBe(404);
    const stranger = await toQuestion(fhir, 'ruth', authorization(origin, client).url);
    expect(await send(stranger.browser, { dossierId: own, purposes: ['ANALYSES'] })).toBe(404);
  });

  test('a code replaced by another client’s, one without its verifier, one used twice', async () => {
    const begun = authorization(origin, client);
    const { browser, routes, question } = await toQuestion(fhir, 'camille', begun.url);
    const code = (await reply(browser, routes, { dossierId: question.records[0]!.dossierId, purposes: ['ANALYSES'] })).searchParams.get('code')!;
    const other = (await register(origin)).body.client_id;
    expect((await redeem(origin, other, code, begun)).body.error).toBe('invalid_grant');
    expect((await redeem(origin, client, code, { ...begun, verifier: 'x'.repeat(43) })).body.error).toBe('invalid_grant');
    const first = await redeem(origin, client, code, begun);
    expect(first.status).toBe(200);
    expect((await redeem(origin, client, code, begun)).body.error).toBe('invalid_grant');
    // Whoever has the code a second time stole it: what the first use gave is dead too.
    expect(codeOf(await ask('/DocumentReference', first.body.access_token))).toBe('JETON_REFUSE');
  });

  test('more than was granted, at a renewal', async () => {
    const { refresh_token } = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    const more = await token(origin, { grant_type: 'refresh_token', client_id: client, refresh_token, scope: `${reading} patient/DocumentReference.c` });
    expect(more.body.error).toBe('invalid_scope');
    const same = await token(origin, { grant_type: 'refresh_token', client_id: client, refresh_token });
    expect(same).toMatchObject({ status: 200, body: { patient: tokens.patient } });
  });

  test.each([
    ['nothing', undefined, 'JETON_ABSENT'],
    ['a token that is none', 'x'.repeat(43), 'JETON_REFUSE'],
  ])('%s at the FHIR door', async (_what, access, code) => {
    const refused = await ask('/DocumentReference', access);
    expect({ status: refused.status, code: codeOf(refused) }).toEqual({ status: 401, code });
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer realm="carnet"/);
  });

  test('an interaction its scopes leave out, and those no service has', async () => {
    expect(codeOf(await ask('/Observation', tokens.access_token))).toBe('PORTEE_INSUFFISANTE');
    for (const path of ['/AuditEvent?date=ge2020', '/Consent', '/List', `/Patient/${tokens.patient}/$summary`, '/Patient?identifier=1'])
      expect((await ask(path, tokens.access_token)).status, path).toBe(404);
  });
});

describe('registering', () => {
  test.each([
    ['no purpose', { carnet_purposes: undefined }],
    ['a purpose that asks for nothing', { carnet_purposes: [{ ...purposes[0]!, reads: [] }] }],
    ['a space that does not exist', { carnet_purposes: [{ ...purposes[0]!, reads: ['tout'] }] }],
    ['nobody who answers for it', { carnet_publisher: undefined }],
    ['an address in clear on the network', { redirect_uris: ['http://ailleurs.test/retour'] }],
    ['a grant of machines', { grant_types: ['client_credentials'] }],
    ['a shared secret', { token_endpoint_auth_method: 'client_secret_basic' }],
  ])('%s is refused', async (_what, over) => {
    const { status, body } = await register(origin, over);
    expect({ status, error: (body as unknown as Tokens).error }).toMatchObject({
      status: 400,
      error: expect.stringMatching(/^invalid_(client_metadata|redirect_uri)$/),
    });
  });
});

describe('the register, kept by who runs Carnet', () => {
  const metadata = {
    client_name: 'Pas à pas',
    carnet_publisher: 'Exemple Santé',
    carnet_purposes: purposes,
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'none',
  };
  const reason = 'Référencé le 20 novembre';

  test('a service is written in it, and asks; what it asks changes, and it is another version', async () => {
    const written = await operate('POST', '/services', { id: 'pas-a-pas', metadata, reason });
    expect(written).toMatchObject({ status: 201, body: { id: 'pas-a-pas', state: 'EN_LIGNE', version: 1 } });
    const { question } = await toQuestion(fhir, 'camille', authorization(origin, 'pas-a-pas').url);
    expect(question.service.name).toBe('Pas à pas');
    expect((await operate('POST', '/services', { id: 'pas-a-pas', metadata: { ...metadata, client_name: 'Pas à pas !' }, reason })).body.version).toBe(1);
    const less = { ...metadata, carnet_purposes: purposes.slice(0, 1) };
    expect((await operate('POST', '/services', { id: 'pas-a-pas', metadata: less, reason })).body.version).toBe(2);
    const { services } = (await operate('GET', '/services')).body;
    expect(services.find(({ id }: any) => id === 'pas-a-pas')).toMatchObject({ name: 'Pas à pas', purposes: [purposes[0]] });
    const lines = await fhir.query(`SELECT outcome FROM trace WHERE action = 'administer'`);
    expect(lines.length).toBeGreaterThanOrEqual(4);
  });

  test.each([
    ['metadata that say nothing of why', { metadata: { ...metadata, carnet_purposes: [] }, reason }],
    ['no reason', { metadata }],
    ['an address in clear', { metadata: { ...metadata, redirect_uris: ['http://ailleurs.test/'] }, reason }],
  ])('%s: refused', async (_what, body) => expect((await operate('POST', '/services', body)).status).toBe(400));
});

describe('the end of it', () => {
  test('the service gives its token back', async () => {
    const own = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    await fetch(`${origin}/oidc/token/revocation`, { method: 'POST', body: new URLSearchParams({ client_id: client, token: own.refresh_token }) });
    expect(codeOf(await ask('/DocumentReference', own.access_token))).toBe('JETON_REFUSE');
    expect((await token(origin, { grant_type: 'refresh_token', client_id: client, refresh_token: own.refresh_token })).body.error).toBe('invalid_grant');
  });

  test('whoever runs Carnet suspends the service, then lets it come back', async () => {
    const own = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    for (const state of ['SUSPENDUE', 'DEREFERENCEE']) {
      expect((await operate('POST', `/services/${client}/state`, { state, reason: 'Signalement d’un patient' })).status).toBe(204);
      expect(codeOf(await ask('/DocumentReference', own.access_token))).toBe('JETON_REFUSE');
      expect((await token(origin, { grant_type: 'refresh_token', client_id: client, refresh_token: own.refresh_token })).body.error).toBe('invalid_client');
      expect((await fetch(authorization(origin, client).url, { redirect: 'manual' })).status).toBe(400);
    }
    await operate('POST', `/services/${client}/state`, { state: 'EN_LIGNE', reason: 'Corrigé par l’éditeur' });
    expect((await ask('/DocumentReference', own.access_token)).status).toBe(200);
  });

  test('the service asks for something else: a month to agree again, then nothing', async () => {
    const own = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    const change = (days: number): Promise<unknown> =>
      fhir.query(`UPDATE service SET version = 2, version_since = now() - make_interval(days => $2) WHERE id = $1`, [client, days]);
    await change(29);
    expect((await ask('/DocumentReference', own.access_token)).status).toBe(200);
    await change(31);
    expect(codeOf(await ask('/DocumentReference', own.access_token))).toBe('CATEGORIE_NON_PARTAGEE');
    await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    expect((await ask('/DocumentReference', own.access_token)).status).toBe(200);
  });

  test('a parent connects a service for a child', async () => {
    const child = await connect(fhir, client, { patient: 'ruth', purposes: ['ANALYSES'], forRecord: 1 });
    expect((await ask('/DocumentReference', child.access_token)).json.total).toBe(0);
    const [kept] = await fhir.query('SELECT paired_by FROM appairage WHERE service = $1 ORDER BY since DESC LIMIT 1', [client]);
    expect(kept).toEqual({ paired_by: 'representant' });
  });

  test('the patient disconnects it: dead at the next request, and renewed by nothing', async () => {
    const own = await connect(fhir, client, { patient: 'camille', purposes: ['ANALYSES'] });
    expect((await ask('/DocumentReference', own.access_token)).status).toBe(200);
    const { browser, dossierId } = await signedIn(fhir, 'camille');
    const services = `/api/patient/dossiers/${dossierId}/services`;
    const listed = (await (await browser.fetch(services)).json()) as ConnectedServices;
    expect(listed.services.find(({ id }) => id === client)).toMatchObject({
      name: 'Mes analyses',
      state: 'active',
      purposes: [purposes[0]],
      toAgreeAgain: false,
      lastUsedAt: expect.any(String),
    });
    const ended = await browser.fetch(`${services}/${client}`, { method: 'DELETE', headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' } });
    expect(ended.status).toBe(204);
    // All of its devices: those few whose grants were kept, and the older ones, taken back as the newer came.
    for (const access of [own.access_token, tokens.access_token]) expect(codeOf(await ask('/DocumentReference', access))).toBe('JETON_REFUSE');
    expect((await token(origin, { grant_type: 'refresh_token', client_id: client, refresh_token: own.refresh_token })).body.error).toBe('invalid_grant');
    const after = (await (await browser.fetch(services)).json()) as ConnectedServices;
    expect(after.services.find(({ id }) => id === client)?.state).toBe('ended');
    const { lines } = (await (await browser.fetch(`/api/patient/dossiers/${dossierId}/journal`)).json()) as { readonly lines: unknown };
    expect(JSON.stringify(lines)).toContain('service-unpaired');
  });
});

describe('software of professionals that is told of what is new', () => {
  test('is shown to the patient: whose, of what, until when; never where it is sent', async () => {
    const guide = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
    const subscription = {
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'suivi',
      criteria: 'urn:carnet:sujet:document-nouveau',
      _criteria: {
        extension: [{ url: `${guide}/backport-filter-criteria`, valueString: `DocumentReference?${decodeURIComponent(recordOf(fhir, 'dominique'))}` }],
      },
      channel: {
        type: 'rest-hook',
        endpoint: 'https://localhost:9/ecoute-secrete',
        payload: 'application/fhir+json',
        _payload: { extension: [{ url: `${guide}/backport-payload-content`, valueCode: 'id-only' }] },
      },
    };
    const made = await fhir.ask('dr-lefevre', 'POST', '/Subscription', { headers: fhirJson, body: JSON.stringify(subscription) });
    expect(made.status, made.body.toString('utf8')).toBe(201);
    const { browser, dossierId } = await signedIn(fhir, 'dominique');
    const told = async (): Promise<ConnectedServices['subscribers']> => {
      const text = await (await browser.fetch(`/api/patient/dossiers/${dossierId}/services`)).text();
      expect(text).not.toContain('ecoute-secrete');
      return (JSON.parse(text) as ConnectedServices).subscribers;
    };
    const { givenName, familyName } = fhir.personas.professionals.find(({ key }) => key === 'dr-lefevre')!;
    expect(await told()).toEqual([
      {
        displayName: `${givenName} ${familyName}`,
        professionLabel: expect.any(String),
        structureName: 'Hôpital Saint-Fictif',
        topic: 'document-new',
        since: expect.any(String),
        until: expect.any(String),
      },
    ]);
    expect((await fhir.ask('dr-lefevre', 'DELETE', `/Subscription/${made.json['id']}`)).status).toBe(204);
    expect(await told()).toEqual([]);
  });
});

describe('pages of services', () => {
  test('those registered may ask from a browser, and no other', async () => {
    const allowed = async (path: string, from: string, method = 'GET'): Promise<string | null> =>
      (await fetch(`${origin}${path}`, { method, headers: { origin: from, 'access-control-request-method': 'GET' } })).headers.get(
        'access-control-allow-origin',
      );
    const own = new URL(redirectUri).origin;
    expect(await allowed('/fhir/DocumentReference', own, 'OPTIONS')).toBe(own);
    expect(await allowed('/fhir/DocumentReference', own)).toBe(own);
    expect(await allowed('/fhir/DocumentReference', 'https://ailleurs.test', 'OPTIONS')).toBeNull();
    expect(await allowed('/fhir/metadata', 'https://ailleurs.test')).toBe('*');
    const exchange = (from: string): Promise<Response> =>
      fetch(`${origin}/oidc/token`, {
        method: 'POST',
        headers: { origin: from },
        body: new URLSearchParams({ grant_type: 'refresh_token', client_id: client, refresh_token: 'x' }),
      });
    expect((await exchange(own)).headers.get('access-control-allow-origin')).toBe(own);
    expect((await exchange('https://ailleurs.test')).headers.get('access-control-allow-origin')).toBeNull();
  });
  test('that of one suspended reads why it is refused', async () => {
    const page = 'https://suspendue.test';
    const suspended = (await register(origin, { redirect_uris: [`${page}/retour`] })).body.client_id;
    await operate('POST', `/services/${suspended}/state`, { state: 'SUSPENDUE', reason: 'Signalement d’un patient' });
    const refused = await ask('/DocumentReference', 'perdu', { headers: { origin: page } });
    const exchanged = await fetch(`${origin}/oidc/token`, {
      method: 'POST',
      headers: { origin: page },
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: suspended, refresh_token: 'x' }),
    });
    for (const { status, headers } of [refused, exchanged])
      expect({ status, readBy: headers.get('access-control-allow-origin') }).toEqual({ status: 401, readBy: page });
    expect(codeOf(refused)).toBe('JETON_REFUSE');
    expect(refused.headers.get('access-control-expose-headers')).toContain('www-authenticate');
  });
});

/** What of fhirclient, the SMART team's own library, is used here. */
interface Library {
  authorize(asked: Readonly<Record<string, unknown>>): Promise<string>;
  ready(): Promise<{
    readonly patient: { readonly id: string; read(): Promise<any>; request(asked: string, options?: object): Promise<any> };
    request(asked: string, options?: object): Promise<any>;
    refresh(): Promise<unknown>;
    getState(path: string): any;
  }>;
  readonly options: { refreshTokenWithClientId?: boolean };
}
/** By a name the type check does not follow: the types of the package are for browsers too. */
const libraryName: string = 'fhirclient';

test('fhirclient, as it is: finds its way, connects, reads, goes from page to page, renews, and tells a refusal', async () => {
  const { default: library } = (await import(libraryName)) as { default: (request: object, response: object) => Library };
  const { client_id: clientId } = (await register(origin, { client_name: 'Écrit avec fhirclient' })).body;
  const session = {};
  const smart = (url: string): Library => library({ url, headers: { host: new URL(redirectUri).host }, socket: {}, session }, {});
  const url = await smart('/').authorize({ iss: `${origin}/fhir`, clientId, scope: reading, redirectUri, pkceMode: 'required', noRedirect: true });
  const { browser, routes, question } = await toQuestion(fhir, 'camille', url);
  const back = await reply(browser, routes, { dossierId: question.records[0]!.dossierId, purposes: ['ANALYSES', 'CARNET'] });
  const returned = smart(back.pathname + back.search);
  // Its own setting, for servers that hold a public client to saying who it is when it renews (RFC 6749 §3.2.1).
  returned.options.refreshTokenWithClientId = true;
  const app = await returned.ready();
  expect(await app.patient.read()).toMatchObject({ resourceType: 'Patient', id: app.patient.id });
  const found = await app.patient.request('DocumentReference?_count=1', { pageLimit: 0, flat: true });
  const titles = found.flatMap((one: any) => (one.resourceType === 'DocumentReference' ? one.content[0].attachment.title : []));
  expect(titles).toContain('Note 11502-2');
  expect(titles.length).toBe((await app.request('DocumentReference')).total);
  expect(titles.length).toBeGreaterThan(1);
  // It prefers JSON: the bytes come within a resource.
  const binary = await app.request(found[0].content[0].attachment.url);
  expect(binary).toMatchObject({ resourceType: 'Binary', contentType: 'application/pdf' });
  expect(Buffer.from(binary.data, 'base64').toString('latin1').startsWith('%PDF')).toBe(true);
  const given = app.getState('tokenResponse.access_token');
  await app.refresh();
  expect(app.getState('tokenResponse.access_token')).not.toBe(given);
  expect((await app.request('DocumentReference')).total).toBe(titles.length);
  await expect(app.request('Observation')).rejects.toThrow('PORTEE_INSUFFISANTE');
});

describe('the software of a structure', () => {
  const [hospital, laboratory] = ['hopital-saint-fictif', 'labo-charmes'];
  const scope = 'system/DocumentReference.c system/DocumentReference.s user/DocumentReference.rs user/Binary.r user/Consent.s';
  let software: string;
  let fed: Given;

  const registerSoftware = async (structure: string): Promise<string> => {
    const written = await operate('POST', '/services', { metadata: await metadataOf(fhir, structure, scope), reason: 'Raccordé le 20 novembre' });
    expect({ ...written, body: { ...written.body, id: '' } }).toMatchObject({ status: 201, body: { state: 'EN_LIGNE', purposes: [] } });
    return written.body.id;
  };
  const client = (asked: Readonly<Record<string, string>> = {}, card = hospital): Promise<Given> =>
    askToken(fhir, card, { grant_type: 'client_credentials', client_id: software, ...asked });
  const on = (card: string, access: string, method: string, path: string, body?: string): Promise<Reply> =>
    fhir.ask(card, method, path, {
      headers: { authorization: `Bearer ${access}`, ...(body === undefined ? {} : fhirJson) },
      ...(body === undefined ? {} : { body }),
    });
  const naming = async (person: string, patient: string | undefined, choices: VihfChoices = {}, changed: Partial<VihfFields> = {}): Promise<Given> =>
    client({ grant_type: assertionGrant, assertion: await assertionOf(fhir, { card: hospital, person }, patient, choices, changed) });
  const documents = (patient: string): string => `/DocumentReference?${recordOf(fhir, patient)}`;
  const lineOf = async ({ headers }: Reply): Promise<unknown> =>
    (await fhir.query('SELECT actor_kind, actor_id, authentication, action, outcome FROM trace WHERE request_id = $1', [headers['x-request-id']]))[0];
  const idNat = (key: string): string => [...fhir.personas.professionals, ...fhir.personas.structures].find((one) => one.key === key)!.idNat;
  const note = (): string => JSON.stringify(simplifiedPublish(declaredPdf(fhir, { patient: 'dominique', author: 'dr-lefevre' })));

  beforeAll(async () => {
    software = await registerSoftware(hospital);
    fed = await client();
  });

  test('is told where to show its certificate, at both doors', async () => {
    const { json } = await ask('/.well-known/smart-configuration', undefined);
    const told = await fhir.ask('none', 'GET', '/.well-known/smart-configuration');
    expect(told.json).toEqual(json);
    expect(json).toMatchObject({
      mtls_endpoint_aliases: { token_endpoint: new URL('/oidc/token', fhir.url).href },
      tls_client_certificate_bound_access_tokens: true,
      grant_types_supported: expect.arrayContaining(['client_credentials', assertionGrant]),
    });
    const discovery = (await (await fetch(`${origin}/oidc/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    for (const name of ['mtls_endpoint_aliases', 'tls_client_certificate_bound_access_tokens']) expect(discovery[name], name).toEqual(json[name]);
  });

  test('feeds with a token bound to its certificate, as its certificate does alone', async () => {
    expect(fed).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 300, scope: 'system/DocumentReference.c system/DocumentReference.s' } });
    const kept = await on(hospital, fed.body['access_token'], 'POST', '/DocumentReference', note());
    expect({ status: kept.status, codes: kept.codes }).toEqual({ status: 201, codes: [] });
    const line = await lineOf(kept);
    expect(line).toMatchObject({ actor_kind: 'structure', actor_id: idNat(hospital), action: 'deposit', outcome: 'granted' });
    const alone = await fhir.ask(hospital, 'POST', '/DocumentReference', { headers: fhirJson, body: note() });
    expect(await lineOf(alone)).toEqual(line);
    const seen = await askToken(fhir, hospital, { client_id: software, token: fed.body['access_token'] }, 'token/introspection');
    const { cert } = await fhir.material(hospital);
    const thumbprint = createHash('sha256').update(new X509Certificate(cert!).raw).digest('base64url');
    expect(seen.body).toMatchObject({ active: true, cnf: { 'x5t#S256': thumbprint } });
  });

  test.each([
    ['stolen, with another structure’s certificate', laboratory, 'JETON_REFUSE'],
    ['stolen, with a card', 'dr-moreau', 'JETON_REFUSE'],
    ['without a certificate', 'none', 'CERTIFICAT_ABSENT'],
    ['with a certificate of another authority', 'refused/other-authority', 'CERTIFICAT_REFUSE'],
  ])('its token %s: refused', async (_what, card, code) => {
    const refused = await on(card, fed.body['access_token'], 'POST', '/DocumentReference', note());
    expect({ status: refused.status, code: refused.codes[0] }).toMatchObject({ code });
    expect(await lineOf(refused)).toBeUndefined();
  });

  test('its token on the door of services, or a service’s on its door: refused', async () => {
    expect(codeOf(await ask('/DocumentReference', fed.body['access_token']))).toBe('JETON_REFUSE');
    expect((await on(hospital, tokens.access_token, 'GET', documents('dominique'))).codes[0]).toBe('JETON_REFUSE');
    expect((await on('dr-moreau', tokens.access_token, 'GET', documents('dominique'))).codes[0]).toBe('JETON_REFUSE');
  });

  test('asks for no more than its scopes, and gets no more than its certificate', async () => {
    const narrow = await client({ scope: 'system/DocumentReference.s' });
    expect(narrow.body['scope']).toBe('system/DocumentReference.s');
    const refused = await on(hospital, narrow.body['access_token'], 'POST', '/DocumentReference', note());
    expect({ status: refused.status, code: refused.codes[0] }).toEqual({ status: 403, code: 'PORTEE_INSUFFISANTE' });
    for (const [method, path] of [
      ['GET', '/Subscription'],
      ['GET', '/Patient/x/$summary'],
      ['DELETE', '/Observation/x'],
      ['POST', '/'],
    ] as const)
      expect((await on(hospital, narrow.body['access_token'], method, path)).codes[0], path).toBe('PORTEE_INSUFFISANTE');
    for (const more of ['system/DocumentReference.u', 'system/*.cruds', 'user/DocumentReference.rs', 'patient/*.rs', 'openid'])
      expect((await client({ scope: `system/DocumentReference.c ${more}` })).body['error'], more).toBe('invalid_scope');
    // The search is open to its scope; what a structure may be told of is said by the rules, as without a token.
    const [searched, alone] = [
      await on(hospital, narrow.body['access_token'], 'GET', documents('dominique')),
      await fhir.ask(hospital, 'GET', documents('dominique')),
    ];
    expect({ status: searched.status, codes: searched.codes }).toEqual({ status: alone.status, codes: alone.codes });
    expect(searched.status).toBe(403);
  });

  test.each([
    ['another structure’s certificate', laboratory, {}],
    ['a card', 'dr-lefevre', {}],
    ['no certificate', 'none', {}],
    ['an expired one', 'refused/expired', {}],
    ['a client that is none', hospital, { client_id: 'personne' }],
    ['a client of patients', hospital, { client_id: '' }],
  ])('%s gets no token', async (_what, card, over) => {
    const asked = 'client_id' in over && over.client_id === '' ? { client_id: (await register(origin)).body.client_id } : over;
    const { status, body } = await client(asked, card);
    expect([400, 401]).toContain(status);
    expect(['invalid_client', 'invalid_request']).toContain(body['error']);
  });

  test('names its user and the patient, and reads as accès indirect renforcé reads: that patient only', async () => {
    const given = await naming('dr-lefevre', 'dominique');
    expect(given).toMatchObject({ status: 200, body: { scope: 'user/DocumentReference.rs user/Binary.r user/Consent.s' } });
    const access = given.body['access_token'] as string;
    const found = await on(hospital, access, 'GET', documents('dominique'));
    expect({ status: found.status, codes: found.codes }).toEqual({ status: 200, codes: [] });
    expect(await lineOf(found)).toEqual({
      actor_kind: 'professionnel',
      actor_id: idNat('dr-lefevre'),
      authentication: 'INDIRECTE_RENFORCEE',
      action: 'list-documents',
      outcome: 'granted',
    });
    const own = await fhir.ask('dr-lefevre', 'GET', documents('dominique'));
    expect(matchesIn(found)).toEqual(matchesIn(own));
    const [id = ''] = matchesIn(found);
    expect((await on(hospital, access, 'GET', `/Binary/${id}`)).status).toBe(200);
    // Hortense authorised the same doctor: her record is nobody's to this token.
    expect((await fhir.ask('dr-lefevre', 'GET', documents('hortense'))).status).toBe(200);
    const other = await on(hospital, access, 'GET', documents('hortense'));
    expect({ status: other.status, code: other.codes[0] }).toEqual({ status: 404, code: 'DOSSIER_INEXISTANT' });
    // Nor are one's patients listed (TD0.4) in the name of one of them.
    const patients = await on(hospital, access, 'GET', `/Consent?actor=Practitioner/${idNat('dr-lefevre')}`);
    expect({ status: patients.status, code: patients.codes[0] }).toEqual({ status: 403, code: 'FONCTION_INTERDITE' });
    expect((await on(laboratory, access, 'GET', documents('dominique'))).codes[0]).toBe('JETON_REFUSE');
    // Nobody feeds by accès indirect renforcé, and no scope says otherwise.
    expect((await on(hospital, access, 'POST', '/DocumentReference', note())).codes[0]).toBe('PORTEE_INSUFFISANTE');
  });

  test('a patient who authorised nobody is as closed to it as to the card', async () => {
    const given = await naming('dr-lefevre', 'roland');
    const [refused, own] = [
      await on(hospital, given.body['access_token'], 'GET', documents('roland')),
      await fhir.ask('dr-lefevre', 'GET', documents('roland')),
    ];
    expect({ status: refused.status, codes: refused.codes }).toEqual({ status: own.status, codes: own.codes });
    expect(refused.status).toBe(403);
  });

  test.each([
    ['a professional of another structure', 'dr-moreau', 'dominique', {}, {}, 'VIHF_NON_LIES'],
    ['nobody of the directory', 'dr-lefevre', 'dominique', {}, { nameId: '899700000009' }, 'VIHF_UTILISATEUR_INCONNU'],
    ['one factor', 'dr-lefevre', 'dominique', {}, { authnDeclaration: 'Password' }, 'VIHF_DEUX_FACTEURS'],
    ['no patient', 'dr-lefevre', undefined, {}, {}, 'resource-id'],
    ['an emergency, which each request says', 'dr-lefevre', 'dominique', { purpose: 'bris_de_glace', reason: 'Personne inconsciente' }, {}, 'purpose of use'],
    ['an old sign-in', 'dr-lefevre', 'dominique', { now: new Date(Date.now() - 3_600_000) }, {}, 'VIHF_PASSE'],
    ['the structure alone', 'dr-lefevre', 'dominique', {}, { mode: 'INDIRECTE' }, 'no professional'],
  ] as const)('an assertion that names %s: no token', async (_what, person, patient, choices, changed, why) => {
    const { status, body } = await naming(person, patient, choices, changed);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_grant' });
    expect(body['error_description']).toContain(why);
  });

  test('an assertion changed, sent twice, or of another structure: no token', async () => {
    const assertion = await assertionOf(fhir, { card: hospital, person: 'dr-lefevre' }, 'dominique');
    const asked = { grant_type: assertionGrant, assertion };
    const changed = Buffer.from(Buffer.from(assertion, 'base64url').toString('utf8').replace('CONF_EXI_PGSSIS', 'SmartcardPKI')).toString('base64url');
    expect((await client({ ...asked, assertion: changed })).body['error_description']).toContain('VIHF_SIGNATURE_REFUSEE');
    expect((await client(asked)).status).toBe(200);
    expect((await client(asked)).body['error_description']).toContain('VIHF_REJOUE');
    const theirs = await registerSoftware(laboratory);
    const stolen = { ...asked, client_id: theirs, assertion: await assertionOf(fhir, { card: hospital, person: 'dr-lefevre' }, 'dominique') };
    expect((await client(stolen, laboratory)).body['error_description']).toContain('VIHF_TITULAIRES_DIFFERENTS');
    for (const none of ['', '%%%', Buffer.from('<a/>').toString('base64url')]) expect((await client({ ...asked, assertion: none })).status, none).toBe(400);
  });

  test.each([
    ['no structure', { carnet_structure: undefined }],
    ['a structure that is none', { carnet_structure: 'hopital' }],
    ['tokens of bearers', { tls_client_certificate_bound_access_tokens: undefined }],
    ['no name of a certificate', { tls_client_auth_subject_dn: undefined }],
    ['a key instead of a certificate', { token_endpoint_auth_method: 'private_key_jwt' }],
    ['purposes', { carnet_purposes: purposes }],
    ['a scope of patients', { scope: 'patient/*.rs' }],
    ['everything', { scope: 'system/*.cruds' }],
    ['a patient to ask', { grant_types: ['client_credentials', 'authorization_code'] }],
  ])('is not registered with %s', async (_what, over) => {
    const metadata = { ...(await metadataOf(fhir, hospital, scope)), ...over };
    expect((await operate('POST', '/services', { metadata, reason: 'Essai' })).status).toBe(400);
    const { status } = await register(origin, { ...metadata, ...('carnet_purposes' in over ? {} : { carnet_purposes: undefined }) });
    expect(status).toBe(400);
  });

  test('dies with its time, its register, its certificate', async () => {
    const access = (await client()).body['access_token'] as string;
    const heard = async (): Promise<string | undefined> => (await on(hospital, access, 'POST', '/DocumentReference', note())).codes[0];
    expect(await heard()).toBeUndefined();
    await operate('POST', `/services/${software}/state`, { state: 'SUSPENDUE', reason: 'Incident signalé' });
    expect(await heard()).toBe('JETON_REFUSE');
    expect((await client()).body['error']).toBe('invalid_client');
    await operate('POST', `/services/${software}/state`, { state: 'EN_LIGNE', reason: 'Corrigé' });
    expect(await heard()).toBeUndefined();
    // Registered for less than the token says: less, at once.
    await operate('POST', '/services', { id: software, metadata: await metadataOf(fhir, hospital, 'system/DocumentReference.s'), reason: 'Portée réduite' });
    expect(await heard()).toBe('PORTEE_INSUFFISANTE');
    await operate('POST', '/services', { id: software, metadata: await metadataOf(fhir, hospital, scope), reason: 'Portée rendue' });
    await fhir.query(`UPDATE oidc_artefact SET expires_at = now() WHERE model = 'ClientCredentials'`);
    expect(await heard()).toBe('JETON_REFUSE');
    const last = (await client()).body['access_token'] as string;
    const { cert } = await fhir.material(hospital);
    const authority = await loadAuthority(readFileSync(join(fhir.sandbox, 'ca.pem'), 'utf8'), readFileSync(join(fhir.sandbox, 'ca-key.pem'), 'utf8'));
    const validity = { from: new Date(), until: new Date(Date.now() + 86_400_000) };
    writeFileSync(join(fhir.sandbox, 'crl.pem'), await issueRevocationList(authority, [new X509Certificate(cert!).serialNumber], validity));
    await fhir.server.readRevocations();
    expect((await on(hospital, last, 'POST', '/DocumentReference', note())).codes[0]).toBe('CERTIFICAT_REVOQUE');
    expect((await client()).body['error']).toBe('invalid_client');
  });
});
