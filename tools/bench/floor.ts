// The floor: what the same PostgreSQL does with the same rows and bytes when nothing stands between. The rows one deposit wrote are found by
// the transaction that wrote them, and written again (new keys, same sizes, same indexes) to copies of their tables, with the document's bytes,
// in one transaction each. No TLS, no parsing, no decision, no sealing: what is left is the price of durability.

import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Measured, runLoad } from './load.ts';

const schema = 'bench_floor';

interface FloorTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly keyed: boolean }[];
  readonly rows: readonly Record<string, unknown>[];
}

export interface Floor {
  /** `table: rows` of one deposit. */
  readonly rows: Readonly<Record<string, number>>;
  run(concurrency: number, seconds: number): Promise<Measured>;
  close(): Promise<void>;
}

/** Learns the rows of the deposit of `uniqueId` and prepares their tables. */
export async function prepareFloor(databaseUrl: string, uniqueId: string, document: Buffer, connections: number): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await pool.query(`CREATE SCHEMA ${schema}`);
  const tables = await tablesOfDeposit(pool, uniqueId);
  for (const { name } of tables) await pool.query(`CREATE TABLE ${schema}.${name} (LIKE public.${name} INCLUDING DEFAULTS INCLUDING INDEXES)`);
  await pool.query(`CREATE TABLE ${schema}.document (address bytea PRIMARY KEY, bytes bytea NOT NULL)`);
  await pool.query(`ALTER TABLE ${schema}.document ALTER COLUMN bytes SET STORAGE EXTERNAL`);
  return {
    rows: Object.fromEntries(tables.map(({ name, rows }) => [name, rows.length])),
    run: (concurrency, seconds) => runLoad(concurrency, seconds, () => writeOnce(pool, tables, document)),
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}

/** Every row of the public schema that carries the xmin of the transaction that wrote this document's entry. */
async function tablesOfDeposit(pool: pg.Pool, uniqueId: string): Promise<readonly FloorTable[]> {
  const { rows: found } = await pool.query<{ xmin: string }>('SELECT xmin::text FROM document_entry WHERE unique_id = $1 AND version = 1', [uniqueId]);
  const xmin = found[0]?.xmin;
  if (xmin === undefined) throw new Error(`floor: no entry with uniqueId ${uniqueId}`);
  const { rows: names } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  const tables: FloorTable[] = [];
  for (const { name } of names) {
    const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM public.${name} WHERE xmin::text = $1`, [xmin]);
    if (rows.length > 0) tables.push({ name, columns: await columnsOf(pool, name), rows });
  }
  return tables;
}

async function columnsOf(pool: pg.Pool, table: string): Promise<FloorTable['columns']> {
  const { rows } = await pool.query<{ name: string; type: string; keyed: boolean }>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS keyed
     FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [`public.${table}`],
  );
  return rows;
}

/** New values for what must be unique, of the same type and length; every uuid is renewed, the same one alike throughout a transaction. */
function freshValue(value: unknown, type: string, keyed: boolean, uuids: Map<string, string>): unknown {
  if (type === 'uuid' && typeof value === 'string') {
    const renewed = uuids.get(value) ?? randomUUID();
    uuids.set(value, renewed);
    return renewed;
  }
  if (Buffer.isBuffer(value)) return keyed ? randomBytes(value.length) : value;
  if (keyed && type === 'text' && typeof value === 'string')
    return randomBytes(Math.ceil(value.length / 2))
      .toString('hex')
      .slice(0, value.length);
  return value;
}

async function writeOnce(pool: pg.Pool, tables: readonly FloorTable[], document: Buffer): Promise<undefined> {
  const client = await pool.connect();
  try {
    const uuids = new Map<string, string>();
    await client.query('BEGIN');
    for (const { name, columns, rows } of tables) {
      for (const row of rows) {
        const values = columns.map((column) => freshValue(row[column.name], column.type, column.keyed, uuids));
        await client.query({
          name: `floor-${name}`,
          text: `INSERT INTO ${schema}.${name} (${columns.map((column) => column.name).join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
          values,
        });
      }
    }
    await client.query({
      name: 'floor-document',
      text: `INSERT INTO ${schema}.document (address, bytes) VALUES ($1, $2)`,
      values: [randomBytes(32), document],
    });
    await client.query('COMMIT');
    return undefined;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
