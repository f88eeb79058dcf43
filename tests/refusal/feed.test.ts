// Hostile and broken files at the door of the insurer's feed: what cannot be read on is said, what was read before stands, and memory holds no
// more than a step: a bomb, a line without end, a gzip cut or altered, another type, a name or a place that cannot be.

import { randomUUID } from 'node:crypto';
import { constants, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../tools/deposit/send.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { careLine, fileOf } from '../support/feed-lines.ts';

let fhir: FhirServer;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(() => fhir.close());

interface Sent {
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly card?: string | undefined;
}
async function put(path: string, { body = '', headers = {}, card = 'assurance-maladie' }: Sent) {
  const answer = await send({
    method: 'PUT',
    url: `${new URL(fhir.url).origin}/feed/envois/${path}`,
    tls: await fhir.material(card),
    headers: { 'content-type': 'application/x-ndjson', ...headers },
    body,
  });
  const json = JSON.parse(answer.body.toString('utf8')) as {
    code?: string;
    findings?: readonly { field: string; rule: string; text: string }[];
    etat?: string;
    lignes?: number;
    comptes?: Record<string, number>;
  };
  return { status: answer.status, rules: json.findings?.map(({ rule }) => rule), ...json };
}
const patient = () => fhir.personas.patients.find(({ key }) => key === 'dominique')!;
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => careLine({ matricule: patient().ins, oid: patient().oid } as never, `z${index}`, '2026-08-03', 'biologie'));
const gzip = { 'content-encoding': 'gzip' };
const name = (): string => `envoi-${randomUUID()}`;

test('a file in gzip is taken as it is without', async () => {
  expect(await put(name(), { body: gzipSync(fileOf(lines(50))), headers: gzip })).toMatchObject({ status: 200, etat: 'termine', lignes: 51 });
});

test('a bomb of blank lines is stopped at its first step', async () => {
  // Two gibibytes of blank lines in two mebibytes.
  const piece = gzipSync(Buffer.alloc(64 * 1024 * 1024, '\n'), { level: 9 });
  const answer = await put(name(), { body: Buffer.concat(Array.from({ length: 32 }, () => piece)), headers: gzip });
  expect(answer).toMatchObject({ status: 422, code: 'CONTENU_REFUSE', rules: ['FICHIER_ILLISIBLE'] });
});

test('one long line of a gigabyte is stopped by what it unpacks to', async () => {
  const piece = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'x'), { level: 9 });
  const answer = await put(name(), { body: Buffer.concat(Array.from({ length: 16 }, () => piece)), headers: gzip });
  expect(answer).toMatchObject({ status: 422, code: 'CONTENU_REFUSE', rules: ['ARCHIVE_DEMESUREE'] });
});

test('a line without end is one refused line', async () => {
  const taken = await put(name(), { body: `${'x'.repeat(3 * 1024 * 1024)}\n${fileOf([]).replace('"lignes":0', '"lignes":1')}` });
  expect(taken).toMatchObject({ status: 200, etat: 'termine', comptes: { rejetees: 1 } });
});

test('a gzip that is cut or altered is said, and sent again it is taken once', async () => {
  const whole = gzipSync(fileOf(lines(3_000)), { level: constants.Z_BEST_SPEED });
  const altered = Buffer.from(whole);
  altered.fill(0x55, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 64);
  const one = name();
  expect(await put(one, { body: whole.subarray(0, whole.length - 40), headers: gzip })).toMatchObject({ status: 422, rules: ['GZIP_ALTERE'] });
  expect(await put(one, { body: whole, headers: gzip })).toMatchObject({ status: 200, etat: 'termine', lignes: 3_001 });
  // What was altered may have been read as lines: they are another file's, and under another name the true ones are all there.
  expect(await put(name(), { body: altered, headers: gzip })).toMatchObject({ status: 422, rules: ['GZIP_ALTERE'] });
  expect(await put(name(), { body: whole, headers: gzip })).toMatchObject({ status: 200, etat: 'termine', lignes: 3_001, comptes: { rejetees: 0 } });
});

test.each([
  ['another type', name(), { headers: { 'content-type': 'text/csv' }, body: 'a;b' }, 415],
  ['another encoding', name(), { headers: { 'content-encoding': 'br' }, body: 'x' }, 415],
  ['a name of a path', '..%2Fetc', { body: 'x' }, 400],
  ['a name too long', 'x'.repeat(81), { body: 'x' }, 400],
  ['a place that is none', `${name()}?de=0`, { body: 'x' }, 400],
  ['lines that are missing', `${name()}?de=7`, { body: fileOf([]) }, 409],
] as const)('%s is refused', async (_what, path, sent, status) => {
  const answer = await put(path, sent);
  expect(answer.status).toBe(status);
  expect(answer.findings?.every(({ text }) => text.length > 10)).toBe(true);
});

test('nothing is anything: an empty file is begun and not finished', async () => {
  expect(await put(name(), {})).toMatchObject({ status: 202, etat: 'en-cours', lignes: 0 });
});
