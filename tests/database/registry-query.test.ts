// Stored queries over a real record: each finds what it names, of what its caller may see, and links lead to the version a document has now.

import type { Actor } from '@carnet/domain/access';
import { type Folder, type LogicalId, type ObjectIds, visibleToAll } from '@carnet/domain/document';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { changeDocument } from '@carnet/server/application/change-document';
import { countSpaces } from '@carnet/server/application/count-spaces';
import { findReference } from '@carnet/server/application/find-reference';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readNotices } from '@carnet/server/application/notices';
import { queryRegistry } from '@carnet/server/application/query-registry';
import { readDocument } from '@carnet/server/application/read-document';
import { readJournal } from '@carnet/server/application/read-journal';
import { releaseAnnouncements } from '@carnet/server/application/release-announcements';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { noon, titulaireOf } from '../support/records.ts';
import {
  approved,
  author,
  by,
  codeOf,
  incomingDocument,
  incomingFolder,
  linksOf,
  registryWorld,
  second,
  stranger,
  traitant,
  uuids,
  uuidsOf,
  value,
} from '../support/registry-world.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
const world = registryWorld(storage);
const { ports, open, send, deposit, ask, later } = world;
beforeEach(world.reset);

test('documents are found by what is in clear, by what is sealed, and by both', async () => {
  const dossier = await open();
  const plain = await deposit(dossier);
  const rich = await deposit(dossier, {
    type: { code: '11502-2', system: '2.16.840.1.113883.6.1' },
    classCode: '10',
    facilityType: { code: 'SA07', system: '1.2.250.1.71.4.2.4' },
    practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9' },
    eventCodes: [
      { code: 'HBQD001', system: '1.2.250.1.213.2.5' },
      { code: 'CT', system: '1.2.840.10008.2.16.4' },
    ],
    referenceIds: ['77^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession'],
    serviceStart: instantOf(noon - 3_600_000),
    serviceStop: instantOf(noon - 1_800_000),
    authors: [
      { kind: 'professionnel', id: author.id, familyName: 'DURAND', givenName: 'Paul' },
      { kind: 'professionnel', id: second.id, familyName: 'LEFÈVRE', givenName: 'Anne' },
    ],
  });
  const found = async (filters: object): Promise<readonly string[]> =>
    uuidsOf(await ask(dossier, author, { name: 'FindDocuments', statuses: approved, filters }));
  const [one, two] = [[plain.entryUuid], [rich.entryUuid]];
  expect(await found({})).toEqual([plain.entryUuid, rich.entryUuid].toSorted());
  expect(await found({ types: [{ code: '11488-4' }] })).toEqual(one);
  expect(await found({ types: [{ code: '11488-4' }, { code: '11502-2' }] })).toHaveLength(2);
  expect(await found({ types: [{ code: '11502-2', system: '2.16.840.1.113883.6.1' }] })).toEqual(two);
  expect(await found({ types: [{ code: '11502-2', system: '1.2.3' }] })).toEqual([]);
  expect(await found({ classes: [{ code: '10', system: '1.2.250.1.213.1.1.4.1' }] })).toHaveLength(2);
  expect(await found({ classes: [{ code: '10', system: '1.2.3' }] })).toEqual([]);
  expect(await found({ facilityTypes: [{ code: 'SA07' }] })).toEqual(two);
  expect(await found({ practiceSettings: [{ code: 'AMBULATOIRE', system: '1.2.3' }] })).toEqual([]);
  expect(await found({ formats: [{ code: rich.format.code, system: rich.format.system }] })).toHaveLength(2);
  expect(await found({ eventCodes: [[{ code: 'HBQD001' }]] })).toEqual(two);
  expect(await found({ eventCodes: [[{ code: 'HBQD001' }, { code: 'AUTRE' }], [{ code: 'CT', system: '1.2.840.10008.2.16.4' }]] })).toEqual(two);
  expect(await found({ eventCodes: [[{ code: 'HBQD001' }], [{ code: 'AUTRE' }]] })).toEqual([]);
  expect(await found({ authorPersons: ['%lefèvre%'] })).toEqual(two);
  expect(await found({ authorPersons: ['%DURAND%'] })).toHaveLength(2);
  expect(await found({ authorPersons: ['%NOBODY%', `${second.id}^%`] })).toEqual(two);
  expect(await found({ confidentialityCodes: [[{ code: 'N' }]] })).toHaveLength(2);
  expect(await found({ confidentialityCodes: [[{ code: 'N' }], [{ code: 'MASQUE_PS' }]] })).toEqual([]);
  expect(await found({ serviceStart: { until: noon } })).toEqual(two);
  expect(await found({ serviceStop: { from: instantOf(noon - 1_800_000) } })).toEqual(two);
  expect(await found({ creation: { from: instantOf(noon + 1) } })).toEqual([]);
  expect(await found({ types: [{ code: '11488-4' }], authorPersons: ['%LEF_VRE%'] })).toEqual([]);
  const byReference = (referenceIds: readonly (readonly string[])[]) =>
    ask(dossier, author, { name: 'FindDocumentsByReferenceId', statuses: approved, filters: { referenceIds } });
  expect(uuidsOf(await byReference([['77^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession', 'other']]))).toEqual(two);
  expect(uuidsOf(await byReference([['77^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession'], ['other']]))).toEqual([]);
  expect(uuidsOf(await ask(dossier, author, { name: 'FindDocuments', statuses: ['Deprecated', 'Archived', 'Deleted'], filters: {} }))).toEqual([]);
});

test('the flow of care software: sets since the last call, their members, their documents; a document shown again comes anew', async () => {
  const dossier = await open();
  const first = await deposit(dossier);
  later(10);
  const since = world.now();
  const next = await deposit(dossier);
  const news = async (actor: Actor): Promise<readonly string[]> => {
    const { submissionSets } = await ask(dossier, actor, { name: 'FindSubmissionSets', statuses: approved, filters: { submission: { from: since } } });
    const { associations } = await ask(dossier, actor, { name: 'GetAssociations', entryUuids: submissionSets.map(({ id }) => id) });
    expect(associations.every(({ kind, membership }) => kind === 'HasMember' && membership === 'Original')).toBe(true);
    return uuidsOf(await ask(dossier, actor, { name: 'GetDocumentsAndAssociations', ids: uuids(...associations.map(({ target }) => target)) }));
  };
  expect(await news(second)).toEqual([next.entryUuid]);
  const patient = by(titulaireOf(dossier));
  const masked = value(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId: first.logicalId }, acts: ['mask'] }));
  // Masked: the set of the change is there for who still sees the document, and for nobody else.
  expect(await news(second)).toEqual([next.entryUuid]);
  expect(await news(author)).toEqual([masked.entryUuid, next.entryUuid].toSorted());
  later(10);
  const shown = value(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId: first.logicalId }, acts: ['unmask'] }));
  expect(await news(second)).toEqual([shown.entryUuid, next.entryUuid].toSorted());
  const { submissionSets } = await ask(dossier, second, { name: 'FindSubmissionSets', statuses: approved, filters: { submission: { from: world.now() } } });
  expect(submissionSets).toMatchObject([{ author: { kind: 'systeme', name: 'Carnet' } }]);
  const { associations } = await ask(dossier, second, { name: 'GetAssociations', entryUuids: [submissionSets[0]!.id] });
  expect(associations).toMatchObject([{ source: submissionSets[0]!.id, target: shown.entryUuid, membership: 'Original', previousVersion: 2 }]);
});

test('sets are found by their source, content, author and time', async () => {
  const dossier = await open();
  const { entries, submissionSetId } = value(await send(dossier, author, { documents: [incomingDocument(dossier)] }));
  const found = async (filters: object): Promise<string[]> =>
    (await ask(dossier, author, { name: 'FindSubmissionSets', statuses: approved, filters })).submissionSets.map(({ id }) => id as string);
  expect(await found({})).toEqual([submissionSetId]);
  expect(await found({ sourceIds: ['1.2.250.1.999'] })).toEqual([submissionSetId]);
  expect(await found({ sourceIds: ['1.2.250.1.998'] })).toEqual([]);
  expect(await found({ contentTypes: [{ code: '04', system: '1.2.250.1.213.2.2' }] })).toEqual([submissionSetId]);
  expect(await found({ contentTypes: [{ code: '04', system: '1.2.3' }] })).toEqual([]);
  expect(await found({ authorPerson: '%DURAND%' })).toEqual([submissionSetId]);
  expect(await found({ authorPerson: '%AUTRE%' })).toEqual([]);
  expect(await found({ submission: { from: noon, until: instantOf(noon + 1) } })).toEqual([submissionSetId]);
  expect(await found({ submission: { until: noon } })).toEqual([]);
  expect((await ask(dossier, author, { name: 'FindSubmissionSets', statuses: ['Deprecated'], filters: {} })).submissionSets).toEqual([]);
  const contents = await ask(dossier, author, { name: 'GetSubmissionSetAndContents', ids: uuids(submissionSetId) });
  expect([contents.submissionSets.length, uuidsOf(contents)]).toEqual([1, [entries[0]!.entryUuid]]);
  expect(linksOf(contents)).toEqual([`HasMember ${submissionSetId} ${entries[0]!.entryUuid}`]);
  const filtered = await ask(dossier, author, { name: 'GetSubmissionSetAndContents', ids: uuids(submissionSetId), formats: [{ code: 'autre' }] });
  expect([filtered.submissionSets.length, filtered.documents, filtered.associations]).toEqual([1, [], []]);
  const sets = await ask(dossier, author, { name: 'GetSubmissionSets', entryUuids: [entries[0]!.entryUuid] });
  expect([sets.submissionSets.map(({ id }) => id), linksOf(sets)]).toEqual([[submissionSetId], linksOf(contents)]);
});

test('a former entryUUID answers as that version, Deprecated; every other way leads to the version there is now', async () => {
  const dossier = await open();
  const entry = await deposit(dossier);
  const patient = by(titulaireOf(dossier));
  const change = (act: 'mask' | 'unmask') =>
    changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId: entry.logicalId }, acts: [act] });
  const masked = value(await change('mask'));
  // Masked: to whoever sees it no more, its first version is gone with it.
  expect(await ask(dossier, second, { name: 'GetDocuments', ids: uuids(entry.entryUuid, masked.entryUuid) })).toMatchObject({ documents: [] });
  expect((await ask(dossier, second, { name: 'GetAssociations', entryUuids: [entry.entryUuid] })).associations).toEqual([]);
  const current = value(await change('unmask'));
  const { documents } = await ask(dossier, second, { name: 'GetDocuments', ids: uuids(entry.entryUuid) });
  expect(documents).toEqual([{ ...entry, status: 'Deprecated' }]);
  for (const ids of [
    { by: 'logicalId', values: [entry.logicalId] },
    { by: 'uniqueId', values: [entry.uniqueId] },
    { by: 'entryUuid', values: [current.entryUuid.toUpperCase()] },
  ] as const)
    expect((await ask(dossier, second, { name: 'GetDocuments', ids })).documents).toEqual([current]);
  const { associations } = await ask(dossier, second, { name: 'GetAssociations', entryUuids: [entry.entryUuid] });
  expect(associations).toHaveLength(3);
  expect(new Set(associations.map(({ target }) => target))).toEqual(new Set([current.entryUuid]));
  const again = await ask(dossier, second, { name: 'GetAssociations', entryUuids: [current.entryUuid] });
  expect(again.associations).toEqual(associations);
});

test('a replaced document replaced again: the chain is walked link by link, each with its state', async () => {
  const dossier = await open();
  const first = await deposit(dossier);
  const middle = await deposit(dossier, { replaced: first.logicalId });
  const last = await deposit(dossier, { replaced: middle.logicalId });
  expect(uuidsOf(await ask(dossier, second, { name: 'FindDocuments', statuses: approved, filters: {} }))).toEqual([last.entryUuid]);
  const step = async (uuid: string): Promise<{ readonly statuses: string[]; readonly links: [string, string][] }> => {
    const { documents, associations } = await ask(dossier, second, { name: 'GetRelatedDocuments', ids: uuids(uuid), kinds: ['RPLC'] });
    const name = (id: string): string => {
      const { logicalId } = documents.find(({ entryUuid }) => entryUuid === id)!;
      return { [first.logicalId]: 'first', [middle.logicalId]: 'middle', [last.logicalId]: 'last' }[logicalId]!;
    };
    return {
      statuses: documents.map(({ entryUuid, status }) => `${name(entryUuid)} ${status}`).toSorted(),
      links: associations.map(({ source, target }): [string, string] => [name(source), name(target)]).toSorted(),
    };
  };
  expect(await step(last.entryUuid)).toEqual({ statuses: ['last Approved', 'middle Deprecated'], links: [['last', 'middle']] });
  expect(await step(middle.entryUuid)).toEqual({
    statuses: ['first Deprecated', 'last Approved', 'middle Deprecated'],
    links: [
      ['last', 'middle'],
      ['middle', 'first'],
    ],
  });
  // The middle one gone from sight, its links are gone too: neither end tells that there was something between.
  await storage.pool.query({
    text: `INSERT INTO masquage (dossier_id, id, from_kind, from_id, what_kind, what_id, since) VALUES ($1, gen_random_uuid(), 'professionnel', $2, 'document', $3, now())`,
    values: [dossier.id, second.id, middle.logicalId],
  });
  expect(await ask(dossier, second, { name: 'GetRelatedDocuments', ids: uuids(last.entryUuid), kinds: ['RPLC'] })).toMatchObject({
    documents: [],
    associations: [],
  });
  expect(await ask(dossier, second, { name: 'GetRelatedDocuments', ids: uuids(middle.entryUuid), kinds: ['RPLC'] })).toMatchObject({
    documents: [],
    associations: [],
  });
});

test('the same document sent again is the one there is: one line, one set, whoever counts', async () => {
  const dossier = await open();
  const sent = incomingDocument(dossier);
  const first = value(await send(dossier, author, { documents: [sent] }));
  for (let times = 0; times < 3; times++) {
    const again = value(await send(dossier, author, { documents: [sent] }));
    expect(again).toEqual({ ...first, repeated: true });
  }
  const all = await ask(dossier, author, { name: 'GetDocumentsAndAssociations', ids: { by: 'uniqueId', values: [sent.metadata.uniqueId] } });
  expect([all.documents.length, all.associations.length]).toEqual([1, 1]);
  expect((await ask(dossier, author, { name: 'FindSubmissionSets', statuses: approved, filters: {} })).submissionSets).toHaveLength(1);
});

test('an addendum and a transformation are linked to what their author may see, and to nothing else', async () => {
  const dossier = await open();
  const target = await deposit(dossier);
  const linked = (actor: Actor, kind: 'APND' | 'XFRM', to: LogicalId, ofAuthor = author.id) =>
    send(dossier, actor, {
      documents: [incomingDocument(dossier, { authors: [{ kind: 'professionnel', id: ofAuthor, familyName: 'X', givenName: 'Y' }] })],
      links: [{ kind, document: 0, to: { logicalId: to } }],
    });
  const appended = value(await linked(second, 'APND', target.logicalId, second.id)).entries[0]!;
  expect(linksOf(await ask(dossier, author, { name: 'GetRelatedDocuments', ids: uuids(target.entryUuid), kinds: ['APND', 'XFRM'] }))).toEqual([
    `APND ${appended.entryUuid} ${target.entryUuid}`,
  ]);
  // A stranger who may feed without consulting: a document that is not theirs is like one that is not there, and nothing is kept.
  const refused = await linked(stranger, 'APND', target.logicalId, stranger.id);
  const absent = await linked(stranger, 'APND', randomUUID() as LogicalId, stranger.id);
  expect(refused).toEqual(absent);
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT_INEXISTANT' } });
  expect(uuidsOf(await ask(dossier, author, { name: 'FindDocuments', statuses: approved, filters: {} }))).toHaveLength(2);
  // Their own they may link to.
  const own = value(
    await send(dossier, stranger, {
      documents: [incomingDocument(dossier, { authors: [{ kind: 'professionnel', id: stranger.id, familyName: 'X', givenName: 'Y' }] })],
    }),
  );
  expect(codeOf(await linked(stranger, 'XFRM', own.entries[0]!.logicalId, stranger.id))).toBe('ok');
});

test('what came since the last visit before this session is told as new for all of it, and nothing is at a first visit (N3)', async () => {
  const dossier = await open();
  await deposit(dossier);
  const list = async (visitBegan: Instant, reader: Actor = second): Promise<readonly LogicalId[]> => {
    later(1);
    const { rows } = value(await listDocuments(world.ports, by(reader), { id: dossier.id }, {}, visitBegan === undefined ? {} : { visitBegan }));
    return rows.flatMap(({ isNew, entry }) => (isNew ? [entry.logicalId] : []));
  };
  for (const reader of [second, author]) expect(await list(world.now(), reader)).toEqual([]);
  later(60);
  const fresh = await deposit(dossier);
  await deposit(dossier, { visibilite: { ...visibleToAll, masquePs: true } });
  const began = world.now();
  expect([await list(began), await list(began)]).toEqual([[fresh.logicalId], [fresh.logicalId]]);
  // What one wrote oneself.
  expect(await list(began, author)).toEqual([]);
  later(60);
  expect(await list(world.now())).toEqual([]);
});

test('a folder is there for who sees a document in it; what it holds beside is told by nothing', async () => {
  const dossier = await open();
  const old = await deposit(dossier);
  later(1);
  const { entries } = value(
    await send(dossier, author, {
      documents: [incomingDocument(dossier, { visibilite: { ...visibleToAll, masquePs: true } })],
      folders: [incomingFolder()],
      links: [{ kind: 'HasMember', folder: { submitted: 0 }, document: { submitted: 0 } }],
    }),
  );
  const find = async (actor: Actor): Promise<readonly Folder[]> =>
    (await ask(dossier, actor, { name: 'FindFolders', statuses: approved, filters: {} })).folders;
  const [made] = await find(author);
  expect(made).toMatchObject({ title: 'Suivi de grossesse', codes: [{ code: 'GROSSESSE' }], patient: dossier.ins, lastUpdate: world.now() });
  // Only a masked document is in it: for whoever does not see that, no folder, no set.
  expect(await find(second)).toEqual([]);
  expect((await ask(dossier, second, { name: 'GetFolders', ids: { by: 'uniqueId', values: [made!.uniqueId] } })).folders).toEqual([]);
  expect((await ask(dossier, second, { name: 'FindSubmissionSets', statuses: approved, filters: {} })).submissionSets).toHaveLength(1);
  expect((await ask(dossier, second, { name: 'GetAssociations', entryUuids: [made!.id] })).associations).toEqual([]);
  // A document they see is put there by its own submission: they see the folder, that link, and the folder's age by it alone.
  later(5);
  const filed = world.now();
  value(await send(dossier, author, { links: [{ kind: 'HasMember', folder: { entryUuid: made!.id }, document: { logicalId: old.logicalId } }] }));
  later(5);
  const masked = incomingDocument(dossier, { visibilite: { ...visibleToAll, masquePs: true } });
  value(await send(dossier, author, { documents: [masked], links: [{ kind: 'HasMember', folder: { uniqueId: made!.uniqueId }, document: { submitted: 0 } }] }));
  expect(await find(second)).toEqual([{ ...made, lastUpdate: filed }]);
  expect(await find(author)).toEqual([{ ...made, lastUpdate: world.now() }]);
  const contents = await ask(dossier, second, { name: 'GetFolderAndContents', ids: uuids(made!.id) });
  expect([contents.folders.length, uuidsOf(contents), linksOf(contents)]).toEqual([1, [old.entryUuid], [`HasMember ${made!.id} ${old.entryUuid}`]]);
  expect(uuidsOf(await ask(dossier, author, { name: 'GetFolderAndContents', ids: uuids(made!.id) }))).toHaveLength(3);
  expect((await ask(dossier, second, { name: 'GetFoldersForDocument', ids: uuids(old.entryUuid) })).folders).toEqual([{ ...made, lastUpdate: filed }]);
  expect((await ask(dossier, second, { name: 'GetFoldersForDocument', ids: uuids(entries[0]!.entryUuid) })).folders).toEqual([]);
  // The set that made the folder brought only what they do not see.
  const links = await ask(dossier, second, { name: 'GetAssociations', entryUuids: [made!.id, old.entryUuid] });
  expect(links.associations.map(({ kind, membership }) => `${kind} ${membership ?? 'folder'}`).toSorted()).toEqual([
    'HasMember Original',
    'HasMember Reference',
    'HasMember folder',
  ]);
  const found = async (filters: object) => (await ask(dossier, second, { name: 'FindFolders', statuses: approved, filters })).folders.length;
  expect(await found({ codes: [[{ code: 'GROSSESSE', system: '1.2.250.1.999.8' }]] })).toBe(1);
  expect(await found({ codes: [[{ code: 'GROSSESSE' }], [{ code: 'AUTRE' }]] })).toBe(0);
  expect(await found({ lastUpdate: { from: filed, until: instantOf(filed + 1) } })).toBe(1);
  expect(await found({ lastUpdate: { from: instantOf(filed + 1) } })).toBe(0);
});

test('an empty folder is its maker’s; only who sees a folder puts something in it; the same submission again changes nothing', async () => {
  const dossier = await open();
  const entry = await deposit(dossier);
  const empty = incomingFolder();
  value(await send(dossier, author, { folders: [empty] }));
  const find = (actor: Actor) => ask(dossier, actor, { name: 'FindFolders', statuses: approved, filters: {} });
  expect((await find(author)).folders).toHaveLength(1);
  expect((await find(second)).folders).toEqual([]);
  expect((await find(titulaireOf(dossier))).folders).toEqual([]);
  const put = (actor: Actor) =>
    send(dossier, actor, { links: [{ kind: 'HasMember', folder: { uniqueId: empty.uniqueId }, document: { uniqueId: entry.uniqueId } }] });
  expect(await put(second)).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT_INEXISTANT', findings: [{ rule: 'CLASSEUR_INEXISTANT' }] } });
  expect(codeOf(await put(author))).toBe('ok');
  expect((await find(second)).folders).toHaveLength(1);
  expect((await find(titulaireOf(dossier))).folders).toHaveLength(1);
  const before = (await ask(dossier, author, { name: 'FindSubmissionSets', statuses: approved, filters: {} })).submissionSets.length;
  expect(codeOf(await put(author))).toBe('ok');
  expect(codeOf(await send(dossier, author, { folders: [empty] }))).toBe('ok');
  expect((await ask(dossier, author, { name: 'FindSubmissionSets', statuses: approved, filters: {} })).submissionSets).toHaveLength(before);
  expect((await find(author)).folders).toHaveLength(1);
  // Another's folder under this uniqueId, or a document under it, is a clash.
  for (const taken of [
    { ...empty, title: 'Autre' },
    { ...empty, uniqueId: entry.uniqueId },
  ])
    expect(codeOf(await send(dossier, author, { folders: [taken] }))).toBe('IDENTIFIANT_DEJA_UTILISE');
  expect(codeOf(await send(dossier, second, { folders: [empty] }))).toBe('IDENTIFIANT_DEJA_UTILISE');
  expect(await send(dossier, author, { folders: [incomingFolder({ title: ' ', codes: [] })] })).toMatchObject({
    ok: false,
    refusal: { code: 'METADONNEES_INCOHERENTES', findings: [{ field: 'folder[0].title' }, { field: 'folder[0].codeList' }] },
  });
  expect(codeOf(await send(dossier, author, {}))).toBe('METADONNEES_INCOHERENTES');
  const itself = { kind: 'APND', document: 0, to: { submitted: 0 } } as const;
  const beyond = { kind: 'HasMember', folder: { submitted: 1 }, document: { submitted: 0 } } as const;
  expect(await send(dossier, author, { documents: [incomingDocument(dossier)], folders: [incomingFolder()], links: [itself, beyond] })).toMatchObject({
    refusal: { findings: [0, 1].map((index) => ({ field: `association[${index}]`, rule: 'REFERENCE_INTROUVABLE' })) },
  });
  const many = Array.from(
    { length: 1001 },
    () => ({ kind: 'HasMember', folder: { uniqueId: empty.uniqueId }, document: { uniqueId: entry.uniqueId } }) as const,
  );
  expect(await send(dossier, author, { links: many })).toMatchObject({ refusal: { findings: [{ field: 'association', rule: 'CARDINALITE' }] } });
});

test('who feeds without consulting puts their own documents in their own folders', async () => {
  const dossier = await open();
  const own = incomingDocument(dossier, { authors: [{ kind: 'professionnel', id: stranger.id, familyName: 'X', givenName: 'Y' }] });
  const given = incomingFolder();
  value(await send(dossier, stranger, { documents: [own], folders: [given] }));
  expect(
    codeOf(
      await send(dossier, stranger, { links: [{ kind: 'HasMember', folder: { uniqueId: given.uniqueId }, document: { uniqueId: own.metadata.uniqueId } }] }),
    ),
  ).toBe('ok');
  const others = incomingFolder();
  value(
    await send(dossier, author, {
      documents: [incomingDocument(dossier)],
      folders: [others],
      links: [{ kind: 'HasMember', folder: { submitted: 0 }, document: { submitted: 0 } }],
    }),
  );
  expect(
    codeOf(
      await send(dossier, stranger, { links: [{ kind: 'HasMember', folder: { uniqueId: others.uniqueId }, document: { uniqueId: own.metadata.uniqueId } }] }),
    ),
  ).toBe('DOCUMENT_INEXISTANT');
});

test('the signature of a set is kept and linked, read by its author and the médecin traitant, and no document for people', async () => {
  const dossier = await open();
  const signature = incomingDocument(dossier, {
    type: { code: 'E1762', system: 'ASTM' },
    classCode: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1',
    format: { code: 'http://www.w3.org/2000/09/xmldsig#', system: 'URN' },
    language: 'art',
    title: 'Signature du lot',
    visibilite: { ...visibleToAll, masquePs: true, invisiblePatient: true },
  });
  const { entries, submissionSetId } = value(
    await send(dossier, author, { documents: [incomingDocument(dossier), signature], links: [{ kind: 'signs', document: 1, to: { submitted: 0 } }] }),
  );
  const [signed, kept] = [entries[0]!, entries[1]!];
  const find = async (actor: Actor, filters: object = {}): Promise<readonly string[]> =>
    uuidsOf(await ask(dossier, actor, { name: 'FindDocuments', statuses: approved, filters }));
  for (const actor of [author, traitant]) {
    expect(await find(actor)).toEqual([signed.entryUuid]);
    expect(await find(actor, { types: [{ code: 'E1762' }] })).toEqual([kept.entryUuid]);
    expect(await find(actor, { classes: [{ code: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1' }] })).toEqual([kept.entryUuid]);
    const contents = await ask(dossier, actor, { name: 'GetSubmissionSetAndContents', ids: uuids(submissionSetId) });
    expect(linksOf(contents)).toContain(`signs ${kept.entryUuid} ${signed.entryUuid}`);
    expect(codeOf(await readDocument(ports, by(actor), { id: dossier.id }, { uniqueId: kept.uniqueId }))).toBe('ok');
    const listed = value(await listDocuments(ports, by(actor), { id: dossier.id }, {}));
    expect([listed.total, listed.masked, listed.rows.map(({ entry }) => entry.entryUuid)]).toEqual([1, 0, [signed.entryUuid]]);
    expect(value(await listDocuments(ports, by(actor), { id: dossier.id }, { uniqueId: kept.uniqueId })).total).toBe(1);
    expect([...value(await countSpaces(ports, by(actor), { id: dossier.id })).values()]).toMatchObject([{ total: 1 }]);
  }
  for (const actor of [second, titulaireOf(dossier)]) {
    expect(await find(actor, { types: [{ code: 'E1762' }, { code: '11488-4' }] })).toEqual([signed.entryUuid]);
    expect(linksOf(await ask(dossier, actor, { name: 'GetAssociations', entryUuids: [signed.entryUuid] }))).toEqual([
      `HasMember ${submissionSetId} ${signed.entryUuid}`,
    ]);
    expect(codeOf(await readDocument(ports, by(actor), { id: dossier.id }, { uniqueId: kept.uniqueId }))).toBe('DOCUMENT_INEXISTANT');
  }
  const patient = by(titulaireOf(dossier));
  const told = value(await readNotices(ports, patient, { id: dossier.id }, { limit: 50 })).rows.filter(({ kind }) => kind === 'document-nouveau');
  expect(told.map((one) => one.document)).toEqual([signed.logicalId]);
  expect(value(await readJournal(ports, patient, { id: dossier.id }, {})).rows.filter(({ document: about }) => about === kept.logicalId)).toEqual([]);
  // No day comes when it is shown, and nobody may show it.
  later(400 * 24 * 60);
  expect(await releaseAnnouncements(ports)).toBe(0);
  world.reset();
  for (const act of ['show-to-patient', 'unmask'] as const)
    expect(codeOf(await changeDocument(ports, by(author), { dossier: { id: dossier.id }, document: { logicalId: kept.logicalId }, acts: [act] }))).toBe(
      'METADONNEES_INCOHERENTES',
    );
  // Declared for all to see, it is hidden all the same.
  const bare = incomingDocument(dossier, { type: signature.metadata.type, classCode: signature.metadata.classCode, visibilite: visibleToAll });
  expect(value(await send(dossier, author, { documents: [bare] })).entries[0]!.visibilite).toMatchObject({ masquePs: true, invisiblePatient: true });
});

test('a structure’s certificate finds the reference of its own documents and asks no stored query', async () => {
  const dossier = await open();
  const structure = { kind: 'structure', id: '1750000001', active: true } as Actor & { readonly kind: 'structure' };
  const entry = await deposit(dossier, {
    authors: [{ kind: 'professionnel', id: author.id, familyName: 'X', givenName: 'Y', institution: { id: structure.id, name: 'CH' } }],
  });
  expect(value(await findReference(ports, by(structure), { ins: dossier.ins }, entry.uniqueId))).toEqual({
    logicalId: entry.logicalId,
    entryUuid: entry.entryUuid,
  });
  const asked = await queryRegistry(ports, by(structure), { ins: dossier.ins }, { name: 'GetDocuments', ids: uuids(entry.entryUuid) }, 'LeafClass');
  expect(codeOf(asked)).toBe('AUTHENTIFICATION_INSUFFISANTE');
});

test('ids of another shape, or of another record, find nothing', async () => {
  const [dossier, elsewhere] = [await open(), await open()];
  const entry = await deposit(elsewhere);
  for (const values of [['not-a-uuid'], [entry.entryUuid], ['\u0000'], []])
    for (const name of [
      'GetDocuments',
      'GetFolders',
      'GetDocumentsAndAssociations',
      'GetSubmissionSetAndContents',
      'GetFolderAndContents',
      'GetFoldersForDocument',
    ] as const)
      for (const kind of ['entryUuid', 'uniqueId', 'logicalId'] as const)
        expect(await ask(dossier, author, { name, ids: { by: kind, values } as ObjectIds })).toEqual({
          documents: [],
          submissionSets: [],
          folders: [],
          associations: [],
        });
  for (const name of ['GetAssociations', 'GetSubmissionSets'] as const)
    expect(await ask(dossier, author, { name, entryUuids: ['x', entry.entryUuid] })).toMatchObject({ submissionSets: [], associations: [] });
});
