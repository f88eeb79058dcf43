// npm run bench: starts a sandbox of its own, fills it, then measures over mutual TLS what software asks most (deposit, list, read, existence),
// beside the floor of the same PostgreSQL in the same run. Figures are this machine's: compare runs of one machine only.

import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Pool } from 'undici';
import { Misused, runCommand } from '../command-line.ts';
import { type SandboxServer, startSandbox, unlimited } from '../sandbox-server/index.ts';
import { professionalApp } from './app.ts';
import { type BenchAuthor, type BenchPatient, bundleOf, cdaOf, codedResults, documentBytes, uniqueIdOf } from './documents.ts';
import { measureFeed } from './feed.ts';
import { type Floor, prepareFloor } from './floor.ts';
import { type Copies, copiesOf, recordsOf } from './large.ts';
import { type LawFigure, measureDecisions, measureLists } from './law.ts';
import { type BenchRequest, type Measured, cardPool, runLoad, send } from './load.ts';
import { type BenchOptions, known, parseOptions } from './options.ts';
import { type PlanWatch, type Plans, changedPlans, planWatch } from './plans.ts';
import { cpuBetween, memoryOf, sampleCpu } from './processes.ts';
import { type SoapBench, soapBench } from './soap.ts';
import { type Large, type Line, type Report, type Sized, renderLarge, renderReport } from './report.ts';

interface Population {
  readonly medecinTraitant: string;
  readonly patients: readonly BenchPatient[];
}
interface Personas {
  readonly professionals: readonly {
    readonly key: string;
    readonly idNat: string;
    readonly familyName: string;
    readonly givenName: string;
    readonly structure: string;
  }[];
  readonly structures: readonly { readonly key: string; readonly idNat: string; readonly name: string }[];
}

interface World {
  readonly card: string;
  readonly author: BenchAuthor;
  readonly patients: readonly BenchPatient[];
  readonly soap: SoapBench;
  /** Documents every record began with. */
  readonly documentsEach: number;
  /** Theirs, once they are filled. */
  readonly records: readonly string[];
  /** Content addresses met in lists, for reading. */
  readonly contents: string[];
}

async function readWorld(sandboxDir: string, tlsUrl: string, documentsEach: number): Promise<World> {
  const json = async <T>(file: string): Promise<T> => JSON.parse(await readFile(join(sandboxDir, file), 'utf8')) as T;
  const { medecinTraitant, patients } = await json<Population>('population.json');
  const { professionals, structures } = await json<Personas>('personas.json');
  const professional = professionals.find(({ key }) => key === medecinTraitant)!;
  const structure = structures.find(({ key }) => key === professional.structure)!;
  const { idNat, familyName, givenName } = professional;
  return {
    card: medecinTraitant,
    author: { idNat, familyName, givenName, structureId: structure.idNat, structureName: structure.name },
    patients,
    soap: await soapBench(tlsUrl, sandboxDir, medecinTraitant),
    documentsEach,
    records: [],
    contents: [],
  };
}

let lastNumber = 0;
const run = Math.floor(Date.now() / 1_000);
const statusIs =
  (...expected: readonly number[]) =>
  (status: number, body: string): string | undefined =>
    expected.includes(status) ? undefined : `HTTP ${status} ${body.slice(0, 60)}`;
const token = ({ oid, ins }: BenchPatient): string => encodeURIComponent(`urn:oid:${oid}|${ins}`);
const anyOf = <T>(among: readonly T[]): T => among[Math.floor(Math.random() * among.length)]!;

interface BenchDeposit extends BenchRequest {
  readonly uniqueId: string;
  readonly cda: Buffer;
}
function deposit({ patients, author }: World, patient: BenchPatient = anyOf(patients), coded = false): BenchDeposit {
  const number = (lastNumber += 1);
  const uniqueId = uniqueIdOf(run, number);
  const cda = cdaOf(uniqueId, number, patient, author, coded ? codedResults(number) : '');
  return { method: 'POST', path: '/fhir', body: bundleOf(uniqueId, cda, patient, author), check: statusIs(200), uniqueId, cda };
}
const list = ({ patients, contents }: World): BenchRequest => ({
  method: 'GET',
  path: `/fhir/DocumentReference?patient.identifier=${token(anyOf(patients))}&_count=20`,
  check: (status, body) => {
    if (status !== 200) return `HTTP ${status} ${body.slice(0, 60)}`;
    const found = (JSON.parse(body) as { entry?: { resource: { content?: { attachment: { url: string } }[] } }[] }).entry ?? [];
    if (found.length !== 20) return `${found.length} rows instead of 20`;
    const url = found[0]?.resource.content?.[0]?.attachment.url;
    if (url !== undefined && contents.length < 2_000) contents.push(url);
    return undefined;
  },
});
const read = ({ contents }: World): BenchRequest => {
  const url = new URL(anyOf(contents));
  return { method: 'GET', path: `${url.pathname}${url.search}`, check: statusIs(200) };
};
const existence = ({ patients }: World): BenchRequest => ({ method: 'GET', path: `/fhir/Patient?identifier=${token(anyOf(patients))}`, check: statusIs(200) });

function soapDeposit({ patients, author, soap }: World): BenchRequest {
  const [number, patient] = [(lastNumber += 1), anyOf(patients)];
  return soap.deposit(patient, cdaOf(uniqueIdOf(run, number), number, patient, author));
}
const soapQuery = ({ patients, soap, documentsEach }: World): BenchRequest => soap.query(anyOf(patients), documentsEach);

const operations = {
  'deposit (ITI-65)': deposit,
  'deposit, SOAP (ITI-41)': soapDeposit,
  'list of 20 (ITI-67)': list,
  'list of all, SOAP (ITI-18)': soapQuery,
  'read (ITI-68)': read,
  'existence (TD0.2)': existence,
};

type Act = () => Promise<string | undefined>;
const once =
  (pool: Pool, next: () => BenchRequest): Act =>
  async () => {
    const request = next();
    const { status, body } = await send(pool, request);
    return request.check(status, body);
  };

/** Of the documents of a record. */
const oneIsCodedIn = 5;
const fillRetries = 20;
/** Deposits `documentsEach` in every record, eight at a time, and answers with the last of each; the first that is refused stops the bench. */
async function fill(pool: Pool, world: World, documentsEach: number): Promise<readonly BenchDeposit[]> {
  const todo = world.patients.flatMap((patient) => Array.from({ length: documentsEach }, (_, index) => ({ patient, coded: index % oneIsCodedIn === 0 })));
  const last = new Map<BenchPatient, BenchDeposit>();
  const work = async (): Promise<void> => {
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const request = deposit(world, next.patient, next.coded);
      let answer = await send(pool, request);
      // The same again, as the answer asks: a machine that others keep busy, or connections to the database just closed.
      for (let again = 0; answer.status === 503 && again < fillRetries; again++) {
        await pause(1_000);
        answer = await send(pool, request);
      }
      if (answer.status !== 200) throw new Error(`filling: HTTP ${answer.status} ${answer.body.slice(0, 2_000)}`);
      last.set(next.patient, request);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return [...last.values()];
}
const idsOf = (deposits: readonly BenchDeposit[]): readonly string[] => deposits.map(({ uniqueId }) => uniqueId);

type Taken = Omit<Line, 'operation' | 'concurrency'>;
async function measure(server: SandboxServer, act: () => Promise<Measured>): Promise<Taken> {
  const sample = () => sampleCpu(server.process.pid!, join(server.dataDir, 'postgres'));
  const before = sample();
  const measured = await act();
  return { measured, cpu: cpuBetween(before, sample()), serverMb: memoryOf(server.process.pid!)?.nowMb };
}

interface Acts {
  readonly acts: Readonly<Record<string, Act>>;
  close(): Promise<void>;
}
/** Everything that is measured, by as many callers at once. */
async function actsOf({ httpUrl, tlsUrl, dataDir }: SandboxServer, world: World, atOnce: number): Promise<Acts> {
  const connections = await cardPool(tlsUrl, join(dataDir, 'sandbox'), world.card, atOnce);
  const app = await professionalApp(httpUrl, world.card, world.records, world.documentsEach, atOnce);
  const requests = Object.entries(operations).map(([operation, next]) => [operation, once(connections, () => next(world))] as const);
  return {
    acts: { ...Object.fromEntries(requests), 'opening (app)': app.open },
    close: async () => void (await Promise.all([connections.close(), app.close()])),
  };
}

/** Each operation at each concurrency, then the floor, where it is asked for. */
async function measureAll(
  server: SandboxServer,
  world: World,
  { seconds, concurrencies }: Pick<BenchOptions, 'seconds' | 'concurrencies'>,
  floor?: Floor,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const concurrency of concurrencies) {
    const { acts, close } = await actsOf(server, world, concurrency);
    const note = (operation: string, taken: Taken): void => {
      lines.push({ operation, concurrency, ...taken });
      console.error(`${operation} at ${concurrency}: ${taken.measured.perSecond.toFixed(1)} per second, server ${taken.serverMb ?? '?'} MB`);
    };
    for (const [operation, act] of Object.entries(acts)) {
      const load = (time: number): Promise<Measured> => runLoad(concurrency, time, act);
      // The same two seconds of warm-up for each, so that the first line does not pay for the others.
      await load(Math.min(2, seconds));
      note(operation, await measure(server, () => load(seconds)));
    }
    if (floor !== undefined) note('floor of a deposit', await measure(server, () => floor.run(concurrency, seconds)));
    await close();
  }
  return lines;
}

/** The records measured among few, then among ever more. */
async function benchLarge(options: BenchOptions, server: SandboxServer): Promise<Large> {
  const sandboxDir = join(server.dataDir, 'sandbox');
  const whole = await readWorld(sandboxDir, server.tlsUrl, options.documentsEach);
  const adminUrl = await databaseUrl(server, 'postgres');
  const watch = await planWatch(adminUrl, join(server.dataDir, 'postgres.log'));
  try {
    const pool = await cardPool(server.tlsUrl, sandboxDir, whole.card, 8);
    const few = { ...whole, patients: whole.patients.slice(0, -modelRecords) };
    console.error(`filling ${few.patients.length} records with ${options.documentsEach} documents each`);
    const world = { ...few, records: await recordsOf(adminUrl, idsOf(await fill(pool, few, options.documentsEach))) };
    const models = await fill(pool, { ...whole, patients: whole.patients.slice(-modelRecords) }, documentsOfModel);
    await pool.close();
    const copies = await copiesOf(adminUrl, await recordsOf(adminUrl, idsOf(models)), whole.patients.length, (line) => console.error(`  ${line}`));
    try {
      return await measureSizes(options, server, world, copies, watch);
    } finally {
      await copies.close();
    }
  } finally {
    await watch.close();
  }
}

async function measureSizes(options: BenchOptions, server: SandboxServer, world: World, copies: Copies, watch: PlanWatch): Promise<Large> {
  const sized: Sized[] = [];
  const plans: Plans[] = [];
  for (const records of options.large) {
    const { seconds, databaseMb } = await copies.grow(records);
    console.error(`${records} records: ${seconds.toFixed(0)} s to write the others, database ${databaseMb} MB`);
    // What was written without waiting for the disk is not to be waited for in what is measured.
    await promisify(execFile)('sync', ['-f', server.dataDir]);
    plans.push(await watch.during(() => eachOfAll(server, world)));
    sized.push({ records, databaseMb, lines: await measureAll(server, world, options) });
  }
  const last = plans.at(-1)!;
  return { sized, statements: last.size, changed: changedPlans(plans[0]!, last) };
}

/** Each operation some times over, by one caller: for its plans, and so that the first measure does not pay for the server's youth. */
async function eachOfAll(server: SandboxServer, world: World): Promise<void> {
  const { acts, close } = await actsOf(server, world, 1);
  for (const [operation, act] of Object.entries(acts)) {
    for (let time = 0; time < timesForPlans; time++) {
      const wrong = await act();
      if (wrong !== undefined) throw new Error(`${operation}: ${wrong}`);
    }
  }
  await close();
}
const timesForPlans = 20;
/** What the others are copies of, by turns. */
const modelRecords = 10;
const documentsOfModel = 3;

async function databaseUrl({ dataDir, environment }: SandboxServer, role: 'carnet_owner' | 'postgres' = 'carnet_owner'): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
  return `postgres://${role}:${password}@127.0.0.1:${environment['CARNET_DATABASE_PORT']}/carnet`;
}

async function bench({ seconds, dossiers, documentsEach, concurrencies, feedLines }: BenchOptions, server: SandboxServer): Promise<Report> {
  const sandboxDir = join(server.dataDir, 'sandbox');
  const empty = await readWorld(sandboxDir, server.tlsUrl, documentsEach);
  const pool = await cardPool(server.tlsUrl, sandboxDir, empty.card, Math.max(...concurrencies, 8));
  console.error(`filling ${dossiers} records with ${documentsEach} documents each`);
  const filled = await fill(pool, empty, documentsEach);
  const world = { ...empty, records: await recordsOf(await databaseUrl(server), idsOf(filled)) };
  const { uniqueId, cda } = filled[0]!;
  const floor: Floor = await prepareFloor(await databaseUrl(server), uniqueId, cda, Math.max(...concurrencies));
  await pool.close();
  console.error('measuring what the law costs by itself');
  const law: readonly LawFigure[] = [...measureDecisions(), ...(await measureLists(await databaseUrl(server)))];
  console.error('measuring the insurer’s feed');
  const feed = await measureFeed(server, feedLines, (line) => console.error(line));
  const lines = await measureAll(server, world, { seconds, concurrencies }, floor);
  const report: Report = {
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`,
    dossiers,
    documents: dossiers * documentsEach,
    documentBytes,
    rowsOfOneDeposit: floor.rows,
    law,
    feed,
    lines: lines.toSorted((a, b) => a.operation.localeCompare(b.operation)),
    serverMemory: memoryOf(server.process.pid!),
  };
  await floor.close();
  return report;
}

await runCommand('bench', known, async (values) => {
  const options = parseOptions(values);
  if (typeof options === 'string') throw new Misused(options);
  const server = await startSandbox({ environment: { CARNET_SANDBOX_POPULATION: String(options.dossiers), ...unlimited } });
  try {
    if (options.large.length > 0) {
      const large = await benchLarge(options, server);
      console.log(renderLarge(large));
      return large.sized.some(({ lines }) => lines.some(({ measured }) => Object.keys(measured.errors).length > 0)) ? 1 : 0;
    }
    const report = await bench(options, server);
    console.log(renderReport(report));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    return report.lines.some(({ measured }) => Object.keys(measured.errors).length > 0) ? 1 : 0;
  } finally {
    await server.discard();
  }
});
