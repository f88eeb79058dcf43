// kill -9 in the middle of deposits: of the server, of the database, of both, each in turn, at a moment that differs from run to run.
// Half-sent, half-written and half-answered deposits are under way when it falls. `npm run drill -- kill --runs 50`.

import { once } from 'node:events';
import { join } from 'node:path';
import { postmasterOf } from '../bench/processes.ts';
import { startSandbox, unlimited } from '../sandbox-server/index.ts';
import { World } from './world.ts';

/** Enough for a record's list to stay on one page, however long the drill. */
const patients = 16;
const victims = ['server', 'database', 'both'] as const;
export type Victim = (typeof victims)[number];

/** Deposits until `enough` are acknowledged, kills, lets what is under way break, and has it serve again. How long that took, in ms. */
export async function killDuring(world: World, victim: Victim, enough: number): Promise<number> {
  let fell = 0;
  const { server } = world;
  const kill = (): void => {
    fell = performance.now();
    if (victim !== 'database') server.process.kill('SIGKILL');
    if (victim !== 'server') process.kill(postmasterOf(join(server.dataDir, 'postgres'))!, 'SIGKILL');
  };
  const watch = setInterval(() => {
    if (fell === 0 && world.acknowledged.size >= enough) kill();
  }, 2);
  await world.depositUntil(enough + 12);
  clearInterval(watch);
  if (fell === 0) throw new Error('nothing was killed: fewer deposits than asked were acknowledged');
  if (victim === 'database') await world.untilReady();
  else {
    if (server.process.exitCode === null && server.process.signalCode === null) await once(server.process, 'exit');
    await world.restart();
  }
  return performance.now() - fell;
}

export interface KillReport {
  readonly runs: number;
  readonly acknowledged: number;
  readonly faults: readonly string[];
  /** From the kill to the first answer, in ms: the shortest, the middle one and the longest, for each victim. */
  readonly back: Readonly<Record<Victim, readonly [number, number, number]>>;
  /** What callers were told meanwhile, and how often. */
  readonly told: Readonly<Record<string, number>>;
}

/** `perRun` documents are acknowledged between two kills. */
export async function drillKill(runs: number, perRun: number, tell: (line: string) => void): Promise<KillReport> {
  const server = await startSandbox({ environment: { ...unlimited, CARNET_SANDBOX_POPULATION: String(patients) } });
  const world = await World.open(server, (runs + 1) * (perRun + 40));
  const took: Record<Victim, number[]> = { server: [], database: [], both: [] };
  const faults: string[] = [];
  try {
    for (let run = 1; run <= runs; run++) {
      const victim = victims[(run - 1) % victims.length]!;
      const milliseconds = await killDuring(world, victim, world.acknowledged.size + Math.ceil(perRun * (0.5 + Math.random() / 2)));
      took[victim].push(milliseconds);
      const found = await world.faults();
      faults.push(...found.map((fault) => `run ${run} (${victim}): ${fault}`));
      tell(`run ${run}: ${victim} killed, serving again after ${Math.round(milliseconds)} ms, ${world.acknowledged.size} acknowledged, ${found.length} faults`);
    }
  } finally {
    await world.close();
  }
  const spread = (all: readonly number[]): readonly [number, number, number] => {
    const sorted = all.map(Math.round).toSorted((a, b) => a - b);
    return [sorted[0] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  };
  return {
    runs,
    acknowledged: world.acknowledged.size,
    faults,
    back: { server: spread(took.server), database: spread(took.database), both: spread(took.both) },
    told: Object.fromEntries(world.refused),
  };
}
