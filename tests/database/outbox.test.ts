// The outbox sent by real SMTP: one mail per message, the digest once a day, nothing twice, nothing lost, and nothing of the record in a mail.

import type { PermitAcross } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf, ok } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { withAccessAcross } from '@carnet/server/application/with-access';
import { createMailer, type Mailer } from '@carnet/server/interfaces/mail/mailer';
import { type NoticeDelivery, startNoticeDelivery } from '@carnet/server/jobs/deliver-notices';
import type { NoticeKind, PushAddress, Stores } from '@carnet/server/ports';
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PushService, startPushService } from '../support/push-service.ts';
import { newDossier, noon } from '../support/records.ts';
import { type Person, type SignInServer, startSignInServer } from '../support/sign-in-server.ts';
import { portsOn } from '../support/ports.ts';

let server: SignInServer;
let service: PushService;
let address: string;
const running: { stop(): Promise<void> }[] = [];
const errors: unknown[] = [];
beforeAll(async () => {
  server = await startSignInServer();
  service = await startPushService();
  address = server.origin;
  server.setClock(noon);
});
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
  expect(errors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await service.close();
  await server.close();
});

const at = (iso: string): Instant => instantOf(Date.parse(iso));
const keep = (personne: PersonneId, browser: PushAddress): Promise<void> =>
  server.database.storage.transactions.run(({ devices }) => devices.keep(personne, browser, server.ports.clock.now()));
const heardBy = ({ endpoint }: PushAddress) => service.heard.filter((one) => one.endpoint === endpoint);

async function deliver(courier: Pick<Mailer, 'sendNotices'> = server.ports.courier): Promise<NoticeDelivery> {
  const delivery = await startNoticeDelivery({
    outbox: server.outbox,
    accounts: server.ports.accounts,
    transactions: server.database.storage.transactions,
    courier: { ...server.ports.courier, ...courier },
    push: service.sender,
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
const tell = (dossier: DossierId, kind: NoticeKind = 'premier-acces', at: Instant = server.ports.clock.now()): Promise<void> =>
  server.database.storage.transactions.run(({ notices }) => notices.raise({ id: randomUUID(), dossier, kind, at, actorName: 'Dr Camille DURAND' }));
const prefer = (dossier: DossierId, kind: NoticeKind, email: string, push = true) =>
  server.database.storage.pool.query({
    text: 'INSERT INTO notice_preference (dossier_id, personne, kind, email, push) SELECT $1, titulaire, $2, $3, $4 FROM dossier WHERE dossier_id = $1',
    values: [dossier, kind, email, push],
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
  expect(mail.text).toContain('Un professionnel a consulté votre dossier pour la première fois.');
  expect(mail.text).toContain('A professional looked at your record for the first time.');
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

test('the documents of a stay gather and leave as one mail', async () => {
  const { email, dossierId } = await patient();
  for (let told = 0; told < 3; told++) await tell(dossierId, 'document-nouveau');
  const delivery = await deliver();
  await delivery.deliverNow();
  expect(await server.mailsTo(email)).toHaveLength(0);
  server.advance(11);
  await delivery.deliverNow();
  expect((await server.mailsTo(email)).map(({ text }) => text.includes('3 nouveaux documents'))).toEqual([true]);
});

test('the flood of an hour, and who chose it, wait for eight in Paris and leave as one', async () => {
  const [flooded, chose, weekly] = [await patient(), await patient(), await patient()];
  await prefer(chose.dossierId, 'premier-acces', 'daily');
  await prefer(weekly.dossierId, 'premier-acces', 'weekly');
  const evening = at('2026-11-20T21:00:00Z');
  server.setClock(evening);
  for (let told = 0; told < 600; told++) await tell(flooded.dossierId, 'document-nouveau', instantOf(evening + told));
  for (const { dossierId } of [chose, weekly]) await tell(dossierId, 'premier-acces', evening);
  await tell(chose.dossierId, 'document-nouveau', evening);
  const delivery = await deliver();
  server.setClock(at('2026-11-20T21:00:15Z'));
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(0);
  expect(await server.mailsTo(chose.email)).toHaveLength(1);

  server.setClock(at('2026-11-21T06:59:00Z'));
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(0);
  server.setClock(at('2026-11-21T07:00:30Z'));
  await delivery.deliverNow();
  expect((await server.mailsTo(flooded.email)).map(({ text }) => text.includes('600 nouveaux documents sont dans votre dossier.'))).toEqual([true]);
  expect((await server.mailsTo(chose.email))[0]!.text).toContain('Un professionnel a consulté votre dossier pour la première fois.');
  await delivery.deliverNow();
  expect(await server.mailsTo(flooded.email)).toHaveLength(1);
  // The week’s leaves on Monday.
  expect(await server.mailsTo(weekly.email)).toHaveLength(0);
  server.setClock(at('2026-11-23T07:00:30Z'));
  await delivery.deliverNow();
  expect(await server.mailsTo(weekly.email)).toHaveLength(1);
});

test('a device rings once, with nothing of the record in what it says', async () => {
  const { personne, email, dossierId, login } = await patient();
  const browser = service.subscribe();
  await keep(personne, browser);
  server.setClock(at('2026-11-24T12:00:00Z'));
  for (let told = 0; told < 3; told++) await tell(dossierId, 'premier-acces');
  const delivery = await deliver();
  await delivery.deliverNow();
  const heard = heardBy(browser);
  expect(heard.map(({ message }) => message)).toEqual([{ title: 'Carnet', body: 'Du nouveau dans votre carnet', url: '/avis' }]);
  expect(heard[0]!.headers).toMatchObject({
    'ttl': '259200',
    'urgency': 'normal',
    'content-encoding': 'aes128gcm',
    'topic': expect.stringMatching(/^[\w-]{32}$/),
  });
  expect(heard[0]!.signed.sub).toBe('mailto:securite@carnet.test');
  for (const hidden of ['DURAND', 'MARCHAND', login, dossierId, personne]) expect(JSON.stringify(heard)).not.toContain(hidden);
  expect(await server.mailsTo(email)).toHaveLength(3);
  expect(await statesOf(dossierId)).toEqual(Array.from({ length: 6 }, () => 'sent'));
});

test('nothing rings at night but an emergency; what waited rings in the morning', async () => {
  const { personne, dossierId } = await patient();
  const browser = service.subscribe();
  await keep(personne, browser);
  const night = at('2026-11-24T22:30:00Z');
  server.setClock(night);
  await tell(dossierId, 'premier-acces', night);
  const delivery = await deliver();
  await delivery.deliverNow();
  expect(heardBy(browser)).toHaveLength(0);
  await tell(dossierId, 'bris-de-glace', night);
  await delivery.deliverNow();
  expect(heardBy(browser).map(({ headers }) => headers['urgency'])).toEqual(['high']);
  server.setClock(at('2026-11-25T06:00:01Z'));
  await delivery.deliverNow();
  expect(heardBy(browser)).toHaveLength(2);
});

test.each([404, 410])('a device that is gone (HTTP %i) is forgotten, and is no dead letter', async (status) => {
  const { personne, dossierId } = await patient();
  const browser = service.subscribe();
  await keep(personne, browser);
  service.answerWith(browser, status);
  server.setClock(at('2026-11-25T12:00:00Z'));
  await tell(dossierId);
  await (await deliver()).deliverNow();
  expect(await server.database.storage.transactions.run(({ devices }) => devices.list(personne))).toEqual([]);
  expect((await statesOf(dossierId)).toSorted()).toEqual(['dropped', 'sent']);
});

test('a push service that asks to wait is tried after the time it says; the browser of somebody else rings for nobody', async () => {
  const [one, other] = [await patient(), await patient()];
  const browser = service.subscribe();
  await keep(one.personne, browser);
  service.answerWith(browser, 429, { 'retry-after': '600' });
  const then = at('2026-11-26T12:00:00Z');
  server.setClock(then);
  await tell(one.dossierId);
  const delivery = await deliver();
  await delivery.deliverNow();
  service.answerWith(browser, 201);
  server.setClock(instantOf(then + 590_000));
  await delivery.deliverNow();
  expect(heardBy(browser)).toHaveLength(0);
  // Meanwhile another person signs in on that browser and asks to be rung.
  await keep(other.personne, browser);
  server.setClock(instantOf(then + 610_000));
  await delivery.deliverNow();
  expect(heardBy(browser)).toHaveLength(0);
  await tell(other.dossierId);
  await delivery.deliverNow();
  expect(heardBy(browser)).toHaveLength(1);
});

test('who chose the app only gets no mail', async () => {
  const { email, dossierId } = await patient();
  await prefer(dossierId, 'document-nouveau', 'off');
  await tell(dossierId, 'document-nouveau');
  server.advance(11);
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

  // A minute, and a fifth more so that what failed together is not tried again together.
  server.setClock(instantOf(server.ports.clock.now() + 73_000));
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

test('after nine tries over some days it is given up, listed, and sent again when asked; a message for nobody is dropped', async () => {
  const { dossierId, personne } = await patient();
  await tell(dossierId);
  const orphan = newDossier({ titulaire: randomUUID() as PersonneId });
  await server.database.storage.registry.openDossier(orphan);
  await tell(orphan.id);
  let tries = 0;
  const refusing = await deliver({ sendNotices: async () => (tries++, { taken: false, why: 'EENVELOPE 550' }) });
  await refusing.deliverNow();
  expect(await statesOf(orphan.id)).toEqual(['dropped']);
  for (let round = 0; round < 12; round++) {
    server.setClock(instantOf(server.ports.clock.now() + 30 * 3_600_000));
    await refusing.deliverNow();
  }
  expect(tries).toBe(9);
  expect(await statesOf(dossierId)).toEqual(['failed']);
  await refusing.stop();

  const { email } = (await server.ports.accounts.byPersonne(personne))!;
  const deadLetters = {
    list: () => administering((permit, tx) => tx.deadLetters.list(permit, 50)),
    sendAgain: (batch: string) => administering((permit, tx) => tx.deadLetters.sendAgain(permit, batch)),
  };
  const { letters, total } = await deadLetters.list();
  expect(total).toBe(1);
  expect(letters).toEqual([
    { batch: expect.any(String), channel: 'email', kinds: ['premier-acces'], count: 1, writtenAt: expect.any(Number), attempts: 9, why: 'EENVELOPE 550' },
  ]);
  expect(await deadLetters.sendAgain(letters[0]!.batch)).toBe(1);
  expect(await deadLetters.sendAgain(letters[0]!.batch)).toBe(0);
  await (await deliver()).deliverNow();
  expect(await server.mailsTo(email)).toHaveLength(1);
  expect((await deadLetters.list()).total).toBe(0);
});

test('a worker that dies after taking messages gives them back when its lease ends', async () => {
  const { email, dossierId } = await patient();
  await tell(dossierId);
  const now = server.ports.clock.now();
  const taken = await server.outbox.claim({ now, leaseUntil: instantOf(now + 900_000), limit: 500 });
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

const practice = '1750000018' as StructIdNat;
const operator: Caller = {
  actor: { kind: 'exploitation', id: '3750000018/0009' as PsIdNat, active: true, structures: [practice] },
  mode: 'normal',
  context: { door: 'professional', actorName: 'Exploitation' },
};
const administering = async <T>(act: (permit: PermitAcross<'administer'>, tx: Stores) => Promise<T>): Promise<T> => {
  const done = await withAccessAcross(portsOn(server.database.storage, server.ports.clock.now), operator, 'administer', async ({ permit, tx }) =>
    ok(await act(permit, tx)),
  );
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
};

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
