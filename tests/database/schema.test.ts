// The schema after all migrations is the one read in schema.sql; every table of a dossier is keyed by it; the server's role may not touch
// a trace once written. `UPDATE_GOLDEN=1` rewrites schema.sql after a new migration.

import { openStorage } from '@carnet/server/storage/index';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase, testMasterKey } from '../support/database.ts';
import { schemaText } from '../support/schema-text.ts';

const { storage, url, blobDir, close } = await freshDatabase();
afterAll(close);

const golden = path.resolve(import.meta.dirname, '../../packages/server/src/storage/postgres/schema.sql');
const heading = '-- The schema after every migration, for reading. Generated: change a migration, never this file.\n\n';

test('schema.sql is the schema', async () => {
  const text = heading + (await schemaText(url));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

test('every table that names a dossier begins its primary key and every unique index with it, those that lead to a dossier apart', async () => {
  const { rows } = await storage.pool.query<{ table: string; index: string; first: string }>({
    text: `SELECT t.relname AS "table", i.relname AS "index", a.attname AS first FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
      WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace AND EXISTS (SELECT FROM pg_attribute d WHERE d.attrelid = t.oid AND d.attname = 'dossier_id')`,
  });
  // Looked up before any dossier is known: by the INS, by a uniqueId, by a login, by a person, by the code of an invitation, by a name and a birth date, by an IPP, by the INS of somebody covered, by the code that opposes, by the token of a card, by a code somebody shows.
  const directories = [
    'ins_directory',
    'unique_id_directory',
    'account',
    'tie_directory',
    'invitation_directory',
    'trait_directory',
    'local_identifier_directory',
    'assure_directory',
    'opposition_code',
    'emergency_card_directory',
    'share_code_directory',
  ];
  const keyed = rows.filter(({ table }) => !directories.includes(table));
  expect(keyed.length).toBeGreaterThan(15);
  expect(keyed.filter(({ first }) => first !== 'dossier_id')).toEqual([]);
});

test.each([
  'UPDATE trace SET outcome = outcome',
  'DELETE FROM trace',
  'TRUNCATE trace',
  'DELETE FROM document_entry',
  `UPDATE document_entry SET status = 'Approved'`,
  'DROP TABLE trace',
  'CREATE TABLE mine (x int)',
])('the server may not: %s', async (statement) => {
  await expect(storage.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('nor reach a trace through the partition that holds it', async () => {
  await storage.pool.query({ text: 'SELECT ensure_trace_partition($1)', values: ['2026-11-20T12:00:00Z'] });
  await expect(storage.pool.query('DELETE FROM trace_2026_11')).rejects.toMatchObject({ code: '42501' });
  await expect(storage.pool.query('UPDATE trace_2026_11 SET door = door')).rejects.toMatchObject({ code: '42501' });
});

test('the server runs as a role without power', async () => {
  const { rows } = await storage.pool.query(
    'SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
  );
  expect(rows).toEqual([{ name: 'carnet_server', rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
});

test('the owner is no superuser either', async () => {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const { rows } = await owner.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user');
  await owner.end();
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

test('an operator may give the server a login of its own, which needs no other right on a migrated database', async () => {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`ALTER ROLE carnet_server LOGIN PASSWORD 'a-login-of-its-own'`);
  const login = new URL(url);
  login.username = 'carnet_server';
  login.password = 'a-login-of-its-own';
  const own = await openStorage({ databaseUrl: login.href, blobDir, masterKey: testMasterKey, alarm: () => undefined });
  expect((await own.pool.query('SELECT session_user, current_user')).rows).toEqual([{ session_user: 'carnet_server', current_user: 'carnet_server' }]);
  await own.close();
  await owner.query('ALTER ROLE carnet_server NOLOGIN');
  await owner.end();
});
