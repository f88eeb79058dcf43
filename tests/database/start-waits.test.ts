// A start that comes before its database waits for it, and says so; one whose database is there and not right stops at once. On real PostgreSQL,
// behind a port that refuses, then one that answers nothing, then the way through.

import { newLog } from '@carnet/server/interfaces/pipeline/log';
import { defaultRates } from '@carnet/server/interfaces/pipeline/rate-limits';
import { openStorageInTime } from '@carnet/server/await-database';
import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { freePorts } from '../../tools/sandbox-server/index.ts';
import { freshDatabase, testMasterKey } from '../support/database.ts';

const { url, blobDir, close } = await freshDatabase();
afterAll(close);

const [httpPort, databasePort] = (await freePorts(2)) as readonly [number, number];
const config = { httpHost: '127.0.0.1', httpPort, rates: defaultRates };
const optionsOf = (databaseUrl: string) => ({ databaseUrl, blobDir, masterKey: testMasterKey, alarm: () => undefined });
const asked = async (place: string) => {
  const answer = await fetch(`http://127.0.0.1:${httpPort}${place}`);
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: (await answer.json()) as object };
};

test('refused, then not answered, it waits and is not ready; then it opens', { timeout: 60_000 }, async () => {
  const behind = new URL(url);
  const through = new URL(url);
  through.host = `127.0.0.1:${databasePort}`;
  const lines: { readonly err: { readonly code?: string }; readonly msg: string }[] = [];
  const log = newLog('warn', { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  const opening = openStorageInTime(config, log, optionsOf(through.href));
  await expect
    .poll(() => asked('/health/ready').catch(() => undefined), { timeout: 20_000 })
    .toEqual({ status: 503, retry: '5', body: { status: 'not ready' } });
  expect(await asked('/health/live')).toMatchObject({ status: 200 });
  expect(await asked('/api/patient/session')).toMatchObject({ status: 503, retry: '5', body: { code: 'SERVICE_INDISPONIBLE' } });

  const [silent, ended]: [Set<Socket>, Promise<unknown>[]] = [new Set(), []];
  let answers = false;
  const port = createServer((socket) => {
    if (!answers) {
      silent.add(socket);
      return;
    }
    const on = connect(Number(behind.port), behind.hostname);
    socket.pipe(on).pipe(socket);
    for (const end of [socket, on]) end.on('error', () => undefined);
    ended.push(once(on, 'close'));
  });
  await new Promise<void>((listening) => port.listen(databasePort, '127.0.0.1', listening));
  // A refusal has a code; a silence has none.
  await expect.poll(() => lines.some(({ err }) => err.code === undefined), { timeout: 30_000 }).toBe(true);
  answers = true;
  const storage = await opening;
  await storage.ask(3_000);
  await expect(fetch(`http://127.0.0.1:${httpPort}/health/live`)).rejects.toThrow();
  expect(lines[0]).toMatchObject({ err: { code: 'ECONNREFUSED' }, msg: expect.stringContaining('the start waits for it') });
  await storage.close();
  for (const socket of silent) socket.destroy();
  await Promise.all(ended);
  port.close();
});

test('what time does not mend stops it', async () => {
  const wrong = new URL(url);
  wrong.pathname = '/nothing_such';
  await expect(openStorageInTime(config, newLog('silent'), optionsOf(wrong.href))).rejects.toThrow('does not exist');
});
