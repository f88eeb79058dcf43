// Brings a database to the schema of this program: migrations/NNNN-name.sql in their order, each in its own transaction, each recorded
// with its SHA-256. One migrator at a time (advisory lock). Refuses a database newer than the program and a migration altered since it ran.
// Needs a role that may CREATE in the database and, the first time, CREATEROLE (or `carnet_server` made beforehand and granted to it).
// A migration grants `carnet_server` each right it needs: nothing is granted by default.

import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** The role every query of the server runs as: no superuser, no owner, no bypass of row security, no change of a trace. */
export const serverRole = 'carnet_server';
/** A host that does not even refuse. */
export const connectionTimeoutMs = 5_000;
const migrationsDirectory = path.join(import.meta.dirname, 'migrations');
const migrationName = /^(\d{4})-[a-z0-9-]+\.sql$/;
/** Any constant serves, as long as no other program of this database takes it. */
const lockKey = 7_230_114_001;
const oldestServer = 150_000;

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Names of the migrations just applied; empty when the database was up to date. */
export async function migrate(databaseUrl: string, directory: string = migrationsDirectory): Promise<readonly string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectionTimeoutMs });
  // Cut while it waits, it rejects its next query; unheard, the cut would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const applied = await appliedMigrations(client);
    if (applied !== undefined && pending(migrations, applied).length === 0) return [];
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    return await applyPending(client, migrations);
  } finally {
    await client.end();
  }
}

async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const names = (await fs.readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const sql = await fs.readFile(path.join(directory, name), 'utf8');
      return { number: Number(migrationName.exec(name)?.[1]), name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  for (const [index, { name, number }] of migrations.entries())
    if (number !== index + 1) throw new Error(`migration ${name}: number ${String(index + 1).padStart(4, '0')} was expected`);
  return migrations;
}

type Applied = ReadonlyMap<number, { readonly name: string; readonly sha256: string }>;

/** Undefined: a database Carnet has never seen. */
async function appliedMigrations(client: pg.Client): Promise<Applied | undefined> {
  const table = await client.query<{ present: boolean }>(`SELECT to_regclass('public.schema_migration') IS NOT NULL AS present`);
  if (table.rows[0]?.present !== true) return undefined;
  const rows = await client.query<{ number: number; name: string; sha256: string }>('SELECT number, name, sha256 FROM public.schema_migration');
  return new Map(rows.rows.map((row) => [row.number, row]));
}

function pending(migrations: readonly Migration[], applied: Applied): readonly Migration[] {
  for (const [number, { name, sha256 }] of applied) {
    const ours = migrations[number - 1];
    if (ours === undefined) throw new Error(`the database is newer than this program: it holds migration ${name}`);
    if (ours.sha256 !== sha256) throw new Error(`migration ${ours.name} was altered after it had been applied: restore it and write a new one`);
  }
  return migrations.filter(({ number }) => !applied.has(number));
}

async function applyPending(client: pg.Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  await refuseOldServer(client);
  await client.query(`CREATE TABLE IF NOT EXISTS public.schema_migration (
    number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  await ensureServerRole(client);
  // Read again under the lock: another migrator may have been at work.
  const todo = pending(migrations, (await appliedMigrations(client)) ?? new Map());
  for (const migration of todo) await apply(client, migration);
  return todo.map(({ name }) => name);
}

async function apply(client: pg.Client, { number, name, sql, sha256 }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO public.schema_migration (number, name, sha256) VALUES ($1, $2, $3)', [number, name, sha256]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed, and left nothing behind`, { cause });
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const answer = await client.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
  const version = answer.rows[0]?.version ?? 0;
  if (version < oldestServer) throw new Error(`PostgreSQL 15 or newer is needed, this is ${Math.floor(version / 10_000)}`);
}

/** The role belongs to the whole cluster: it may be there already, made for another database or by the operator. */
async function ensureServerRole(client: pg.Client): Promise<void> {
  await client.query(`DO $$ BEGIN CREATE ROLE ${serverRole} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  const privilege = `CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END`;
  const member = await client.query<{ may: boolean }>(`SELECT pg_has_role(current_user, '${serverRole}', ${privilege}) AS may`);
  if (member.rows[0]?.may !== true) await client.query(`GRANT ${serverRole} TO CURRENT_USER`);
  await client.query(`GRANT USAGE ON SCHEMA public TO ${serverRole}`);
  await client.query(`GRANT SELECT ON public.schema_migration TO ${serverRole}`);
}
