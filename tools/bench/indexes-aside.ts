// The indexes and keys of tables put aside while they are filled, and brought back as they were: to the letter, or this throws. A partitioned table's
// are its partitions' too.

import type pg from 'pg';

interface Definition {
  readonly table: string;
  readonly drop: string;
  readonly add: string;
}
export interface SetAside {
  /** By table, the largest first; a key before what it is referenced by. */
  readonly definitions: readonly Definition[];
  /** Every index and constraint there was. */
  readonly schema: readonly string[];
}

const schemaOf = async (pool: pg.Pool): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT tablename || ' ' || indexdef AS line FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || CASE WHEN convalidated THEN '' ELSE ' (not validated)' END
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
};

/** Throws where another table refers to one of these: nothing of the record does. */
export async function setAside(pool: pg.Pool, tables: readonly string[]): Promise<SetAside> {
  const schema = await schemaOf(pool);
  const { rows } = await pool.query<Definition>(
    `WITH held AS (SELECT c.oid, c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1::text[]))
     SELECT t.relname AS table, format('ALTER TABLE public.%I DROP CONSTRAINT %I', t.relname, k.conname) AS drop,
       format('ALTER TABLE public.%I ADD CONSTRAINT %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) AS add
     FROM pg_constraint k JOIN held t ON t.oid = k.conrelid WHERE k.contype IN ('p', 'u', 'x')
     UNION ALL
     SELECT t.relname, format('DROP INDEX public.%I', i.relname), replace(pg_get_indexdef(i.oid), ' ON ONLY ', ' ON ')
     FROM pg_index x JOIN held t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid)
     ORDER BY 1, 3`,
    [tables],
  );
  for (const { drop } of rows) await pool.query(drop);
  return { definitions: rows, schema };
}

/** `builders` tables at once. */
export async function bringBack(pool: pg.Pool, { definitions, schema }: SetAside, builders: number, tell: (done: string) => void): Promise<void> {
  const sizes = await pool.query<{ table: string; bytes: string }>(
    `SELECT c.relname AS table, pg_table_size(c.oid) + coalesce((SELECT sum(pg_table_size(relid)) FROM pg_partition_tree(c.oid)), 0) AS bytes FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1::text[])`,
    [definitions.map(({ table }) => table)],
  );
  const bytes = new Map(sizes.rows.map(({ table, bytes: size }) => [table, Number(size)]));
  const waiting = [...Map.groupBy(definitions, ({ table }) => table)].toSorted(([one], [other]) => bytes.get(other)! - bytes.get(one)!);
  const build = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [table, own] = next;
      for (const { add } of own) await pool.query(add);
      tell(`${own.length} indexes of ${table} (${(bytes.get(table)! / 1e6).toFixed(0)} MB)`);
    }
  };
  await Promise.all(Array.from({ length: builders }, build));
  const [before, after] = [new Set(schema), new Set(await schemaOf(pool))];
  const missing = [...before].filter((line) => !after.has(line));
  const added = [...after].filter((line) => !before.has(line));
  if (missing.length + added.length > 0) throw new Error(`the schema is not what it was\n- ${missing.join('\n- ')}\n+ ${added.join('\n+ ')}`);
}
