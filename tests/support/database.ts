// One real PostgreSQL for a whole run of the tests, with a migrated template; each test file clones it in some 30 ms and drops its clone.
// As vitest's globalSetup it starts and stops the server; in a test file, `freshDatabase` is all that is needed. A second template holds the
// sandbox as a first start leaves it, with its cards: five seconds of processor that each file which starts the whole server would spend again.

import { type Config, parseConfig } from '@carnet/server/config';
import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { startServer } from '@carnet/server/main';
import { type Alarm, type Storage, fileMasterKey, openStorage, startEmbedded } from '@carnet/server/storage/index';
import type { FileMasterKey } from '@carnet/server/storage/master-key/file';
import { migrate } from '@carnet/server/storage/postgres/migrate';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { freePorts } from '../../tools/sandbox-server/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The migrated template, as its owner. */
    readonly templateUrl: string;
    /** The same, as the superuser. */
    readonly adminUrl: string;
    /** As the sandbox's first start leaves it. */
    readonly sandbox: SandboxTemplate;
  }
}

export interface SandboxTemplate {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly blobDir: string;
}

const portsTried = 5;
/** The same everywhere in the tests: a secret of nothing. */
export const testMasterByte = 0x5a;
export const testMasterKey = masterKeyOf(testMasterByte);

/** A master key file of this byte repeated: one file for every run, put in its place whole. */
export function masterKeyOf(byte: number): FileMasterKey {
  const file = path.join(os.tmpdir(), `carnet-test-master-${byte}.key`);
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, Buffer.alloc(32, byte).toString('base64'));
  renameSync(draft, file);
  return fileMasterKey(file);
}

let stop: (() => Promise<void>) | undefined;

export async function setup(project: TestProject): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'carnet-tests-'));
  const server = await startOnFreePort(path.join(directory, 'postgres'));
  stop = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  await withoutTheDisk(server.adminUrl);
  await migrate(server.url);
  project.provide('templateUrl', server.url);
  project.provide('adminUrl', server.adminUrl);
  project.provide('sandbox', await firstStart(server.url, directory));
}

/** Nothing of it outlives the run, and nobody pulls its plug: what is killed in the tests has a server of its own, which syncs as it must. */
async function withoutTheDisk(adminUrl: string): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) await administer(adminUrl, `ALTER SYSTEM SET ${setting} = off`);
  await administer(adminUrl, 'SELECT pg_reload_conf()');
}

async function firstStart(templateUrl: string, directory: string): Promise<SandboxTemplate> {
  const [dataDir, blobDir] = [path.join(directory, 'sandbox'), path.join(directory, 'sandbox-blobs')];
  const { url } = await createDatabase(templateUrl, templateUrl);
  const running = await startServer(await configFor({ databaseUrl: url, dataDir, blobDir }), newLog('silent'));
  await running.close();
  return { databaseUrl: url, dataDir, blobDir };
}

/** Of a whole server on free ports, told as `npm start` tells it. */
export async function configFor({ databaseUrl, dataDir, blobDir }: SandboxTemplate, told: Readonly<Record<string, string>> = {}): Promise<Config> {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path.join(dataDir, 'master.key'), Buffer.alloc(32, testMasterByte).toString('base64'), { mode: 0o600 });
  const [http, tls, smtp] = await freePorts(3);
  const read = parseConfig(
    {
      CARNET_DATA_DIR: dataDir,
      CARNET_HTTP_PORT: String(http),
      CARNET_TLS_PORT: String(tls),
      CARNET_SMTP_PORT: String(smtp),
      CARNET_LOG_LEVEL: 'silent',
      CARNET_BLOB_URL: pathToFileURL(blobDir).href,
      DATABASE_URL: databaseUrl,
      ...told,
    },
    dataDir,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.config;
}

/** Another run may take a port between the moment it is seen free and the moment it is used: the next one is tried. */
async function startOnFreePort(dir: string): Promise<Awaited<ReturnType<typeof startEmbedded>>> {
  const refusals: unknown[] = [];
  for (const port of await freePorts(portsTried)) {
    try {
      return await startEmbedded({ dir, port, ephemeral: true });
    } catch (error) {
      refusals.push(error);
    }
  }
  throw new AggregateError(refusals, `none of ${portsTried} ports would do`);
}

export async function teardown(): Promise<void> {
  await stop?.();
}

export interface FreshDatabase {
  /** Owner of the clone: may do what the server may not. */
  readonly url: string;
  readonly storage: Storage;
  readonly blobDir: string;
  /** For a test that closed the storage itself. */
  drop(): Promise<void>;
  /** What the storage found altered, in its order. */
  readonly alarms: readonly Parameters<Alarm>[0][];
  /** Closes the storage and drops the clone. */
  close(): Promise<void>;
}

/** A database of this test file's own, migrated and empty, with the storage opened on it. */
export const freshDatabase = (): Promise<FreshDatabase> => openedOn(inject('templateUrl'), mkdtempSync(path.join(os.tmpdir(), 'carnet-blobs-')));

/** One on which the sandbox was started once, with the files that start left: copied into `dataDir`. */
export function sandboxDatabase(dataDir: string): Promise<FreshDatabase> {
  const first = inject('sandbox');
  const blobDir = mkdtempSync(path.join(os.tmpdir(), 'carnet-blobs-'));
  cpSync(first.blobDir, blobDir, { recursive: true });
  cpSync(first.dataDir, dataDir, { recursive: true });
  return openedOn(first.databaseUrl, blobDir);
}

async function openedOn(template: string, blobDir: string): Promise<FreshDatabase> {
  const { url, drop } = await createDatabase(inject('templateUrl'), template);
  const alarms: Parameters<Alarm>[0][] = [];
  const storage = await openStorage({ databaseUrl: url, blobDir, masterKey: testMasterKey, alarm: (fault) => alarms.push(fault) });
  return {
    url,
    storage,
    blobDir,
    drop,
    alarms,
    close: async () => {
      await storage.close();
      await drop();
      rmSync(blobDir, { recursive: true, force: true });
    },
  };
}

/** A database with nothing in it, not even the schema: for the tests of migrations. */
export async function emptyDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  return createDatabase(inject('templateUrl'));
}

/** The same database as the superuser, who may do what no owner may. */
export function asSuperuser(url: string): string {
  const admin = new URL(inject('adminUrl'));
  admin.pathname = new URL(url).pathname;
  return admin.href;
}

/** The whole of another database, once nobody is connected to it. */
export const copyOf = (url: string): Promise<{ readonly url: string; drop(): Promise<void> }> => createDatabase(inject('templateUrl'), url);

/** On the server of `serverUrl`; `template`: what it starts as. */
async function createDatabase(serverUrl: string, template?: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${new URL(template).pathname.slice(1)}`}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(serverUrl, `DROP DATABASE ${name}`) };
}

/** From the maintenance database: nobody may be connected to a template while it is cloned. */
async function administer(serverUrl: string, statement: string): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
