// The outbox sent by real SMTP: one mail per message, the digest once a day, nothing twice, nothing lost, and nothing of the record in a mail.

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { createMailer, type Mailer } from '@carnet/server/interfaces/mail/mailer';
import { type NoticeDelivery, startNoticeDelivery } from '@carnet/server/jobs/deliver-notices';
import type { NoticeKind } from '@carnet/server/ports';
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newDossier, noon } from '../support/records.ts';
import { type Person, type SignInServer, startSignInServer } from '../support/sign-in-server.ts';

let server: SignInServer;
let address: string;
const running: { stop(): Promise<void> }[] = [];
const errors: unknown[] = [];
beforeAll(async () => {
  server = await startSignInServer();
  address = server.origin;
  server.setClock(noon);
});
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
  expect(errors.splice(0)).toEqual([]);
});
afterAll(() => server.close());

async function deliver(courier: Pick<Mailer, 'sendNotices'> = server.ports.courier): Promise<NoticeDelivery> {
  const delivery = await startNoticeDelivery({
    outbox: server.outbox,
    accounts: server.ports.accounts,
    transactions: server.database.storage.transactions,
    courier: { ...server.ports.courier, ...courier },
    clock: server.ports.clock,
    onError: (error) => errors.push(error),
  });
  running.push(delivery);
  return delivery;
}

/** A record whose titulaire has an account, told of things as the application tells: through the store of notices. */
async function patient(): Promise<Person & { readonly dossierId: DossierId }> {
  const person = await server.openAccount();
  const dossier = newDossier({ titulaire: person.personne });
  expect(await server.database.storage.registry.openDossier(dossier)).toBe(true);
  return { ...person, dossierId: dossier.id };
}
const tell = (dossier: DossierId, kind: NoticeKind = 'document-nouveau', at: Instant = server.ports.clock.now()): Promise<void> =>
  server.database.storage.transactions.run(({ notices }) => notices.raise({ id: randomUUID(), dossier, kind, at, actorName: 'Dr Camille DURAND' }));
const prefer = (dossier: DossierId, kind: NoticeKind, channel: string) =>
  server.database.storage.pool.query({
    text: 'INSERT INTO notice_preference (dossier_id, personne, kind, channel) SELECT $1, titulaire, $2, $3 FROM dossier WHERE dossier_id = $1',
    values: [dossier, kind, channel],
  });
const statesOf = async (dossier: DossierId): Promise<readonly string[]> =>
  (
    await server.database.storage.pool.query<{ state: string }>({ text: 'SELECT state FROM outbox WHERE dossier_id = $1 ORDER BY id', values: [dossier] })
  ).rows.map(({ state }) => state);

test('a notice leaves at once, says that there is something new, how to sign in, and nothing else', async () => {
  const { email, login, dossierId } = await patient();
  await deliver();
  await tell(dossierId);
  await expect.poll(async () => (await server.mailsTo(email)).length, { timeout: 5_000 }).toBe(1);
  const mail = (await server.mailsTo(email))[0]!;
  expect(mail.subject).toBe('Du nouveau dans votre dossier / Something new in your record');
  expect(mail.text).toContain('Un nouveau document est dans votre dossier.');
  expect(mail.text).toContain('A new document is in your record.');
  expect(mail.text).toContain(`${address}/`);
  expect(mail.html).toContain(`<a href="${address}/"`);
  for (const hidden of ['DURAND', 'MARCHAND', login, dossierId]) expect(`${mail.text}${mail.html}`).not.toContain(hidden);
  await expect.poll(() => statesOf(dossierId)).toEqual(['sent']);
});

test('each message is one mail, whoever sends: two workers at once never send the same', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, patient));
  for (const { dossierId } of people) for (let told = 0; told < 3; told++) await tell(dossierId, 'premier-acces');
  const [one, other] = [await deliver(), await deliver()];
  await Promise.all([one.deliverNow(), other.deliverNow()]);
  await expect
    .poll(async () => (await Promise.all(people.map(({ dossierId }) => statesOf(dossierId)))).flat().every((state) => state === 'sent'), { timeout: 10_000 })
    .toBe(true);
  for (const { email } of people) expect(await server.mailsTo(email)).toHaveLength(3);
});

test('the flood of an hour, and who chose it, wait for eight in Paris and leave as one', async () => {
  const [flooded, chose] = [await patient(), await patient()];
  await prefer(chose.dossierId, 'premier-acces', 'email-digest');
  const evening = instantOf(Date.parse('2026-11-20T21:00:00Z'));
  server.setClock(evening);
  for (let told = 0; told < 12; told++) await tell(flooded.dossierId, 'document-nouveau', instantOf(evening + told));
  await tell(chose.dossierId, 'premier-acces', evening);
  await tell(chose.dossierId, 'document-nouveau', evening);
  const delivery = await deliver();
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(5);
  expect(await server.mailsTo(chose.email)).toHaveLength(1);

  server.setClock(instantOf(Date.parse('2026-11-21T06:59:00Z')));
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(5);
  server.setClock(instantOf(Date.parse('2026-11-21T07:00:30Z')));
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(6);
  expect((await server.mailsTo(flooded.email))[0]!.text).toContain('7 nouveaux documents sont dans votre dossier.');
  expect((await server.mailsTo(chose.email))[0]!.text).toContain('Un professionnel a consulté votre dossier pour la première fois.');
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(6);
});

test('who chose the app only gets no mail', async () => {
  const { email, dossierId } = await patient();
  await prefer(dossierId, 'document-nouveau', 'app');
  await tell(dossierId);
  await (await deliver()).deliverNow();
  expect(await server.mailsTo(email)).toHaveLength(0);
});

test('while the mail server is down nothing is lost; it leaves when it is back, with the same Message-ID', async () => {
  const { email, dossierId } = await patient();
  await tell(dossierId);
  const failures: string[] = [];
  const deaf = createMailer({
    smtpUrl: `smtp://127.0.0.1:${await closedPort()}`,
    publicUrl: address,
    from: 'a@carnet.test',
    onFailure: ({ code }) => failures.push(code),
  });
  const ids: string[] = [];
  const broken = await deliver({
    sendNotices: (message) => {
      ids.push(message.id);
      return deaf.sendNotices(message);
    },
  });
  expect(await broken.deliverNow()).toBe(0);
  await expect.poll(() => failures.length).toBe(1);
  expect(failures[0]).toMatch(/^E(SOCKET|CONNECTION|CONNREFUSED)$/);
  expect(JSON.stringify(failures)).not.toContain(email);
  expect(await statesOf(dossierId)).toEqual(['pending']);
  await broken.deliverNow();
  expect(ids).toHaveLength(1);
  await broken.stop();
  deaf.close();

  server.setClock(instantOf(server.ports.clock.now() + 61_000));
  const repaired = await deliver({
    sendNotices: (message) => {
      ids.push(message.id);
      return server.ports.courier.sendNotices(message);
    },
  });
  await repaired.deliverNow();
  await expect.poll(() => statesOf(dossierId)).toEqual(['sent']);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[0]).not.toContain(dossierId);
  expect(await server.mailsTo(email)).toHaveLength(1);
});

test('after nine tries over some days it is given up; so is a message for nobody', async () => {
  const { dossierId } = await patient();
  await tell(dossierId);
  const orphan = newDossier({ titulaire: randomUUID() as PersonneId });
  await server.database.storage.registry.openDossier(orphan);
  await tell(orphan.id);
  let tries = 0;
  const refusing = await deliver({ sendNotices: async () => (tries++, false) });
  await refusing.deliverNow();
  expect(await statesOf(orphan.id)).toEqual(['failed']);
  for (let round = 0; round < 12; round++) {
    server.setClock(instantOf(server.ports.clock.now() + 25 * 3_600_000));
    await refusing.deliverNow();
  }
  expect(tries).toBe(9);
  expect(await statesOf(dossierId)).toEqual(['failed']);
});

test('a worker that dies after taking messages gives them back when its lease ends', async () => {
  const { email, dossierId } = await patient();
  await tell(dossierId);
  const now = server.ports.clock.now();
  const taken = await server.outbox.claim({ now, digestsUntil: now, leaseUntil: instantOf(now + 900_000), limit: 500 });
  expect(taken.some(({ dossier }) => dossier === dossierId)).toBe(true);
  const delivery = await deliver();
  await delivery.deliverNow();
  expect(await server.mailsTo(email)).toHaveLength(0);
  server.setClock(instantOf(now + 901_000));
  await delivery.deliverNow();
  expect(await server.mailsTo(email)).toHaveLength(1);
});

test('an address with a comma or a line break adds no reader and no header', async () => {
  const to = 'victime@exemple.test, autre@exemple.test\r\nBcc: encore@exemple.test';
  await server.ports.courier.sendCode({ to, purpose: 'sign-in', code: '123456', minutes: 10 });
  expect(await server.mailsTo('autre@exemple.test')).toHaveLength(0);
  expect(await server.mailsTo('encore@exemple.test')).toHaveLength(0);
});

test('a name with a line break, a header and markup stays a name', async () => {
  const to = 'invite@exemple.test';
  await server.ports.courier.sendInvitation({ to, inviter: 'Ève\r\nBcc: encore@exemple.test\r\n<img src=x onerror=alert(1)>', code: 'ABCDEF', days: 7 });
  expect(await server.mailsTo('encore@exemple.test')).toHaveLength(0);
  const [mail] = await server.mailsTo(to);
  expect(mail!.subject).not.toContain('Bcc');
  expect(mail!.html).not.toContain('<img');
});

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
