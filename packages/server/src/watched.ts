// What is looked at to tell how the server is doing, and what each look means: the looks of jobs/watch-over.ts over this server's parts.

import { jumpedAt } from './clock.ts';
import type { Mode } from './interfaces/operations/alarms.ts';
import type { Look } from './jobs/watch-over.ts';
import { type Storage, absentFolderCode, refuseWhenNearlyFull, tryDisk } from './storage/index.ts';

export interface Watched {
  readonly storage: Storage;
  readonly blobDir: string;
  /** Every disk the server fills: of documents, and of the embedded database. */
  readonly disks: readonly string[];
  /** Undefined: no backup directory was given. */
  readonly backupLate: (() => boolean) | undefined;
}

/** One document kept takes a few milliseconds; a disk this slow makes every deposit wait. */
const slowDiskMs = 1_000;
const databaseAnswersWithinMs = 3_000;
/** How long a jump of the clock stays told, in ms. */
const jumpToldMs = 15 * 60_000;
const damageLookedAtEveryMs = 30_000;

export function looksAt({ storage, blobDir, disks, backupLate }: Watched): readonly Look<Mode>[] {
  let waitedBefore = false;
  let lookedAtDamage = Number.NEGATIVE_INFINITY;
  let damage = 0;
  return [
    { finds: ['database'], silent: 'database', look: () => storage.ask(databaseAnswersWithinMs).then(() => []) },
    {
      finds: ['pool'],
      silent: 'pool',
      look: async () => {
        const { waitingCount, idleCount, totalCount, options } = storage.pool;
        const waits = waitingCount > 0 && idleCount === 0 && totalCount >= (options.max ?? 0);
        // Twice in a row: a burst is not an alarm.
        const both = waits && waitedBefore;
        waitedBefore = waits;
        return both ? ['pool'] : [];
      },
    },
    {
      finds: ['disk-full', 'disk-missing', 'disk-read-only', 'disk-slow'],
      silent: 'disk-slow',
      look: async () => {
        try {
          await refuseWhenNearlyFull(disks);
          return (await tryDisk(blobDir)) > slowDiskMs ? ['disk-slow'] : [];
        } catch (error) {
          const { code = '' } = error as NodeJS.ErrnoException;
          if (code === 'ENOSPC' || code === 'EDQUOT') return ['disk-full'];
          if (code === 'EROFS') return ['disk-read-only'];
          if (code === absentFolderCode) return ['disk-missing'];
          throw error;
        }
      },
    },
    {
      finds: ['content'],
      silent: 'content',
      look: async () => {
        // Found by reading: between two looks, only what was found meanwhile is new.
        const found = storage.blobs.damagedCount();
        if (found !== damage || performance.now() - lookedAtDamage > damageLookedAtEveryMs) {
          lookedAtDamage = performance.now();
          damage = (await storage.blobs.stillDamaged()).length;
        }
        return damage > 0 ? ['content'] : [];
      },
    },
    {
      finds: ['clock'],
      silent: 'clock',
      look: async () => {
        const jumped = jumpedAt();
        return jumped !== undefined && performance.now() - jumped < jumpToldMs ? ['clock'] : [];
      },
    },
    ...(backupLate === undefined
      ? []
      : [{ finds: ['backup'] as const, silent: 'backup' as const, look: async () => (backupLate() ? ['backup' as const] : []) }]),
  ];
}
