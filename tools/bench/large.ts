// Records by the million, to see what a search costs among many. Each is a copy, row by row, of one that the bench filled, in the same tables, under
// ids and hashes of its own. Written as a restore is: without indexes nor syncs, both put back before anything is measured, and the schema is held to
// what it was. No measure opens one, nor could: what is sealed stays bound to the record it was copied from.

import pg from 'pg';
import { type SetAside, bringBack, setAside } from './indexes-aside.ts';

/** What a job takes up, and would find sealed for another record. */
const takenUp: readonly string[] = ['outbox'];
/** Sealed for one record only: copied as they are. */
const sealed: readonly string[] = ['sealed', 'wrapped_key'];
const recordsAtOnce = 5_000;
const writers = 2;
const saidEveryMs = 15_000;
/** Lost with the machine, as nothing of a bench need not be; each table is read once by the one VACUUM at the end. */
const unsafe = ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'] as const;
/** No trigger, images of pages in the log as they are, room to sort. */
const ofSession = ['session_replication_role=replica', 'wal_compression=off', 'maintenance_work_mem=1GB', 'max_parallel_maintenance_workers=0'];
const schema = 'bench_large';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}
interface Copied {
  readonly table: string;
  readonly statement: string;
}

/** Of an id, or of a hash, the one of copy `k`: the same wherever it is written. Anything else stays. */
function copied({ name, type }: Column): string {
  const column = `t.${pg.escapeIdentifier(name)}`;
  if (type === 'uuid') return `md5(${column}::text || c.k)::uuid`;
  if (type === 'bytea' && !sealed.includes(name)) return `substring(sha256(${column} || convert_to(c.k::text, 'UTF8')) FOR length(${column}))`;
  // A set's is its document's, and `.1`.
  return name === 'unique_id' ? `${column} || '.0.' || c.k` : column;
}

/** Keeps the rows of the models apart, where no index is wanted to find them, and says how each table is copied from them. `$1`, `$2`: the first and the last copy. */
export async function copyStatements(pool: pg.Pool, models: readonly string[]): Promise<readonly Copied[]> {
  const { rows } = await pool.query<Column>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY c.relname, a.attnum`,
  );
  const tables = [...Map.groupBy(rows, ({ table }) => table)].filter(
    ([table, columns]) => !takenUp.includes(table) && columns.some(({ name, type }) => name === 'dossier_id' && type === 'uuid'),
  );
  await pool.query(`CREATE SCHEMA ${schema}`);
  const found: Copied[] = [];
  for (const [table, columns] of tables) {
    const name = pg.escapeIdentifier(table);
    const list = models.map((one, place) => `('${one}'::uuid, ${place})`).join(', ');
    const { rowCount } = await pool.query(
      `CREATE TABLE ${schema}.${name} AS SELECT t.*, m.place AS "bench place" FROM public.${name} t JOIN (VALUES ${list}) m (id, place) ON m.id = t.dossier_id`,
    );
    if (rowCount === 0) continue;
    found.push({
      table,
      statement: `INSERT INTO public.${name} (${columns.map((one) => pg.escapeIdentifier(one.name)).join(', ')})
        SELECT ${columns.map(copied).join(', ')} FROM generate_series($1::bigint, $2::bigint) AS c(k)
        JOIN ${schema}.${name} t ON t."bench place" = c.k % ${models.length}`,
    });
  }
  return found;
}

/** Numbers copies on from the last call's. */
export interface Copies {
  /** Until there are this many records in all. */
  grow(total: number): Promise<Grown>;
  close(): Promise<void>;
}
interface Grown {
  readonly seconds: number;
  readonly databaseMb: number;
}

/** `adminUrl`: of the superuser, who may do without syncs. */
export async function copiesOf(adminUrl: string, models: readonly string[], already: number, tell: (line: string) => void): Promise<Copies> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: writers, options: ofSession.map((setting) => `-c ${setting}`).join(' ') });
  const all = await copyStatements(pool, models);
  let made = 0;
  const copy = async (last: number): Promise<void> => {
    const begun = performance.now();
    const first = made;
    let said = begun;
    const write = async (): Promise<void> => {
      while (made < last) {
        const from = made + 1;
        made = Math.min(made + recordsAtOnce, last);
        for (const { statement } of all) await pool.query(statement, [from, Math.min(from + recordsAtOnce - 1, last)]);
        if (performance.now() - said < saidEveryMs) continue;
        said = performance.now();
        tell(`${made} of ${last} copies, ${((made - first) / ((said - begun) / 1_000)).toFixed(0)} a second`);
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
  };
  return {
    async grow(total) {
      const begun = performance.now();
      const since = (): string => `${((performance.now() - begun) / 1_000).toFixed(0)} s`;
      for (const name of unsafe) await pool.query(`ALTER SYSTEM SET ${name} = off`);
      await pool.query('SELECT pg_reload_conf()');
      const aside: SetAside = await setAside(
        pool,
        all.map(({ table }) => table),
      );
      await copy(total - already);
      tell(`rows written at ${since()}`);
      // As autovacuum would have left them.
      await pool.query('VACUUM (ANALYZE)');
      tell(`vacuumed at ${since()}`);
      await bringBack(pool, aside, writers, (done) => tell(`${done} at ${since()}`));
      for (const name of unsafe) await pool.query(`ALTER SYSTEM RESET ${name}`);
      await pool.query('SELECT pg_reload_conf()');
      await pool.query('CHECKPOINT');
      const { rows } = await pool.query<{ mb: string }>('SELECT pg_database_size(current_database()) / 1000000 AS mb');
      return { seconds: (performance.now() - begun) / 1_000, databaseMb: Number(rows[0]!.mb) };
    },
    async close() {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}

/** The records of the people of these documents. */
export async function recordsOf(databaseUrl: string, uniqueIds: readonly string[]): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ dossier_id: string }>('SELECT DISTINCT dossier_id FROM unique_id_directory WHERE unique_id = ANY ($1)', [uniqueIds]);
    return rows.map(({ dossier_id }) => dossier_id);
  } finally {
    await client.end();
  }
}
