// What a backup directory holds. Nothing in it opens without the master key, which never lies there.
//   base/<moment>/   one whole copy of the database (base.tar.gz), PostgreSQL's own list of its files (backup_manifest), ours (manifest.json)
//   wal/             every finished piece of the write-ahead log, written by PostgreSQL; wal.sha256 beside it, in the format of sha256sum
//   blobs/           the sealed bytes of documents, under the same addresses as in the store: each is the SHA-256 of its bytes
//   mark.json        until when documents and database are known to be whole together

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface Piece {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}
export interface BaseManifest {
  readonly format: 1;
  /** When the copy was whole: a restore can go to this moment or to any later one. ISO 8601. */
  readonly takenAt: string;
  /** Where the log stood then. */
  readonly lsn: string;
  readonly timeline: number;
  /** First piece of the log a restore from here reads. */
  readonly firstWal: string;
  readonly pieces: readonly Piece[];
  /** A random secret wrapped by the master key, and the SHA-256 of that secret: tells a wrong key before anything is written. Hexadecimal. */
  readonly keyCheck: { readonly wrapped: string; readonly sha256: string };
}
export interface Mark {
  readonly at: string;
  /** Rows committed before this place in the log have their documents here. Undefined: the database is backed up by other means. */
  readonly lsn?: string;
}

export const keyCheckContext = 'carnet/backup';
export const baseFolder = (backup: string): string => path.join(backup, 'base');
export const walFolder = (backup: string): string => path.join(backup, 'wal');
export const walSumsFile = (backup: string): string => path.join(backup, 'wal.sha256');
export const blobFolder = (backup: string): string => path.join(backup, 'blobs');
export const markFile = (backup: string): string => path.join(backup, 'mark.json');
/** A segment of the log, or the history of a timeline: nothing else is read from wal/. */
export const walName = /^(?:[0-9A-F]{24}|[0-9A-F]{8}\.history)$/;
export const segmentName = /^[0-9A-F]{24}$/;

/** Of a base that is being taken away: no longer one. */
export const goingPrefix = '.going-';

export interface Base {
  readonly directory: string;
  readonly manifest: BaseManifest;
}

/** Whole bases, oldest first: one that was cut short has no manifest, and is none. */
export async function bases(backup: string): Promise<readonly Base[]> {
  const found: Base[] = [];
  for (const name of (await namesIn(baseFolder(backup))).toSorted()) {
    if (name.startsWith(goingPrefix)) continue;
    const directory = path.join(baseFolder(backup), name);
    const text = await readFile(path.join(directory, 'manifest.json'), 'utf8').catch(absent);
    if (text !== undefined) found.push({ directory, manifest: JSON.parse(text) as BaseManifest });
  }
  return found;
}

export async function readMark(backup: string): Promise<Mark | undefined> {
  const text = await readFile(markFile(backup), 'utf8').catch(absent);
  return text === undefined ? undefined : (JSON.parse(text) as Mark);
}

/** SHA-256 of each piece of the log that was noted, by its name. */
export async function readWalSums(backup: string): Promise<ReadonlyMap<string, string>> {
  const text = (await readFile(walSumsFile(backup), 'utf8').catch(absent)) ?? '';
  return new Map(text.split('\n').flatMap((line) => (line === '' ? [] : [[line.slice(66).replace(/^wal\//, ''), line.slice(0, 64)] as const])));
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(absent)) ?? [];
}

export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

/** Whole or not at all, and on disk when it resolves. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
