// Whole requests, broken at random, at the doors of a running server over kept connections: FHIR with a card, the apps' API with sessions of
// a patient, a professional and whoever runs Carnet, and the sign-in. No 5xx, no answer above two seconds, memory given back, and the server
// still answers as at first. And requests that two readers could cut in two ways (smuggling), written byte by byte.

import { instantOf } from '@carnet/domain/kernel';
import { postgresSessions } from '@carnet/server/storage/postgres/session-store';
import { connect } from 'node:net';
import { Agent, type Dispatcher, Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alreadyMarkup } from '@carnet/codecs/xml';
import { declareFile } from '../../tools/deposit/declare.ts';
import { type PersonaPatient as Persona, depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { asLotDocument } from '../../tools/simulator/lps.ts';
import { senderOf } from '../../tools/simulator/sender.ts';
import { type Message, type ServiceName, envelopeOf, pack } from '../../tools/simulator/soap.ts';
import { signedVihf } from '../../tools/simulator/vihf.ts';
import { actions, provideAndRegister, retrieve, storedQuery, updateStatus } from '../../tools/simulator/xds.ts';
import { routeTable } from '../refusal/route-table.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { smallPdf } from '../support/small-files.ts';
import { unlimited } from '../../tools/sandbox-server/index.ts';
import { bundle, comprehensive, documentUrl, entry, setUrl, simplified, submissionSet } from '../unit/codecs/fhir-compose.ts';
import { type Random, mutated } from './mutate.ts';
import { doorCases, fuzz } from './run.ts';

/** Enough for the database to work on some while the server works on others. */
const connections = 8;

let server: FhirServer;
let clear: Pool;
let cards: Pool;
const cookies: string[] = [];
let dossier: string;
beforeAll(async () => {
  server = await startFhirServer(unlimited);
  const { ca, cert, key } = await server.material('dr-moreau');
  clear = new Pool(server.server.httpUrl, { connections });
  cards = new Pool(new URL(server.url).origin, { connections, connect: { ca, cert: cert!, key: key! } });
  // What is looked for here is not whether the answer was durable: a commit does not wait for the disk.
  await server.query(`ALTER DATABASE ${new URL(server.database.url).pathname.slice(1)} SET synchronous_commit = off`);
  const { storage } = server.database;
  const now = Date.now();
  const limits = { openedAt: instantOf(now), expiresAt: instantOf(now + 86_400_000) };
  const sessions = postgresSessions(storage.pool, storage.vault, { now: () => instantOf(now) });
  const [account] = await server.query<{ personne_id: string; dossier_id: string }>('SELECT personne_id, dossier_id FROM account LIMIT 1');
  dossier = account!.dossier_id;
  const patient = await sessions.open({
    kind: 'patient',
    personne: account!.personne_id as never,
    dossier: dossier as never,
    displayName: 'Une Personne',
    factors: 2,
    ...limits,
  });
  const holder = async (key: string): Promise<string> => {
    const { idNat } = [...server.personas.professionals, ...(server.personas as unknown as { personnels: { key: string; idNat: string }[] }).personnels].find(
      (one) => one.key === key,
    )!;
    return sessions.open({ kind: 'professionnel', professionnel: idNat as never, certificate: '00'.repeat(32), ...limits });
  };
  cookies.push(`carnet_patient=${patient}`, `carnet_pro=${await holder('dr-moreau')}`, `carnet_pilotage=${await holder('exploitant-carnet')}`);
}, 180_000);
afterAll(async () => {
  await Promise.all([clear.close(), cards.close()]);
  await server.close();
});

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}
const written = ({ method, path, headers, body }: Sent): Buffer =>
  Buffer.concat([Buffer.from(`${method} ${path}\n${JSON.stringify(headers, undefined, 1)}\n\n`), body ?? Buffer.alloc(0)]);

/** What a client can put in a request line or a header; the rest is for the bytes below. */
const inPath = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replaceAll(/[^\x21-\x7e]|#/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .slice(0, 8_000);
const inHeader = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, 4_000);

const headerNames = [
  'accept',
  'accept-language',
  'if-match',
  'prefer',
  'x-request-id',
  'x-carnet-structure',
  'user-agent',
  'content-type',
  'origin',
  'cookie',
  'x-forwarded-for',
  'range',
  'if-none-match',
  'content-encoding',
];
const headerValues = [
  '*/*',
  'fr;q=0.1,en',
  'W/"1"',
  'handling=strict',
  'abcdefgh',
  '1750000018',
  'application/json',
  'multipart/form-data; boundary=x',
  'http://localhost',
  'bytes=0-9',
  'gzip',
].map((value) => Buffer.from(value));

/** One part of the request, or two, is broken; the others stay what the door expects, so that each layer is reached. */
function broken(sent: Sent, random: Random, bodies: readonly Buffer[]): Sent {
  const path = (): string => {
    const [where = '', query] = sent.path.split('?');
    const part = random.below(3) === 0 || query === undefined ? undefined : query;
    return part === undefined
      ? inPath(Buffer.concat([Buffer.from('/'), mutated([Buffer.from(where.slice(1))], random)]))
      : `${where}?${inPath(mutated([Buffer.from(part)], random))}`;
  };
  const which = random.below(sent.body === undefined ? 2 : 6);
  if (which === 0) return { ...sent, path: path() };
  if (which === 1) return { ...sent, headers: { ...sent.headers, [random.among(headerNames)]: inHeader(mutated(headerValues, random)) } };
  return { ...sent, body: mutated([sent.body!, sent.body!, ...bodies], random) };
}

async function knock(pool: Dispatcher, { method, path, headers, body }: Sent): Promise<void> {
  const answer = await pool.request({ method: method as Dispatcher.HttpMethod, path, headers, ...(body === undefined ? {} : { body }) });
  const text = Buffer.from(await answer.body.arrayBuffer());
  if (answer.statusCode >= 500) throw new Error(`${method} answered ${answer.statusCode}`);
  if (String(answer.headers['content-type'] ?? '').includes('json') && text.length > 0) JSON.parse(text.toString('utf8'));
  if (answer.headers['x-content-type-options'] !== 'nosniff') throw new Error('an answer without its protections');
}

const json = { 'content-type': 'application/fhir+json' };
const ins = '279035121518989';
const fhirRequests = (): readonly Sent[] => {
  const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  const patient = `patient.identifier=urn:oid:1.2.250.1.213.1.4.10%7C${ins}`;
  return [
    { method: 'GET', path: `/fhir/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C${ins}`, headers: {} },
    { method: 'GET', path: `/fhir/DocumentReference?${patient}&status=current&date=ge2026-01-01&_count=2&type=http://loinc.org%7C34133-9`, headers: {} },
    { method: 'GET', path: `/fhir/DocumentReference/${dossier}.00000000-0000-4000-8000-000000000000?x=y`, headers: {} },
    { method: 'GET', path: `/fhir/Binary/${dossier}.00000000-0000-4000-8000-000000000000?x=y`, headers: {} },
    { method: 'GET', path: '/fhir/metadata?_format=json', headers: {} },
    { method: 'POST', path: '/fhir', headers: json, body: text(bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive()))) },
    { method: 'POST', path: '/fhir/DocumentReference', headers: json, body: text(simplified()) },
    {
      method: 'PATCH',
      path: `/fhir/DocumentReference?${patient}&identifier=urn:oid:2.25.1`,
      headers: { 'content-type': 'application/json-patch+json' },
      body: text([{ op: 'replace', path: '/status', value: 'entered-in-error' }]),
    },
  ];
};

/** These end the sessions of the test, or its world; a whole journal, of the twenty thousand lines the cases before wrote, takes as long as it is. */
const leftOut = /journal\/export|\/sandbox\/(?:reset|clock)|\/logout|DELETE \S+\/session$|session\/structure|card-session|sandbox-card/;
const routesOf = (wanted: RegExp): readonly (readonly [string, string])[] =>
  Object.keys(routeTable)
    .filter((key) => wanted.test(key) && !leftOut.test(key))
    .map((key) => key.split(' ') as [string, string])
    .filter(([method]) => ['GET', 'POST', 'PUT', 'DELETE'].includes(method));
const filled = (path: string): string =>
  path
    .replace(':dossierId', dossier)
    .replace(/:(?:documentId|aidantId)/, '00000000-0000-4000-8000-000000000000')
    .replace(':index', '0')
    .replace(':uid', 'x'.repeat(21))
    .replace('*', 'auth');
const bodies = [
  { version: 1 },
  { id: '899700000009', until: '2027-01-01', kind: 'professionnel' },
  { from: { kind: 'profession', id: '60' }, what: { kind: 'space', id: 'analyses' } },
  { ins, reason: 'urgence', mode: 'bris_de_glace' },
  { allergies: ['une'], name: 'Une Amie', email: 'amie@exemple.test', categories: ['analyses'], lastDay: '2027-01-01', code: 'AAAAAAAAAAAAAAAAAAAAAA' },
  { opposesBrisDeGlace: true, opposesCentre15: false, preferences: { documents: 'immediate' } },
  { from: '2027-01-01', csv: 'profession;type;consultation;origine\n10;11488-4;O;x', source: 'x', reason: 'Relu' },
  { login: 'dominique', password: 'Quatre-Cerises-9', code: '123456' },
].map((body) => Buffer.from(JSON.stringify(body)));
const form = (): Buffer => {
  const field = (name: string, value: string): string => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `${field('title', 'Un papier')}${field('typeCode', 'DOCPAT01')}--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), smallPdf(), Buffer.from('\r\n--x--\r\n')]);
};
const ours = (): Record<string, string> => ({ 'x-carnet': '1', 'origin': server.server.httpUrl, 'content-type': 'application/json' });

function requestTo(routes: readonly (readonly [string, string])[], random: Random): Sent {
  const [method, path] = random.among(routes);
  const address = `${filled(path)}?day=2026-01-01&limit=5&space=analyses`;
  const withSession = { ...ours(), cookie: cookies.join('; ') };
  if (method === 'GET') return { method, path: address, headers: withSession };
  if (method === 'POST' && path.endsWith('/documents'))
    return { method, path: filled(path), headers: { ...withSession, 'content-type': 'multipart/form-data; boundary=x' }, body: form() };
  if (path.startsWith('/oidc'))
    return {
      method,
      path: filled(path),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('client_id=carnet-patient&grant_type=authorization_code&code=x&code_verifier=y'),
    };
  return { method, path: method === 'DELETE' ? address : filled(path), headers: withSession, ...(method === 'DELETE' ? {} : { body: random.among(bodies) }) };
}

describe('broken at random', () => {
  test('fhir', async () => {
    const requests = fhirRequests();
    const others = requests.flatMap(({ body }) => (body === undefined ? [] : [body]));
    console.log(
      await fuzz(
        {
          name: 'door fhir',
          make: (random) => broken(random.among(requests), random, others),
          run: (sent) => knock(cards, sent),
          written,
          abreast: connections,
        },
        doorCases,
      ),
    );
    expect((await server.ask('dr-moreau', 'GET', '/metadata')).status).toBe(200);
  }, 900_000);
  test('apps', async () => {
    const routes = routesOf(/ \/api\/(?:patient|pro|pilotage)\//);
    const make = (random: Random): Sent => broken(requestTo(routes, random), random, bodies);
    console.log(await fuzz({ name: 'door apps', make, run: (sent) => knock(clear, sent), written, abreast: connections }, doorCases));
    expect((await fetch(`${server.server.httpUrl}/api/patient/session`, { headers: { cookie: cookies[0]! } })).status).toBe(200);
  }, 900_000);
  test('sign-in', async () => {
    const routes = routesOf(/ (?:\/oidc\/|\/auth\/|\/api\/(?:sign-in|recovery)\/|\/sandbox|\/docs|\/health|\/\.well-known)/);
    const make = (random: Random): Sent => broken(requestTo(routes, random), random, bodies);
    console.log(await fuzz({ name: 'door sign-in', make, run: (sent) => knock(clear, sent), written, abreast: connections }, doorCases));
    expect((await fetch(`${server.server.httpUrl}/health/ready`)).status).toBe(200);
  }, 900_000);
});

/** The body of one transaction, one value or one element in it changed, so that it is still markup and goes as far as what reads it. */
function alteredMarkup(markup: string, random: Random): string {
  const at = random.among([...markup.matchAll(random.below(2) === 0 ? /(?<==")[^"]*(?=")/g : /(?<=>)[^<>]+(?=<)/g), ...markup.matchAll(/<([\w:]+)[^<>]*\/>/g)]);
  const into = (bytes: Buffer): string => bytes.toString('utf8').replaceAll(/[<&"]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, ' ');
  const inElement = at[0].startsWith('<');
  const put = inElement ? random.among(['', at[0] + at[0], `<!-- -->${at[0]}`]) : into(mutated([Buffer.from(at[0]), Buffer.from('')], random)).slice(0, 4_000);
  return markup.slice(0, at.index) + put + markup.slice(at.index + at[0].length);
}

describe('broken at random, over SOAP', () => {
  const transactions = (person: Persona): readonly { readonly service: ServiceName; readonly message: Omit<Message, 'assertion'> }[] => {
    const cx = `${person.ins}^^^&${person.oid}&ISO^NH`;
    const declared = declareFile(
      { file: 'a.pdf', bytes: smallPdf(), mimeType: 'application/pdf', typeCode: '11488-4', title: 'Un papier' },
      person,
      depositorOf(server.personas, 'dr-moreau')!,
      false,
    );
    if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
    const written = (inline: boolean) => provideAndRegister([asLotDocument(declared.value)], { signing: undefined, inline });
    const status = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';
    const update = updateStatus(
      { patient: declared.value.metadata.patient, author: declared.value.metadata.authors[0]! },
      `urn:uuid:${dossier}`,
      'Approved',
      'Archived',
    );
    return [
      {
        service: 'registry',
        message: {
          action: actions.query,
          body: storedQuery('FindDocuments', {
            $XDSDocumentEntryPatientId: cx,
            $XDSDocumentEntryStatus: [status],
            $XDSDocumentEntryTypeCode: ['11488-4^^2.16.840.1.113883.6.1'],
          }),
        },
      },
      { service: 'registry', message: { action: actions.query, body: storedQuery('GetDocuments', { $XDSDocumentEntryUniqueId: ['2.25.1'] }, 'ObjectRef') } },
      { service: 'registry', message: { action: actions.update, body: update } },
      { service: 'repository', message: { action: actions.retrieve, body: retrieve('2.999.1.250.1', ['2.25.1', '2.25.2']) } },
      { service: 'repository', message: { action: actions.provide, ...written(false) } },
      { service: 'repository', message: { action: actions.provide, ...written(true) } },
    ];
  };
  test('soap', async () => {
    const sender = (await senderOf(server.sandbox, server.personas, { card: 'dr-moreau' }))!;
    const person = server.personas.patients[0]!;
    const asked = transactions(person);
    const sentOf = (service: ServiceName, packed: { readonly contentType: string; readonly bytes: Buffer }): Sent => ({
      method: 'POST',
      path: `/si-dmp-server/v2/services/${service}`,
      headers: { 'content-type': packed.contentType },
      body: packed.bytes,
    });
    // Signing costs four times a request, and an assertion serves for some seconds: each message has an id of its own.
    let signed = { at: 0, assertion: signedVihf(sender, { patient: person }) };
    const packed = ({ service, message }: (typeof asked)[number]): Sent => {
      if (Date.now() - signed.at > 5_000) signed = { at: Date.now(), assertion: signedVihf(sender, { patient: person }) };
      return sentOf(service, pack(envelopeOf({ ...message, assertion: signed.assertion }, 'urn:x'), message.action, message.attachments));
    };
    const make = (random: Random, number: number): Sent => {
      const { service, message } = random.among(asked);
      if (number % 2 === 0) return broken(packed({ service, message }), random, []);
      return packed({ service, message: { ...message, body: alreadyMarkup(alteredMarkup(message.body, random)) } });
    };
    // What the first of each costs is no case's fault.
    for (const one of asked) await knock(cards, packed(one));
    console.log(await fuzz({ name: 'door soap', make, run: (sent) => knock(cards, sent), written, abreast: connections }, doorCases));
    expect((await server.ask('dr-moreau', 'GET', '/metadata')).status).toBe(200);
  }, 900_000);
});

/** Everything the listener answers to these bytes before it hangs up, or half a second later. */
function bytesSent(bytes: string): Promise<string> {
  const { port } = new URL(server.server.httpUrl);
  return new Promise((heard, failed) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) }, () => socket.write(Buffer.from(bytes, 'latin1')));
    let text = '';
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? heard(text) : failed(error)));
    socket.on('close', () => heard(text));
  });
}

describe('requests that could be cut in two ways', () => {
  const host = (): string => `Host: ${new URL(server.server.httpUrl).host}\r\n`;
  const hidden = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
  test.each([
    ['a length and chunks', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['two lengths', `Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`],
    ['a length with a sign', `Content-Length: +0\r\n\r\n${hidden}`],
    ['chunks announced twice', `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`],
    ['chunks in disguise', `Transfer-Encoding: xchunked\r\n\r\n${hidden}`],
    ['a space before the colon', `Content-Length : 0\r\n\r\n${hidden}`],
    ['a folded header', `X: y\r\n Content-Length: 0\r\n\r\n${hidden}`],
    ['a bare line feed', `X: y\nContent-Length: 0\r\n\r\n${hidden}`],
    ['a carriage return in a value', `X: y\rContent-Length: 0\r\n\r\n${hidden}`],
    ['a chunk of hexadecimal nonsense', `Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n${hidden}`],
    ['a chunk larger than any', `Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n\r\n${hidden}`],
    ['a header of a hundred kilobytes', `X: ${'y'.repeat(100_000)}\r\n\r\n${hidden}`],
    ['two hosts', `Host: elsewhere.test\r\n\r\n`],
  ])('%s: one answer, a refusal', async (_name, rest) => {
    const heard = await bytesSent(`POST /api/recovery/start HTTP/1.1\r\n${host()}Content-Type: application/json\r\n${rest}`);
    const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
    expect(statuses.length).toBeLessThanOrEqual(1);
    for (const status of statuses) expect([400, 413, 431]).toContain(status);
    expect(heard).not.toContain('"live"');
  });
  test('another host’s name is not answered in the sandbox', async () => {
    expect(await bytesSent('GET / HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /);
  });
  test('afterwards it serves', async () => {
    const agent = new Agent();
    const { statusCode } = await agent.request({ origin: server.server.httpUrl, path: '/health/ready', method: 'GET' });
    await agent.close();
    expect(statusCode).toBe(200);
  });
});
