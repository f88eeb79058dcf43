// N1: the same content under several uniqueIds is several entries for the registry and one line for people, made of what each of them sees.

import { actorId } from '@carnet/domain/audit';
import type { Actor } from '@carnet/domain/access';
import { type DocumentEntry, type LogicalId, visibleToAll } from '@carnet/domain/document';
import type { ProfessionCode, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { countSpaces } from '@carnet/server/application/count-spaces';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { type IncomingDocument, depositDocuments } from '@carnet/server/application/deposit-documents';
import { type ToldDocument, tellDocument } from '@carnet/server/application/document-history';
import { findReference } from '@carnet/server/application/find-reference';
import { listDocuments } from '@carnet/server/application/list-documents';
import { createMasquage } from '@carnet/server/application/masquages';
import { readNotices } from '@carnet/server/application/notices';
import { describeDocument } from '@carnet/server/application/read-document';
import type { NewDossier } from '@carnet/server/storage/index';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { type EntryOptions, doctor, newDossier, newEntry, newSet, noon, titulaireOf } from '../support/records.ts';

const { storage, url, close } = await freshDatabase();
afterAll(close);

let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const ports = portsOn(storage, () => now);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const author = doctor('70000000011');
const other = doctor('70000000012');
const reader = doctor('70000000013');
const traitant = doctor('70000000014');
await storage.registry.register({
  professionnels: [author, other, reader, traitant].map(({ id }) => ({
    id,
    familyName: `NOM${id}`,
    givenName: 'Alex',
    profession: '10' as ProfessionCode,
    structures: [] as StructIdNat[],
    active: true,
  })),
});
const by = (actor: Actor, door: Caller['context']['door'] = 'fhir'): Caller => ({ actor, mode: 'normal', context: { door, actorName: actorId(actor) } });
const report = Buffer.from('%PDF-1.7 le même compte rendu');

async function open(): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: traitant.id });
  await storage.registry.openDossier(dossier);
  await declareAutorisation(ports, by(reader), { id: dossier.id }, 'me');
  return dossier;
}
interface Sent extends EntryOptions {
  readonly by?: typeof author;
  readonly door?: Caller['context']['door'];
  readonly bytes?: Buffer;
  readonly carries?: string;
  readonly replaces?: LogicalId;
}
/** Under a uniqueId of its own, a minute after what was sent before. */
async function send(
  dossier: NewDossier,
  { by: who = author, door = 'fhir', bytes = report, carries, replaces, ...options }: Sent = {},
): Promise<DocumentEntry> {
  now = instantOf(now + 60_000);
  const entry = newEntry(dossier.ins, bytes, { author: who.id, mimeType: 'application/pdf', ...options });
  const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = entry;
  const document: IncomingDocument = {
    metadata,
    bytes,
    ...(carries === undefined ? {} : { carries }),
    ...(replaces === undefined ? {} : { replaces: { logicalId: replaces } }),
  };
  const sent = await depositDocuments(ports, by(who, door), { ins: dossier.ins }, { set: newSet(entry), documents: [document] });
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  return sent.value.entries[0]!;
}
async function linesFor(actor: Actor, dossier: NewDossier) {
  const page = await listDocuments(ports, by(actor), { id: dossier.id }, { asLines: true });
  const counted = await countSpaces(ports, by(actor), { id: dossier.id });
  if (!page.ok || !counted.ok) throw new Error('refused');
  expect(page.value.total).toBe(page.value.rows.length);
  expect([...counted.value.values()].reduce((sum, { total }) => sum + total, 0)).toBe(page.value.total);
  return page.value.rows.map(({ entry, received, versions }) => ({ id: entry.logicalId, times: received?.count ?? 1, versions: versions ?? 1 }));
}
async function told(actor: Actor, dossier: NewDossier, logicalId: LogicalId): Promise<ToldDocument> {
  const sheet = await tellDocument(ports, by(actor), { id: dossier.id }, { logicalId });
  if (!sheet.ok) throw new Error(sheet.refusal.code);
  return sheet.value;
}

test('one line for people, with where it came from each time; every uniqueId is found by software', async () => {
  const dossier = await open();
  const first = await send(dossier, { door: 'fhir' });
  const second = await send(dossier, { door: 'soap', by: other });
  for (const actor of [titulaireOf(dossier), reader, traitant]) {
    expect(await linesFor(actor, dossier)).toEqual([{ id: first.logicalId, times: 2, versions: 1 }]);
    const sheet = await told(actor, dossier, first.logicalId);
    expect(sheet.received).toEqual({ count: 2, lastAt: second.depositedAt });
    expect(sheet.arrivals.map(({ at, door, document }) => ({ at, door, document }))).toEqual([
      { at: first.depositedAt, door: 'fhir', document: first.logicalId },
      { at: second.depositedAt, door: 'soap', document: second.logicalId },
    ]);
    expect(sheet.copies.map(({ entry }) => entry.logicalId)).toEqual([second.logicalId]);
  }
  const each = await listDocuments(ports, by(reader), { id: dossier.id }, {});
  expect(each.ok && each.value.rows.map(({ entry }) => entry.uniqueId).toSorted()).toEqual([first.uniqueId, second.uniqueId].toSorted());
  for (const [sender, { uniqueId, entryUuid, logicalId }] of [[author, first] as const, [other, second] as const])
    expect(await findReference(ports, by(sender), { ins: dossier.ins }, uniqueId)).toEqual({ ok: true, value: { logicalId, entryUuid } });
});

test('the same file bare, or carried by two CDA of different headers, is one line', async () => {
  const dossier = await open();
  const bare = await send(dossier);
  for (const title of ['un en-tête', 'un autre'])
    await send(dossier, { bytes: Buffer.from(`<ClinicalDocument>${title}</ClinicalDocument>`), mimeType: 'text/xml', carries: sha256(report) });
  await send(dossier, { bytes: Buffer.from('autre contenu'), mimeType: 'text/plain' });
  expect((await linesFor(titulaireOf(dossier), dossier)).filter(({ id }) => id === bare.logicalId)).toEqual([{ id: bare.logicalId, times: 3, versions: 1 }]);
  expect(await linesFor(titulaireOf(dossier), dossier)).toHaveLength(2);
});

test('a masked twin is told to nobody who does not see it, and is no part of a line that is not masked', async () => {
  const dossier = await open();
  const masked = await send(dossier, { visibilite: { ...visibleToAll, masquePs: true } });
  const open_ = await send(dossier, { by: other });
  expect(await linesFor(reader, dossier)).toEqual([{ id: open_.logicalId, times: 1, versions: 1 }]);
  expect(await told(reader, dossier, open_.logicalId)).toMatchObject({ arrivals: [{ document: open_.logicalId }], copies: [] });
  expect(await linesFor(titulaireOf(dossier), dossier)).toHaveLength(2);
  // Masked in its turn it joins its twin, and both are one line again.
  await changeDocument(ports, by(titulaireOf(dossier)), { dossier: { id: dossier.id }, document: { logicalId: open_.logicalId }, acts: ['mask'] });
  expect(await linesFor(titulaireOf(dossier), dossier)).toEqual([{ id: masked.logicalId, times: 2, versions: 1 }]);
  expect(await linesFor(reader, dossier)).toEqual([]);
});

test('an act on a line is done to each of its documents, or to none', async () => {
  const dossier = await open();
  const first = await send(dossier);
  const second = await send(dossier, { by: other });
  const patient = by(titulaireOf(dossier));
  const mask = (version: number) =>
    changeDocument(ports, patient, {
      dossier: { id: dossier.id },
      document: { logicalId: first.logicalId },
      expectedVersion: 1,
      acts: ['mask'],
      copies: [{ document: { logicalId: second.logicalId }, expectedVersion: version }],
    });
  expect(await mask(2)).toMatchObject({ ok: false, refusal: { code: 'VERSION_PERIMEE' } });
  expect(await linesFor(reader, dossier)).toHaveLength(1);
  expect(await mask(1)).toMatchObject({ ok: true, value: { logicalId: first.logicalId, visibilite: { masquePs: true } } });
  expect(await linesFor(reader, dossier)).toEqual([]);
  expect(await linesFor(titulaireOf(dossier), dossier)).toEqual([{ id: first.logicalId, times: 2, versions: 1 }]);
});

test('what is kept from somebody is kept from them when it comes again', async () => {
  const dossier = await open();
  const first = await send(dossier);
  const what = { kind: 'document', id: first.logicalId } as const;
  expect(await createMasquage(ports, by(titulaireOf(dossier)), { id: dossier.id }, { from: { kind: 'professionnel', id: reader.id }, what })).toMatchObject({
    ok: true,
  });
  expect(await linesFor(reader, dossier)).toEqual([]);
  const again = await send(dossier, { by: other });
  expect(await linesFor(reader, dossier)).toEqual([]);
  expect(await tellDocument(ports, by(reader), { id: dossier.id }, { logicalId: again.logicalId })).toMatchObject({ ok: false });
  expect(await linesFor(traitant, dossier)).toEqual([{ id: first.logicalId, times: 2, versions: 1 }]);
});

test('the patient is told once of one content', async () => {
  const dossier = await open();
  const first = await send(dossier);
  await send(dossier, { by: other });
  const waiting = await send(dossier, { visibilite: { ...visibleToAll, masquePs: true } });
  const notices = await readNotices(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 50 });
  expect(notices.ok && notices.value.rows.filter(({ kind }) => kind === 'document-nouveau').map(({ document }) => document)).toEqual([
    waiting.logicalId,
    first.logicalId,
  ]);
});

test('a replaced chain is one line that leads to each version its reader sees', async () => {
  const dossier = await open();
  const first = await send(dossier, { bytes: Buffer.from('version 1') });
  const second = await send(dossier, { bytes: Buffer.from('version 2'), replaces: first.logicalId });
  const third = await send(dossier, { bytes: Buffer.from('version 3'), replaces: second.logicalId });
  const chain = [first, second, third].map(({ logicalId }) => logicalId);
  for (const actor of [titulaireOf(dossier), reader]) {
    expect(await linesFor(actor, dossier)).toEqual([{ id: third.logicalId, times: 1, versions: 3 }]);
    for (const id of chain) expect((await told(actor, dossier, id)).chain.map(({ logicalId }) => logicalId)).toEqual(chain);
  }
  // A version that is kept from somebody ends the chain for them.
  const from = { kind: 'professionnel', id: reader.id } as const;
  await createMasquage(ports, by(titulaireOf(dossier)), { id: dossier.id }, { from, what: { kind: 'document', id: second.logicalId } });
  expect(await linesFor(reader, dossier)).toEqual([{ id: third.logicalId, times: 1, versions: 1 }]);
  expect((await told(reader, dossier, third.logicalId)).chain).toEqual([]);
  expect((await told(titulaireOf(dossier), dossier, third.logicalId)).chain).toHaveLength(3);
  // Nor does any door tell them that it was replaced (FHIR's relatesTo).
  const replacedFor = async (actor: Actor): Promise<unknown> => {
    const page = await listDocuments(ports, by(actor), { id: dossier.id }, {});
    const sheet = await describeDocument(ports, by(actor), { id: dossier.id }, { logicalId: third.logicalId });
    return page.ok && sheet.ok && [page.value.rows[0]!.entry.replaces, sheet.value.entry.replaces];
  };
  expect(await replacedFor(reader)).toEqual([undefined, undefined]);
  expect(await replacedFor(titulaireOf(dossier))).toEqual([second.logicalId, second.logicalId]);
});

test('marks tell nothing from one record to another, and are no digest of the content', async () => {
  const [one, another] = [await open(), await open()];
  await send(one);
  await send(one);
  await send(another);
  const { rows } = await storage.pool.query<{ dossier_id: string; mark: Buffer }>({
    text: 'SELECT DISTINCT dossier_id, mark FROM document_content WHERE dossier_id = ANY ($1::uuid[])',
    values: [[one.id, another.id]],
  });
  expect(rows).toHaveLength(2);
  expect(new Set([sha256(report), ...rows.map(({ mark }) => mark.toString('hex'))]).size).toBe(3);
});

test('records of before are marked while the server serves, and go on from where that stopped', async () => {
  const former = [await open(), await open()];
  for (const dossier of former) for (let time = 0; time < 2; time++) await send(dossier);
  const ids = former.map(({ id }) => id);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query('DELETE FROM document_content WHERE dossier_id = ANY ($1::uuid[])', [ids]);
  await owner.query('UPDATE dossier SET contents_marked = false WHERE dossier_id = ANY ($1::uuid[])', [ids]);
  for (const dossier of former) expect(await linesFor(titulaireOf(dossier), dossier)).toHaveLength(2);
  // One of them gets its first mark from a new deposit, before its turn.
  await send(former[0]!);
  await storage.markFormerContents();
  for (const dossier of former) expect(await linesFor(titulaireOf(dossier), dossier)).toMatchObject([{ times: dossier === former[0] ? 3 : 2 }]);
  await storage.markFormerContents();
  const { rows } = await owner.query<{ left: number }>('SELECT count(*)::int AS left FROM dossier WHERE NOT contents_marked');
  expect(rows[0]!.left).toBe(0);
  await owner.end();
});
