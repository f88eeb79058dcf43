// What is asked most, over FHIR and over SOAP with who calls and what vouches for them: is there a record, its list, one document, a deposit. None
// of its statements reads a table of many rows whole, kept for all values or not: among three thousand records and ten thousand professionals, a
// scan would be chosen where no index serves. Looked at by the bench too, among a million (docs/performance.md).

import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchAuthor, type BenchPatient, bundleOf, cdaOf, uniqueIdOf } from '../../tools/bench/documents.ts';
import { copyStatements } from '../../tools/bench/large.ts';
import { type SoapBench, soapBench } from '../../tools/bench/soap.ts';
import { send } from '../../tools/deposit/send.ts';
import { unlimited } from '../../tools/sandbox-server/index.ts';
import { asSuperuser } from '../support/database.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { type Planned, plannedFor, statementsSent } from '../support/statements.ts';

const copies = 3_000;
const people = 10_000;
/** A table below this is read whole as fast as by an index. */
const many = 2_000;

let fhir: FhirServer;
let soap: SoapBench;
let owner: pg.Client;
let card: string;
let patients: readonly BenchPatient[];
let author: BenchAuthor;
let large: ReadonlySet<string>;
let deposits = 0;

const asked = async (method: string, where: string, body?: string) => {
  const answer = await fhir.ask(card, method, where, body === undefined ? {} : { body, headers: { 'content-type': 'application/fhir+json' } });
  expect(answer.status, answer.body.toString('utf8').slice(0, 500)).toBe(200);
  return answer;
};
const tokenOf = ({ oid, ins }: BenchPatient): string => encodeURIComponent(`urn:oid:${oid}|${ins}`);
const nextCda = (patient: BenchPatient): readonly [string, Buffer] => {
  deposits += 1;
  const uniqueId = uniqueIdOf(61, deposits);
  return [uniqueId, cdaOf(uniqueId, deposits, patient, author)];
};
const deposit = (patient: BenchPatient) => asked('POST', '', bundleOf(...nextCda(patient), patient, author));
const overSoap = async (request: ReturnType<SoapBench['deposit']>): Promise<void> => {
  const { method, path: address, body, contentType } = request;
  const answer = await send({
    method,
    url: `${new URL(fhir.url).origin}${address}`,
    tls: (await fhir.material(card)) as Parameters<typeof send>[0]['tls'],
    headers: { 'content-type': contentType! },
    body: body!,
  });
  expect(answer.body.toString('utf8')).toContain('ResponseStatusType:Success');
};

beforeAll(async () => {
  fhir = await startFhirServer({ ...unlimited, CARNET_SANDBOX_POPULATION: '4' });
  const told = <T>(name: string): T => JSON.parse(readFileSync(path.join(fhir.sandbox, name), 'utf8')) as T;
  const population = told<{ medecinTraitant: string; patients: BenchPatient[] }>('population.json');
  [card, patients] = [population.medecinTraitant, population.patients];
  const { idNat, familyName, givenName } = fhir.personas.professionals.find(({ key }) => key === card)!;
  author = { idNat, familyName, givenName, structureId: '1750000018', structureName: 'Cabinet de mesure' };
  soap = await soapBench(new URL(fhir.url).origin, fhir.sandbox, card);
  for (const patient of patients) for (let document = 0; document < 3; document++) await deposit(patient);

  const admin = new pg.Pool({ connectionString: asSuperuser(fhir.database.url), max: 1, options: '-c session_replication_role=replica' });
  const models = await admin.query<{ dossier_id: string }>('SELECT DISTINCT dossier_id FROM unique_id_directory WHERE unique_id LIKE $1', [
    `${uniqueIdOf(61, 0).slice(0, -1)}%`,
  ]);
  for (const { statement } of await copyStatements(
    admin,
    models.rows.map(({ dossier_id }) => dossier_id),
  ))
    await admin.query(statement, [1, copies]);
  await admin.query('DROP SCHEMA bench_large CASCADE');
  for (const table of ['professionnel', 'structure'])
    await admin.query(
      `INSERT INTO ${table} SELECT r.* FROM (SELECT * FROM ${table} LIMIT 1) t CROSS JOIN generate_series(1, $1::int) n
        CROSS JOIN LATERAL jsonb_populate_record(t::${table}, jsonb_build_object('id', 'x' || n)) r`,
      [people],
    );
  await admin.query(`INSERT INTO exercice (professionnel, structure) SELECT 'x' || n, 'x' || n FROM generate_series(1, $1::int) n`, [people]);
  await admin.query('VACUUM ANALYZE');
  await admin.end();
  owner = new pg.Client({ connectionString: fhir.database.url });
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples >= $1`, [many]);
  large = new Set(rows.map(({ name }) => name));
}, 240_000);
afterAll(async () => {
  await owner.end();
  await fhir.close();
});

const listed = async (): Promise<string> => {
  const { json } = await asked('GET', `/DocumentReference?patient.identifier=${tokenOf(patients[0]!)}&_count=20`);
  return new URL((json['entry'] as { resource: { content: { attachment: { url: string } }[] } }[])[0]!.resource.content[0]!.attachment.url).pathname.replace(
    '/fhir',
    '',
  );
};

/** What this node of a plan reads whole, if it does. */
function readWhole(node: Planned): string | undefined {
  const [type, table, index] = [node['Node Type'], node['Relation Name'], node['Index Name']];
  if (type === 'Seq Scan') return large.has(table!) ? table : undefined;
  const unbounded = index !== undefined && node['Index Cond'] === undefined && (table === undefined || large.has(table));
  return unbounded ? `${index}, without a condition` : undefined;
}

/** `looksIn`: tables of many rows that it cannot do without. */
test.each<{ readonly what: string; readonly act: () => Promise<unknown>; readonly looksIn: readonly string[] }>([
  { what: 'an existence test', act: () => asked('GET', `/Patient?identifier=${tokenOf(patients[1]!)}`), looksIn: ['dossier', 'professionnel'] },
  { what: 'a list', act: listed, looksIn: ['dossier', 'document_entry'] },
  { what: 'a document', act: async () => asked('GET', await listed()), looksIn: ['document_entry', 'document_content'] },
  { what: 'a deposit', act: () => deposit(patients[2]!), looksIn: ['dossier', 'document_entry'] },
  {
    what: 'a deposit over SOAP',
    act: () => overSoap(soap.deposit(patients[3]!, nextCda(patients[3]!)[1])),
    looksIn: ['professionnel', 'structure', 'dossier'],
  },
  { what: 'a stored query over SOAP', act: () => overSoap(soap.query(patients[1]!, 3)), looksIn: ['professionnel', 'structure', 'document_entry'] },
])('$what reads no table of many rows whole', async ({ act, looksIn }) => {
  const sent = await statementsSent([' '], act);
  const looked = new Set<string | undefined>();
  const whole: string[] = [];
  for (const statement of sent.filter(({ text }) => /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)/.test(text)))
    for (const kind of statement.name === undefined ? (['custom'] as const) : (['custom', 'generic'] as const)) {
      const plan = await plannedFor(owner, statement, kind);
      for (const node of plan.filter((one) => /^(?:Index|Bitmap Heap)/.test(one['Node Type']))) looked.add(node['Relation Name']);
      whole.push(...plan.flatMap((node) => readWhole(node) ?? []).map((what) => `${kind} ${statement.name}: ${what}`));
    }
  expect(whole).toEqual([]);
  expect([...large]).toEqual(expect.arrayContaining([...looksIn]));
  expect([...looked]).toEqual(expect.arrayContaining([...looksIn]));
});
