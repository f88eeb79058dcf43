// What every drill works with: a sandbox with a few records, numbered documents deposited over mutual TLS by a doctor's card, and the question
// asked after each mishap: is every acknowledged document there, whole, listed once and traced, and is none there by half?

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Agent, type Dispatcher } from 'undici';
import { type BenchAuthor, type BenchPatient, bundleOf, cdaOf, uniqueIdOf } from '../bench/documents.ts';
import { type SandboxServer, startSandbox } from '../sandbox-server/index.ts';

export interface Sent {
  readonly uniqueId: string;
  readonly patient: BenchPatient;
  readonly cda: Buffer;
  readonly bundle: string;
}
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

export const records = 4;
const atOnce = 8;
/** Longer than anything the server may take to answer: beyond it, it hangs. */
const answersWithinMs = 40_000;

export class World {
  server: SandboxServer;
  readonly acknowledged = new Set<Sent>();
  /** What went wrong on the way, by what was said: a broken connection is no acknowledgement. */
  readonly refused = new Map<string, number>();
  readonly deposits: readonly Sent[];
  readonly #tried = new Set<Sent>();
  /** Deposits sent again because no answer came: one that had been stored is traced a second time, under the id it proposed. */
  #again = 0;
  readonly #card: string;
  #agent: Agent;

  private constructor(server: SandboxServer, card: string, agent: Agent, deposits: readonly Sent[]) {
    this.server = server;
    this.#card = card;
    this.#agent = agent;
    this.deposits = deposits;
  }

  /** `server` was started with CARNET_SANDBOX_POPULATION `records`; `run` keeps the documents of two worlds on one server apart. */
  static async open(server: SandboxServer, documents: number, run = 9): Promise<World> {
    const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(server.dataDir, 'sandbox', name), 'utf8')) as T;
    const { medecinTraitant, patients } = await json<{ medecinTraitant: string; patients: BenchPatient[] }>('population.json');
    const { professionals } = await json<{ professionals: { key: string; idNat: string; familyName: string; givenName: string }[] }>('personas.json');
    const { idNat, familyName, givenName } = professionals.find(({ key }) => key === medecinTraitant)!;
    const author: BenchAuthor = { idNat, familyName, givenName, structureId: '1750000018', structureName: 'Cabinet de mesure' };
    const deposits = Array.from({ length: documents }, (_, number) => {
      const patient = patients[number % patients.length]!;
      const uniqueId = uniqueIdOf(run, number + 1);
      const cda = cdaOf(uniqueId, number, patient, author);
      return { uniqueId, patient, cda, bundle: bundleOf(uniqueId, cda, patient, author) };
    });
    return new World(server, medecinTraitant, await openAgent(server, medecinTraitant), deposits);
  }

  async call(method: Dispatcher.HttpMethod, path: string, body?: string): Promise<Answer> {
    const {
      statusCode,
      headers,
      body: answer,
    } = await this.#agent.request({
      origin: this.server.tlsUrl,
      path,
      method,
      signal: AbortSignal.timeout(answersWithinMs),
      headers: body === undefined ? { accept: '*/*' } : { 'content-type': 'application/fhir+json' },
      ...(body === undefined ? {} : { body }),
    });
    return { status: statusCode, headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  async deposit(one: Sent): Promise<Answer> {
    if (this.#tried.has(one)) this.#again += 1;
    this.#tried.add(one);
    const answer = await this.call('POST', '/fhir', one.bundle);
    if (answer.status === 200) this.acknowledged.add(one);
    return answer;
  }

  /** Sends what is left, eight at a time, until `enough` documents are acknowledged in all. */
  async depositUntil(enough: number): Promise<void> {
    const left = this.deposits.filter((one) => !this.acknowledged.has(one));
    const note = (what: string): void => void this.refused.set(what, (this.refused.get(what) ?? 0) + 1);
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined && this.acknowledged.size < enough; next = left.shift()) {
        try {
          const { status } = await this.deposit(next);
          if (status !== 200) note(`HTTP ${status}`);
        } catch (error) {
          note((error as NodeJS.ErrnoException).code ?? String(error));
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** The same server on the same data, after it went; or another one, restored. */
  async restart(from: Pick<SandboxServer, 'dataDir' | 'environment'> = this.server): Promise<void> {
    await this.server.stop();
    await this.#agent.destroy();
    this.server = await startSandbox({ from });
    this.#agent = await openAgent(this.server, this.#card);
  }

  async untilReady(withinMs = 60_000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      const ready = await fetch(`${this.server.httpUrl}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      if (ready?.status === 200) return;
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error(`not ready again within ${withinMs} ms`);
  }

  /** What is listed for a patient: unique ids, and the path of each content. */
  async list(patient: BenchPatient): Promise<readonly { readonly uniqueId: string; readonly path: string }[]> {
    const token = encodeURIComponent(`urn:oid:${patient.oid}|${patient.ins}`);
    const { status, bytes } = await this.call('GET', `/fhir/DocumentReference?patient.identifier=${token}&_count=200`);
    if (status !== 200) throw new Error(`the list answered ${status}`);
    const { total, entry = [] } = JSON.parse(bytes.toString('utf8')) as { total: number; entry?: { resource: Listed }[] };
    if (entry.length !== total) throw new Error(`the list says ${total} and gives ${entry.length}`);
    return entry.map(({ resource: { masterIdentifier, content } }) => ({
      uniqueId: masterIdentifier.value.replace('urn:oid:', ''),
      path: new URL(content[0]!.attachment.url).pathname,
    }));
  }

  async connect(): Promise<pg.Client> {
    const { dataDir, environment } = this.server;
    const password = (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
    const client = new pg.Client({ connectionString: `postgres://carnet_owner:${password}@127.0.0.1:${environment['CARNET_DATABASE_PORT']}/carnet` });
    await client.connect();
    return client;
  }

  /** Faults in what was acknowledged, through the door and in the database itself; empty when all is whole. */
  async faults(): Promise<readonly string[]> {
    return [...(await this.#faultsRead()), ...(await this.#faultsKept())];
  }

  /** Reads every document of every record: each must be one of ours, byte for byte; every acknowledged one must be among them, once. */
  async #faultsRead(): Promise<readonly string[]> {
    const byUniqueId = new Map(this.deposits.map((one) => [one.uniqueId, one]));
    const found = new Map<string, number>();
    const faults: string[] = [];
    for (const patient of new Set(this.deposits.map((one) => one.patient))) {
      for (const { uniqueId, path } of await this.list(patient)) {
        const sent = byUniqueId.get(uniqueId);
        if (sent === undefined) continue;
        found.set(uniqueId, (found.get(uniqueId) ?? 0) + 1);
        const { status, bytes } = await this.call('GET', path);
        if (status !== 200 || !bytes.equals(sent.cda) || sent.patient !== patient) faults.push(`${uniqueId}: not what was sent (HTTP ${status})`);
      }
    }
    for (const [uniqueId, times] of found) if (times > 1) faults.push(`${uniqueId}: listed ${times} times`);
    for (const { uniqueId } of this.acknowledged) if (!found.has(uniqueId)) faults.push(`${uniqueId}: acknowledged and not there`);
    return faults;
  }

  /** In the database: an entry never without its set, its directory line, its trace and its notice, nor these without it; chains whole. */
  async #faultsKept(): Promise<readonly string[]> {
    const client = await this.connect();
    try {
      const { rows } = await client.query<{ fault: string; count: string }>(halves);
      const most = (fault: string): number => (fault === tracedTwice ? this.#again : 0);
      return rows.filter(({ fault, count }) => Number(count) > most(fault)).map(({ fault, count }) => `${count} × ${fault}`);
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
    await this.server.discard();
  }
}

interface Listed {
  readonly masterIdentifier: { readonly value: string };
  readonly content: readonly { readonly attachment: { readonly url: string } }[];
}

async function openAgent({ dataDir }: SandboxServer, card: string): Promise<Agent> {
  const file = (name: string) => readFile(join(dataDir, 'sandbox', name));
  const [ca, cert, key] = await Promise.all([file('ca.pem'), file(`cards/${card}/cert.pem`), file(`cards/${card}/key.pem`)]);
  return new Agent({ connect: { ca, cert, key }, connections: 64 });
}

const orphans = (fault: string, from: string): string => `SELECT '${fault}' AS fault, count(*) AS count FROM ${from}`;
const tracedTwice = 'trace of a deposit without its entry';
const halves = [
  orphans('entry without its directory line', 'document_entry e WHERE NOT EXISTS (SELECT FROM unique_id_directory u WHERE u.unique_id = e.unique_id)'),
  orphans(
    'directory line without its entry or folder',
    `unique_id_directory u WHERE u.received IS NULL AND NOT EXISTS (SELECT FROM document_entry e WHERE e.unique_id = u.unique_id)
      AND NOT EXISTS (SELECT FROM folder f WHERE f.unique_id = u.unique_id)`,
  ),
  orphans(
    'entry without its set',
    'document_entry e WHERE NOT EXISTS (SELECT FROM submission_set s WHERE s.dossier_id = e.dossier_id AND s.id = e.submission_set_id)',
  ),
  orphans(
    'set without a member',
    'submission_set s WHERE NOT EXISTS (SELECT FROM association a WHERE a.dossier_id = s.dossier_id AND a.source = s.id AND a.membership IS NOT NULL)',
  ),
  orphans(
    'entry without the trace of its deposit',
    `document_entry e WHERE NOT EXISTS (SELECT FROM trace t
      WHERE t.dossier_id = e.dossier_id AND t.logical_id = e.logical_id AND t.action = 'deposit' AND t.outcome = 'granted')`,
  ),
  orphans(
    tracedTwice,
    `trace t WHERE t.action = 'deposit' AND t.outcome = 'granted'
      AND NOT EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = t.dossier_id AND e.logical_id = t.logical_id)`,
  ),
  orphans(
    'entry without its notice',
    `document_entry e WHERE NOT EXISTS (SELECT FROM notice n
      WHERE n.dossier_id = e.dossier_id AND n.logical_id = e.logical_id AND n.kind = 'document-nouveau')`,
  ),
  orphans(
    'notice without its entry',
    `notice n WHERE n.kind = 'document-nouveau'
      AND NOT EXISTS (SELECT FROM document_entry e WHERE e.dossier_id = n.dossier_id AND e.logical_id = n.logical_id)`,
  ),
  // The chain of each record: no number missing, each link on the one before, the end where the head says.
  orphans(
    'link of a chain that does not hold',
    `(SELECT sequence, previous_hash, lag(sequence, 1, 0::bigint) OVER w AS before, lag(hash) OVER w AS before_hash
      FROM trace WINDOW w AS (PARTITION BY dossier_id ORDER BY sequence)) link
      WHERE sequence <> before + 1 OR (before_hash IS NOT NULL AND before_hash <> previous_hash)`,
  ),
  orphans(
    'chain whose end is not its head',
    'trace_head h WHERE NOT EXISTS (SELECT FROM trace t WHERE t.dossier_id = h.dossier_id AND t.sequence = h.sequence AND t.hash = h.hash)',
  ),
].join(' UNION ALL ');
