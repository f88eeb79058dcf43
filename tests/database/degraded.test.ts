// Each thing Carnet stands on, taken away for real: a document's bytes, room on the disks, the disk itself, the database, its connections.
// What a caller reads is a 503 with its code and Retry-After, never a 500, never a hang; what can still be read is; the alarm says which mode;
// and when it comes back, it serves again in the same process. Disks are loop devices and memory of their own, so root is needed for those.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync, chmodSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postmasterOf } from '../../tools/bench/processes.ts';
import type { BenchRequest } from '../../tools/bench/load.ts';
import { type SoapBench, soapBench } from '../../tools/bench/soap.ts';
import { readPersonas } from '../../tools/deposit/sandbox-files.ts';
import { type Answer as Heard, send } from '../../tools/deposit/send.ts';
import { type Answer, World, records } from '../../tools/drill/world.ts';
import { type Sender, senderOf } from '../../tools/simulator/sender.ts';
import { startSandbox } from '../../tools/sandbox-server/index.ts';

const run = (program: string, ...args: readonly string[]): string => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
/** Whether this machine lets us make disks; where not, those tests say so. */
const mayMount = process.getuid?.() === 0 && existsSync('/dev/loop-control') && existsSync('/usr/sbin/mkfs.ext4') && existsSync('/usr/sbin/fsfreeze');
const place = mkdtempSync(path.join(os.tmpdir(), 'carnet-degraded-'));
chmodSync(place, 0o755);
const [dataDisk, blobDisk] = [path.join(place, 'data'), path.join(place, 'documents')];
const blobs = path.join(blobDisk, 'blobs');
const withoutDisks = 'needs root, a loop device, mkfs.ext4 and fsfreeze, to make disks of its own';
let world: World;
let soap: SoapBench;
let soapSender: Sender;
let firstPid: number | undefined;
let next = 0;
let mounted = false;

const deposit = (): Promise<Answer> => world.deposit(world.deposits[next++]!);
const patient = () => world.deposits[0]!.patient;
const read = async (): Promise<Answer> => world.call('GET', (await world.list(patient()))[0]!.path);
const overSoap = ({ method, path: address, body, contentType }: BenchRequest): Promise<Heard> =>
  send({ method, url: `${world.server.tlsUrl}${address}`, tls: soapSender.tls, headers: { 'content-type': contentType! }, body: body! });
const depositOverSoap = (): Promise<Heard> => {
  const { patient: whose, cda } = world.deposits[next++]!;
  return overSoap(soap.deposit(whose, cda));
};
const queryOverSoap = (): Promise<Heard> => overSoap(soap.query(patient(), 1));
const codeOf = ({ bytes }: Answer): string =>
  (JSON.parse(bytes.toString('utf8')) as { issue: { details: { coding: { code: string }[] } }[] }).issue[0]!.details.coding[0]!.code;

/** A refusal that says when to come back. */
function expectRefused(answer: Answer, code: string): void {
  expect({ status: answer.status, code: answer.status === 200 ? '' : codeOf(answer), retry: answer.headers['retry-after'] }).toEqual({
    status: 503,
    code,
    retry: '5',
  });
}

/** The same outage at the SOAP door: a fault of the receiver's, in its own words. */
function expectFault({ status, headers, body }: Heard, code: string): void {
  const said = body.toString('utf8');
  expect({
    status,
    retry: headers['retry-after'],
    receiver: said.includes('<env:Value>env:Receiver</env:Value>'),
    code: / code="(\w+)"/.exec(said)?.[1],
  }).toEqual({
    status: 503,
    retry: '5',
    receiver: true,
    code,
  });
}

interface Ready {
  readonly status: string;
  readonly degraded?: readonly string[];
}
const ready = async (): Promise<Ready> => (await (await fetch(`${world.server.httpUrl}/health/ready`)).json()) as Ready;
async function until(what: string, holds: () => Promise<boolean>, withinMs = 40_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}; ${JSON.stringify(await ready().catch(String))}`);
    await new Promise((later) => setTimeout(later, 200));
  }
}
const lacks = (mode: string): Promise<void> => until(`${mode} is told`, async () => (await ready()).degraded?.includes(mode) === true);
/** All well again, in the process that began. */
async function serves(): Promise<void> {
  await until('all well', async () => (await ready()).status === 'ready');
  await until('a deposit is taken', async () => (await deposit()).status === 200);
  expect((await read()).status).toBe(200);
  expect((await queryOverSoap()).body.toString('utf8')).toContain('ResponseStatusType:Success');
  expect(world.server.process.pid).toBe(firstPid);
  expect(world.server.process.exitCode).toBeNull();
}
const metric = async (line: string): Promise<string | undefined> =>
  (await (await fetch(`${world.server.httpUrl}/metrics`)).text())
    .split('\n')
    .find((one) => one.startsWith(line))
    ?.split(' ')[1];

const ballast = (disk: string): string => path.join(disk, 'ballast');
/** Deposits know of it within a second: what a disk had room for is asked of it once a second. */
async function leaveFree(disk: string, megabytes: number): Promise<void> {
  const { bavail, bsize } = statfsSync(disk);
  run('fallocate', '-l', String(bavail * bsize - megabytes * 1024 * 1024), ballast(disk));
  await pause(1_100);
}

beforeAll(async () => {
  mkdirSync(dataDisk);
  mkdirSync(blobDisk);
  if (mayMount) {
    run('mount', '-t', 'tmpfs', '-o', 'size=1800m,mode=755', 'tmpfs', dataDisk);
    run('truncate', '-s', '500M', path.join(place, 'disk.img'));
    run('mkfs.ext4', '-q', '-m', '0', path.join(place, 'disk.img'));
    run('mount', '-o', 'loop,noatime', path.join(place, 'disk.img'), blobDisk);
    mounted = true;
  }
  const server = await startSandbox({
    logDir: place,
    environment: { CARNET_SANDBOX_POPULATION: String(records), CARNET_DATA_DIR: dataDisk, CARNET_BLOB_URL: `file:${blobs}` },
  });
  world = await World.open(server, 800);
  const sandboxDir = path.join(server.dataDir, 'sandbox');
  const { medecinTraitant: card } = JSON.parse(readFileSync(path.join(sandboxDir, 'population.json'), 'utf8')) as { medecinTraitant: string };
  soap = await soapBench(server.tlsUrl, sandboxDir, card);
  soapSender = (await senderOf(sandboxDir, await readPersonas(sandboxDir), { card }))!;
  firstPid = server.process.pid;
  await world.depositUntil(8);
  next = world.acknowledged.size + 8;
}, 180_000);

afterAll(async () => {
  const postgres = postmasterOf(path.join(world.server.dataDir, 'postgres'));
  await world.server.stop();
  // A server that had to be killed leaves its database, which the next start would adopt: nobody will.
  if (postgres !== undefined && existsSync(`/proc/${postgres}`)) process.kill(postgres, 'SIGQUIT');
  if (mounted) for (const disk of [blobDisk, dataDisk]) run('umount', '-l', disk);
  rmSync(place, { recursive: true, force: true });
});

describe('the bytes of one document', () => {
  /** Every document of every record: how each answers. */
  const readAll = async (): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (const one of new Set(world.deposits.map((sent) => sent.patient)))
      for (const { path: content } of await world.list(one)) answers.push(await world.call('GET', content));
    return answers;
  };
  test.each(['altered', 'missing'])(
    '%s: this one alone is refused, until it is put back',
    async (how) => {
      // One of ours: the stories' documents are of other records.
      let file = '';
      let bytes = Buffer.alloc(0);
      let refused: readonly Answer[] = [];
      for (const name of readdirSync(blobs, { recursive: true }).map(String)) {
        if (!/[0-9a-f]{64}$/.test(name)) continue;
        file = path.join(blobs, name);
        bytes = readFileSync(file);
        if (how === 'missing') renameSync(file, `${file}.away`);
        else writeFileSync(file, Buffer.concat([bytes.subarray(0, 40), Buffer.of(bytes[40]! ^ 1), bytes.subarray(41)]));
        refused = (await readAll()).filter(({ status }) => status !== 200);
        if (refused.length > 0) break;
        if (how === 'missing') renameSync(`${file}.away`, file);
        else writeFileSync(file, bytes);
      }
      expect(refused).toHaveLength(1);
      expectRefused(refused[0]!, 'CONTENU_ALTERE');
      await lacks('content');
      expect(await metric('carnet_degraded{mode="content"}')).toBe('1');
      expect((await deposit()).status).toBe(200);
      if (how === 'missing') renameSync(`${file}.away`, file);
      else writeFileSync(file, bytes);
      expect((await readAll()).every(({ status }) => status === 200)).toBe(true);
      await serves();
    },
    90_000,
  );
});

describe('the folder of documents', () => {
  const away = `${blobs}.away`;
  test('taken away: deposits and contents wait, lists go on, and it is made anew nowhere', async () => {
    const [one] = await world.list(patient());
    renameSync(blobs, away);
    try {
      expectRefused(await deposit(), 'ECRITURE_SUSPENDUE');
      expectRefused(await world.call('GET', one!.path), 'SERVICE_INDISPONIBLE');
      expect((await world.list(patient())).length).toBeGreaterThan(0);
      await lacks('disk-missing');
      expect(existsSync(blobs)).toBe(false);
    } finally {
      renameSync(away, blobs);
    }
    await serves();
    expect((await ready()).degraded).toBeUndefined();
  }, 90_000);

  test('another put in its place takes deposits at once', async () => {
    renameSync(blobs, away);
    mkdirSync(blobs);
    try {
      expect((await deposit()).status).toBe(200);
    } finally {
      cpSync(blobs, away, { recursive: true });
      rmSync(blobs, { recursive: true });
      renameSync(away, blobs);
    }
    await serves();
  }, 90_000);
});

describe('the disk of documents', () => {
  beforeEach(({ skip }) => skip(!mayMount, withoutDisks));
  test('come down to its reserve: deposits wait, reading goes on', async () => {
    await leaveFree(blobDisk, 200);
    expectRefused(await deposit(), 'ECRITURE_SUSPENDUE');
    expect((await read()).status).toBe(200);
    await lacks('disk-full');
    expect((await ready()).status).toBe('degraded');
    rmSync(ballast(blobDisk));
    await serves();
  }, 90_000);

  test('read-only', async () => {
    await until('remounted', async () => run('mount', '-o', 'remount,ro', blobDisk) === '');
    try {
      expectRefused(await deposit(), 'ECRITURE_SUSPENDUE');
      expectFault(await depositOverSoap(), 'ECRITURE_SUSPENDUE');
      expect((await read()).status).toBe(200);
      expect((await queryOverSoap()).status).toBe(200);
      await lacks('disk-read-only');
    } finally {
      run('mount', '-o', 'remount,rw', blobDisk);
    }
    await serves();
  }, 90_000);

  test('that stops answering', async () => {
    run('fsfreeze', '-f', blobDisk);
    try {
      expectRefused(await deposit(), 'SERVICE_INDISPONIBLE');
      expect((await world.list(patient())).length).toBeGreaterThan(0);
      await lacks('disk-slow');
    } finally {
      run('fsfreeze', '-u', blobDisk);
    }
    await serves();
  }, 120_000);
});

describe('the database', () => {
  const postmaster = (): number => postmasterOf(path.join(world.server.dataDir, 'postgres'))!;
  const everyProcess = (): readonly number[] => {
    const main = postmaster();
    const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim().split(' ').map(Number);
    return [main, ...children];
  };

  test('killed: started again by itself', async () => {
    process.kill(postmaster(), 'SIGKILL');
    const said: number[] = [];
    await until('it answers again', async () => {
      const answer = await deposit();
      said.push(answer.status);
      return answer.status === 200;
    });
    expect(said.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    await serves();
  }, 90_000);

  test('stopped in its tracks: refused in time, live and pages served, then everything as before', async () => {
    const stopped = everyProcess();
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    try {
      const [answer, fault] = await Promise.all([deposit(), queryOverSoap(), lacks('database')]);
      expectRefused(answer, 'SERVICE_INDISPONIBLE');
      expectFault(fault, 'SERVICE_INDISPONIBLE');
      expect((await fetch(`${world.server.httpUrl}/health/ready`)).status).toBe(503);
      expect((await fetch(`${world.server.httpUrl}/health/live`)).status).toBe(200);
      expect((await fetch(`${world.server.httpUrl}/`)).status).toBe(200);
    } finally {
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
    }
    await serves();
  }, 120_000);

  test('with every connection taken: refused in time, and told', async () => {
    const holder = await world.connect();
    // What every access writes to: each waits with its connection in hand.
    await holder.query('BEGIN; LOCK TABLE trace_head IN ACCESS EXCLUSIVE MODE');
    const answers: Answer[] = [];
    const enough = new AbortController();
    const press = async (): Promise<void> => {
      while (!enough.signal.aborted) answers.push(await deposit());
    };
    const many = Promise.all(Array.from({ length: 40 }, press));
    try {
      await lacks('pool');
    } finally {
      enough.abort();
      await many;
      await holder.query('ROLLBACK');
      await holder.end();
    }
    for (const answer of answers) expectRefused(answer, 'SERVICE_INDISPONIBLE');
    await serves();
  }, 120_000);

  test('with no room left on its disk: refused, then back without a restart', async ({ skip }) => {
    skip(!mayMount, withoutDisks);
    await leaveFree(dataDisk, 0);
    const said: Answer[] = [];
    for (let times = 0; times < 12; times++) said.push(await deposit());
    expect(said.filter(({ status }) => status !== 503)).toEqual([]);
    expect(said.some((answer) => codeOf(answer) === 'ECRITURE_SUSPENDUE')).toBe(true);
    await lacks('disk-full');
    rmSync(ballast(dataDisk));
    await serves();
  }, 120_000);
});

test('after all of this every acknowledged document is whole', async () => {
  expect(await world.faults()).toEqual([]);
}, 60_000);
