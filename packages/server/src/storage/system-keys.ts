// The keys of no dossier (blind indexes, accounts and sessions): random, wrapped by the master key, in a table of two rows. Rotating the
// master key wraps them anew and changes no index. A database made when they were derived from the master key file keeps those it had.

import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { keyBytes } from './aes-gcm.ts';
import { type MasterKey, MasterKeyAway } from './master-key/master-key.ts';
import { inTransaction } from './postgres/transactions.ts';
import type { SystemKeys } from './vault.ts';

export const systemKeyContext = (name: string): string => `system|${name}`;
/** Anything that was found or sealed with a system key: the database is not new. */
const inUse = `SELECT EXISTS (SELECT FROM ins_directory) OR EXISTS (SELECT FROM account) OR EXISTS (SELECT FROM habilitation_matrix)
  OR EXISTS (SELECT FROM system_secret) OR EXISTS (SELECT FROM trace_head) AS "inUse"`;
/** Any constant serves, as long as no other lock of this database takes it. */
const lockKey = 7_230_114_003;

/** Two servers that start together make them once. */
export function openSystemKeys(pool: pg.Pool, master: MasterKey): Promise<SystemKeys> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const { rows } = await client.query<{ name: string; wrapped: Buffer }>('SELECT name, wrapped FROM system_key');
    const known = new Map(rows.map(({ name, wrapped }) => [name, wrapped]));
    const first = await client.query<{ inUse: boolean }>(inUse);
    const obtain = async (name: string): Promise<Buffer> => {
      const wrapped = known.get(name);
      if (wrapped !== undefined) return unwrapped(master, systemKeyContext(name), wrapped);
      const key = first.rows[0]?.inUse === true ? await formerly(client, master, name) : randomBytes(keyBytes);
      await client.query('INSERT INTO system_key (name, wrapped) VALUES ($1, $2)', [name, await master.wrap(systemKeyContext(name), key)]);
      return key;
    };
    return { blindIndex: await obtain('blind-index'), directory: await obtain('directory') };
  });
}

const wrongMaster = (cause: unknown): Error =>
  cause instanceof MasterKeyAway
    ? cause
    : new Error('the master key does not open this database: it is another one, or a generation is missing from it (docs/operations/keys.md)', { cause });

const unwrapped = (master: MasterKey, context: string, wrapped: Buffer): Promise<Buffer> =>
  master.unwrap(context, wrapped).catch((cause: unknown) => {
    throw wrongMaster(cause);
  });

/** The key this database was begun with: of that file and of no other, which a record's key proves. */
async function formerly(client: pg.PoolClient, master: MasterKey, name: string): Promise<Buffer> {
  const key = await master.derived?.(name);
  if (key === undefined)
    throw new Error('this database was begun with a master key file: give that file too, in CARNET_FORMER_MASTER_KEY_URLS (docs/operations/keys.md)');
  const { rows } = await client.query<{ id: string; wrapped: Buffer }>('SELECT dossier_id AS id, wrapped_key AS wrapped FROM dossier LIMIT 1');
  if (rows[0] !== undefined) await unwrapped(master, rows[0].id, rows[0].wrapped);
  return key;
}
