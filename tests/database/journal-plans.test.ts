// A journal of a hundred thousand lines opens at once: a page walks the index of its record and stops, whatever the filter. Its total is a count
// of one record, which a hundred thousand lines do not make slow. The statements and the plan of a page are kept in tests/golden/plans: `UPDATE_GOLDEN=1` rewrites them.

import type { Actor } from '@carnet/domain/access';
import type { Trace } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import type { TraceQuery } from '@carnet/server/ports';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { fillRecord } from '../support/full-record.ts';
import { doctor, newDossier, noon, permitFor, titulaireOf } from '../support/records.ts';
import { planOf, statementsSent } from '../support/statements.ts';

const { storage, url, close } = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
const mt = doctor('001');
const other = doctor('002');
const dossier = newDossier({ medecinTraitant: mt.id });
const count = 100_000;
const actorsOf = { titulaire: titulaireOf(dossier), mt, other } as const;

beforeAll(async () => {
  await owner.connect();
  await storage.registry.openDossier(dossier);
  await fillRecord(storage, dossier, mt.id, 1_000);
  const trace: Trace = {
    at: noon,
    action: 'read-document',
    outcome: 'granted',
    mode: 'normal',
    dossier: dossier.id,
    document: randomUUID() as LogicalId,
    actorKind: 'professionnel',
    actorId: other.id,
    door: 'fhir',
    actorName: 'Dr X',
    authentication: 'DIRECTE',
  };
  await storage.transactions.run(async (tx) => {
    // The newest page is written as any page is; the rest lies under it, over twenty-four months.
    for (let line = 0; line < 250; line++) await tx.traces.append({ ...trace, at: instantOf(noon + line * 1_000), actorId: line % 2 === 0 ? other.id : mt.id });
  });
  for (let month = 0; month < 24; month++)
    await owner.query('SELECT ensure_trace_partition($1::timestamptz - make_interval(months => $2))', [new Date(noon), month]);
  await owner.query(
    `WITH d AS MATERIALIZED (SELECT array_agg(logical_id) AS ids FROM document_entry)
     INSERT INTO trace SELECT r.* FROM d CROSS JOIN trace t CROSS JOIN generate_series(1, $2::int) n CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object(
       'id', gen_random_uuid(), 'sequence', -n, 'at', t.at - make_interval(mins => n * 10), 'logical_id', d.ids[1 + n % 1000],
       'outcome', CASE WHEN n % 50 = 0 THEN 'refused' ELSE 'granted' END, 'rule', CASE WHEN n % 50 = 0 THEN 'PS_BLOQUE' END,
       'actor_id', CASE n % 3 WHEN 0 THEN $3 WHEN 1 THEN $4 ELSE '8${'0'.repeat(3)}' END)) r
     WHERE t.dossier_id = $1 AND t.sequence = 1`,
    [dossier.id, count, other.id, mt.id],
  );
  // As many again, of a thousand other records.
  await owner.query(
    `INSERT INTO trace SELECT r.* FROM trace t CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'logical_id', NULL,
       'dossier_id', ('00000000-0000-4000-8000-' || lpad((-t.sequence % 1000)::text, 12, '0')))) r WHERE t.dossier_id = $1 AND t.sequence < 0`,
    [dossier.id],
  );
  await owner.query('VACUUM ANALYZE');
}, 240_000);
afterAll(async () => {
  await owner.end();
  await close();
});

const read = (actor: Actor, query: TraceQuery = {}) =>
  storage.transactions.run(async (tx) => tx.traces.list(await permitFor(tx, 'read-journal', actor, dossier.id), query));

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Plans'?: readonly Plan[];
}
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Statements on lines that the store sent for this page, each with the plan PostgreSQL makes for it. */
async function plansOf(actor: Actor, query: TraceQuery): Promise<readonly { readonly text: string; readonly nodes: readonly Plan[] }[]> {
  const sent: pg.QueryConfig[] = [];
  const spied = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement] = args as [pg.QueryConfig | string];
    if (typeof statement !== 'string' && statement.text.includes('FROM trace t')) sent.push(statement);
    return Reflect.apply(spied as (...all: unknown[]) => unknown, this, args);
  } as typeof spied;
  try {
    await read(actor, query);
  } finally {
    pg.Client.prototype.query = spied;
  }
  const plans = [];
  for (const { text, values = [] } of sent) {
    const { rows } = await owner.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values as unknown[]);
    plans.push({ text, nodes: nodesOf(rows[0]!['QUERY PLAN'][0].Plan) });
  }
  return plans;
}

const week = { from: instantOf(noon - 7 * 86_400_000), until: instantOf(noon + 86_400_000) } as const;
const queries: Readonly<Record<string, TraceQuery>> = {
  'everything': {},
  'one action': { actions: ['read-document'] },
  'one person': { actorId: other.id },
  'a week': week,
};

test.each(Object.entries(actorsOf).flatMap(([name, actor]) => Object.entries(queries).map(([what, query]) => [name, what, actor, query] as const)))(
  'for %s, %s: the first page reads what it shows and stops',
  async (_name, _what, actor, query) => {
    const [page, total] = await plansOf(actor, query);
    expect(page!.nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name']?.startsWith('trace_') === true)).toEqual([]);
    expect(page!.nodes.map((node) => node['Node Type'])).not.toContain('Sort');
    const lines = page!.nodes.filter((node) => node['Index Name']?.startsWith('trace_') === true).reduce((sum, node) => sum + node['Actual Rows'], 0);
    expect(lines).toBeGreaterThan(0);
    expect(lines).toBeLessThan(200);
    expect(total!.text).toContain('count(*)');
  },
);

/** Months differ from one database to the next in nothing but their name. */
const kept = (nodes: readonly Plan[]): readonly string[] => [
  ...new Set(
    nodes.map(
      (node) => `${node['Node Type']}${node['Index Name'] === undefined ? '' : ` using ${node['Index Name'].replace(/trace_\d{4}_\d{2}/, 'trace_<month>')}`}`,
    ),
  ),
];

test('the statements of a page of the patient and of its total, and the plan of the page, are those kept', async () => {
  const [page, total] = await plansOf(actorsOf.titulaire, {});
  // The plan of a count follows how much of the table is this record's: it is not kept.
  const statements = [{ text: page!.text, plan: kept(page!.nodes) }, { text: total!.text }];
  const file = path.resolve(import.meta.dirname, '../golden/plans/journal-titulaire.json');
  const text = `${JSON.stringify(statements, undefined, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
});

test('the total is that of every line, and page and total together take well under a second', async () => {
  await read(actorsOf.titulaire);
  const start = performance.now();
  expect((await read(actorsOf.titulaire)).total).toBe(count + 250);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('a reader’s last list of a record is looked for in their own lines of it: neither in its whole journal, nor in all they consulted', async () => {
  const second = newDossier({ medecinTraitant: mt.id });
  await storage.registry.openDossier(second);
  await owner.query('INSERT INTO trace_head (dossier_id, sequence, previous_hash, hash) VALUES ($1, 5, $2, $2)', [second.id, Buffer.alloc(32)]);
  // Five thousand lines of others there; and, in a month of few, three thousand lists of other records by this reader.
  await owner.query(
    `INSERT INTO trace SELECT r.* FROM trace t CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object(
       'id', gen_random_uuid(), 'dossier_id', $1::uuid, 'actor_id', $2::text)) r WHERE t.dossier_id = $3 AND t.sequence BETWEEN -5000 AND -1`,
    [second.id, other.id, dossier.id],
  );
  const later = new Date(noon + 31 * 86_400_000);
  await owner.query('SELECT ensure_trace_partition($1)', [later]);
  await owner.query(
    `INSERT INTO trace SELECT r.* FROM trace t CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'actor_id', $1::text,
       'action', 'list-documents', 'at', $2::timestamptz + make_interval(secs => (-t.sequence)::float8))) r
     WHERE t.dossier_id NOT IN ($3, $4) AND t.sequence BETWEEN -3000 AND -1`,
    [mt.id, later, dossier.id, second.id],
  );
  await owner.query('ANALYZE trace');
  const visitBefore = instantOf(later.getTime() + 86_400_000);
  const sent = await statementsSent(['FROM trace '], () =>
    storage.transactions.run(async (tx) => tx.documents.changes(await permitFor(tx, 'list-documents', mt, second.id), { visitBefore, maximum: 10 })),
  );
  const statement = sent.find(({ name }) => name === 'changes-last-visit')!;
  for (const kind of ['generic', 'custom'] as const) {
    const lines = (await planOf(owner, statement, kind)).filter((node) => node['Relation Name']?.startsWith('trace_') === true);
    const read = lines.map((node) => [node['Relation Name'], node['Index Name'], node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)] as const);
    expect(read.length).toBeGreaterThan(0);
    expect(
      read.filter(([, , rows]) => rows > 10),
      kind,
    ).toEqual([]);
  }
});
