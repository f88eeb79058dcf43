// The run contract as a client sees it: health, docs, the sandbox's people, its inbox, its clock and its reset, on a whole running server.

import { request } from 'node:http';
import { sandboxCardsSchema, sandboxMailSchema } from '@carnet/contract';
import { accessRefusalCodes, inputRefusalCodes } from '@carnet/domain/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareFile } from '../../tools/deposit/declare.ts';
import { deposit } from '../../tools/deposit/deposit.ts';
import { depositorOf, materialOf } from '../../tools/deposit/sandbox-files.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';

let fhir: FhirServer;
let origin: string;
beforeAll(async () => {
  fhir = await startFhirServer();
  origin = fhir.server.httpUrl;
});
afterAll(async () => fhir.close());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

describe('what is open', () => {
  test('health', async () => {
    expect([(await fetch(`${origin}/health/live`)).status, (await fetch(`${origin}/health/ready`)).status]).toEqual([200, 200]);
  });
  test('metrics name routes, never an address asked', async () => {
    await fetch(`${origin}/api/patient/dossiers/279035121518989`);
    const text = await (await fetch(`${origin}/metrics`)).text();
    expect(text).toContain('carnet_http_answer_seconds_bucket');
    expect(text).not.toContain('279035121518989');
  });
  test('the page of refusals explains every code', async () => {
    const text = await (await fetch(`${origin}/docs/erreurs`)).text();
    for (const code of [...accessRefusalCodes, ...inputRefusalCodes]) expect(text).toContain(`id="${code}"`);
  });
  test('no page may run a script of its own, nor be framed', async () => {
    for (const path of ['/docs', '/sandbox', '/sandbox/inbox', '/docs/erreurs']) {
      const answer = await fetch(origin + path);
      expect(answer.status, path).toBe(200);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-inline');
      expect(await answer.text()).not.toMatch(/<script|style=/);
    }
  });
  test('another host’s name is not answered (DNS rebinding)', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      request(`${origin}/sandbox`, { headers: { host: 'carnet.attacker.test' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});

describe('people', () => {
  test('the page names every patient and card, and where the cards lie', async () => {
    const text = await (await fetch(`${origin}/sandbox`)).text();
    for (const { login } of fhir.server.people!.patients) expect(text).toContain(login);
    for (const { key } of fhir.server.people!.professionals) expect(text).toContain(key);
    expect(text).toContain(`${fhir.sandbox}/ca.pem`);
  });
  test('the drawer of cards has the shape the simulator reads', async () => {
    const cards = sandboxCardsSchema.parse(await (await fetch(`${origin}/sandbox/cards`)).json());
    const { professionals, personnels } = fhir.server.people!;
    const inTheApp = [...professionals, ...personnels.filter(({ role }) => role === 'secretariat' || role === 'guichet')];
    expect(cards.map(({ key }) => key)).toEqual(inTheApp.map(({ key }) => key));
  });
  test('the inbox is JSON, newest first, empty at first', async () => {
    expect(sandboxMailSchema.parse(await (await fetch(`${origin}/sandbox/mail?to=dominique.pattrois@carnet.test`)).json())).toEqual([]);
  });
});

describe('the clock', () => {
  const now = async (): Promise<number> => Date.parse(((await (await fetch(`${origin}/sandbox/clock`)).json()) as { now: string }).now);
  const ask = (card: string) => fhir.ask(card, 'GET', `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C279035121518989`);
  const autorisation = async (card: string): Promise<unknown> =>
    (await ask(card)).json['entry'][0].resource.extension.find(({ url }: { url: string }) => url === 'urn:carnet:autorisation').valueCode;

  test('moves, and what depends on time moves with it', async () => {
    expect(await autorisation('dr-lefevre')).toBe('VALIDE');
    const ahead = new Date(Date.now() + 400 * 86_400_000).toISOString();
    expect((await post('/sandbox/clock', { now: ahead })).status).toBe(200);
    expect(Math.abs((await now()) - Date.parse(ahead))).toBeLessThan(60_000);
    expect(await autorisation('dr-lefevre')).toBe('EXPIREE');
    await post('/sandbox/clock', { now: null });
    expect(Math.abs((await now()) - Date.now())).toBeLessThan(60_000);
    expect(await autorisation('dr-lefevre')).toBe('VALIDE');
  });
  test.each([[{}], [{ now: 'tomorrow' }], [{ now: 12 }], [{ now: '2026-02-31T00:00:00' }]])('does not take %j', async (body) => {
    const answer = await post('/sandbox/clock', body);
    expect({ status: answer.status, code: ((await answer.json()) as { code: string }).code }).toEqual({ status: 400, code: 'PARAMETRE_INVALIDE' });
  });
  test('is not moved by another site’s page', async () => {
    expect((await post('/sandbox/clock', { now: '2030-01-01T00:00:00Z' }, { origin: 'https://attacker.test' })).status).toBe(403);
    expect((await post('/sandbox/reset', {}, { origin: 'https://attacker.test' })).status).toBe(403);
  });
});

test('a reset brings back the first day, and the server goes on serving', async () => {
  const depositor = depositorOf(fhir.personas, 'dr-moreau')!;
  const patient = fhir.personas.patients.find(({ key }) => key === 'dominique')!;
  const sender = { url: fhir.url, tls: await materialOf(fhir.sandbox, depositor), form: 'ITI-65' as const };
  const declared = declareFile({ file: 'note.pdf', bytes: tinyPdf('Bonjour'), mimeType: 'application/pdf', typeCode: '11488-4' }, patient, depositor, false);
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const kept = async (): Promise<string> =>
    (await fhir.query<{ n: string }>('SELECT count(*) AS n FROM document_entry WHERE unique_id = $1', [declared.value.metadata.uniqueId]))[0]!.n;
  expect(await deposit(sender, declared.value)).toMatchObject({ kind: 'deposited' });
  expect(await kept()).toBe('1');

  const answer = await fetch(`${origin}/sandbox/reset`, { method: 'POST' });
  expect(answer.status).toBe(204);
  expect(await kept()).toBe('0');
  // The stories of the sandbox are the first day's own.
  expect((await fhir.stored()).entries).toBeGreaterThan(0);
  expect((await fhir.query<{ n: string }>('SELECT count(*) AS n FROM account'))[0]!.n).toBe(String(fhir.personas.patients.length));
  expect(await deposit(sender, declared.value)).toMatchObject({ kind: 'deposited' });
  const found = await fhir.ask('dr-moreau', 'GET', '/DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C279035121518989');
  expect(found.json['total']).toBe(1);
});

// Last: it deposits, and mails follow.
describe('the page that tries each call', () => {
  interface Told {
    readonly status: number;
    readonly json: any;
  }
  const read = async (answer: Response): Promise<Told> => ({ status: answer.status, json: await answer.json() });
  const proposed = async (call: string, card = 'cards/dr-moreau'): Promise<any> =>
    (
      await read(
        await fetch(`${origin}/sandbox/try/call?${new URLSearchParams({ call, card, person: 'dominique' })}`, { headers: { 'accept-language': 'fr' } }),
      )
    ).json;
  const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' };
  const tried = async (call: object, headers: Readonly<Record<string, string>> = ours): Promise<Told> => read(await post('/sandbox/try', call, headers));
  const withCard = async (name: string, card = 'cards/dr-moreau', id?: string): Promise<any> => {
    const call = await proposed(name, card);
    return (await tried({ ...call, card, path: id === undefined ? call.path : call.path.replace('/ID', `/${id}`) })).json;
  };

  test('every call it proposes is answered as it says, with the card', async () => {
    const text = await (await fetch(`${origin}/sandbox/try`)).text();
    const names = [
      ...text
        .split('<select id="call">')[1]!
        .split('</select>')[0]!
        .matchAll(/<option value="(\w+)"/g),
    ].map(([, name]) => name!);
    expect(names).toContain('depositSet');
    const deposited = JSON.parse((await withCard('deposit')).body);
    expect(deposited.issue?.map((one: any) => [one.diagnostics, one.details.text])).toBeUndefined();
    const patient = JSON.parse((await withCard('existence')).body).entry[0].resource.id;
    const statuses: Record<string, number> = {};
    for (const name of names) statuses[name] = (await withCard(name, 'cards/dr-moreau', name === 'summary' ? patient : deposited.id)).status;
    const made = ['agree', 'deposit', 'enter'];
    expect(statuses).toEqual(Object.fromEntries(names.map((name) => [name, name === 'wrong' ? 400 : made.includes(name) ? 201 : 200])));
  });
  test('shows the same as a line of a terminal, which names the card', async () => {
    const { curl, status, headers, milliseconds } = await withCard('existence');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/fhir+json; charset=utf-8' });
    expect(milliseconds).toBeGreaterThan(0);
    expect(curl).toContain(`--cert '${fhir.sandbox}/cards/dr-moreau/cert.pem'`);
    expect(curl).toContain(`'${fhir.url}/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'`);
    const deposit = await withCard('deposit', 'structures/clinique-belvedere');
    expect({ status: deposit.status, method: deposit.curl.includes('-X POST') }).toEqual({ status: 201, method: true });
  });
  test.each([
    ['', 401, 'CERTIFICAT_ABSENT'],
    ['cards-refused/expired', 401, 'CERTIFICAT_EXPIRE'],
    ['cards-refused/other-authority', 401, 'CERTIFICAT_REFUSE'],
    ['cards-refused/unknown', 403, 'CARTE_INCONNUE'],
    ['cards/dr-boileau', 403, 'AUTORISATION_ABSENTE'],
  ])('a refusal is the door’s own: %s', async (card, status, code) => {
    const refused = await withCard('documents', card);
    expect({ status: refused.status, code: JSON.parse(refused.body).issue[0].details.coding[0].code }).toEqual({ status, code });
  });
  const call = { card: 'cards/dr-moreau', method: 'GET', path: '/fhir/metadata', headers: {}, body: '' };
  test.each([
    ['/metrics'],
    ['/fhir/../metrics'],
    ['/fhir/%2e%2e/api/pro/session'],
    ['//ailleurs.example/fhir/metadata'],
    ['/\\ailleurs.example/fhir'],
    ['https://ailleurs.example/fhir/metadata'],
    ['@ailleurs.example/fhir'],
    ['/fhirx'],
    [''],
  ])('goes nowhere else: %s', async (path) => {
    const { status, json } = await tried({ ...call, path });
    expect({ status, field: json.findings[0].field }).toEqual({ status: 400, field: 'path' });
  });
  test.each([
    ['a card of no drawer', { card: '../../etc' }, 'card'],
    ['a card that is somebody’s signature', { card: 'server' }, 'card'],
    ['another host', { headers: { host: 'ailleurs.example' } }, 'headers.host'],
    ['two headers in one', { headers: { accept: 'a\r\nhost: b' } }, 'headers.accept'],
  ])('does not take %s', async (_what, over, field) => {
    const { status, json } = await tried({ ...call, ...over });
    expect({ status, code: json.code, field: json.findings[0].field }).toEqual({ status: 400, code: 'PARAMETRE_INVALIDE', field });
  });
  test('sends nothing for another site’s page', async () => {
    for (const headers of [{}, { 'x-carnet': '1' }, { ...ours, 'sec-fetch-site': 'cross-site' }, { 'x-carnet': '1', 'origin': 'null' }]) {
      const { status, json } = await tried(call, headers as Record<string, string>);
      expect({ status, rule: json.findings[0].rule }).toEqual({ status: 400, rule: 'ORIGINE_REFUSEE' });
    }
    expect((await tried(call, { 'x-carnet': '1', origin })).status).toBe(200);
  });
});
