// The embedded server: adopted when it is already running, moved when its port changes, and nothing acknowledged is lost by kill -9.

import { startEmbedded } from '@carnet/server/storage/postgres/embedded';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freePorts } from '../../tools/sandbox-server/index.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'carnet-embedded-'));
const dir = path.join(root, 'postgres');
const [port, otherPort] = (await freePorts(2)) as [number, number];
let running: Awaited<ReturnType<typeof startEmbedded>> | undefined;
afterAll(async () => {
  await running?.stop();
  rmSync(root, { recursive: true, force: true });
});
const start = async (at = port): Promise<{ url: string; pid: number }> => {
  running = await startEmbedded({ dir, port: at, ephemeral: true });
  return { url: running.url, pid: Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]) };
};
const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};
const gone = async (pid: number): Promise<void> => {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ESRCH');
      return;
    }
    await pause(20);
  }
};

test('it keeps what it must: fsync, full pages, checksums, French order, UTC, scram, loopback', async () => {
  const { url } = await start();
  const { rows } = {
    rows: await query(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'TimeZone', 'listen_addresses', 'password_encryption')`,
    ),
  };
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    TimeZone: 'UTC',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
  });
  expect(await query(url, `SELECT string_agg(w, ' ' ORDER BY w) AS words FROM unnest(ARRAY['côté', 'cote', 'coté', 'côte', 'Zoé', 'abri']) AS w`)).toEqual([
    { words: 'abri cote coté côte côté Zoé' },
  ]);
  expect(statSync(`${dir}.password`).mode & 0o777).toBe(0o600);
  expect(statSync(dir).mode & 0o077).toBe(0);
});

test('a wrong password is refused', async () => {
  const url = new URL((await start()).url);
  url.password = 'x';
  await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a server already running on the directory is adopted', async () => {
  const first = await start();
  const second = await start();
  expect(second).toEqual(first);
});

test('asked for another port, it moves', async () => {
  const first = await start();
  const second = await start(otherPort);
  expect(second.pid).not.toBe(first.pid);
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await start();
});

test('a parent killed without warning leaves it running, to be adopted', async () => {
  await running?.stop();
  const script = path.join(root, 'parent.ts');
  const launcher = path.resolve(import.meta.dirname, '../../packages/server/src/storage/postgres/embedded.ts');
  writeFileSync(
    script,
    `import { startEmbedded } from ${JSON.stringify(launcher)};\nawait startEmbedded({ dir: ${JSON.stringify(dir)}, port: ${port}, ephemeral: true });\nprocess.kill(process.pid, 'SIGKILL');\n`,
  );
  const parent = spawn(process.execPath, [script], { stdio: 'ignore' });
  const [, signal] = (await once(parent, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  const orphan = Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect((await start()).pid).toBe(orphan);
});

test('kill -9 in the middle of writes loses nothing that was acknowledged', async () => {
  const { url, pid } = await start();
  await query(url, 'DROP TABLE IF EXISTS written; CREATE TABLE written (writer int, n int)');
  const acknowledged = [0, 0, 0, 0];
  const writers = acknowledged.map(async (_, writer) => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      for (let n = 1; ; n++) {
        await client.query('INSERT INTO written VALUES ($1, $2)', [writer, n]);
        acknowledged[writer] = n;
      }
    } catch (error) {
      expect(String(error)).toMatch(/terminat|ECONNRESET|closed|connection error/i);
    }
  });
  await pause(500);
  process.kill(pid, 'SIGKILL');
  await Promise.all(writers);
  await gone(pid);
  const again = await start();
  expect(again.pid).not.toBe(pid);
  const rows = await query(again.url, 'SELECT writer, count(*)::int AS n FROM written GROUP BY writer ORDER BY writer');
  expect(Math.min(...acknowledged)).toBeGreaterThan(0);
  for (const [writer, n] of acknowledged.entries()) expect(rows[writer]?.['n']).toBeGreaterThanOrEqual(n);
});

test('a port taken by another program is said, not waited for', async () => {
  await running?.stop();
  const squatter = net.createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  await expect(startEmbedded({ dir, port, ephemeral: true })).rejects.toThrow(`port ${port} is not free`);
  squatter.close();
  await once(squatter, 'close');
});

test('a first start killed half-way is begun again', async () => {
  const half = path.join(root, 'half');
  mkdirSync(`${half}.draft/base`, { recursive: true });
  writeFileSync(`${half}.draft/PG_VERSION`, '18\n');
  const server = await startEmbedded({ dir: half, port: otherPort, ephemeral: true });
  expect(await query(server.url, 'SELECT current_database() AS name')).toEqual([{ name: 'carnet' }]);
  await server.stop();
});

test('a pid file that names another program’s process is not believed', async () => {
  await start();
  await running?.stop();
  writeFileSync(path.join(dir, 'postmaster.pid'), `${process.pid}\n${dir}\n0\n${port}\n\n127.0.0.1\n0 0\nready   \n`);
  expect((await start()).pid).not.toBe(process.pid);
});
