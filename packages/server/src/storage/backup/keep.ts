// The backup kept up to date while the server runs: a mark every minute, and whether it is late (the alarm `backup`).

import { bases } from './layout.ts';
import { type Marking, askAdmin, markBackup } from './mark.ts';

/** What may be lost at most when a machine burns: the promise (RPO) of docs/operations/backup.md, in ms. */
const promisedMs = 5 * 60_000;

export interface KeptBackup {
  /** Rejects when the backup could not be brought up to now, or when nothing could be restored from it. */
  run(): Promise<void>;
  late(): boolean;
}

/** `onAltered` hears of each document of the store whose bytes are no longer its own, found while copying. */
export function keptBackup(marking: Marking, onAltered: (address: string) => void): KeptBackup {
  let upToDateAt = performance.now();
  return {
    async run() {
      const { altered } = await markBackup(marking);
      for (const address of altered) onAltered(address);
      if (marking.adminUrl !== undefined) {
        await refuseStuckLog(marking.adminUrl);
        if ((await bases(marking.backup)).length === 0) throw new Error('nothing can be restored before a first `npm run backup`');
      }
      upToDateAt = performance.now();
    },
    late: () => performance.now() - upToDateAt > promisedMs,
  };
}

async function refuseStuckLog(adminUrl: string): Promise<void> {
  const [log] = await askAdmin<{ stuck: boolean }>(
    adminUrl,
    'SELECT coalesce(last_failed_time > coalesce(last_archived_time, last_failed_time - interval $$1 s$$), false) AS stuck FROM pg_stat_archiver',
  );
  if (log?.stuck === true) throw new Error('PostgreSQL cannot copy its log to the backup: its own log says why');
}
