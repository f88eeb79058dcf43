// npm run populate -- --dossiers 100000 [--seed 7] [--data DIR]: a believable region in the database of a running sandbox. One process for each
// processor; stopped at any moment and run again, it goes on where it was and ends the same. Exit code: 0, 2 when it could not be done.

import { populateWording as words } from '@carnet/contract/wording';
import { OtherRegion, type Populated, runPopulate } from '@carnet/server/operate-populate';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Misused, runCommand } from '../command-line.ts';
import { configOf } from '../config.ts';
import { databaseOf } from '../database.ts';

const progressEveryMs = 2_000;
/** Two of a large machine's serve whoever else is there. */
const processesMaximum = 8;

const options = { dossiers: { type: 'string' }, seed: { type: 'string', default: '7' }, data: { type: 'string' }, share: { type: 'string' } } as const;

await runCommand('populate', options, async (values) => {
  const [dossiers, seed] = [Number(values.dossiers), Number(values.seed)];
  if (!(Number.isInteger(dossiers) && dossiers > 0 && dossiers <= 390_000 && Number.isInteger(seed))) throw new Misused();
  const config = configOf(values.data);
  const { dataDir } = config;
  if (!existsSync(join(dataDir, 'postgres/postmaster.pid'))) throw new Error(words.notRunning(dataDir));
  const databaseUrl = databaseOf(dataDir, process.env)!;
  const [number, of] = (values.share ?? `0/${Math.min(availableParallelism(), processesMaximum)}`).split('/').map(Number) as [number, number];
  // Whoever began it is gone: so is this share.
  process.once('disconnect', () => process.exit(2));
  const begun = performance.now();
  const done: Populated[] = [];
  let said = performance.now();
  const tell = (share: number, one: Populated): void => {
    done[share] = one;
    if (performance.now() - said < progressEveryMs) return;
    said = performance.now();
    const all = sumOf(done);
    console.error(words.progress(all.dossiers, dossiers, all.documents, (all.dossiers - all.already) / ((said - begun) / 1_000)));
  };
  const others: ChildProcess[] = [];
  const start = (share: number): void => {
    const child = fork(import.meta.filename, [...process.argv.slice(2), '--share', `${share}/${of}`]);
    child.on('message', (one) => tell(share, one as Populated));
    others.push(child);
  };
  const own = await runPopulate(
    { config, databaseUrl, dataDir, alarm: ({ place, reference }) => console.error(`${place} ${reference}`) },
    { dossiers, seed, lived: true, share: { number, of } },
    (one) => {
      if (process.send !== undefined) process.send(one);
      // Once the first batch is there, so is what the others read of the region.
      else if (others.length === 0) for (let share = 1; share < of; share++) start(share);
      if (process.send === undefined) tell(0, one);
    },
  ).catch((error: Error) => {
    throw error instanceof OtherRegion ? new Error(words.otherRegion(error.seed)) : error;
  });
  done[number] = own;
  for (const child of others) if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (others.some(({ exitCode }) => exitCode !== 0)) throw new Error(words.stopped);
  if (process.send !== undefined) {
    process.removeAllListeners('disconnect');
    process.disconnect();
    return 0;
  }
  const { fr, en } = words.done(sumOf(done), (performance.now() - begun) / 1_000);
  console.log(`${fr}\n${en}`);
  return 0;
});

function sumOf(shares: readonly Populated[]): Populated {
  return shares
    .filter((one) => one !== undefined)
    .reduce((sum, { dossiers, documents, already }) => ({
      dossiers: sum.dossiers + dossiers,
      documents: sum.documents + documents,
      already: sum.already + already,
    }));
}
