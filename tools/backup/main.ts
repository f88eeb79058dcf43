// npm run backup: a base of the running embedded database, its log and the documents, in CARNET_BACKUP_DIR (docs/operations/backup.md). Exit code:
// 0, 1 when it could not be done or something in the backup is not what was put there, 2 when the command line cannot be read.

import { operateBackup } from '@carnet/server/operate-backup';
import { Misused, runCommand } from '../command-line.ts';
import { configOf, printed } from '../config.ts';

await runCommand('backup', { to: { type: 'string' }, keep: { type: 'string' } }, ({ to, keep }, [command, ...more]) =>
  printed(async () => {
    const report = more.length > 0 ? undefined : await operateBackup(configOf(), { command, keysTo: to, keep });
    if (report === undefined) throw new Misused();
    if (report['archived'] === false)
      console.error('PostgreSQL copies its log nowhere: start the server with CARNET_BACKUP_DIR to restore to later moments than this one.');
    return report;
  }),
);
