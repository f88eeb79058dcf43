// Takes a base: a whole copy of the running embedded database, made and listed by PostgreSQL itself (BASE_BACKUP of its replication protocol,
// what pg_basebackup speaks), then brings documents and log up to the same moment. Nothing stops meanwhile.

import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { MasterKey } from '../master-key/index.ts';
import { unprivilegedAccount } from '../postgres/embedded-process.ts';
import { type BaseManifest, baseFolder, keyCheckContext, sha256Of, syncFolder, writeWhole } from './layout.ts';
import { type Marked, type Marking, askAdmin, markBackup } from './mark.ts';

export interface Taken {
  readonly directory: string;
  readonly manifest: BaseManifest;
  readonly mark: Marked;
  /** False: PostgreSQL copies its log nowhere, and only this moment can be restored. */
  readonly archived: boolean;
}

const archivedWithinMs = 60_000;

export async function takeBackup(marking: Marking & { readonly adminUrl: string }, master: MasterKey): Promise<Taken> {
  const { backup, adminUrl } = marking;
  const account = unprivilegedAccount();
  const name = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const draft = path.join(baseFolder(backup), `.${name}.draft`);
  await mkdir(baseFolder(backup), { recursive: true, mode: 0o700 });
  // PostgreSQL makes the folder of its copy itself, as the account it runs as.
  if (account !== undefined) for (const folder of [backup, baseFolder(backup)]) await chown(folder, account.uid, account.gid);
  try {
    const { start, end, timeline, segmentBytes } = await copyDatabase(adminUrl, draft);
    const pieces = await Promise.all(
      ['base.tar.gz', 'backup_manifest'].map(async (piece) => {
        const file = path.join(draft, piece);
        return { name: piece, bytes: (await stat(file)).size, sha256: await sha256Of(file) };
      }),
    );
    const manifest: BaseManifest = {
      format: 1,
      takenAt: new Date().toISOString(),
      lsn: end,
      timeline,
      firstWal: segmentOf(start, timeline, segmentBytes),
      pieces,
      keyCheck: await newKeyCheck(master),
    };
    await writeWhole(path.join(draft, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    const directory = path.join(baseFolder(backup), name);
    await rename(draft, directory);
    await syncFolder(baseFolder(backup));
    return { directory, manifest, ...(await bringUpToNow(marking)) };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Documents, then the log: closes its current piece and waits until PostgreSQL has copied it. */
export async function bringUpToNow(marking: Marking & { readonly adminUrl: string }): Promise<Pick<Taken, 'mark' | 'archived'>> {
  const { adminUrl } = marking;
  const [on] = await askAdmin<{ archiving: boolean }>(adminUrl, `SELECT current_setting('archive_mode') <> 'off' AS archiving`);
  const mark = await markBackup(marking);
  if (on?.archiving !== true) return { mark, archived: false };
  // Something of the log first: an empty piece is not closed, and a restore looks for what comes after the mark.
  await askAdmin(adminUrl, `SELECT pg_logical_emit_message(true, 'carnet', 'backup')`);
  const [closed] = await askAdmin<{ piece: string }>(adminUrl, 'SELECT pg_walfile_name(pg_switch_wal()) AS piece');
  const deadline = performance.now() + archivedWithinMs;
  while (performance.now() < deadline) {
    const [done] = await askAdmin<{ done: boolean }>(
      adminUrl,
      `SELECT coalesce(last_archived_wal >= ${pg.escapeLiteral(closed!.piece)}, false) AS done FROM pg_stat_archiver`,
    );
    if (done?.done === true) {
      // The piece just copied gets its sum too.
      await markBackup(marking);
      return { mark, archived: true };
    }
    await pause(200);
  }
  throw new Error(`PostgreSQL did not copy its log within ${archivedWithinMs / 1000} s: its own log says why`);
}

interface Copied {
  readonly start: string;
  readonly end: string;
  readonly timeline: number;
  readonly segmentBytes: bigint;
}

async function copyDatabase(adminUrl: string, target: string): Promise<Copied> {
  const [sizes] = await askAdmin<{ bytes: string }>(adminUrl, `SELECT setting AS bytes FROM pg_settings WHERE name = 'wal_segment_size'`);
  const client = new pg.Client({ connectionString: adminUrl, replication: 'true' } as pg.ClientConfig);
  await client.connect();
  try {
    // Its tables are read with their checksums: a corrupted page fails the backup, and is named.
    const answers = (await client.query(
      `BASE_BACKUP (LABEL 'carnet', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256',
        TARGET 'server', TARGET_DETAIL ${pg.escapeLiteral(target)}, COMPRESSION 'gzip', COMPRESSION_DETAIL 'level=1')`,
    )) as unknown as readonly { readonly rows: readonly { readonly recptr?: string; readonly tli?: string }[] }[];
    const places = answers.flatMap(({ rows }) => rows.filter((row) => row.recptr !== undefined));
    return { start: places[0]!.recptr!, end: places.at(-1)!.recptr!, timeline: Number(places.at(-1)!.tli), segmentBytes: BigInt(sizes!.bytes) };
  } finally {
    await client.end();
  }
}

/** `1/2C000028` is two hexadecimal halves of one number of bytes. */
export const bytesOfLsn = (lsn: string): bigint => {
  const [high, low] = lsn.split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};

/** The name of the piece of the log that holds this place: timeline, then its number in two halves. */
export function segmentOf(lsn: string, timeline: number, segmentBytes: bigint): string {
  const number = bytesOfLsn(lsn) / segmentBytes;
  const perHalf = 0x1_0000_0000n / segmentBytes;
  const hex = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0');
  return `${hex(BigInt(timeline))}${hex(number / perHalf)}${hex(number % perHalf)}`;
}

async function newKeyCheck(master: MasterKey): Promise<BaseManifest['keyCheck']> {
  const secret = randomBytes(32);
  return { wrapped: (await master.wrap(keyCheckContext, secret)).toString('hex'), sha256: createHash('sha256').update(secret).digest('hex') };
}

/** Rejects unless this key wrapped what this base holds. */
export async function refuseWrongKey({ keyCheck }: BaseManifest, master: MasterKey): Promise<void> {
  const secret = await master.unwrap(keyCheckContext, Buffer.from(keyCheck.wrapped, 'hex')).catch((cause: unknown) => {
    throw new Error('this master key is not the one this backup was taken with', { cause });
  });
  if (createHash('sha256').update(secret).digest('hex') !== keyCheck.sha256) throw new Error('this master key is not the one this backup was taken with');
}

/** Where the embedded database of this data directory answers, as its superuser. */
export async function adminUrlOf(dataDir: string, port: number): Promise<string> {
  const password = (await readFile(path.join(dataDir, 'postgres.password'), 'utf8')).trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/carnet`;
}
