// Has PostgreSQL read the log from a base up to a moment, alone on a socket that nobody else reaches; gives it new passwords (the old ones
// stayed on the machine that was lost), asks it what it then holds, and stops it.

import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { MasterKey } from '../master-key/index.ts';
import { end, findBinaries, isAlive, launch, restoreSymlinks, unprivilegedAccount } from '../postgres/embedded-process.ts';

/** Neither: to the end of the log. */
export interface Target {
  readonly time?: string;
  readonly lsn?: string;
}
export interface Recovered {
  /** Of both roles, drawn anew. */
  readonly password: string;
  /** Of the last change kept, ISO 8601. */
  readonly until: string | undefined;
  /** Of every document that some entry names. */
  readonly addresses: readonly string[];
}

const socketPort = 5432;
/** PostgreSQL's own words when nothing in the log comes after the moment asked for: then all of it comes before. */
const endedBefore = 'recovery ended before configured recovery target was reached';

/** `dir` is unpacked, with the log in its pg_wal. */
export async function recover(dir: string, target: Target, master: MasterKey): Promise<Recovered> {
  const account = unprivilegedAccount();
  const binaries = findBinaries();
  restoreSymlinks(binaries.root);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'carnet-restore-'));
  const access = path.join(scratch, 'pg_hba.conf');
  writeFileSync(access, 'local all all trust\n');
  writeFileSync(path.join(dir, 'recovery.signal'), '');
  if (account !== undefined) for (const file of [scratch, access, path.join(dir, 'recovery.signal')]) chownSync(file, account.uid, account.gid);
  chmodSync(scratch, 0o700);
  const settings = (to: Target): Readonly<Record<string, string>> => ({
    listen_addresses: '',
    unix_socket_directories: scratch,
    hba_file: access,
    archive_mode: 'off',
    // What is needed of the log is already in pg_wal, checked.
    restore_command: 'false',
    recovery_target_action: 'promote',
    recovery_target_timeline: 'latest',
    ...(to.time === undefined ? {} : { recovery_target_time: to.time.replace('T', ' ').replace('Z', '+00') }),
    ...(to.lsn === undefined ? {} : { recovery_target_lsn: to.lsn }),
  });
  const log = `${dir}.log`;
  rmSync(log, { force: true });
  let pid = 0;
  const start = async (to: Target): Promise<pg.Client> => {
    const child = launch(binaries, dir, socketPort, account, settings(to));
    pid = child.pid ?? 0;
    return untilRecovered(scratch, () => child.exitCode === null && child.signalCode === null);
  };
  try {
    const client = await start(target)
      .catch((error: unknown) => {
        if (!readFileSync(log, 'utf8').includes(endedBefore)) throw error;
        return start({});
      })
      .catch((cause: unknown) => {
        throw new Error(`PostgreSQL could not bring the database back; its last words:\n${readFileSync(log, 'utf8').slice(-2_000)}`, { cause });
      });
    try {
      return await settle(client, master);
    } finally {
      await client.end();
    }
  } finally {
    if (pid !== 0 && isAlive(pid)) await end(pid);
    rmSync(scratch, { recursive: true, force: true });
    rmSync(log, { force: true });
  }
}

/** However long the log is: as long as the process lives it is reading. */
async function untilRecovered(socket: string, lives: () => boolean): Promise<pg.Client> {
  while (lives()) {
    const client = new pg.Client({ host: socket, port: socketPort, user: 'postgres', database: 'carnet' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ busy: boolean }>('SELECT pg_is_in_recovery() AS busy');
      if (rows[0]?.busy === false) return client;
      await client.end();
    } catch (error) {
      if (!/ENOENT|ECONNREFUSED|ECONNRESET|starting up|not yet accepting|Connection terminated/.test(String(error))) throw error;
    }
    await pause(100);
  }
  throw new Error('the database stopped while it read its log');
}

async function settle(client: pg.Client, master: MasterKey): Promise<Recovered> {
  const password = randomBytes(32).toString('base64url');
  for (const role of ['postgres', 'carnet_owner']) await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`);
  const until = await client.query<{ at: Date | null }>('SELECT pg_last_xact_replay_timestamp() AS at');
  const { rows } = await client.query<{ address: string }>(`SELECT DISTINCT encode(blob_address, 'hex') AS address FROM document_entry`);
  const dossiers = await client.query<{ id: string; wrapped: Buffer }>(
    'SELECT dossier_id AS id, wrapped_key AS wrapped FROM dossier WHERE wrapped_key IS NOT NULL LIMIT 1',
  );
  for (const { id, wrapped } of dossiers.rows) await master.unwrap(id, wrapped);
  return { password, until: until.rows[0]?.at?.toISOString(), addresses: rows.map(({ address }) => address) };
}
