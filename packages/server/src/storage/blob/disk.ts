// What a disk may do to us: fill up, refuse to write, or not answer at all. Every wait has an end here, so that no request hangs on it.

import { randomUUID } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';

/**
 * Deposits stop while this much is still free: PostgreSQL needs room to go on writing its log and the traces of those who read, and a disk
 * filled to the last byte would stop both.
 */
export const depositReserveBytes = 256 * 1024 * 1024;
/** Copies to take away stop long before: they wait, and care does not. */
export const exportReserveBytes = 2 * 1024 * 1024 * 1024;
/** A disk that takes longer to keep or give one document is taken for gone; what it was doing may still end, as an orphan. */
const answersWithinMs = 10_000;

/** Rejects with ETIMEDOUT when `act` takes too long; `act` itself cannot be called back. */
export async function withinTime<T>(act: Promise<T>, milliseconds: number = answersWithinMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('the disk did not answer in time'), { code: 'ETIMEDOUT' })), milliseconds);
  });
  try {
    return await Promise.race([act, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of a folder of documents that is no longer there: moved, or its disk unmounted. It is never made anew by a deposit, in a place that is not its own. */
export const absentFolderCode = 'DOSSIER_DE_STOCKAGE_ABSENT';

/** Rejects with ENOSPC when one of these disks has come down to its reserve, with `absentFolderCode` when it is not there. */
export async function refuseWhenNearlyFull(directories: readonly string[], reserveBytes: number = depositReserveBytes): Promise<void> {
  for (const directory of directories) {
    const { bavail, bsize } = await statfs(directory).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? Object.assign(new Error('the folder of documents is not there', { cause: error }), { code: absentFolderCode }) : error;
    });
    if (bavail * bsize < reserveBytes) throw Object.assign(new Error('the disk has come down to its reserve'), { code: 'ENOSPC' });
  }
}

/** What those disks had room for a second ago they have room for now: the reserve is many seconds of deposits. A refusal is not remembered. */
const roomKnownMs = 1_000;
export interface Room {
  ensure(): Promise<void>;
  /** What was there may no longer be. */
  forget(): void;
}
export function roomOn(directories: readonly string[], reserveBytes?: number): Room {
  let knownUntil = 0;
  return {
    async ensure() {
      if (performance.now() < knownUntil) return;
      await withinTime(refuseWhenNearlyFull(directories, reserveBytes));
      knownUntil = performance.now() + roomKnownMs;
    },
    forget: () => {
      knownUntil = 0;
    },
  };
}

/** Writes, syncs and removes a small file: how long it took, in ms. Rejects as a deposit would. */
export async function tryDisk(directory: string): Promise<number> {
  const before = performance.now();
  const file = path.join(directory, `.probe-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.write('carnet');
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(file, { force: true });
  }
  return performance.now() - before;
}
