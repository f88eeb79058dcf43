// What becomes of a document in pins and binders: replaced, archived, kept from its reader, one of several copies; and of two devices at once.

import type { Actor } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import { type ArrangeAct, mostPinned } from '@carnet/domain/arrangement';
import { type DocumentEntry, type LogicalId, visibleToAll } from '@carnet/domain/document';
import { type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import { type ShownArrangement, arrange, readArrangement } from '@carnet/server/application/arrange-documents';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { type IncomingDocument, depositDocuments } from '@carnet/server/application/deposit-documents';
import { listDocuments } from '@carnet/server/application/list-documents';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { type EntryOptions, doctor, newDossier, newEntry, newSet, noon, titulaireOf } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

let now: Instant = noon;
const ports = portsOn(storage, () => now);
const author = doctor('70000000021');
const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'fhir', actorName: actorId(actor) } });

async function open(): Promise<NewDossier> {
  const dossier = newDossier();
  await storage.registry.openDossier(dossier);
  return dossier;
}
interface Sent extends EntryOptions {
  readonly text?: string;
  readonly replaces?: LogicalId;
}
/** Each a minute after what was sent before, and of its own content unless it is told. */
async function send(dossier: NewDossier, ...each: readonly Sent[]): Promise<readonly DocumentEntry[]> {
  now = instantOf(now + 60_000);
  const documents = each.map(({ text = randomUUID(), replaces, ...options }): IncomingDocument => {
    const bytes = Buffer.from(text);
    const entry = newEntry(dossier.ins, bytes, { author: author.id, mimeType: 'text/plain', ...options });
    const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = entry;
    return { metadata, bytes, ...(replaces === undefined ? {} : { replaces: { logicalId: replaces } }) };
  });
  const set = newSet(newEntry(dossier.ins, Buffer.from(''), { author: author.id }));
  const sent = await depositDocuments(ports, by(author), { ins: dossier.ins }, { set, documents });
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  return sent.value.entries;
}
const one = async (dossier: NewDossier, sent: Sent = {}): Promise<LogicalId> => (await send(dossier, sent))[0]!.logicalId;

const shownOf = (answer: Result<ShownArrangement>) => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  const { pinned, binders } = answer.value;
  return { pinned: pinned.map(({ entry }) => entry.logicalId), binders };
};
const act = (dossier: NewDossier, asked: ArrangeAct) => arrange(ports, by(titulaireOf(dossier)), { id: dossier.id }, asked);
const done = async (dossier: NewDossier, asked: ArrangeAct) => shownOf(await act(dossier, asked));
const shown = async (dossier: NewDossier) => shownOf(await readArrangement(ports, by(titulaireOf(dossier)), { id: dossier.id }));
const ruleOf = (answer: Result<unknown>): string | undefined => (answer.ok ? undefined : answer.refusal.findings?.[0]?.rule);
async function inBinder(dossier: NewDossier, binder: string): Promise<readonly LogicalId[]> {
  const page = await listDocuments(ports, by(titulaireOf(dossier)), { id: dossier.id }, { asLines: true, limit: 200 }, { binder });
  if (!page.ok) throw new Error(page.refusal.code);
  expect(page.value.total).toBe(page.value.rows.length);
  return page.value.rows.map(({ entry }) => entry.logicalId);
}

test('replaced, it is its new version, which leaves by either name; replaced by one that waits to be announced, nothing tells of it', async () => {
  const dossier = await open();
  const first = await one(dossier);
  const { id } = (await done(dossier, { act: 'make', name: 'Genou', document: first })).binders[0]!;
  await done(dossier, { act: 'pin', document: first });
  const second = await one(dossier, { replaces: first });
  expect(await shown(dossier)).toEqual({ pinned: [second], binders: [{ id, name: 'Genou', documents: [second] }] });
  expect(await inBinder(dossier, id)).toEqual([second]);
  expect((await done(dossier, { act: 'unpin', document: first })).pinned).toEqual([]);
  await one(dossier, { replaces: second, visibilite: { ...visibleToAll, invisiblePatient: true } });
  expect(await shown(dossier)).toEqual({ pinned: [], binders: [{ id, name: 'Genou', documents: [] }] });
  expect(await inBinder(dossier, id)).toEqual([]);
});

test('archived, it leaves; taken out of the archives, it is back in its place', async () => {
  const dossier = await open();
  const [first, second] = [await one(dossier), await one(dossier)];
  for (const document of [first, second]) await done(dossier, { act: 'pin', document });
  const change = (what: 'archive' | 'unarchive') =>
    changeDocument(ports, by(author), { dossier: { id: dossier.id }, document: { logicalId: first }, acts: [what] });
  expect((await change('archive')).ok).toBe(true);
  expect((await shown(dossier)).pinned).toEqual([second]);
  expect((await change('unarchive')).ok).toBe(true);
  expect((await shown(dossier)).pinned).toEqual([second, first]);
});

test('of several copies it is the line they are shown as, by whichever it was put in; one that is gone leaves its place to the others', async () => {
  const dossier = await open();
  const first = await one(dossier, { text: 'même contenu' });
  const again = await one(dossier, { text: 'même contenu' });
  expect((await done(dossier, { act: 'pin', document: again })).pinned).toEqual([first]);
  const { id, documents } = (await done(dossier, { act: 'make', name: 'Copies', document: first })).binders[0]!;
  expect(documents).toEqual([first]);
  expect((await done(dossier, { act: 'put', binder: id, document: again })).binders[0]!.documents).toEqual([first]);
  expect(await inBinder(dossier, id)).toEqual([first]);
  const deleted = await changeDocument(ports, by(author), { dossier: { id: dossier.id }, document: { logicalId: first }, acts: ['delete'] });
  expect(deleted.ok).toBe(true);
  expect(await shown(dossier)).toEqual({ pinned: [again], binders: [{ id, name: 'Copies', documents: [again] }] });
  expect(await inBinder(dossier, id)).toEqual([again]);
  expect((await done(dossier, { act: 'take', binder: id, document: again })).binders[0]!.documents).toEqual([]);
});

test('deleted documents hold no place: who pinned twelve and lost them pins again', async () => {
  const dossier = await open();
  const pins = await send(dossier, ...Array.from({ length: mostPinned + 1 }, () => ({})));
  for (const { logicalId } of pins.slice(0, mostPinned)) await done(dossier, { act: 'pin', document: logicalId });
  const more: ArrangeAct = { act: 'pin', document: pins.at(-1)!.logicalId };
  expect(ruleOf(await act(dossier, more))).toBe('PLUS_DE_PLACE');
  await changeDocument(ports, by(author), { dossier: { id: dossier.id }, document: { logicalId: pins[0]!.logicalId }, acts: ['delete'] });
  expect((await done(dossier, more)).pinned).toHaveLength(mostPinned);
});

test('two devices at once lose nothing of each other; what is gone meanwhile is said', async () => {
  const dossier = await open();
  const documents = (await send(dossier, {}, {}, {}, {})).map(({ logicalId }) => logicalId);
  const { id } = (await done(dossier, { act: 'make', name: 'Un' })).binders[0]!;
  const both = await Promise.all([
    ...documents.map((document) => act(dossier, { act: 'put', binder: id, document })),
    act(dossier, { act: 'make', name: 'Deux' }),
    act(dossier, { act: 'make', name: 'deux' }),
  ]);
  expect(both.map(ruleOf).filter((rule) => rule !== undefined)).toEqual(['NOM_PRIS']);
  const after = await shown(dossier);
  expect(after.binders.map(({ documents: held }) => held.length)).toEqual([0, 4]);
  expect(new Set(after.binders[1]!.documents)).toEqual(new Set(documents));
  await done(dossier, { act: 'remove', binder: id });
  expect(ruleOf(await act(dossier, { act: 'put', binder: id, document: documents[0]! }))).toBe('CLASSEUR_INCONNU');
  expect(ruleOf(await act(dossier, { act: 'rename', binder: id, name: 'Trois' }))).toBe('CLASSEUR_INCONNU');
  const listed = await listDocuments(ports, by(titulaireOf(dossier)), { id: dossier.id }, { asLines: true });
  expect(listed.ok && listed.value.total).toBe(4);
});

test('a binder of two hundred is counted, listed and deleted whole, and none of them with it', { timeout: 120_000 }, async () => {
  const dossier = await open();
  const documents = await send(dossier, ...Array.from({ length: 200 }, () => ({})));
  const { id } = (await done(dossier, { act: 'make', name: 'Tout' })).binders[0]!;
  for (const { logicalId } of documents) await done(dossier, { act: 'put', binder: id, document: logicalId });
  expect((await shown(dossier)).binders[0]!.documents).toHaveLength(200);
  expect(await inBinder(dossier, id)).toHaveLength(200);
  await done(dossier, { act: 'remove', binder: id });
  const listed = await listDocuments(ports, by(titulaireOf(dossier)), { id: dossier.id }, { asLines: true });
  expect(listed.ok && listed.value.total).toBe(200);
});
