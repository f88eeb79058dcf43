// Takes away bases beyond the newest so many, and the log that only they needed. Never before the newest base reads whole: pruning is the one
// act that can leave nothing to restore from. Documents stay: a restore to any kept moment may need them, and nothing tells since when not.

import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { baseFolder, bases, goingPrefix, namesIn, readWalSums, segmentName, syncFolder, walFolder, walSumsFile, writeWhole } from './layout.ts';
import { faultsOfBase } from './verify.ts';

export interface Pruned {
  readonly bases: number;
  readonly logPieces: number;
  /** What a restore can go back to from now on. */
  readonly oldest: string;
}

/** `keep`: one at least. Throws when the newest base is not whole. */
export async function pruneBackup(backup: string, keep: number): Promise<Pruned> {
  const found = await bases(backup);
  const newest = found.at(-1);
  const faults = newest === undefined ? ['there is no whole base'] : await faultsOfBase(newest);
  if (faults.length > 0) throw new Error(`nothing is pruned: ${faults.join('; ')}`);
  const kept = found.slice(-keep);
  const oldest = kept[0]!;
  for (const { directory } of found.slice(0, -keep)) {
    // Renamed first: cut short, it is no base, and the next run takes the rest away.
    const going = path.join(baseFolder(backup), `${goingPrefix}${path.basename(directory)}`);
    await rename(directory, going);
  }
  for (const name of await namesIn(baseFolder(backup))) if (name.startsWith(goingPrefix)) await rm(path.join(baseFolder(backup), name), { recursive: true });
  await syncFolder(baseFolder(backup));
  // Of every timeline: the place in the log is what follows its number.
  const first = oldest.manifest.firstWal.slice(8);
  const needless = (await namesIn(walFolder(backup))).filter((name) => segmentName.test(name) && name.slice(8) < first);
  for (const name of needless) await rm(path.join(walFolder(backup), name));
  const gone = new Set(needless);
  const sums = [...(await readWalSums(backup))].filter(([name]) => !gone.has(name));
  await writeWhole(walSumsFile(backup), sums.map(([name, sum]) => `${sum}  wal/${name}\n`).join(''));
  return { bases: found.length - kept.length, logPieces: needless.length, oldest: oldest.manifest.takenAt };
}
