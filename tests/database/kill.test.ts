// 200 deposits under load while the server, then PostgreSQL, are killed with -9. After each restart: every acknowledged document is there,
// byte for byte, listed once and traced; a document that was not acknowledged is there whole or not at all; sending it again settles it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Agent, type Dispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchAuthor, type BenchPatient, bundleOf, cdaOf, uniqueIdOf } from '../../tools/bench/documents.ts';
import { postmasterOf } from '../../tools/bench/processes.ts';
import { type SandboxServer, startSandbox } from '../../tools/sandbox-server/index.ts';

const documents = 200;
const atOnce = 8;
const killServerAfter = 60;
const killPostgresAfter = 130;

interface Sent {
  readonly uniqueId: string;
  readonly patient: BenchPatient;
  readonly cda: Buffer;
  readonly bundle: string;
}

let server: SandboxServer;
let agent: Agent;
let deposits: readonly Sent[];
const acknowledged = new Set<Sent>();

async function openAgent({ dataDir }: SandboxServer, card: string): Promise<Agent> {
  const file = (name: string) => readFile(join(dataDir, 'sandbox', name));
  const [ca, cert, key] = await Promise.all([file('ca.pem'), file(`cards/${card}/cert.pem`), file(`cards/${card}/key.pem`)]);
  return new Agent({ connect: { ca, cert, key }, connections: atOnce });
}

const call = async (method: Dispatcher.HttpMethod, path: string, body?: string): Promise<{ status: number; bytes: Buffer }> => {
  const { statusCode, body: answer } = await agent.request({
    origin: server.tlsUrl,
    path,
    method,
    headers: body === undefined ? { accept: '*/*' } : { 'content-type': 'application/fhir+json' },
    ...(body === undefined ? {} : { body }),
  });
  return { status: statusCode, bytes: Buffer.from(await answer.arrayBuffer()) };
};

/** Sends what is left, eight at a time, until `enough` documents are acknowledged in all; a broken connection is not an acknowledgement. */
async function depositUntil(enough: number): Promise<void> {
  const left = deposits.filter((one) => !acknowledged.has(one));
  const broken: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && acknowledged.size < enough; next = left.shift()) {
      const answered = await call('POST', '/fhir', next.bundle).catch((error: unknown) => void broken.push(error));
      if (answered?.status === 200) acknowledged.add(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Kills while deposits are under way: half-sent, half-written and half-answered ones included. */
async function killDuring(enough: number, kill: () => void): Promise<void> {
  let killed = false;
  const watch = setInterval(() => {
    if (killed || acknowledged.size < enough) return;
    killed = true;
    kill();
  }, 5);
  await depositUntil(enough + 4 * atOnce);
  clearInterval(watch);
  expect(killed).toBe(true);
  expect(acknowledged.size).toBeLessThan(documents);
}

async function restart(): Promise<void> {
  await server.stop();
  await agent.destroy();
  server = await startSandbox({ from: server });
  agent = await openAgent(server, card);
}

const identifier = ({ oid, ins }: BenchPatient): string => encodeURIComponent(`urn:oid:${oid}|${ins}`);
interface Listed {
  readonly masterIdentifier: { readonly value: string };
  readonly content: readonly { readonly attachment: { readonly url: string } }[];
}

async function listOf(patient: BenchPatient): Promise<readonly Listed[]> {
  const { status, bytes } = await call('GET', `/fhir/DocumentReference?patient.identifier=${identifier(patient)}&_count=200`);
  expect(status).toBe(200);
  const { total, entry = [] } = JSON.parse(bytes.toString('utf8')) as { total: number; entry?: { resource: Listed }[] };
  expect(entry).toHaveLength(total);
  return entry.map(({ resource }) => resource);
}

/** Reads every document of every record: each must be one of ours, whole; and every acknowledged one must be among them, once. */
async function expectAllWhole(): Promise<void> {
  const byUniqueId = new Map(deposits.map((one) => [one.uniqueId, one]));
  const found: Sent[] = [];
  for (const patient of new Set(deposits.map((one) => one.patient))) {
    for (const { masterIdentifier, content } of await listOf(patient)) {
      const sent = byUniqueId.get(masterIdentifier.value.replace('urn:oid:', ''));
      expect(sent?.patient).toBe(patient);
      const url = new URL(content[0]!.attachment.url);
      const { status, bytes } = await call('GET', url.pathname);
      expect(status).toBe(200);
      expect(bytes.equals(sent!.cda)).toBe(true);
      found.push(sent!);
    }
  }
  expect(new Set(found).size).toBe(found.length);
  expect([...acknowledged].filter((one) => !found.includes(one)).map(({ uniqueId }) => uniqueId)).toEqual([]);
}

/** In the database itself: an entry never without its set, its directory line, its trace and its notice, nor any of these without it. */
async function expectNothingHalf(): Promise<void> {
  const password = (await readFile(join(server.dataDir, 'postgres.password'), 'utf8')).trim();
  const client = new pg.Client({ connectionString: `postgres://carnet_owner:${password}@127.0.0.1:${server.environment['CARNET_DATABASE_PORT']}/carnet` });
  await client.connect();
  try {
    const count = async (from: string): Promise<number> => Number((await client.query<{ count: string }>(`SELECT count(*) FROM ${from}`)).rows[0]!.count);
    const entries = await count('document_entry');
    expect(entries).toBeGreaterThanOrEqual(acknowledged.size);
    expect(await count('unique_id_directory')).toBe(entries);
    expect(await count('submission_set s WHERE EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = s.dossier_id AND e.submission_set_id = s.id)')).toBe(
      await count('submission_set'),
    );
    expect(await count("trace t JOIN document_entry e USING (dossier_id, logical_id) WHERE t.action = 'deposit' AND t.outcome = 'granted'")).toBe(entries);
    expect(await count("notice n JOIN document_entry e USING (dossier_id, logical_id) WHERE n.kind = 'document-nouveau'")).toBe(entries);
    expect(await count("notice WHERE kind = 'document-nouveau'")).toBe(entries);
    // The chain of each record: no number missing, each link on the one before, the end where the head says.
    expect(
      await count(`(SELECT dossier_id, sequence, hash, previous_hash, lag(sequence, 1, 0::bigint) OVER w AS before, lag(hash) OVER w AS before_hash
        FROM trace WINDOW w AS (PARTITION BY dossier_id ORDER BY sequence)) link
        WHERE (sequence <> before + 1) OR (before_hash IS NOT NULL AND before_hash <> previous_hash)`),
    ).toBe(0);
    expect(
      await count('trace_head h WHERE NOT EXISTS (SELECT FROM trace t WHERE t.dossier_id = h.dossier_id AND t.sequence = h.sequence AND t.hash = h.hash)'),
    ).toBe(0);
  } finally {
    await client.end();
  }
}

let card = '';

beforeAll(async () => {
  server = await startSandbox({ environment: { CARNET_SANDBOX_POPULATION: '4' } });
  const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(server.dataDir, 'sandbox', name), 'utf8')) as T;
  const { medecinTraitant, patients } = await json<{ medecinTraitant: string; patients: BenchPatient[] }>('population.json');
  const { professionals } = await json<{ professionals: { key: string; idNat: string; familyName: string; givenName: string }[] }>('personas.json');
  const { idNat, familyName, givenName } = professionals.find(({ key }) => key === medecinTraitant)!;
  const author: BenchAuthor = { idNat, familyName, givenName, structureId: '1750000018', structureName: 'Cabinet de mesure' };
  card = medecinTraitant;
  agent = await openAgent(server, card);
  deposits = Array.from({ length: documents }, (_, number) => {
    const patient = patients[number % patients.length]!;
    const uniqueId = uniqueIdOf(9, number + 1);
    const cda = cdaOf(uniqueId, number, patient, author);
    return { uniqueId, patient, cda, bundle: bundleOf(uniqueId, cda, patient, author) };
  });
}, 180_000);

afterAll(async () => {
  await agent.destroy();
  await server.discard();
});

describe('nothing acknowledged is lost', () => {
  test('when the server is killed', async () => {
    await killDuring(killServerAfter, () => server.process.kill('SIGKILL'));
    await restart();
    await expectAllWhole();
    await expectNothingHalf();
  }, 240_000);

  test('when PostgreSQL is killed', async () => {
    await killDuring(killPostgresAfter, () => process.kill(postmasterOf(join(server.dataDir, 'postgres'))!, 'SIGKILL'));
    await restart();
    await expectAllWhole();
    await expectNothingHalf();
  }, 240_000);

  test('and what was not acknowledged is settled by sending it again, once', async () => {
    await depositUntil(documents);
    expect(acknowledged.size).toBe(documents);
    await expectAllWhole();
    await expectNothingHalf();
  }, 240_000);
});
