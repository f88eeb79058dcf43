// Updates of metadata (ITI-57): what may change, by whom, under which lock, and what is left of an update that is refused.

import type { Actor } from '@carnet/domain/access';
import { type DocumentEntry, type DocumentMetadata, type LogicalId, type Visibilite, visibleToAll } from '@carnet/domain/document';
import type { StructIdNat } from '@carnet/domain/identity';
import { instantOf } from '@carnet/domain/kernel';
import { findReference } from '@carnet/server/application/find-reference';
import { readNotices } from '@carnet/server/application/notices';
import { readJournal } from '@carnet/server/application/read-journal';
import { type MetadataUpdate, updateMetadata } from '@carnet/server/application/update-metadata';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { newIns, noon, titulaireOf } from '../support/records.ts';
import { approved, author, by, codeOf, incomingSet, registryWorld, second, stranger, traitant, uuids, value } from '../support/registry-world.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
const world = registryWorld(storage);
const { ports, open, deposit, ask } = world;
beforeEach(world.reset);

const update = (dossier: NewDossier, actor: Actor, ...updates: readonly MetadataUpdate[]) =>
  updateMetadata(ports, by(actor), { ins: dossier.ins }, { set: incomingSet(dossier), updates });
const resent = (entry: DocumentEntry, over: Partial<DocumentMetadata> = {}, previousVersion = entry.version): MetadataUpdate => ({
  kind: 'entry',
  logicalId: entry.logicalId,
  previousVersion,
  metadata: { ...entry, ...over },
});
const seen = (entry: DocumentEntry, over: Partial<Visibilite>): MetadataUpdate => resent(entry, { visibilite: { ...entry.visibilite, ...over } });
const status = (entry: DocumentEntry, original: DocumentEntry['status'], next: DocumentEntry['status']): MetadataUpdate => ({
  kind: 'status',
  entryUuid: entry.entryUuid,
  original,
  next,
});
const journalOf = async (dossier: NewDossier, { logicalId }: DocumentEntry): Promise<string[]> =>
  value(await readJournal(ports, by(traitant), { id: dossier.id }, { limit: 100 }))
    .rows.filter(({ document }) => document === logicalId)
    .map(({ action, outcome, rule }) => [action, outcome, ...(rule === undefined ? [] : [rule])].join(' '))
    .toSorted();
const now = async (dossier: NewDossier, { logicalId }: DocumentEntry): Promise<DocumentEntry> =>
  (await ask(dossier, traitant, { name: 'GetDocuments', ids: { by: 'logicalId', values: [logicalId] } })).documents[0]!;

test('an entry sent again with other labels: a new version, in the set it was sent in, over the version it names', async () => {
  const dossier = await open();
  const entry = await deposit(dossier);
  const { submissionSetId, entries } = value(await update(dossier, author, seen(entry, { masquePs: true })));
  const masked = entries[0]!;
  expect(masked).toEqual({ ...entry, entryUuid: masked.entryUuid, version: 2, visibilite: { ...visibleToAll, masquePs: true } });
  expect(await now(dossier, entry)).toEqual(masked);
  const set = await ask(dossier, author, { name: 'GetSubmissionSetAndContents', ids: uuids(submissionSetId) });
  expect(set.submissionSets).toMatchObject([{ author: { kind: 'professionnel', familyName: 'DURAND' }, submittedAt: noon }]);
  expect(set.associations).toMatchObject([{ source: submissionSetId, target: masked.entryUuid, membership: 'Original', previousVersion: 1 }]);
  expect(await journalOf(dossier, entry)).toEqual(['deposit granted', 'list-documents granted', 'mask granted']);
  // Sent again unchanged: nothing new.
  expect(value(await update(dossier, author, resent(masked))).entries).toEqual([masked]);
  expect((await ask(dossier, author, { name: 'GetAssociations', entryUuids: [masked.entryUuid] })).associations).toHaveLength(2);
});

test('several labels at once are several acts and one version; the patient is told once', async () => {
  const dossier = await open();
  const entry = await deposit(dossier, { visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: true } });
  const shown = value(await update(dossier, author, resent(entry, { visibilite: { ...visibleToAll, masquePs: true } }))).entries[0]!;
  expect([shown.version, shown.visibilite]).toEqual([2, { ...visibleToAll, masquePs: true }]);
  expect(await journalOf(dossier, entry)).toEqual([
    'deposit granted',
    'list-documents granted',
    'mask granted',
    'show-to-patient granted',
    'show-to-representants granted',
  ]);
  const { rows } = value(await readNotices(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 50 }));
  expect(rows.filter(({ document }) => document === entry.logicalId).map(({ kind }) => kind)).toEqual(['document-annonce']);
});

test('what was shown is not hidden again, and what cannot be together is not put together', async () => {
  const dossier = await open();
  const entry = await deposit(dossier);
  expect(await update(dossier, author, seen(entry, { invisiblePatient: true, invisibleRepresentants: true }))).toEqual({
    ok: false,
    refusal: {
      code: 'ACTE_RESERVE',
      findings: ['INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'].map((given) => ({ field: 'confidentialityCode', rule: 'INVISIBLE_AU_DEPOT', given })),
    },
  });
  const hidden = await deposit(dossier, { visibilite: { ...visibleToAll, invisiblePatient: true } });
  expect(await update(dossier, author, seen(hidden, { masquePs: true }))).toMatchObject({ refusal: { findings: [{ rule: 'CONFIDENTIALITE_CUMUL' }] } });
  expect((await now(dossier, entry)).version + (await now(dossier, hidden)).version).toBe(2);
});

test('every other field that changed is named; what a writer of XDS loses on the way is no change', async () => {
  const dossier = await open();
  const entry = await deposit(dossier, { creationTime: instantOf(noon - 333), title: 'Compte rendu  de consultation', comments: 'à relire' });
  const lossy = {
    creationTime: instantOf(noon - 1000),
    title: 'Compte rendu de consultation',
    sourcePatientId: '77^^^&1.2.3&ISO^PI',
    legalAuthenticator: entry.authors[0]!,
  };
  expect(codeOf(await update(dossier, author, resent(entry, { ...lossy, visibilite: { ...visibleToAll, masquePs: true } })))).toBe('ok');
  const { comments: _, ...bare } = await now(dossier, entry);
  const changed: DocumentMetadata = {
    ...bare,
    title: 'Autre titre',
    type: { code: '11502-2', system: '2.16.840.1.113883.6.1' },
    authors: [{ kind: 'professionnel', id: second.id, familyName: 'AUTRE', givenName: 'Main' }],
    eventCodes: [{ code: 'HBQD001', system: '1.2.250.1.213.2.5' }],
    serviceStop: noon,
    sha1: '0'.repeat(40),
    size: 1,
    patient: newIns(),
    visibilite: visibleToAll,
  };
  const refused = await update(dossier, author, { kind: 'entry', logicalId: entry.logicalId, previousVersion: 2, metadata: changed });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'METADONNEES_INCOHERENTES' } });
  expect(!refused.ok && refused.refusal.findings.map(({ field, rule }) => `${field} ${rule}`).toSorted()).toEqual([
    'author CHANGEMENT_INTERDIT',
    'comments CHANGEMENT_INTERDIT',
    'eventCodeList CHANGEMENT_INTERDIT',
    'hash CHANGEMENT_INTERDIT',
    'patientId PATIENT_DIFFERENT',
    'serviceStopTime CHANGEMENT_INTERDIT',
    'size CHANGEMENT_INTERDIT',
    'title CHANGEMENT_INTERDIT',
    'typeCode CHANGEMENT_INTERDIT',
  ]);
  expect((await now(dossier, entry)).version).toBe(2);
});

test('the version is the lock of an entry, its status the lock of its status', async () => {
  const dossier = await open();
  const entry = await deposit(dossier);
  const both = await Promise.all([update(dossier, author, seen(entry, { masquePs: true })), update(dossier, author, seen(entry, { masquePs: true }))]);
  expect(both.map(codeOf).toSorted()).toEqual(['VERSION_PERIMEE', 'ok']);
  expect(await update(dossier, author, resent(entry, {}, 1))).toMatchObject({
    refusal: { code: 'VERSION_PERIMEE', findings: [{ given: '1', expected: '2' }] },
  });
  // Any version's entryUUID names the document.
  expect(await update(dossier, author, status(entry, 'Archived', 'Approved'))).toMatchObject({
    refusal: { code: 'TRANSITION_INTERDITE', findings: [{ field: 'OriginalStatus', given: 'Archived', expected: 'Approved' }] },
  });
  expect(value(await update(dossier, author, status(entry, 'Approved', 'Archived'))).entries).toMatchObject([{ status: 'Archived', version: 3 }]);
  expect(value(await update(dossier, author, status(entry, 'Archived', 'Approved'))).entries).toMatchObject([{ status: 'Approved', version: 4 }]);
  expect(value(await update(dossier, author, status(entry, 'Approved', 'Deleted'))).entries).toMatchObject([{ status: 'Deleted', version: 5 }]);
  expect(codeOf(await update(dossier, author, status(entry, 'Deleted', 'Approved')))).toBe('DOCUMENT_INEXISTANT');
  const other = await deposit(dossier);
  expect(codeOf(await update(dossier, author, status(other, 'Approved', 'Deprecated')))).toBe('TRANSITION_INTERDITE');
  expect(codeOf(await update(dossier, author, status(other, 'Approved', 'Approved')))).toBe('TRANSITION_INTERDITE');
});

test('each act is its own right: who may not do it is refused as anywhere else, and a document one does not see is like none', async () => {
  const dossier = await open();
  const masked = await deposit(dossier, { visibilite: { ...visibleToAll, masquePs: true } });
  const open_ = await deposit(dossier);
  expect(codeOf(await update(dossier, second, seen(masked, { masquePs: false })))).toBe('DOCUMENT_INEXISTANT');
  const absent = { ...masked, logicalId: randomUUID() as LogicalId };
  expect(await update(dossier, second, seen(masked, { masquePs: false }))).toEqual(await update(dossier, second, seen(absent, { masquePs: false })));
  expect(codeOf(await update(dossier, second, status(open_, 'Approved', 'Deleted')))).toBe('ACTE_RESERVE');
  expect(codeOf(await update(dossier, stranger, seen(open_, { masquePs: true })))).toBe('AUTORISATION_ABSENTE');
  // Another's document may be masked by any professional who sees it, and shown again by its author or the médecin traitant only.
  const hidden = value(await update(dossier, second, seen(open_, { masquePs: true }))).entries[0]!;
  expect(codeOf(await update(dossier, second, seen(hidden, { masquePs: false })))).toBe('DOCUMENT_INEXISTANT');
  expect(codeOf(await update(dossier, traitant, seen(hidden, { masquePs: false })))).toBe('ok');
});

test('a structure deletes its own document by the reference it may find, and changes nothing else', async () => {
  const dossier = await open();
  const structure: Actor = { kind: 'structure', id: '1750000001' as StructIdNat, active: true };
  const entry = await deposit(dossier, {
    authors: [{ kind: 'professionnel', id: author.id, familyName: 'X', givenName: 'Y', institution: { id: structure.id, name: 'CH' } }],
  });
  const { entryUuid } = value(await findReference(ports, by(structure), { ins: dossier.ins }, entry.uniqueId));
  expect(codeOf(await update(dossier, structure, seen(entry, { masquePs: true })))).toBe('AUTHENTIFICATION_INSUFFISANTE');
  expect(codeOf(await update(dossier, structure, { kind: 'status', entryUuid, original: 'Approved', next: 'Archived' }))).toBe('FONCTION_INTERDITE');
  expect(value(await update(dossier, structure, { kind: 'status', entryUuid, original: 'Approved', next: 'Deleted' })).entries[0]!.status).toBe('Deleted');
});

test('several updates are one set, kept whole or not at all; the refusal that undid them is traced', async () => {
  const dossier = await open();
  const [own, others] = [
    await deposit(dossier),
    await deposit(dossier, { authors: [{ kind: 'professionnel', id: author.id, familyName: 'X', givenName: 'Y' }] }),
  ];
  expect(codeOf(await update(dossier, second, seen(own, { masquePs: true }), status(others, 'Approved', 'Deleted')))).toBe('ACTE_RESERVE');
  expect((await now(dossier, own)).version).toBe(1);
  expect(await journalOf(dossier, others)).toContain('delete refused ACTE_RESERVE');
  const done = value(await update(dossier, author, seen(own, { masquePs: true }), status(others, 'Approved', 'Archived')));
  expect(done.entries).toMatchObject([
    { version: 2, status: 'Approved' },
    { version: 2, status: 'Archived' },
  ]);
  const { associations } = await ask(dossier, author, { name: 'GetSubmissionSetAndContents', ids: uuids(done.submissionSetId) });
  expect(associations.map(({ previousVersion }) => previousVersion)).toEqual([1, 1]);
  for (const updates of [[], Array.from({ length: 101 }, () => seen(own, { masquePs: true }))])
    expect(await update(dossier, author, ...updates)).toMatchObject({ refusal: { code: 'METADONNEES_INCOHERENTES', findings: [{ rule: 'CARDINALITE' }] } });
  const sets = await ask(dossier, author, { name: 'FindSubmissionSets', statuses: approved, filters: {} });
  expect(sets.submissionSets).toHaveLength(3);
});
