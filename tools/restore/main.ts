// npm run restore: puts a backup back into the empty data directory that the environment names (docs/operations/backup.md). Exit code: 0, 1 when it
// could not be done, 2 when the command line cannot be read.

import { operateRestore } from '@carnet/server/operate-restore';
import { Misused, runCommand } from '../command-line.ts';
import { configOf, printed } from '../config.ts';

await runCommand('restore', { from: { type: 'string' }, key: { type: 'string' }, at: { type: 'string' } }, ({ from, key, at }, positionals) => {
  if (from === undefined || positionals.length > 0 || (at !== undefined && Number.isNaN(Date.parse(at)))) throw new Misused();
  return printed(() => operateRestore(configOf(), { from, key, at: at === undefined ? undefined : new Date(at) }));
});
