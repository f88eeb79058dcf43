// A stolen disk says nothing. 200 documents with words of their own are deposited by the door; then every byte the server keeps or says
// (tables, write-ahead log, documents, logs, metrics) is searched for those words, for names, INS, titles and e-mails, in every usual form.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchAuthor, type BenchPatient, bundleOf, cdaOf, uniqueIdOf } from '../../tools/bench/documents.ts';
import { databaseOf } from '../../tools/database.ts';
import { send } from '../../tools/deposit/send.ts';
import { type SandboxServer, startSandbox } from '../../tools/sandbox-server/index.ts';

const documents = 200;
/** In the title, in the author's name and in the body of each document; no such word is anywhere else. */
const canary = 'ZORGLUBINE';
/** Of a name, in signs: a form of six bytes is met by chance once in 10^14 places, and some 10^8 are searched. */
const shortestNeedle = 6;

/** A text as it might be found: UTF-8, UTF-16 both ways, hexadecimal, and base64 at each of its three alignments. */
function formsOf(text: string): readonly Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    // Only the signs that hold nothing of the bytes around it, and all of them: four alone come up by chance in what is sealed.
    return Buffer.from(encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + utf8.length) * 8) / 6)), 'latin1');
  });
  const hex = utf8.toString('hex');
  return [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...base64];
}

const decompressors = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync];
/** What these bytes hold once decompressed, from their beginning or from behind the head of what is sealed. */
function* decompressed(bytes: Buffer): Generator<Buffer> {
  for (const start of [0, 1, 13])
    for (const decompress of decompressors) {
      const clear = attempt(() => decompress(bytes.subarray(start), { maxOutputLength: 1 << 22 }));
      if (clear !== undefined) yield clear;
    }
}
function attempt(act: () => Buffer): Buffer | undefined {
  try {
    return act();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return undefined;
  }
}

/** Names of the needles these bytes hold. */
function foundIn(bytes: Buffer, needles: ReadonlyMap<string, readonly Buffer[]>): readonly string[] {
  return [...needles].filter(([, forms]) => forms.some((form) => bytes.includes(form))).map(([name]) => name);
}
const needlesOf = (texts: readonly string[]): ReadonlyMap<string, readonly Buffer[]> => new Map(texts.map((text) => [text, formsOf(text)]));

describe('what is looked for would be found', () => {
  const needles = needlesOf([canary]);
  const text = `avant ${canary} après`;
  const hidden: Readonly<Record<string, Buffer>> = {
    'UTF-8': Buffer.from(text),
    'UTF-16 LE': Buffer.from(text, 'utf16le'),
    'UTF-16 BE': Buffer.from(text, 'utf16le').swap16(),
    'hex': Buffer.from(Buffer.from(text).toString('hex')),
    'HEX': Buffer.from(Buffer.from(text).toString('hex').toUpperCase()),
    ...Object.fromEntries(['', 'x', 'xy'].map((before) => [`base64 behind ${before.length}`, Buffer.from(Buffer.from(before + text).toString('base64'))])),
  };
  test.each(Object.keys(hidden))('in %s', (form) => expect(foundIn(hidden[form]!, needles)).toEqual([canary]));
  test.each([
    ['gzip', gzipSync],
    ['zlib', deflateSync],
    ['deflate', deflateRawSync],
  ])('compressed by %s', (_name, compress) => {
    expect([...decompressed(compress(Buffer.from(text)))].flatMap((clear) => foundIn(clear, needles))).toContain(canary);
  });
});

describe('nothing at rest', () => {
  let server: SandboxServer;
  let needles: ReadonlyMap<string, readonly Buffer[]>;
  let metrics = '';
  /** Of every row: its columns of bytes, and the others. */
  const sealed: Buffer[] = [];
  const shown: Buffer[] = [];

  beforeAll(async () => {
    server = await startSandbox({ environment: { CARNET_SANDBOX_POPULATION: '8', CARNET_LOG_LEVEL: 'trace' } });
    const read = <T>(name: string): T => JSON.parse(readFileSync(join(server.dataDir, 'sandbox', name), 'utf8')) as T;
    const { medecinTraitant, patients } = read<{ medecinTraitant: string; patients: BenchPatient[] }>('population.json');
    const personas = read<{ patients: { ins: string; email?: string }[]; professionals: { key: string; idNat: string; familyName: string }[] }>(
      'personas.json',
    );
    const { idNat, familyName } = personas.professionals.find(({ key }) => key === medecinTraitant)!;
    const author: BenchAuthor = { idNat, familyName, givenName: canary, structureId: '1750000018', structureName: 'Cabinet de mesure' };
    const file = (name: string) => readFileSync(join(server.dataDir, 'sandbox', name));
    const tls = { ca: file('ca.pem'), cert: file(`cards/${medecinTraitant}/cert.pem`), key: file(`cards/${medecinTraitant}/key.pem`) };
    const numbers = Array.from({ length: documents }, (_, number) => number);
    const deposit = async (number: number): Promise<void> => {
      const patient = patients[number % patients.length]!;
      const uniqueId = uniqueIdOf(11, number + 1);
      const plain = cdaOf(uniqueId, number, patient, author).toString('utf8');
      const cda = Buffer.from(
        plain.replace('<title>Compte rendu de consultation</title>', `<title>${canary}</title>`).replace('<paragraph>', `<paragraph>${canary} `),
        'utf8',
      );
      const bundle = bundleOf(uniqueId, cda, patient, author).replaceAll('"title":"Compte rendu de consultation"', `"title":"${canary}"`);
      const { status, body } = await send({
        method: 'POST',
        url: `${server.tlsUrl}/fhir`,
        tls,
        headers: { 'content-type': 'application/fhir+json' },
        body: bundle,
      });
      expect({ status, said: status === 200 ? '' : body.toString('utf8') }).toEqual({ status: 200, said: '' });
    };
    await Promise.all(
      [0, 1, 2, 3].map(async (worker) => {
        for (const number of numbers) if (number % 4 === worker) await deposit(number);
      }),
    );
    // Read back by the door, so that logs had every occasion to say something.
    const { ins, oid } = patients[0]!;
    const url = `${server.tlsUrl}/fhir/DocumentReference?patient.identifier=urn:oid:${oid}%7C${ins}&_count=5`;
    expect((await send({ method: 'GET', url, tls, headers: { accept: 'application/fhir+json' } })).body.includes(canary)).toBe(true);
    metrics = await (await fetch(`${server.httpUrl}/metrics`)).text();
    const known = personas.patients.slice(0, 3);
    const register = new Set(personas.professionals.map((one) => one.familyName.toUpperCase()));
    needles = needlesOf([
      canary,
      ...patients.map(({ ins: matricule }) => matricule),
      // A name may be a professional's too, whose register is public. A short one comes up by chance in as many sealed bytes.
      ...patients.map(({ birthName }) => birthName).filter((name) => name.length >= shortestNeedle && !register.has(name)),
      ...known.map(({ ins: matricule }) => matricule),
      ...known.flatMap(({ email }) => (email === undefined ? [] : [email])),
    ]);

    const owner = new pg.Client({ connectionString: databaseOf(server.dataDir, {})! });
    await owner.connect();
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of tables)
      for (const row of (await owner.query<Record<string, unknown>>(`SELECT * FROM ${name}`)).rows)
        for (const value of Object.values(row))
          if (Buffer.isBuffer(value)) sealed.push(value);
          else if (value !== null) shown.push(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
    await owner.end();
    // On disk to the last byte.
    await server.stop();
  }, 240_000);
  afterAll(() => server.discard());

  /** Every file under this one, with its bytes. */
  function* filesIn(folder: string): Generator<{ readonly file: string; readonly bytes: Buffer }> {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (statSync(file).isFile()) yield { file: name, bytes: readFileSync(file) };
    }
  }

  test('the documents were deposited', () => {
    const digests = new Set([...filesIn(join(server.dataDir, 'blobs'))].map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')));
    expect(digests.size).toBeGreaterThanOrEqual(documents);
    expect(sealed.length).toBeGreaterThan(1_000);
    expect(shown.length).toBeGreaterThan(10_000);
  });

  test('in no column of no row, decompressed neither', () => {
    expect([...new Set([...shown, ...sealed].flatMap((value) => foundIn(value, needles)))]).toEqual([]);
    expect([...new Set(sealed.flatMap((value) => [...decompressed(value)].flatMap((clear) => foundIn(clear, needles))))]).toEqual([]);
  }, 60_000);

  test('in no file of PostgreSQL: tables, indexes, write-ahead log, its own log', () => {
    const found = [...filesIn(join(server.dataDir, 'postgres'))].flatMap(({ file, bytes }) => foundIn(bytes, needles).map((needle) => `${file}: ${needle}`));
    expect(found).toEqual([]);
    expect(foundIn(readFileSync(join(server.dataDir, 'postgres.log')), needles)).toEqual([]);
  }, 120_000);

  test('in no document as it is kept', () => {
    const found = [...filesIn(join(server.dataDir, 'blobs'))].flatMap(({ bytes }) => [bytes, ...decompressed(bytes)].flatMap((one) => foundIn(one, needles)));
    expect(found).toEqual([]);
  }, 60_000);

  test('in no line of the log and no measure', () => {
    const log = readFileSync(join(server.dataDir, 'server.log'));
    expect(log.includes('/fhir')).toBe(true);
    expect(metrics).toContain('carnet_http_answer_seconds');
    expect([...foundIn(log, needles), ...foundIn(Buffer.from(metrics), needles)]).toEqual([]);
  });
});
