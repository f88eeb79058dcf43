// Stored queries of a record of ten thousand documents, each in a set of its own: along the indexes of that record, no further than what is asked
// for; and what must be opened to be filtered is walked in a bounded time.

import type { StoredQuery } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { fillRecord } from '../support/full-record.ts';
import { newDossier, noon, permitFor, titulaireOf } from '../support/records.ts';
import { approved, traitant } from '../support/registry-world.ts';
import { planOf, statementsSent } from '../support/statements.ts';

const { storage, url, close } = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
afterAll(async () => {
  await owner.end();
  await close();
});
const full = newDossier({ medecinTraitant: traitant.id });
const small = newDossier({ medecinTraitant: traitant.id });
const twenty: { readonly entry: string[]; readonly set: string[] } = { entry: [], set: [] };

beforeAll(async () => {
  await owner.connect();
  for (const [dossier, count] of [[full, 10_000], [small, 100] as const, ...Array.from({ length: 19 }, () => [newDossier(), 100] as const)] as const) {
    await storage.registry.openDossier(dossier);
    await fillRecord(storage, dossier, traitant.id, count);
  }
  // Sets of their own, which only the plans are asked of: their sealed part is another's, and does not open.
  await owner.query(`INSERT INTO submission_set SELECT e.dossier_id, e.entry_uuid, e.unique_id, s.source_id, s.content_type_code, e.deposited_at, s.sealed
    FROM document_entry e CROSS JOIN LATERAL (SELECT * FROM submission_set WHERE dossier_id = e.dossier_id LIMIT 1) s`);
  await owner.query('UPDATE association a SET source = e.entry_uuid FROM document_entry e WHERE e.dossier_id = a.dossier_id AND e.logical_id = a.target');
  await owner.query('VACUUM ANALYZE');
  const { rows } = await owner.query<{ entry_uuid: string }>(
    'SELECT entry_uuid FROM document_entry WHERE dossier_id = $1 ORDER BY service_start DESC LIMIT 20',
    [full.id],
  );
  twenty.entry.push(...rows.map((row) => row.entry_uuid));
  twenty.set.push(...twenty.entry);
});

const ofTwenty = { by: 'entryUuid', values: twenty.entry } as const;
const recent = { from: instantOf(noon - 19 * 60_000) };
const queries: readonly StoredQuery[] = [
  { name: 'GetDocuments', ids: ofTwenty },
  { name: 'GetAssociations', entryUuids: twenty.entry },
  { name: 'GetDocumentsAndAssociations', ids: ofTwenty },
  { name: 'GetSubmissionSets', entryUuids: twenty.entry },
  { name: 'GetSubmissionSetAndContents', ids: { by: 'entryUuid', values: twenty.set } },
  { name: 'GetFoldersForDocument', ids: ofTwenty },
  { name: 'GetRelatedDocuments', ids: ofTwenty, kinds: ['RPLC', 'APND', 'XFRM', 'signs'] },
  { name: 'FindSubmissionSets', statuses: approved, filters: { submission: recent } },
  { name: 'FindDocuments', statuses: approved, filters: { serviceStart: recent } },
];

test.each(queries)('$name reads no more rows of documents, sets and links than a few times what it answers', async (query) => {
  for (const actor of [titulaireOf(full), traitant]) {
    const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', actor, full.id));
    const tables = ['document_entry', 'submission_set', 'association'];
    const sent = await statementsSent(tables, () => storage.transactions.run((tx) => tx.registry.query(permit, query, 1000)));
    expect(sent.length).toBeGreaterThan(0);
    for (const statement of sent) {
      // One that is prepared is planned once for all values: that plan must be as good.
      for (const kind of statement.name === undefined ? (['custom'] as const) : (['custom', 'generic'] as const)) {
        const scans = (await planOf(owner, statement, kind)).filter((node) => tables.includes(node['Relation Name'] ?? ''));
        const read = scans.map((node) => ({ node: node['Node Type'], of: node['Relation Name'], rows: node['Actual Rows'] * node['Actual Loops'] }));
        expect(
          read.filter(({ node, rows }) => rows > 200 || (node === 'Seq Scan' && rows > 0)),
          `${kind} ${statement.name}`,
        ).toEqual([]);
      }
    }
    // All of them but a search by dates.
    if (!query.name.startsWith('Find')) expect(sent.filter(({ name }) => name === undefined)).toEqual([]);
  }
});

test.each([
  ['registry-find-documents', 100, {}],
  ['registry-find-documents-next', 1000, { authorPersons: ['%NOBODY%'] }],
] as const)('a search of documents that asks nothing of the columns, %s, is planned once along the index of the lists', async (name, maximum, filters) => {
  for (const actor of [titulaireOf(full), traitant]) {
    const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', actor, full.id));
    const query = { name: 'FindDocuments', statuses: approved, filters } as const;
    const sent = await statementsSent(['document_entry'], () => storage.transactions.run((tx) => tx.registry.query(permit, query, maximum)));
    const statement = sent.find((one) => one.name === name)!;
    const plan = await planOf(owner, statement, 'generic');
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
    const scans = plan.filter((node) => node['Relation Name'] === 'document_entry');
    expect(scans.map((node) => node['Index Name'])).toEqual(['document_entry_by_service']);
    // A page, and what of it is not for this reader.
    expect(Math.max(...scans.map((node) => node['Actual Rows']))).toBeLessThanOrEqual(name.endsWith('-next') ? 500 : 101);
  }
});

test('a list narrowed by a submission set reads what that set brought, and its total too', async () => {
  for (const actor of [titulaireOf(full), traitant]) {
    const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', actor, full.id));
    const asked = { memberOf: [twenty.set[7]!], asLines: true, limit: 50 } as const;
    const sent = await statementsSent(['document_entry'], () => storage.transactions.run((tx) => tx.documents.list(permit, asked)));
    expect(sent.length).toBeGreaterThan(0);
    for (const statement of sent) {
      const read = (await planOf(owner, statement, 'custom')).filter((node) => ['document_entry', 'association'].includes(node['Relation Name'] ?? ''));
      expect(read.filter((node) => node['Actual Rows'] * node['Actual Loops'] > 200 || (node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 0))).toEqual(
        [],
      );
    }
  }
});

test('a page of submission sets walks the rows of its record alone; of ten thousand, the total is theirs', async () => {
  const ofSets = (dossier: typeof full) => async () => {
    const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', traitant, dossier.id));
    return storage.transactions.run((tx) => tx.registry.lists(permit, { kinds: ['submissionset', 'folder'], limit: 0 }));
  };
  const sent = await statementsSent(['submission_set', 'folder'], ofSets(small));
  expect(sent).toHaveLength(2);
  for (const statement of sent) {
    const plan = await planOf(owner, statement, 'custom');
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 0).map((node) => node['Relation Name'])).toEqual([]);
    expect(Math.max(...plan.map((node) => node['Actual Rows']))).toBeLessThan(300);
  }
  const started = performance.now();
  expect((await ofSets(full)()).total).toBeGreaterThan(9_000);
  // Measured: a few tenths of a second. The bound is for a walk that would not end, not for a slow machine.
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('all of it is found by reference, refused as whole objects, and walked to its end for a name nobody bears', async () => {
  const permit = await storage.transactions.run((tx) => permitFor(tx, 'list-documents', titulaireOf(full), full.id));
  const find = (filters: object, maximum: number) =>
    storage.transactions.run((tx) => tx.registry.query(permit, { name: 'FindDocuments', statuses: approved, filters }, maximum));
  expect((await find({}, 20_000))?.documents).toHaveLength(10_000);
  expect(await find({}, 1000)).toBeUndefined();
  const started = performance.now();
  expect((await find({ authorPersons: ['%NOBODY%'] }, 1000))?.documents).toEqual([]);
  // Measured: one second on two busy cores. The bound is for a walk that would not end, not for a slow machine.
  expect(performance.now() - started).toBeLessThan(20_000);
});
