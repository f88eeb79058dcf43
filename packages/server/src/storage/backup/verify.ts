// Reads a whole backup and names every piece that is not what was put there: the base, the log (no piece missing in a row), each document.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Base, bases, blobFolder, namesIn, readMark, readWalSums, segmentName, sha256Of, walFolder } from './layout.ts';

export interface Verified {
  readonly bases: number;
  readonly logPieces: number;
  readonly documents: number;
  readonly until: string | undefined;
  readonly faults: readonly string[];
}

export async function verifyBackup(backup: string): Promise<Verified> {
  const found = await bases(backup);
  const oldest = found[0];
  const log = oldest === undefined ? [] : await logFrom(backup, oldest.manifest.firstWal);
  const documents = await documentsIn(backup);
  return {
    bases: found.length,
    logPieces: log.length,
    documents: documents.length,
    until: (await readMark(backup))?.at,
    faults: [
      ...(oldest === undefined ? ['no whole base: run `npm run backup`'] : []),
      ...(await Promise.all(found.map(faultsOfBase))).flat(),
      ...(await faultsOfLog(backup, log)),
      ...(await faultsOfDocuments(documents)),
    ],
  };
}

export async function faultsOfBase({ directory, manifest }: Base): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { name, bytes, sha256 } of manifest.pieces) {
    const file = path.join(directory, name);
    const found = await stat(file).catch(() => undefined);
    if (found === undefined) faults.push(`${file}: missing`);
    else if (found.size !== bytes || (await sha256Of(file)) !== sha256) faults.push(`${file}: corrupted`);
  }
  return faults;
}

/** Names of the pieces of the log from this one on, of every timeline, with the histories. */
export async function logFrom(backup: string, first: string): Promise<readonly string[]> {
  const names = await namesIn(walFolder(backup));
  return names.filter((name) => (segmentName.test(name) && name.slice(8) >= first.slice(8)) || name.endsWith('.history')).toSorted();
}

/** A piece altered since it was noted, and a hole in a row. A piece copied since the last mark has no sum yet: its own checksums are PostgreSQL's. */
export async function faultsOfLog(backup: string, names: readonly string[]): Promise<readonly string[]> {
  const sums = await readWalSums(backup);
  const faults: string[] = [];
  for (const name of names) {
    const sum = sums.get(name);
    if (sum !== undefined && (await sha256Of(path.join(walFolder(backup), name))) !== sum) faults.push(`wal/${name}: corrupted`);
  }
  const first = names.find((name) => segmentName.test(name));
  for (const name of sums.keys())
    if (first !== undefined && segmentName.test(name) && name.slice(8) >= first.slice(8) && !names.includes(name)) faults.push(`wal/${name}: missing`);
  return faults;
}

/** Every document of the backup: its path, whose last part is its address. */
async function documentsIn(backup: string): Promise<readonly string[]> {
  const root = blobFolder(backup);
  const folders = await namesIn(root);
  const files = await Promise.all(folders.map(async (folder) => (await namesIn(path.join(root, folder))).map((name) => path.join(root, folder, name))));
  return files.flat().filter((file) => !file.endsWith('.draft'));
}

async function faultsOfDocuments(files: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const file of files) if ((await sha256Of(file)) !== path.basename(file)) faults.push(`${file}: corrupted`);
  return faults;
}
