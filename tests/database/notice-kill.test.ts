// The delivery of notices killed with -9 again and again while it sends, by real SMTP and to a push service over TLS: nothing is lost, and no
// notice is told under two Message-IDs. What the mail server had taken when the process died comes a second time under the same one: counted,
// and the same to the letter. Three kills here; `npm run drill -- notices --runs 50` asks for more (docs/operations/drills.md).

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import { postgresAccounts } from '@carnet/server/storage/postgres/account-store';
import { randomUUID } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, testMasterByte } from '../support/database.ts';
import type { WorkerTold } from '../support/notice-worker.ts';
import { type PushService, startPushService } from '../support/push-service.ts';
import { newDossier } from '../support/records.ts';

const kills = Number(process.env['CARNET_NOTICE_KILLS'] ?? 3);
const people = 8;
const database = await freshDatabase();
const { storage } = database;
/** Every copy taken of each Message-ID: its French half. */
const mails = new Map<string, string[]>();
let taken = 0;
let service: PushService;
let smtp: SMTPServer;

beforeAll(async () => {
  service = await startPushService();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const id = /^Message-ID: <([^@]+)@/im.exec(raw)?.[1] ?? 'none';
        // Quoted-printable; dates and boundaries differ from copy to copy, what is said does not.
        const said = raw.slice(raw.indexOf('Bonjour'), raw.indexOf('--------')).replaceAll('=\r\n', '');
        mails.set(id, [...(mails.get(id) ?? []), said]);
        taken += 1;
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
}, 60_000);
afterAll(async () => {
  await new Promise<void>((closed) => smtp.close(() => closed()));
  await service.close();
  await database.close();
});

let aheadMs = 0;
function startWorker(): ChildProcess {
  const told: WorkerTold = {
    databaseUrl: database.url,
    blobDir: database.blobDir,
    masterKeyFile: path.join(os.tmpdir(), `carnet-test-master-${testMasterByte}.key`),
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    vapidKey: service.vapidKey,
    ca: service.ca,
    aheadMs,
  };
  const program = path.resolve(import.meta.dirname, '../support/notice-worker.ts');
  return spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NOTICE_WORKER: JSON.stringify(told) } });
}

async function person(index: number): Promise<DossierId> {
  const dossier = newDossier();
  await storage.registry.openDossier(dossier);
  const account = {
    personne: dossier.titulaire,
    dossier: dossier.id,
    login: `kill.${index}`,
    email: `kill.${index}@exemple.test`,
    displayName: 'X',
    birthYear: '1984',
  };
  const now = instantOf(Date.now());
  await postgresAccounts(storage.pool, storage.vault).create({ ...account, passwordHash: 'none' }, now);
  // Half ring; every fourth reads e-mails once a day.
  if (index % 2 === 0) await storage.transactions.run(({ devices }) => devices.keep(dossier.titulaire, service.subscribe(), now));
  if (index % 4 === 0) await inDigest(dossier.id, dossier.titulaire);
  // None at night: the drill lasts what it lasts.
  await storage.pool.query('INSERT INTO quiet_hours (personne) VALUES ($1)', [dossier.titulaire]);
  return dossier.id;
}
const inDigest = (dossier: DossierId, personne: PersonneId) =>
  storage.pool.query(`INSERT INTO notice_preference (dossier_id, personne, kind, email, push) VALUES ($1, $2, 'premier-acces', 'daily', true)`, [
    dossier,
    personne,
  ]);

/** Of each record: three accesses, told apart, and two documents that gather. */
async function tell(dossiers: readonly DossierId[]): Promise<number> {
  const at = instantOf(Date.now() + aheadMs - 60_000);
  for (const dossier of dossiers)
    for (const kind of ['premier-acces', 'document-nouveau', 'premier-acces', 'document-nouveau', 'premier-acces'] as const)
      await storage.transactions.run(({ notices }) => notices.raise({ id: randomUUID(), dossier, kind, at }));
  return dossiers.length * 5;
}

const pending = async (): Promise<number> =>
  (await storage.pool.query<{ left: number }>(`SELECT count(*) AS left FROM outbox WHERE state = 'pending'`)).rows[0]!.left;
/** In a mail, how many things it says are new. */
const countIn = (said: string): number =>
  [...said.matchAll(/(\d+) (?:nouveaux documents|professionnels)|Un (?:nouveau document|professionnel)/g)].reduce(
    (sum, [, many = '1']) => sum + Number(many),
    0,
  );

test(
  `nothing is lost and nothing is told twice over ${kills} kills`,
  async () => {
    const dossiers = await Promise.all(Array.from({ length: people }, (_, index) => person(index)));
    let notices = 0;
    for (let kill = 0; kill < kills; kill++) {
      notices += await tell(dossiers);
      const worker = startWorker();
      const enough = taken + 1 + Math.floor(Math.random() * people * 2);
      await expect.poll(() => taken >= enough, { timeout: 60_000, interval: 1 }).toBe(true);
      await new Promise((later) => setTimeout(later, Math.random() * 8));
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      // Past the lease, and an hour further, so that documents are no flood.
      aheadMs += 3_700_000;
    }
    // Two days further every digest and every second try is due.
    aheadMs += 2 * 86_400_000;
    const last = startWorker();
    await expect.poll(pending, { timeout: 120_000, interval: 200 }).toBe(0);
    last.kill('SIGTERM');
    await once(last, 'exit');

    const { rows } = await storage.pool.query<{ batch: string; channel: string; state: string; count: number }>(
      'SELECT batch, channel, state, count(*) AS count FROM outbox GROUP BY batch, channel, state',
    );
    const byMail = rows.filter(({ channel }) => channel === 'email');
    const pushes = rows.filter(({ channel }) => channel === 'push');
    const faults = [
      ...rows.filter(({ state }) => state !== 'sent').map(({ batch, state }) => `${batch}: ${state}`),
      ...byMail.filter(({ batch }) => !mails.has(batch)).map(({ batch }) => `${batch}: marked sent, and no mail came`),
      ...[...mails.keys()].filter((id) => !byMail.some(({ batch }) => batch === id)).map((id) => `${id}: a mail of no batch`),
      ...byMail
        .filter(({ batch, count }) => mails.get(batch)?.some((said) => countIn(said) !== count))
        .map(({ batch, count }) => `${batch}: ${count} notices, another number told`),
      ...[...mails].filter(([, copies]) => new Set(copies).size > 1).map(([id]) => `${id}: two copies say different things`),
      ...(byMail.reduce((sum, { count }) => sum + count, 0) === notices ? [] : ['a notice without its mail, or in two']),
      ...(service.heard.length >= pushes.length ? [] : [`${pushes.length} pushes, ${service.heard.length} heard`]),
    ];
    const report = {
      kills,
      notices,
      mails: mails.size,
      mailsAgain: taken - mails.size,
      pushes: pushes.length,
      pushesAgain: service.heard.length - pushes.length,
      faults,
    };
    const kept = process.env['CARNET_NOTICE_REPORT'];
    if (kept !== undefined) writeFileSync(kept, JSON.stringify(report));
    expect(faults).toEqual([]);
    // A process that died between the two leaves one message in doubt by channel, never more.
    expect(report.mailsAgain).toBeLessThanOrEqual(kills);
    expect(report.pushesAgain).toBeLessThanOrEqual(kills);
  },
  60_000 + kills * 30_000,
);
