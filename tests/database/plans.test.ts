// A record of ten thousand documents opens as fast as another: its list walks the index of its dossier and stops at the page.
// The statements of a list and of its totals are kept with their plans in tests/golden/plans, where the bench finds them: `UPDATE_GOLDEN=1` rewrites them.

import type { Actor, Permit } from '@carnet/domain/access';
import type { AutorisationId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import { fillRecord } from '../support/full-record.ts';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, noon, permitFor, titulaireOf } from '../support/records.ts';
import { planOf, statementsSent } from '../support/statements.ts';

const { storage, url, close } = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
afterAll(async () => {
  await owner.end();
  await close();
});

const mt = doctor('001');
const authorised = doctor('002');
const full = newDossier({
  medecinTraitant: mt.id,
  autorisations: [
    {
      id: randomUUID() as AutorisationId,
      beneficiaire: { kind: 'professionnel', id: authorised.id },
      declaredAt: instantOf(noon - 1),
      declaredBy: 'x',
      expiresAt: instantOf(noon + 86_400_000),
    },
  ],
});
const others = Array.from({ length: 20 }, () => newDossier({ medecinTraitant: mt.id }));

beforeAll(async () => {
  await owner.connect();
  for (const [dossier, count] of [[full, 10_000], ...others.map((one) => [one, 100] as const)] as const) {
    await storage.registry.openDossier(dossier);
    await fillRecord(storage, dossier, mt.id, count);
  }
  await owner.query(
    'INSERT INTO document_seen (dossier_id, personne, logical_id, at) SELECT d.dossier_id, d.titulaire, e.logical_id, now() FROM document_entry e JOIN dossier d USING (dossier_id) WHERE e.service_start < now()',
  );
  // Documents put aside in other records: an empty table is read whole, and says nothing of how a full one is.
  await owner.query(
    `INSERT INTO misfiling (dossier_id, id, documents, author_ids, by_author, state, reported_at, deposited_at, sealed)
      SELECT gen_random_uuid(), gen_random_uuid(), ARRAY[gen_random_uuid()], '{}', false, 'open', now(), now(), '' FROM generate_series(1, 5000)`,
  );
  await owner.query('VACUUM ANALYZE');
});

async function statementsOf(act: (permit: Permit<'list-documents'>) => Promise<unknown>, actor: Actor = titulaireOf(full)): Promise<readonly pg.QueryConfig[]> {
  const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', actor, full.id));
  return statementsSent(['document_entry'], () => act(permit));
}
const genericPlan = (statement: pg.QueryConfig): ReturnType<typeof planOf> => planOf(owner, statement, 'generic');

test.each([
  ['service', 'document_entry_by_service', {}],
  ['deposited', 'document_entry_by_deposit', {}],
  ['service', 'document_entry_by_service', { asLines: true }],
] as const)('the first page by %s, and a page far behind, read %s and stop %j', async (order, index, how) => {
  const first = await statementsOf((permit) => storage.transactions.run((tx) => tx.documents.list(permit, { order, limit: 50, ...how })));
  const cursor = Buffer.from(`${order}.${noon - 5_000 * 60_000}.ffffffff-ffff-ffff-ffff-ffffffffffff`).toString('base64url');
  const far = await statementsOf((permit) => storage.transactions.run((tx) => tx.documents.list(permit, { order, limit: 50, cursor, ...how })));
  for (const statements of [first, far]) {
    const copies = statements.find(({ name }) => name?.startsWith('documents-copies-') === true);
    expect(copies !== undefined).toBe('asLines' in how);
    // Of ten thousand documents it opens those that share their content, and here none does.
    if (copies !== undefined) expect((await genericPlan(copies)).filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 0)).toEqual([]);
    const statement = statements.find(({ name }) => name?.startsWith('documents-list-') === true)!;
    const plan = await genericPlan(statement);
    const scan = plan.find((node) => node['Index Name'] === index);
    expect(scan?.['Actual Rows']).toBeLessThan(200);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
  }
});

test.each([
  ['by types', { types: ['11488-4', '11502-2'] }],
  ['by dates of creation', { creation: { from: instantOf(noon - 86_400_000), until: instantOf(noon + 1) } }],
  ['by an author’s name', { keep: (): boolean => false }],
  ['by all of them', { types: ['11488-4'], creation: { from: instantOf(noon - 86_400_000) }, memberOf: [randomUUID()], keep: (): boolean => true }],
  ['in an order that is sealed', { sortedBy: { name: 'title', textOf: ({ title }: { readonly title: string }) => title } }],
] as const)('a list narrowed %s reads this record alone, by its indexes', async (_name, how) => {
  // Planned for its values: of the small record, since the large one is most of this table, and is read as a whole table is.
  const small = others[0]!;
  const asked = { ...how, asLines: true, limit: 50 } as const;
  const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', mt, small.id));
  const statements = await statementsSent(['document_entry'], () => storage.transactions.run((tx) => tx.documents.list(permit, asked)));
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    const plan = await planOf(owner, statement, statement.name === undefined ? 'custom' : 'generic');
    const read = plan.filter((node) => node['Relation Name'] === 'document_entry');
    expect(read.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0)).toEqual([]);
    expect(Math.max(...read.map((node) => node['Actual Rows']))).toBeLessThanOrEqual(100);
  }
});

test('totals, counts by space and the types there are read this record alone', async () => {
  const statements = await statementsOf((permit) =>
    storage.transactions.run(async (tx) => [
      await tx.documents.list(permit, { limit: 1 }),
      await tx.documents.countBySpace(permit),
      await tx.documents.typesSeen(permit),
    ]),
  );
  const totals = statements.filter(({ name }) => name?.startsWith('documents-total') === true || name === 'documents-by-space' || name === 'documents-types');
  expect(totals).toHaveLength(3);
  for (const statement of totals) {
    const plan = await genericPlan(statement);
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 0)).toEqual([]);
  }
});

const goldens = path.resolve(import.meta.dirname, '../golden/plans');
const placeholders = new Map<unknown, string>([
  [full.id, '$dossier'],
  [full.titulaire, '$titulaire'],
]);

test.each([
  ['titulaire', titulaireOf(full)],
  ['authorised-physician', authorised],
] as const)('the statements and plans of a list of fifty with its totals, for %s, are those kept', async (name, actor) => {
  const statements = await statementsOf((permit) => storage.transactions.run((tx) => tx.documents.list(permit, { limit: 50 })), actor);
  const kept: object[] = [];
  for (const statement of statements.filter((one) => one.name?.startsWith('documents-') === true)) {
    const plan = (await genericPlan(statement)).map((node) => `${node['Node Type']}${node['Index Name'] === undefined ? '' : ` using ${node['Index Name']}`}`);
    const values = (statement.values as unknown[]).map((value) => placeholders.get(value) ?? value);
    kept.push({ name: statement.name, text: statement.text, values, plan });
  }
  expectKept(`list-of-fifty-${name}.json`, kept);
});

function expectKept(name: string, kept: unknown): void {
  const file = path.join(goldens, name);
  const text = `${JSON.stringify(kept, undefined, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(goldens, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

test.each([
  ['titulaire', titulaireOf(full)],
  ['authorised-physician', authorised],
] as const)('what is new since a cursor, for %s, is read along the index of what was made since, by the statement kept', async (name, actor) => {
  const hash = Buffer.alloc(32, 7);
  await owner.query('INSERT INTO trace_head (dossier_id, sequence, previous_hash, hash) VALUES ($1, 5, $2, $2) ON CONFLICT DO NOTHING', [full.id, hash]);
  await owner.query('SELECT ensure_trace_partition($1)', [new Date(noon)]);
  await owner.query(
    `INSERT INTO trace (dossier_id, at, sequence, id, action, outcome, mode, actor_kind, actor_id, door, previous_hash, hash, sealed)
      VALUES ($1, $2, 5, gen_random_uuid(), 'list-documents', 'granted', 'normal', 'professionnel', 'x', 'fhir', $3, $3, '') ON CONFLICT DO NOTHING`,
    [full.id, new Date(noon), hash],
  );
  const changes = (permit: Permit<'list-documents'>, cursor?: string) =>
    storage.transactions.run((tx) => tx.documents.changes(permit, { maximum: 1000, ...(cursor === undefined ? { maximum: 0 } : { cursor }) }));
  const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', actor, full.id));
  const mark = await changes(permit);
  if (mark.kind !== 'changes') throw new Error(mark.kind);
  await owner.query(
    `UPDATE document_entry SET journal_sequence = 6 WHERE (dossier_id, entry_uuid) IN (SELECT dossier_id, entry_uuid FROM document_entry WHERE dossier_id = $1 ORDER BY entry_uuid LIMIT 20)`,
    [full.id],
  );
  await owner.query('ANALYZE document_entry');
  const [statement] = await statementsSent(['document_entry'], () => changes(permit, mark.cursor));
  const plan = await planOf(owner, statement!, 'generic');
  const read = plan.filter((node) => node['Relation Name'] === 'document_entry').map((node) => node['Actual Rows'] * node['Actual Loops']);
  expect(Math.max(...read)).toBeLessThan(200);
  // What is walked, whatever order the planner joins it in.
  const walked = plan.filter((node) => node['Actual Loops'] > 0).flatMap((node) => node['Index Name'] ?? []);
  expect(walked).toContain('document_entry_by_change');
  expect(plan.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] * node['Actual Loops'] > 200)).toEqual([]);
  expectKept(`changes-${name}.json`, { name: statement!.name, text: statement!.text });
});

test('a page of ten thousand has fifty rows, the newest first, and the total of all', async () => {
  const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', titulaireOf(full), full.id));
  const page = await storage.transactions.run((tx) => tx.documents.list(permit, { limit: 50 }));
  expect(page.total).toBe(10_000);
  expect(page.rows).toHaveLength(50);
  expect(page.rows[0]!.entry.serviceStart).toBe(instantOf(noon));
});
