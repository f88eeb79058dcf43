// What the patient is told: the notice and its message together or not at all, by the patient's choice, and never of what the patient may not see.

import type { LogicalId } from '@carnet/domain/document';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { NoticeKind, NoticePreferences } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
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
const raise = (dossier: NewDossier, kind: NoticeKind, over: { at?: Instant; document?: LogicalId; actorName?: string } = {}) =>
  storage.transactions.run((tx) => tx.notices.raise({ id: randomUUID(), dossier: dossier.id, kind, at: noon, ...over }));
const notices = (dossier: NewDossier, query: { limit: number; cursor?: string } = { limit: 50 }) =>
  storage.transactions.run(async (tx) => tx.notices.list(await permitFor(tx, 'read-notices', titulaireOf(dossier), dossier.id), query));
const outbox = async (dossier: NewDossier) =>
  (
    await storage.pool.query({
      text: 'SELECT kind, channel, state, personne, attempts FROM outbox WHERE dossier_id = $1 ORDER BY created_at, id',
      values: [dossier.id],
    })
  ).rows as Record<string, unknown>[];
const prefer = (dossier: NewDossier, preferences: NoticePreferences) =>
  storage.transactions.run(async (tx) => tx.notices.savePreferences(await permitFor(tx, 'manage-notices', titulaireOf(dossier), dossier.id), preferences));

test('each kind is told by e-mail unless the patient chose otherwise', async () => {
  const dossier = await opened();
  await raise(dossier, 'premier-acces', { actorName: 'Dr DURAND' });
  await raise(dossier, 'bris-de-glace', { at: instantOf(noon + 1) });
  expect(await outbox(dossier)).toEqual(
    ['premier-acces', 'bris-de-glace'].map((kind) =>
      expect.objectContaining({ kind, channel: 'email', state: 'pending', personne: dossier.titulaire, attempts: 0 }),
    ),
  );
  await prefer(dossier, { 'dossier-cree': 'email', 'document-nouveau': 'email-digest', 'premier-acces': 'app' });
  await raise(dossier, 'premier-acces');
  await raise(dossier, 'document-nouveau');
  expect((await outbox(dossier)).map(({ kind, channel }) => `${String(kind)} ${String(channel)}`).toSorted()).toEqual([
    'bris-de-glace email',
    'document-nouveau email-digest',
    'premier-acces email',
  ]);
  const { rows, unread } = await notices(dossier);
  expect(rows).toHaveLength(4);
  expect(unread).toBe(4);
  expect(rows.find(({ actorName }) => actorName === 'Dr DURAND')).toMatchObject({ kind: 'premier-acces', at: noon });
  const preferences = await storage.transactions.run(async (tx) =>
    tx.notices.preferences(await permitFor(tx, 'read-notices', titulaireOf(dossier), dossier.id)),
  );
  expect(preferences).toEqual({ 'dossier-cree': 'email', 'document-nouveau': 'email-digest', 'premier-acces': 'app' });
});

test('the sixth new document of an hour joins a digest; an hour later the next is told at once', async () => {
  const dossier = await opened();
  for (let index = 0; index < 7; index++) await raise(dossier, 'document-nouveau', { at: instantOf(noon + index) });
  await raise(dossier, 'document-nouveau', { at: instantOf(noon + 3_600_010) });
  expect((await outbox(dossier)).map(({ channel }) => channel)).toEqual(['email', 'email', 'email', 'email', 'email', 'email-digest', 'email-digest', 'email']);
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
