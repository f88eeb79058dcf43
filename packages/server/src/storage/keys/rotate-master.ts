// Wraps every key anew with the master key of today: no content is read, no index changes, servers go on. Stopped at any moment it goes on
// from where it was, since every wrapped key says what wrapped it. Runs as the database's owner.

import type { DossierId } from '@carnet/domain/dossier';
import type pg from 'pg';
import { type MasterKey, MasterKeyAway, nameOfMark } from '../master-key/master-key.ts';
import { systemKeyContext } from '../system-keys.ts';

export interface WrappedBy {
  /** `file 2`, or the name a KMS gave. */
  readonly name: string;
  /** Whether it is what wraps today. */
  readonly current: boolean;
  /** Keys that wait for a record to open included. */
  readonly dossiers: number;
  readonly systemKeys: number;
}
export interface KeyStatus {
  readonly wrappedBy: readonly WrappedBy[];
  readonly destroyed: number;
}
export interface MasterRotation {
  readonly name: string;
  readonly wrapped: number;
  /** Records whose key no master key at hand opens, and were left as they are. */
  readonly refused: readonly DossierId[];
}

const batchSize = 200;
/** Calls to a KMS under way at once. */
const atOnce = 8;

const markOf = (column: string): string =>
  `CASE WHEN get_byte(${column}, 0) = 0 THEN substring(${column} FOR 2 + get_byte(${column}, 1)) ELSE substring(${column} FOR 1) END`;

export async function keyStatus(pool: pg.Pool, master: MasterKey): Promise<KeyStatus> {
  const current = await master.mark();
  const { rows } = await pool.query<{ mark: Buffer | null; dossiers: number; system: number }>(
    `SELECT mark, sum(dossiers)::bigint AS dossiers, sum(system)::bigint AS system FROM (
       SELECT ${markOf('wrapped_key')} AS mark, count(*) AS dossiers, 0 AS system FROM dossier GROUP BY 1
       UNION ALL SELECT ${markOf('wrapped_key')}, count(*), 0 FROM assure WHERE wrapped_key IS NOT NULL GROUP BY 1
       UNION ALL SELECT ${markOf('wrapped')}, 0, count(*) FROM system_key GROUP BY 1) AS counted GROUP BY 1 ORDER BY 1`,
  );
  return {
    wrappedBy: rows.flatMap(({ mark, dossiers, system }) =>
      mark === null ? [] : [{ name: nameOfMark(mark), current: mark.equals(current), dossiers, systemKeys: system }],
    ),
    destroyed: rows.find(({ mark }) => mark === null)?.dossiers ?? 0,
  };
}

/** How many keys something else than today's master key wrapped. */
export const pendingOf = ({ wrappedBy }: KeyStatus): number =>
  wrappedBy.filter(({ current }) => !current).reduce((sum, { dossiers, systemKeys }) => sum + dossiers + systemKeys, 0);

export async function rotateMaster(pool: pg.Pool, master: MasterKey, progress: (done: number, of: number) => void): Promise<MasterRotation> {
  const of = pendingOf(await keyStatus(pool, master));
  const mark = await master.mark();
  const doing: Doing = { pool, master, mark, progress: (count) => progress(count, of), refused: [], done: await wrapSystemKeys(pool, master, mark) };
  // Keys that wait first: one that a record takes over meanwhile is met again among the records'.
  for (const table of ['assure', 'dossier'] as const) await wrapKeysOf(table, doing);
  return { name: nameOfMark(mark), wrapped: doing.done, refused: doing.refused };
}

interface Doing {
  readonly pool: pg.Pool;
  readonly master: MasterKey;
  readonly mark: Buffer;
  readonly progress: (done: number) => void;
  readonly refused: DossierId[];
  done: number;
}

async function wrapKeysOf(table: 'assure' | 'dossier', doing: Doing): Promise<void> {
  const { pool, master, mark, refused } = doing;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<{ id: DossierId; wrapped: Buffer }>(
      `SELECT dossier_id AS id, wrapped_key AS wrapped FROM ${table}
       WHERE dossier_id > $1 AND wrapped_key IS NOT NULL AND substring(wrapped_key FOR octet_length($2::bytea)) <> $2 ORDER BY dossier_id LIMIT $3`,
      [after, mark, batchSize],
    );
    if (rows.length === 0) return;
    const anew: { id: DossierId; before: Buffer; wrapped: Buffer }[] = [];
    for (let start = 0; start < rows.length; start += atOnce)
      await Promise.all(
        rows.slice(start, start + atOnce).map(async ({ id, wrapped: before }) => {
          const wrapped = await wrapAnew(master, id, before);
          if (wrapped === undefined) refused.push(id);
          else anew.push({ id, before, wrapped });
        }),
      );
    // A key changed meanwhile (a rotation or a destruction of that record) is not the one that was wrapped here: left to the next run.
    const kept = await pool.query(
      `UPDATE ${table} d SET wrapped_key = g.wrapped FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS g (id, before, wrapped)
       WHERE d.dossier_id = g.id AND d.wrapped_key = g.before`,
      [anew.map(({ id }) => id), anew.map(({ before }) => before), anew.map(({ wrapped }) => wrapped)],
    );
    doing.done += kept.rowCount ?? 0;
    doing.progress(doing.done);
    after = rows.at(-1)!.id;
  }
}

/** Undefined: no master key at hand opens it. One that is away stops everything: nothing is known of the key. */
async function wrapAnew(master: MasterKey, context: string, wrapped: Buffer): Promise<Buffer | undefined> {
  let key: Buffer;
  try {
    key = await master.unwrap(context, wrapped);
  } catch (error) {
    if (error instanceof MasterKeyAway) throw error;
    return undefined;
  }
  return master.wrap(context, key);
}

async function wrapSystemKeys(pool: pg.Pool, master: MasterKey, mark: Buffer): Promise<number> {
  const { rows } = await pool.query<{ name: string; wrapped: Buffer }>('SELECT name, wrapped FROM system_key');
  let done = 0;
  for (const { name, wrapped } of rows.filter((row) => !row.wrapped.subarray(0, mark.length).equals(mark))) {
    const context = systemKeyContext(name);
    const anew = await master.wrap(context, await master.unwrap(context, wrapped));
    done += (await pool.query('UPDATE system_key SET wrapped = $2 WHERE name = $1 AND wrapped = $3', [name, anew, wrapped])).rowCount ?? 0;
  }
  return done;
}
