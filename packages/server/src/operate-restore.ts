// Composition for `npm run restore -- --from BACKUP [--key FILE] [--at 2026-11-22T09:30:00Z]`: puts a backup back into the empty data directory that the
// environment names (CARNET_DATA_DIR, CARNET_BLOB_URL, CARNET_MASTER_KEY_FILE). The key comes from where the server reads it, or from --key,
// which is then copied there. Afterwards `npm start` serves what was restored.

import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Config } from './config.ts';
import { CannotRestore, restore } from './storage/backup/index.ts';
import { openMasterKey } from './storage/index.ts';

export interface AskedOfRestore {
  readonly from: string;
  readonly key: string | undefined;
  readonly at: Date | undefined;
}

export async function operateRestore(config: Config, { from, key, at }: AskedOfRestore): Promise<Readonly<Record<string, unknown>>> {
  const url = key === undefined ? config.masterKeyUrl : pathToFileURL(resolve(key)).href;
  if (url.startsWith('file:') && !existsSync(fileURLToPath(url))) throw new CannotRestore(`${fileURLToPath(url)}: no master key there, name it with --key`);
  const { master } = openMasterKey({ url, formerUrls: config.formerMasterKeyUrls, tls: config.kmsTls, mayMake: false });
  const before = performance.now();
  const restored = await restore({
    backup: resolve(from),
    postgresDir: join(config.dataDir, 'postgres'),
    blobDir: fileURLToPath(config.blobUrl),
    master,
    at: at?.getTime(),
  });
  if (key !== undefined && config.masterKeyUrl.startsWith('file:') && !existsSync(fileURLToPath(config.masterKeyUrl))) {
    const place = fileURLToPath(config.masterKeyUrl);
    await mkdir(dirname(place), { recursive: true });
    await copyFile(key, place, constants.COPYFILE_EXCL);
    await chmod(place, 0o600);
  }
  return { ...restored, ms: Math.round(performance.now() - before) };
}
