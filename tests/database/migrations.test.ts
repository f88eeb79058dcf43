// Migrations run once, in order, whole or not at all, and refuse a database they do not understand.

import { migrate } from '@carnet/server/storage/postgres/migrate';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { emptyDatabase } from '../support/database.ts';

const { url, drop } = await emptyDatabase();
const directory = mkdtempSync(path.join(os.tmpdir(), 'carnet-migrations-'));
afterAll(async () => {
  await drop();
  rmSync(directory, { recursive: true });
});
const write = (name: string, sql: string): void => writeFileSync(path.join(directory, name), sql);
const query = async (text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

beforeEach(async () => {
  rmSync(directory, { recursive: true });
  await query('DROP TABLE IF EXISTS first, second, schema_migration');
  mkdirSync(directory);
  write('0001-first.sql', 'CREATE TABLE first (x int);');
});

test('each runs once', async () => {
  expect(await migrate(url, directory)).toEqual(['0001-first.sql']);
  write('0002-second.sql', 'CREATE TABLE second (x int); INSERT INTO first VALUES (1);');
  expect(await migrate(url, directory)).toEqual(['0002-second.sql']);
  expect(await migrate(url, directory)).toEqual([]);
  expect(await query('SELECT x FROM first')).toEqual([{ x: 1 }]);
});

test('four at once apply each of them once', async () => {
  write('0002-second.sql', 'CREATE TABLE second (x int); INSERT INTO first VALUES (1);');
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, directory)));
  expect(applied.flat().toSorted()).toEqual(['0001-first.sql', '0002-second.sql']);
});

test('one that fails leaves nothing, and those before it stay', async () => {
  write('0002-second.sql', 'CREATE TABLE second (x int); SELECT 1 / 0;');
  await expect(migrate(url, directory)).rejects.toThrow('0002-second.sql failed');
  expect(await query(`SELECT to_regclass('second') AS second, (SELECT count(*)::int FROM schema_migration) AS applied`)).toEqual([
    { second: null, applied: 1 },
  ]);
});

test('one altered after it ran is refused', async () => {
  await migrate(url, directory);
  write('0001-first.sql', 'CREATE TABLE first (x bigint);');
  await expect(migrate(url, directory)).rejects.toThrow('altered');
});

test('a database newer than the program is refused', async () => {
  write('0002-second.sql', 'CREATE TABLE second (x int);');
  await migrate(url, directory);
  rmSync(path.join(directory, '0002-second.sql'));
  await expect(migrate(url, directory)).rejects.toThrow('newer');
});

test('a hole in the numbers is refused', async () => {
  write('0003-third.sql', 'SELECT 1;');
  await expect(migrate(url, directory)).rejects.toThrow('0002');
});
