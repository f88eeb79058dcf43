// Documents kept in PostgreSQL: what comes back is what was given, versions follow one another, and a uniqueId is given once.

import type { DocumentEntry, EntryUuid, LogicalId } from '@carnet/domain/document';
import type { AutorisationId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { changeOf, depositAs, doctor, factsOf, newDossier, newEntry, newSet, noon, permitFor, titulaireOf } from '../support/records.ts';

const { storage, url, close } = await freshDatabase();
afterAll(close);

const author = doctor('001');
const bytes = Buffer.from('<ClinicalDocument/>');

async function openedDossier(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier({
    autorisations: [
      {
        id: randomUUID() as AutorisationId,
        beneficiaire: { kind: 'professionnel', id: author.id },
        declaredAt: instantOf(noon - 1),
        declaredBy: author.id,
        expiresAt: instantOf(noon + 86_400_000),
      },
    ],
    ...over,
  });
  expect(await storage.registry.openDossier(dossier)).toBe(true);
  return dossier;
}
const readAs = (actor: typeof author | ReturnType<typeof titulaireOf>, dossier: NewDossier, logicalId: LogicalId) =>
  storage.transactions.run(async (tx) => tx.documents.read(await permitFor(tx, 'read-document', actor, dossier.id, { logicalId })));

test('an entry comes back as it was given, and its bytes too', async () => {
  const dossier = await openedDossier();
  const entry = newEntry(dossier.ins, bytes, {
    author: author.id,
    comments: 'à relire',
    serviceStop: instantOf(noon + 60_000),
    facilityType: { code: 'SA07', system: '1.2.250.1.71.4.2.4', display: 'Cabinet individuel' },
    practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9' },
    legalAuthenticator: { kind: 'professionnel', id: author.id, familyName: 'DURAND', givenName: 'Paul' },
    eventCodes: [{ code: 'HBQD001', system: '1.2.250.1.213.2.5' }],
    referenceIds: ['123^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession'],
    sourcePatientId: '77^^^&1.2.3&ISO^PI',
  });
  expect(await depositAs(storage, author, dossier, entry, bytes)).toEqual({ kind: 'stored' });
  const stored = await readAs(author, dossier, entry.logicalId);
  expect(stored.entry).toEqual(entry);
  expect(stored.isNew).toBe(false);
  const read = await storage.transactions.run(async (tx) => {
    const permit = await permitFor(tx, 'read-document', author, dossier.id, { logicalId: entry.logicalId });
    return { content: await storage.blobs.read(permit, stored.blob), set: await tx.documents.submissionSet(permit) };
  });
  expect(read.content.equals(bytes)).toBe(true);
  expect(read.set).toMatchObject({ id: entry.submissionSetId, patient: dossier.ins, author: entry.authors[0] });
});

test('dates before year 1 and after 9999 are kept like the others', async () => {
  const dossier = await openedDossier();
  const entry = newEntry(dossier.ins, bytes, {
    author: author.id,
    creationTime: instantOf(Date.parse('0000-01-01T00:00:00Z')),
    serviceStart: instantOf(Date.parse('+012000-06-01T01:02:03.004Z')),
  });
  await depositAs(storage, author, dossier, entry, bytes);
  expect((await readAs(author, dossier, entry.logicalId)).entry).toEqual(entry);
});

test('a patient’s document is new until the patient opens it; what the patient deposited never is', async () => {
  const dossier = await openedDossier();
  const patient = titulaireOf(dossier);
  const received = newEntry(dossier.ins, bytes, { author: author.id });
  await depositAs(storage, author, dossier, received, bytes);
  const own = newEntry(dossier.ins, bytes, {
    typeCode: 'DOCPAT09',
    authors: [{ kind: 'patient', ins: dossier.ins, familyName: 'MARCHAND', givenName: 'Claire' }],
    over: { depositor: 'patient' },
  });
  await depositAs(storage, patient, dossier, own, bytes);
  const counts = () => storage.transactions.run(async (tx) => tx.documents.countBySpace(await permitFor(tx, 'list-documents', patient, dossier.id)));
  expect(Object.fromEntries(await counts())).toEqual({ 'comptes-rendus': { total: 1, unseen: 1 }, 'espace-personnel': { total: 1, unseen: 0 } });
  expect((await readAs(patient, dossier, received.logicalId)).isNew).toBe(true);
  await storage.transactions.run(async (tx) =>
    tx.documents.markSeen(await permitFor(tx, 'read-document', patient, dossier.id, { logicalId: received.logicalId }), dossier.titulaire),
  );
  expect((await readAs(patient, dossier, received.logicalId)).isNew).toBe(false);
  expect(Object.fromEntries(await counts())).toMatchObject({ 'comptes-rendus': { total: 1, unseen: 0 } });
});

test('masking makes a new version; a stale version is not taken; any entryUUID leads to the latest', async () => {
  const dossier = await openedDossier();
  const patient = titulaireOf(dossier);
  const entry = newEntry(dossier.ins, bytes, { author: author.id });
  await depositAs(storage, author, dossier, entry, bytes);
  const mask = (expectedVersion: number) =>
    storage.transactions.run(async (tx) =>
      tx.documents.change(
        await permitFor(tx, 'mask', patient, dossier.id, { logicalId: entry.logicalId }),
        changeOf(entry, { expectedVersion, at: instantOf(noon + 5), visibilite: { ...entry.visibilite, masquePs: true } }),
      ),
    );
  expect(await mask(1)).toBe(true);
  expect(await mask(1)).toBe(false);
  const { entry: masked } = await readAs(patient, dossier, entry.logicalId);
  expect(masked).toEqual({ ...entry, entryUuid: masked.entryUuid, version: 2, changedAt: noon + 5, visibilite: { ...entry.visibilite, masquePs: true } });
  expect(masked.entryUuid).not.toBe(entry.entryUuid);
  const facts = await storage.transactions.run((tx) => tx.facts.document(dossier.id, { entryUuid: entry.entryUuid }));
  expect(facts).toMatchObject({ logicalId: entry.logicalId, entryUuid: masked.entryUuid, visibilite: { masquePs: true } });
});

test('of two changes made at once on one version, one is taken', async () => {
  const dossier = await openedDossier();
  const patient = titulaireOf(dossier);
  const entry = newEntry(dossier.ins, bytes, { author: author.id });
  await depositAs(storage, author, dossier, entry, bytes);
  const change = () =>
    storage.transactions.run(async (tx) =>
      tx.documents.change(
        await permitFor(tx, 'mask', patient, dossier.id, { logicalId: entry.logicalId }),
        changeOf(entry, { at: noon, visibilite: { ...entry.visibilite, masquePs: true } }),
      ),
    );
  expect((await Promise.all([change(), change(), change()])).toSorted()).toEqual([false, false, true]);
});

test('a replaced document is deprecated once, and the two are associated', async () => {
  const dossier = await openedDossier();
  const old = newEntry(dossier.ins, bytes, { author: author.id });
  await depositAs(storage, author, dossier, old, bytes);
  const next = newEntry(dossier.ins, bytes, { author: author.id, over: { replaces: old.logicalId } });
  await depositAs(storage, author, dossier, next, bytes);
  const deprecate = () =>
    storage.transactions.run(async (tx) =>
      tx.documents.deprecate(await permitFor(tx, 'replace', author, dossier.id, { logicalId: old.logicalId }), randomUUID(), noon),
    );
  expect((await Promise.all([deprecate(), deprecate()])).toSorted()).toEqual([false, true]);
  expect((await readAs(author, dossier, old.logicalId)).entry).toMatchObject({ status: 'Deprecated', version: 2 });
  const { rows } = await storage.pool.query({
    text: 'SELECT kind, source, target FROM association WHERE dossier_id = $1 ORDER BY kind, source',
    values: [dossier.id],
  });
  expect(rows).toContainEqual({ kind: 'RPLC', source: next.logicalId, target: old.logicalId });
  expect(rows).toContainEqual({ kind: 'HasMember', source: next.submissionSetId, target: next.logicalId });
});

test('the same uniqueId again: same bytes same answer, other bytes or another record refused', async () => {
  const dossier = await openedDossier();
  const elsewhere = await openedDossier();
  const entry = newEntry(dossier.ins, bytes, { author: author.id });
  const again = (): DocumentEntry => ({ ...entry, entryUuid: randomUUID() as EntryUuid, logicalId: randomUUID() as LogicalId });
  expect(await depositAs(storage, author, dossier, entry, bytes)).toEqual({ kind: 'stored' });
  expect(await depositAs(storage, author, dossier, again(), bytes)).toEqual({ kind: 'already-stored', entry });
  expect(await depositAs(storage, author, dossier, again(), Buffer.from('other'))).toEqual({ kind: 'unique-id-taken' });
  expect(await depositAs(storage, author, elsewhere, again(), bytes)).toEqual({ kind: 'unique-id-taken' });
  const { rows } = await storage.pool.query({ text: 'SELECT count(*) AS n FROM document_entry WHERE unique_id = $1', values: [entry.uniqueId] });
  expect(rows).toEqual([{ n: 1 }]);
});

test('the same uniqueId deposited twenty times at once is stored once, and nobody gets an error', async () => {
  const dossier = await openedDossier();
  const entry = newEntry(dossier.ins, bytes, { author: author.id });
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      depositAs(
        storage,
        author,
        dossier,
        { ...entry, entryUuid: randomUUID() as EntryUuid, logicalId: randomUUID() as LogicalId },
        index % 2 === 0 ? bytes : Buffer.from('other'),
      ),
    ),
  );
  const kinds = outcomes.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'stored')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'already-stored')).toHaveLength(9);
  expect(kinds.filter((kind) => kind === 'unique-id-taken')).toHaveLength(10);
});

test('two sets that hold the same two uniqueIds in opposite orders both get an answer', async () => {
  const [left, right] = [await openedDossier(), await openedDossier()];
  const [first, second] = [newEntry(left.ins, bytes, { author: author.id }), newEntry(left.ins, bytes, { author: author.id })];
  const both = (dossier: NewDossier, entries: DocumentEntry[]) =>
    storage.transactions.run(async (tx) => {
      const kinds: string[] = [];
      for (const one of entries) {
        const entry = { ...one, entryUuid: randomUUID() as EntryUuid, logicalId: randomUUID() as LogicalId };
        const permit = await permitFor(tx, 'deposit', author, dossier.id, { facts: factsOf(entry) });
        kinds.push((await tx.documents.deposit(permit, newSet(entry), { entry, blob: await storage.blobs.write(permit, bytes) })).kind);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return kinds.join();
    });
  expect((await Promise.all([both(left, [first, second]), both(right, [second, first])])).toSorted()).toEqual([
    'stored,stored',
    'unique-id-taken,unique-id-taken',
  ]);
});

test('a deleted document’s uniqueId stays taken', async () => {
  const dossier = await openedDossier();
  const entry = newEntry(dossier.ins, bytes, { author: author.id });
  await depositAs(storage, author, dossier, entry, bytes);
  expect(
    await storage.transactions.run(async (tx) =>
      tx.documents.change(await permitFor(tx, 'delete', author, dossier.id, { logicalId: entry.logicalId }), changeOf(entry, { status: 'Deleted' })),
    ),
  ).toBe(true);
  expect(await depositAs(storage, author, dossier, { ...entry, entryUuid: randomUUID() as EntryUuid, logicalId: randomUUID() as LogicalId }, bytes)).toEqual({
    kind: 'unique-id-taken',
  });
});

test.each([
  '',
  'x',
  '\0',
  Buffer.from('service.1.zz').toString('base64url'),
  Buffer.from('service.1.1-1').toString('base64url'),
  Buffer.from(`service.9999999999999999.${randomUUID()}`).toString('base64url'),
  Buffer.from(`deposited.1.${randomUUID()}`).toString('base64url'),
])('a cursor that is none (%j) designates no position: an empty page, the same total', async (cursor) => {
  const dossier = await openedDossier();
  await depositAs(storage, author, dossier, newEntry(dossier.ins, bytes, { author: author.id }), bytes);
  const page = await storage.transactions.run(async (tx) => tx.documents.list(await permitFor(tx, 'list-documents', author, dossier.id), { cursor }));
  expect(page).toEqual({ rows: [], missing: 0, total: 1, masked: 0 });
});

test.each(['\0', '\ud800', 'a\0b', "';--", '🩺'])('hostile text (%j) in a code or a filter is kept or matches nothing, and breaks nothing', async (text) => {
  const dossier = await openedDossier();
  const coded = { code: text, system: text };
  const entry = newEntry(dossier.ins, bytes, {
    author: author.id,
    title: text,
    comments: text,
    format: coded,
    facilityType: coded,
    practiceSetting: coded,
    eventCodes: [coded],
    sourcePatientId: text,
  });
  expect(await depositAs(storage, author, dossier, entry, bytes)).toEqual({ kind: 'stored' });
  expect((await readAs(author, dossier, entry.logicalId)).entry).toEqual(entry);
  await storage.transactions.run(async (tx) => {
    const permit = await permitFor(tx, 'list-documents', author, dossier.id);
    expect((await tx.documents.list(permit, { types: [text], authorId: text })).total).toBe(0);
    expect((await tx.documents.list(permit, { formats: [text], facilityTypes: [text], practiceSettings: [text] })).total).toBe(1);
    expect(await tx.facts.document(dossier.id, { entryUuid: text })).toBeUndefined();
  });
});

test('a failure swallowed inside a transaction is not reported as a success', async () => {
  const dossier = await openedDossier();
  await expect(
    storage.transactions.run(async (tx) => {
      await tx.facts.dossier({ id: 'not-a-uuid' as NewDossier['id'] }, author).catch(() => undefined);
      return dossier.id;
    }),
  ).rejects.toThrow('nothing of it was kept');
});

test('a connection cut in the middle of a transaction fails that transaction, and nothing else', async () => {
  const dossier = await openedDossier();
  const entry = newEntry(dossier.ins, bytes, { author: author.id });
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await expect(
    storage.transactions.run(async (tx) => {
      const permit = await permitFor(tx, 'deposit', author, dossier.id, { facts: factsOf(entry) });
      await tx.documents.deposit(permit, newSet(entry), { entry, blob: await storage.blobs.write(permit, bytes) });
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'`,
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      await tx.facts.dossier({ id: dossier.id }, author);
    }),
  ).rejects.toThrow();
  await owner.end();
  expect(await depositAs(storage, author, dossier, entry, bytes)).toEqual({ kind: 'stored' });
});
