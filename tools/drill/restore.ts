// A machine lost with everything on it, and its records back on an empty one from the backup. `npm run drill -- restore` measures what was lost
// (RPO: nothing but the running server brings the backup up to date) and how long it took (RTO), and compares every byte.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { postmasterOf } from '../bench/processes.ts';
import { type SandboxServer, startSandbox, unlimited } from '../sandbox-server/index.ts';
import { World, records } from './world.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
type Machine = Pick<SandboxServer, 'dataDir' | 'environment'>;

/** kill -9 of both programs, then its data deleted. */
export async function loseMachine({ server }: World): Promise<Machine> {
  const postmaster = postmasterOf(join(server.dataDir, 'postgres'));
  server.process.kill('SIGKILL');
  if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
  if (server.process.exitCode === null && server.process.signalCode === null) await once(server.process, 'exit');
  // The children of a killed PostgreSQL take a moment to leave.
  await rm(server.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return server;
}

/** The same configuration with an empty data directory. */
export async function onEmptyMachine({ environment }: Machine): Promise<Machine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-restored-'));
  await chmod(dataDir, 0o755);
  return { dataDir, environment: { ...environment, CARNET_DATA_DIR: dataDir } };
}

export interface RestoreReport {
  readonly documents: number;
  readonly faults: readonly string[];
  /** Acknowledged before the loss and not restored: how many, and how long before the loss the first of them was acknowledged, in seconds. */
  readonly lost: number;
  readonly lostSeconds: number;
  /** From the command to the end of `npm run restore`, then to the first answer of the server, in ms. */
  readonly restoreMs: number;
  readonly servesAfterMs: number;
  readonly backupBytes: number;
}

/** Deposits without pause; a base is taken on the way, and the machine is lost `seconds` after it, with nothing asked of the backup. */
export async function drillRestore(seconds: number, tell: (line: string) => void): Promise<RestoreReport> {
  const scratch = await mkdtemp(join(tmpdir(), 'carnet-drill-'));
  await chmod(scratch, 0o755);
  const backup = join(scratch, 'backup');
  const server = await startSandbox({ environment: { ...unlimited, CARNET_SANDBOX_POPULATION: String(records), CARNET_BACKUP_DIR: backup } });
  const world = await World.open(server, 200 + seconds * 3);
  const command = async (program: string, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> =>
    (await run(process.execPath, [join(root, `tools/${program}/main.ts`), ...args], { env: { ...process.env, ...environment } })).stdout;
  try {
    await cp(join(server.dataDir, 'master.key'), join(scratch, 'master.key'));
    await world.depositUntil(150);
    tell(await command('backup', [], server.environment));
    const acknowledgedAt = new Map<string, number>();
    const lossAt = performance.now() + seconds * 1_000;
    for (const one of world.deposits.filter((each) => !world.acknowledged.has(each))) {
      if (performance.now() > lossAt) break;
      await world.deposit(one);
      acknowledgedAt.set(one.uniqueId, performance.now());
      await new Promise((later) => setTimeout(later, 300));
    }
    tell(`${world.acknowledged.size} acknowledged; the machine is lost`);
    const lossHappened = performance.now();
    const lost = await loseMachine(world);
    const machine = await onEmptyMachine(lost);
    const before = performance.now();
    tell(await command('restore', ['--from', backup, '--key', join(scratch, 'master.key')], machine.environment));
    const restoreMs = performance.now() - before;
    await world.restart(machine);
    const servesAfterMs = performance.now() - before;
    const missing = (await world.faults()).flatMap((fault) => (fault.endsWith('acknowledged and not there') ? [fault.split(':')[0]!] : []));
    const faults = (await world.faults()).filter((fault) => !fault.endsWith('acknowledged and not there'));
    const first = Math.min(lossHappened, ...missing.map((uniqueId) => acknowledgedAt.get(uniqueId) ?? 0));
    const files = await readdir(backup, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(files.filter((file) => file.isFile()).map(async (file) => (await stat(join(file.parentPath, file.name))).size));
    return {
      documents: world.acknowledged.size,
      faults,
      lost: missing.length,
      lostSeconds: Math.round((lossHappened - first) / 1_000),
      restoreMs: Math.round(restoreMs),
      servesAfterMs: Math.round(servesAfterMs),
      backupBytes: sizes.reduce((sum, size) => sum + size, 0),
    };
  } finally {
    await world.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
