// Starts a whole Carnet of its own (server, embedded PostgreSQL, sandbox people) on free ports and a new data directory,
// as `npm start` would. For tests and measures that need the real thing; it never touches the one a person is using.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serverEnvironment, serverFlags } from '../server-memory.mjs';

const root = resolve(import.meta.dirname, '../..');

/** One card asks in a measure or a drill more than a whole hospital does: `environment` of a sandbox that counts nobody out. */
export const unlimited = Object.fromEntries(['ADDRESS', 'PERSON', 'CARD', 'STRUCTURE'].map((kind) => [`CARNET_LIMIT_${kind}`, '100000000']));

export interface SandboxOptions {
  /** Reuse a data directory (and its ports) instead of making one: a restart. */
  readonly from?: Pick<SandboxServer, 'dataDir' | 'environment'>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly readyWithinSeconds?: number;
  /** Where its log goes; undefined: the data directory, which a drill may fill up. */
  readonly logDir?: string;
}

export interface SandboxServer {
  readonly httpUrl: string;
  readonly tlsUrl: string;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly process: ChildProcess;
  /** Asks it to stop and waits; kills it after twenty seconds. */
  stop(): Promise<void>;
  /** Stops it, then deletes its data. */
  discard(): Promise<void>;
}

/** Below the ports a system lends to outgoing connections (32768 and up on Linux): one of those may be lent again before it is listened to. */
const firstPort = 20_000;
const portCount = 10_000;

/** Distinct ports that are free; drawn at random, so that test files that look at the same moment do not find the same ones. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let tried = 0; found.size < count && tried < portCount; tried++) {
    const port = firstPort + randomInt(portCount);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size < count) throw new Error(`no free port from ${firstPort} to ${firstPort + portCount}`);
  return [...found];
}
const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

async function newEnvironment(): Promise<Readonly<Record<string, string>>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-sandbox-'));
  // The embedded PostgreSQL runs as another user when root starts it, and has to reach its files.
  await chmod(dataDir, 0o755);
  const [http, tls, database, smtp] = await freePorts(4);
  return {
    CARNET_MODE: 'sandbox',
    CARNET_DATA_DIR: dataDir,
    CARNET_HTTP_PORT: String(http),
    CARNET_TLS_PORT: String(tls),
    CARNET_DATABASE_PORT: String(database),
    CARNET_SMTP_PORT: String(smtp),
    CARNET_LOG_LEVEL: 'warn',
  };
}

const isReady = async (httpUrl: string): Promise<boolean> =>
  fetch(`${httpUrl}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.status === 200,
    () => false,
  );

async function waitUntilReady(server: SandboxServer, logFile: string, withinSeconds: number): Promise<void> {
  const deadline = Date.now() + withinSeconds * 1_000;
  while (Date.now() < deadline) {
    if (await isReady(server.httpUrl)) return;
    if (server.process.exitCode !== null || server.process.signalCode !== null) break;
    await new Promise((later) => setTimeout(later, 150));
  }
  const log = await readFile(logFile, 'utf8');
  throw new Error(`the sandbox did not become ready; its last words:\n${log.slice(-4_000)}`);
}

/** Starts one and answers once `/health/ready` does. */
export async function startSandbox(options: SandboxOptions = {}): Promise<SandboxServer> {
  const environment = { ...(options.from?.environment ?? (await newEnvironment())), ...options.environment };
  const dataDir = environment['CARNET_DATA_DIR']!;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !name.startsWith('CARNET_')));
  const child = spawn(process.execPath, [...serverFlags, join(root, 'packages/server/src/main.ts')], {
    cwd: root,
    // As tools/start.mjs starts it.
    env: { ...serverEnvironment, ...inherited, NODE_COMPILE_CACHE: join(root, '.cache/compile'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logFile = join(options.logDir ?? dataDir, 'server.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
  };
  const server: SandboxServer = {
    httpUrl: `http://localhost:${environment['CARNET_HTTP_PORT']}`,
    tlsUrl: `https://localhost:${environment['CARNET_TLS_PORT']}`,
    dataDir,
    environment,
    process: child,
    stop,
    discard: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await waitUntilReady(server, logFile, options.readyWithinSeconds ?? 180);
  } catch (error) {
    await (options.from === undefined ? server.discard() : server.stop());
    throw error;
  }
  return server;
}
