// npm run backup: a base of the running embedded database, its log and the documents, in CARNET_BACKUP_DIR (docs/operations/backup.md).
//   (nothing)      a new base, then everything up to now
//   now            everything up to now, without a new base
//   verify         reads the whole backup, and names every piece that is not what was put there
//   keys --to DIR  copies the master key elsewhere: never into the backup, never into the data directory

import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, parseConfig } from './config.ts';
import { adminUrlOf, bringUpToNow, takeBackup, verifyBackup } from './storage/backup/index.ts';
import { openMasterKey } from './storage/index.ts';

const root = resolve(import.meta.dirname, '../../..');
const usage = 'npm run backup [-- now | verify | keys --to DIR]';
const isInside = (inner: string, outer: string): boolean => !relative(outer, inner).startsWith('..');

async function run(config: Config, command: string | undefined, keysTo: string | undefined): Promise<unknown> {
  const { backupDir, dataDir } = config;
  const keyFile = config.masterKeyUrl.startsWith('file:') ? fileURLToPath(config.masterKeyUrl) : undefined;
  if (command === 'keys') {
    if (keyFile === undefined) throw new Error('the master key is in a KMS, which has its own backup');
    if (keysTo === undefined) throw new Error(usage);
    const to = resolve(keysTo);
    for (const apart of [dataDir, ...(backupDir === undefined ? [] : [backupDir])])
      if (isInside(to, apart)) throw new Error(`the master key must not lie in ${apart}: with what is there, it opens every record`);
    await mkdir(to, { recursive: true, mode: 0o700 });
    const file = join(to, `master-${new Date().toISOString().slice(0, 10)}.key`);
    await copyFile(keyFile, file, constants.COPYFILE_EXCL);
    return { copiedTo: file };
  }
  if (backupDir === undefined) throw new Error('CARNET_BACKUP_DIR is not set: it names the directory of the backup, on another disk');
  if (keyFile !== undefined && isInside(keyFile, backupDir)) throw new Error(`${keyFile} lies in the backup: a stolen backup would open by itself`);
  if (command === 'verify') {
    const verified = await verifyBackup(backupDir);
    if (verified.faults.length > 0) process.exitCode = 1;
    return verified;
  }
  if (config.databaseUrl !== undefined)
    throw new Error('DATABASE_URL is yours to back up (pgBackRest: docs/operations/backup.md); the running server copies the documents every minute');
  const marking = { backup: backupDir, blobDir: fileURLToPath(config.blobUrl), adminUrl: await adminUrlOf(dataDir, config.databasePort) };
  if (command === 'now') return bringUpToNow(marking);
  if (command !== undefined) throw new Error(usage);
  const { master } = openMasterKey({ url: config.masterKeyUrl, formerUrls: config.formerMasterKeyUrls, tls: config.kmsTls, mayMake: false });
  const before = performance.now();
  const { directory, manifest, mark, archived } = await takeBackup(marking, master);
  if (!archived) console.error('PostgreSQL copies its log nowhere: start the server with CARNET_BACKUP_DIR to restore to later moments than this one.');
  const bytes = manifest.pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  return { base: directory, bytes, until: mark.at, documentsCopied: mark.copied, altered: mark.altered, archived, ms: Math.round(performance.now() - before) };
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } });
const read = parseConfig(process.env, root);
if (!read.ok) {
  for (const { variable, given, expected } of read.faults) console.error(`${variable} = ${given} : ${expected}`);
  process.exitCode = 2;
} else
  try {
    console.log(JSON.stringify(await run(read.config, positionals[0], values.to), undefined, 2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
