// docs/security/data-at-rest.md says of every column whether it is sealed, hashed or clear: the page and the schema name the same columns,
// and whatever is sealed with a record's key is within reach of a rotation of that key.

import { sealedPlaces } from '@carnet/server/storage/keys/sealed-places';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/security/data-at-rest.md'), 'utf8');
const lines = [...page.matchAll(/^\| (\w+) \| ([^|]+) \| ([\w, ]+) \| ([^|]+) \|$/gm)].map(([, table, how, columns, why]) => ({
  table: table!,
  how: how!.trim(),
  columns: columns!.split(',').map((column) => column.trim()),
  why: why!.trim(),
}));
const told = lines.filter(({ table }) => table !== 'table');
/** `trace_2026_11` and its like are parts of `trace`. */
const { rows: columns } = await storage.pool.query<{ name: string; type: string }>(
  `SELECT c.relname || '.' || a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1`,
);
const named = (how: RegExp): readonly string[] =>
  told.filter((line) => how.test(line.how)).flatMap(({ table, columns: own }) => own.map((column) => `${table}.${column}`));

test('every column has one line, and every line a column', () => {
  expect(named(/./).toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
  expect(told.filter(({ why }) => why === '')).toEqual([]);
});

test('what is sealed is bytes and says by whose key; bytes in clear are digests and signatures only', () => {
  const bytes = new Set(columns.filter(({ type }) => type === 'bytea' || type === 'bytea[]').map(({ name }) => name));
  expect(named(/^(sealed|keyed hash|wrapped)/).filter((name) => !bytes.has(name))).toEqual([]);
  expect(told.filter(({ how }) => !/^(clear|digest|wrapped|keyed hash|sealed, (record|system) key)$/.test(how))).toEqual([]);
  expect(named(/^clear$/).filter((name) => bytes.has(name) && !/[._](hash|signature|blob_address)$/.test(name))).toEqual([]);
});

test('the rotation of a record’s key reaches whatever that key sealed, the journal apart', () => {
  const sealed = named(/record key/).filter((name) => !name.startsWith('trace.'));
  expect(sealedPlaces.map(({ table }) => `${table}.sealed`).toSorted()).toEqual([...sealed].toSorted());
});
