// Composition for `npm run backup`: a base of the running embedded database, its log and the documents, in CARNET_BACKUP_DIR (docs/operations/backup.md).
//   (nothing)      a new base, then everything up to now; with --keep N, bases beyond the newest N and their log are then taken away
//   now            everything up to now, without a new base
//   verify         reads the whole backup, and names every piece that is not what was put there
//   keys --to DIR  copies the master key and the seal's elsewhere: never into the backup, never into the data directory

import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { adminUrlOf, bringUpToNow, pruneBackup, takeBackup, verifyBackup } from './storage/backup/index.ts';
import { openMasterKey } from './storage/index.ts';

const mostKept = 10_000;
const isInside = (inner: string, outer: string): boolean => !relative(outer, inner).startsWith('..');

export interface AskedOfBackup {
  readonly command: string | undefined;
  readonly keysTo: string | undefined;
  readonly keep: string | undefined;
}
/** `faults`: of what was verified. */
type BackupReport = Readonly<Record<string, unknown>> & { readonly faults?: readonly unknown[] };

/** Undefined: nothing such can be asked. */
export async function operateBackup(config: Config, { command, keysTo, keep }: AskedOfBackup): Promise<BackupReport | undefined> {
  const { backupDir, dataDir } = config;
  const keyFile = config.masterKeyUrl.startsWith('file:') ? fileURLToPath(config.masterKeyUrl) : undefined;
  if (command === 'keys') {
    if (keysTo === undefined) return undefined;
    const to = resolve(keysTo);
    for (const apart of [dataDir, ...(backupDir === undefined ? [] : [backupDir])])
      if (isInside(to, apart))
        throw new Error(`keys must not lie in ${apart}: with what is there, the master key opens every record, and the seal's signs any journal`);
    await mkdir(to, { recursive: true, mode: 0o700 });
    const copy = async (from: string, name: string): Promise<string> => {
      const file = join(to, `${name}-${new Date().toISOString().slice(0, 10)}.key`);
      await copyFile(from, file, constants.COPYFILE_EXCL);
      return file;
    };
    // A master key in a KMS has its own backup.
    return { ...(keyFile === undefined ? {} : { masterKey: await copy(keyFile, 'master') }), sealKey: await copy(config.sealKeyFile, 'seal') };
  }
  const keeping = keep === undefined ? undefined : Number(keep);
  if (keeping !== undefined && (command !== undefined || !Number.isInteger(keeping) || keeping < 1 || keeping > mostKept)) return undefined;
  if (backupDir === undefined) throw new Error('CARNET_BACKUP_DIR is not set: it names the directory of the backup, on another disk');
  if (keyFile !== undefined && isInside(keyFile, backupDir)) throw new Error(`${keyFile} lies in the backup: a stolen backup would open by itself`);
  if (command === 'verify') return { ...(await verifyBackup(backupDir)) };
  if (config.databaseUrl !== undefined)
    throw new Error('DATABASE_URL is yours to back up (pgBackRest: docs/operations/backup.md); the running server copies the documents every minute');
  const marking = { backup: backupDir, blobDir: fileURLToPath(config.blobUrl), adminUrl: await adminUrlOf(dataDir, config.databasePort) };
  if (command === 'now') return { ...(await bringUpToNow(marking)) };
  if (command !== undefined) return undefined;
  const { master } = openMasterKey({ url: config.masterKeyUrl, formerUrls: config.formerMasterKeyUrls, tls: config.kmsTls, mayMake: false });
  const before = performance.now();
  const { directory, manifest, mark, archived } = await takeBackup(marking, master);
  const bytes = manifest.pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  const pruned = keeping === undefined ? undefined : await pruneBackup(backupDir, keeping);
  return {
    base: directory,
    bytes,
    until: mark.at,
    documentsCopied: mark.copied,
    altered: mark.altered,
    archived,
    ms: Math.round(performance.now() - before),
    ...(pruned === undefined ? {} : { pruned }),
  };
}
