// Records by the hundred thousand, to see what a search costs among many. Each is a copy, row by row, of one that the bench filled, in the same
// tables and indexes, under ids and hashes of its own, a hundred times as fast as a deposit. No measure opens one, nor could: what is sealed stays
// bound to the record it was copied from.

import pg from 'pg';

/** What a job takes up, and would find sealed for another record. */
const takenUp: readonly string[] = ['outbox'];
/** Sealed for one record only: copied as they are. */
const sealed: readonly string[] = ['sealed', 'wrapped_key'];
const recordsAtOnce = 2_000;
const writers = 2;

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** Of an id, or of a hash, the one of copy `k`: the same wherever it is written. Anything else stays. */
function copied({ name, type }: Column): string {
  const column = `t.${pg.escapeIdentifier(name)}`;
  if (type === 'uuid') return `md5(${column}::text || c.k)::uuid`;
  if (type === 'bytea' && !sealed.includes(name)) return `substring(sha256(${column} || convert_to(c.k::text, 'UTF8')) FOR length(${column}))`;
  // A set's is its document's, and `.1`.
  return name === 'unique_id' ? `${column} || '.0.' || c.k` : column;
}

/** One statement a table that holds rows of records. `$1`: the models, by turns; `$2`, `$3`: the first and the last copy. */
async function statements(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<Column>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY c.relname, a.attnum`,
  );
  const tables = [...Map.groupBy(rows, ({ table }) => table)].filter(
    ([table, columns]) => !takenUp.includes(table) && columns.some(({ name, type }) => name === 'dossier_id' && type === 'uuid'),
  );
  return tables.map(
    ([table, columns]) => `INSERT INTO ${pg.escapeIdentifier(table)} (${columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ')})
      SELECT ${columns.map(copied).join(', ')} FROM generate_series($2::bigint, $3::bigint) AS c(k)
      JOIN ${pg.escapeIdentifier(table)} t ON t.dossier_id = ($1::uuid[])[1 + c.k % cardinality($1::uuid[])]`,
  );
}

/** Numbers copies on from the last call's. */
export interface Copies {
  /** Until there are this many records in all. How long it took, in seconds. */
  grow(total: number): Promise<number>;
  close(): Promise<void>;
}

export async function copiesOf(databaseUrl: string, models: readonly string[], already: number): Promise<Copies> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: writers });
  const all = await statements(pool);
  let made = 0;
  const batch = async (from: number, to: number): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      for (const text of all) await client.query({ text, values: [models, from, to] });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  return {
    async grow(total) {
      const begun = performance.now();
      const last = total - already;
      const write = async (): Promise<void> => {
        while (made < last) {
          const from = made + 1;
          made = Math.min(made + recordsAtOnce, last);
          await batch(from, made);
        }
      };
      await Promise.all(Array.from({ length: writers }, write));
      // As autovacuum would have left them.
      await pool.query('VACUUM (ANALYZE)');
      return (performance.now() - begun) / 1_000;
    },
    close: () => pool.end(),
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
