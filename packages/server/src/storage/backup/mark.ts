// Brings the backup up to now, every minute: documents not yet there are copied (each checked against its address), new pieces of the log are
// noted with their SHA-256, then the mark says until when both are whole. A document is written before the row that names it: so what the log
// held before the documents were listed finds all of its bytes.

import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import {
  type Mark,
  blobFolder,
  markFile,
  namesIn,
  readMark,
  readWalSums,
  sha256Of,
  syncFolder,
  walFolder,
  walName,
  walSumsFile,
  writeWhole,
} from './layout.ts';

export interface Marking {
  readonly backup: string;
  readonly blobDir: string;
  /** Superuser of the embedded database; undefined: the database is backed up by other means. */
  readonly adminUrl: string | undefined;
}
export interface Marked extends Mark {
  readonly copied: number;
  /** Addresses of the store whose bytes are no longer theirs: left out, and never over a good copy. */
  readonly altered: readonly string[];
}

/** Folders changed since this long before the last mark are looked at again: a file may be renamed into its folder while it is being listed. */
const overlapMs = 5_000;
const address = /^[0-9a-f]{64}$/;

export async function markBackup({ backup, blobDir, adminUrl }: Marking): Promise<Marked> {
  const last = await readMark(backup);
  const at = new Date();
  const lsn = adminUrl === undefined ? undefined : await placeInLog(adminUrl);
  const copying = await copyDocuments(blobDir, blobFolder(backup), last === undefined ? 0 : Date.parse(last.at) - overlapMs);
  await noteLog(backup);
  const mark: Mark = { at: at.toISOString(), ...(lsn === undefined ? {} : { lsn }) };
  await writeWhole(markFile(backup), `${JSON.stringify(mark)}\n`);
  return { ...mark, ...copying };
}

async function placeInLog(adminUrl: string): Promise<string> {
  const rows = await askAdmin<{ lsn: string }>(adminUrl, 'SELECT pg_current_wal_insert_lsn()::text AS lsn');
  return rows[0]!.lsn;
}

export async function askAdmin<Row extends pg.QueryResultRow>(adminUrl: string, text: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Copies what is missing, from the folders of the store that changed since then. */
async function copyDocuments(from: string, to: string, changedSince: number): Promise<Pick<Marked, 'copied' | 'altered'>> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  let copied = 0;
  const altered: string[] = [];
  for (const folder of await namesIn(from)) {
    const source = path.join(from, folder);
    if (!/^[0-9a-f]{3}$/.test(folder) || (await stat(source)).mtimeMs < changedSince) continue;
    const target = path.join(to, folder);
    const there = new Set(await namesIn(target));
    const missing = (await namesIn(source)).filter((name) => address.test(name) && !there.has(name));
    if (missing.length === 0) continue;
    await mkdir(target, { recursive: true, mode: 0o700 });
    for (const name of missing) {
      const whole = await copyDocument(path.join(source, name), path.join(target, name));
      if (whole) copied += 1;
      else altered.push(name);
    }
    await syncFolder(target);
  }
  if (copied > 0) await syncFolder(to);
  return { copied, altered };
}

/** On disk and equal to its name, or not there at all: false. */
export async function copyDocument(from: string, to: string): Promise<boolean> {
  const draft = `${to}.draft`;
  // A file system that can share the bytes of both does.
  await copyFile(from, draft, constants.COPYFILE_FICLONE);
  if ((await sha256Of(draft)) !== path.basename(to)) {
    await rm(draft);
    return false;
  }
  const handle = await open(draft, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, to);
  return true;
}

/** PostgreSQL keeps no sum of what it archived; this is where a later flip would be seen. */
async function noteLog(backup: string): Promise<void> {
  const sums = new Map(await readWalSums(backup));
  const fresh = (await namesIn(walFolder(backup))).filter((name) => walName.test(name) && !sums.has(name));
  if (fresh.length === 0) return;
  for (const name of fresh) sums.set(name, await sha256Of(path.join(walFolder(backup), name)));
  const lines = [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, sum]) => `${sum}  wal/${name}\n`);
  await writeWhole(walSumsFile(backup), lines.join(''));
}
