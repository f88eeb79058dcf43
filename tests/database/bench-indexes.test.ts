// Tables that the bench fills by the million come back with every index and key they had, partitions' too; one that is not back stops the bench.

import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { bringBack, setAside } from '../../tools/bench/indexes-aside.ts';
import { freshDatabase } from '../support/database.ts';

const database = await freshDatabase();
const pool = new pg.Pool({ connectionString: database.url, max: 2 });
afterAll(async () => {
  await pool.end();
  await database.close();
});
const tables = ['association', 'document_entry', 'dossier', 'trace'];
const indexes = async (): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT indexname || ' ' || indexdef AS line FROM pg_indexes WHERE tablename = ANY ($1) OR tablename LIKE 'trace\\_20%' ORDER BY 1`,
    [tables],
  );
  return rows.map(({ line }) => line);
};

test('indexes put aside are gone while a table is filled, and come back under their names', async () => {
  await pool.query(`SELECT ensure_trace_partition('2026-11-23'), ensure_trace_partition('2026-10-01')`);
  const before = await indexes();
  expect(before.length).toBeGreaterThan(25);
  const aside = await setAside(pool, tables);
  expect(await indexes()).toEqual([]);
  const told: string[] = [];
  await bringBack(pool, aside, 2, (done) => told.push(done));
  expect(await indexes()).toEqual(before);
  expect(told).toHaveLength(tables.length);
});

test('an index that does not come back is named', async () => {
  const aside = await setAside(pool, ['association']);
  const lost = aside.definitions.filter(({ add }) => !add.includes('association_target'));
  await expect(bringBack(pool, { ...aside, definitions: lost }, 1, () => undefined)).rejects.toThrow(/- association CREATE INDEX association_target/);
});
