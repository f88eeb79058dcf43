// What the patient is told: the notice and its message together or not at all, by the patient's choice, and never of what the patient may not see.

import type { Actor } from '@carnet/domain/access';
import type { PersonneId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import type { Chosen } from '@carnet/domain/notice';
import type { NoticeKind, NoticePreferences, RaisedNotice } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { writeTies } from '../support/ties.ts';
import { changeOf, depositAs, doctor, newDossier, newEntry, noon, permitFor, titulaireOf } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const author = doctor('001');
const bytes = Buffer.from('x');

async function opened(): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: author.id });
  await storage.registry.openDossier(dossier);
  return dossier;
}
const raise = (dossier: NewDossier, kind: NoticeKind, over: Partial<RaisedNotice> = {}) =>
  storage.transactions.run((tx) => tx.notices.raise({ id: randomUUID(), dossier: dossier.id, kind, at: noon, ...over }));
const notices = (dossier: NewDossier, query: { limit: number; cursor?: string } = { limit: 50 }) =>
  storage.transactions.run(async (tx) => tx.notices.list(await permitFor(tx, 'read-notices', titulaireOf(dossier), dossier.id), query));
const outbox = async (dossier: NewDossier) =>
  (
    await storage.pool.query({
      text: 'SELECT kind, channel, timing, state, personne, attempts, next_attempt_at AS leaves FROM outbox WHERE dossier_id = $1 ORDER BY created_at, id',
      values: [dossier.id],
    })
  ).rows as Record<string, unknown>[];
const prefer = (dossier: NewDossier, preferences: NoticePreferences) =>
  storage.transactions.run(async (tx) => tx.notices.savePreferences(await permitFor(tx, 'manage-notices', titulaireOf(dossier), dossier.id), preferences));

const chosen = (email: Chosen['email'], push = true): Chosen => ({ email, push });
const apart: NoticePreferences['choices'] = { 'dossier-cree': chosen('now'), 'document-nouveau': chosen('daily'), 'premier-acces': chosen('off', false) };
const timings = async (dossier: NewDossier): Promise<readonly unknown[]> => (await outbox(dossier)).map(({ timing }) => timing);

test('each kind is told by e-mail unless the patient chose otherwise', async () => {
  const dossier = await opened();
  await raise(dossier, 'premier-acces', { actorName: 'Dr DURAND' });
  await raise(dossier, 'bris-de-glace', { at: instantOf(noon + 1) });
  expect(await outbox(dossier)).toEqual(
    ['premier-acces', 'bris-de-glace'].map((kind) =>
      expect.objectContaining({ kind, channel: 'email', timing: 'now', state: 'pending', personne: dossier.titulaire, attempts: 0 }),
    ),
  );
  await prefer(dossier, { choices: apart, quiet: { from: 1_380, to: 360 } });
  await raise(dossier, 'premier-acces');
  await raise(dossier, 'document-nouveau');
  expect((await outbox(dossier)).map(({ kind, timing }) => `${String(kind)} ${String(timing)}`).toSorted()).toEqual([
    'bris-de-glace now',
    'document-nouveau daily',
    'premier-acces now',
  ]);
  const { rows, unread } = await notices(dossier);
  expect(rows).toHaveLength(4);
  expect(unread).toBe(4);
  expect(rows.find(({ actorName }) => actorName === 'Dr DURAND')).toMatchObject({ kind: 'premier-acces', at: noon, count: 1 });
  const preferences = () =>
    storage.transactions.run(async (tx) => tx.notices.preferences(await permitFor(tx, 'read-notices', titulaireOf(dossier), dossier.id)));
  expect(await preferences()).toEqual({ choices: apart, quiet: { from: 1_380, to: 360 } });
  await prefer(dossier, { choices: apart });
  expect(await preferences()).toEqual({ choices: apart });
});

test('the sixth new document of an hour joins a digest, with those that still gather; an hour later the next is told at once', async () => {
  const dossier = await opened();
  for (let index = 0; index < 5; index++) await raise(dossier, 'document-nouveau', { at: instantOf(noon + index) });
  expect(await timings(dossier)).toEqual(Array.from({ length: 5 }, () => 'now'));
  for (let index = 5; index < 7; index++) await raise(dossier, 'document-nouveau', { at: instantOf(noon + index) });
  expect(await timings(dossier)).toEqual(Array.from({ length: 7 }, () => 'daily'));
  await raise(dossier, 'document-nouveau', { at: instantOf(noon + 3_600_010) });
  expect((await timings(dossier)).at(-1)).toBe('now');
});

test('what has left is not called back by the flood that follows', async () => {
  const dossier = await opened();
  for (let index = 0; index < 5; index++) await raise(dossier, 'document-nouveau', { at: instantOf(noon + index) });
  await storage.pool.query({ text: `UPDATE outbox SET state = 'sent', attempts = 1 WHERE dossier_id = $1`, values: [dossier.id] });
  await raise(dossier, 'document-nouveau', { at: instantOf(noon + 60_000) });
  expect(await timings(dossier)).toEqual(['now', 'now', 'now', 'now', 'now', 'daily']);
});

test('600 documents of past care deposited in bulk: one message, and one line in the app, read once for all', async () => {
  const dossier = await opened();
  for (let index = 0; index < 600; index++) {
    const entry = newEntry(dossier.ins, bytes, { author: author.id });
    await depositAs(storage, author, dossier, entry, bytes);
    await raise(dossier, 'document-nouveau', { at: instantOf(noon + index * 5_000), document: entry.logicalId, past: true });
  }
  const rows = await outbox(dossier);
  expect(rows).toHaveLength(600);
  // All leave at the same minute, by the same channel: the delivery makes one mail of them (outbox.test.ts).
  expect(new Set(rows.map(({ timing, channel, leaves }) => `${String(timing)} ${String(channel)} ${String(leaves)}`)).size).toBe(1);
  expect(rows[0]).toMatchObject({ timing: 'daily', channel: 'email' });
  const shown = await notices(dossier);
  expect(shown).toMatchObject({ unread: 1, missing: 0, rows: [{ kind: 'document-nouveau', count: 600 }] });
  expect(shown.rows).toHaveLength(1);
  await storage.transactions.run(async (tx) =>
    tx.notices.markRead(await permitFor(tx, 'manage-notices', titulaireOf(dossier), dossier.id), shown.rows[0]!.id, noon),
  );
  expect(await notices(dossier)).toMatchObject({ unread: 0, rows: [{ readAt: noon, count: 600 }] });
}, 60_000);

test('a parent reads what the child’s other parent read, and never sees nor counts what is secret', async () => {
  const dossier = await opened();
  const parents = [randomUUID() as PersonneId, randomUUID() as PersonneId] as const;
  for (const personne of parents) await writeTies(storage, dossier, { representation: [personne, { kind: 'parent', since: dossier.openedAt }] });
  const as = (personne: PersonneId): Actor => ({ kind: 'representant', personne, factors: 2 });
  const seenBy = (actor: Actor) =>
    storage.transactions.run(async (tx) => tx.notices.list(await permitFor(tx, 'read-notices', actor, dossier.id), { limit: 50 }));
  for (let index = 0; index < 8; index++) await raise(dossier, 'document-nouveau', { at: instantOf(noon + index), secret: index < 4 });
  await raise(dossier, 'premier-acces', { secret: true });
  // Eight are one line for the child, four are four for the parents: nothing shows that there were others.
  expect(await seenBy(titulaireOf(dossier))).toMatchObject({ unread: 2 });
  const first = await seenBy(as(parents[0]));
  expect(first.rows.map(({ kind, count }) => `${kind} ${count}`)).toEqual(Array.from({ length: 4 }, () => 'document-nouveau 1'));
  expect(first.unread).toBe(4);
  const told = await outbox(dossier);
  for (const personne of parents) expect(told.filter((row) => row['personne'] === personne).map(({ timing }) => timing)).toEqual(['now', 'now', 'now', 'now']);
  await storage.transactions.run(async (tx) => tx.notices.markRead(await permitFor(tx, 'manage-notices', as(parents[0]), dossier.id), undefined, noon));
  expect((await seenBy(as(parents[1]))).unread).toBe(0);
  // What the parents could not read is still to be read.
  expect((await seenBy(titulaireOf(dossier))).unread).toBe(2);
});

test('a notice given up leaves no message', async () => {
  const dossier = await opened();
  await expect(
    storage.transactions.run(async (tx) => {
      await tx.notices.raise({ id: randomUUID(), dossier: dossier.id, kind: 'premier-acces', at: noon });
      throw new Error('given up');
    }),
  ).rejects.toThrow('given up');
  expect(await outbox(dossier)).toEqual([]);
  expect((await notices(dossier)).rows).toEqual([]);
});

test('a notice about a document is shown only while the patient may see the document', async () => {
  const dossier = await opened();
  const shown = newEntry(dossier.ins, bytes, { author: author.id });
  const hidden = newEntry(dossier.ins, bytes, { author: author.id, visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false } });
  for (const entry of [shown, hidden]) {
    await depositAs(storage, author, dossier, entry, bytes);
    await raise(dossier, 'document-nouveau', { document: entry.logicalId });
  }
  expect(await notices(dossier)).toMatchObject({ rows: [{ document: shown.logicalId }], unread: 1 });
  await storage.transactions.run(async (tx) => {
    const permit = await permitFor(tx, 'delete', author, dossier.id, { logicalId: shown.logicalId });
    await tx.documents.change(permit, changeOf(shown, { status: 'Deleted' }));
  });
  expect(await notices(dossier)).toEqual({ rows: [], missing: 0, unread: 0 });
});

test('read one, then all; pages', async () => {
  const dossier = await opened();
  for (let index = 0; index < 9; index++) await raise(dossier, 'premier-acces', { at: instantOf(noon + Math.floor(index / 3)) });
  const all = (await notices(dossier)).rows;
  const mark = (id: string | undefined) =>
    storage.transactions.run(async (tx) => tx.notices.markRead(await permitFor(tx, 'manage-notices', titulaireOf(dossier), dossier.id), id, noon));
  await mark(all[0]!.id);
  expect((await notices(dossier)).unread).toBe(8);
  expect((await notices(dossier)).rows[0]).toMatchObject({ readAt: noon });
  await mark(undefined);
  expect((await notices(dossier)).unread).toBe(0);
  const walked: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await notices(dossier, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    walked.push(...page.rows.map(({ id }) => id));
    if (page.nextCursor === undefined) break;
    cursor = page.nextCursor;
  }
  expect(walked).toEqual(all.map(({ id }) => id));
});
