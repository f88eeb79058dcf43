// The use cases on real PostgreSQL: the gate traces every refusal, undoes what a use case gives up, and the first whole path holds:
// deposited by its author, masked by its patient, gone for the second doctor, opened by an agreement and closed by a blocage.

import { actorId } from '@carnet/domain/audit';
import type { Actor } from '@carnet/domain/access';
import type { PsIdNat, ProfessionCode, StructIdNat } from '@carnet/domain/identity';
import type { DocumentEntry, LogicalId, UniqueId } from '@carnet/domain/document';
import type { PersonneId } from '@carnet/domain/dossier';
import { type CivilDate, type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import { blockProfessionnel, unblockProfessionnel } from '@carnet/server/application/block-professionnel';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { type IncomingDocument, depositDocuments } from '@carnet/server/application/deposit-documents';
import { tellDocument } from '@carnet/server/application/document-history';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readNotices } from '@carnet/server/application/notices';
import { describeDocument, readDocument } from '@carnet/server/application/read-document';
import { readJournal } from '@carnet/server/application/read-journal';
import { testExistence } from '@carnet/server/application/test-existence';
import { withdrawAutorisation } from '@carnet/server/application/withdraw-autorisation';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { doctor, newDossier, newEntry, newSet, noon, titulaireOf } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const ports = portsOn(storage, () => now);

const author = doctor('70000000001');
const second = doctor('70000000002');
const traitant = doctor('70000000003');
await storage.registry.register({
  professionnels: [author, second, traitant].map(({ id }) => ({
    id,
    familyName: `NOM${id}`,
    givenName: 'Alex',
    profession: '10' as ProfessionCode,
    structures: [] as StructIdNat[],
    active: true,
  })),
});

const by = (actor: Actor): Caller => ({
  actor,
  mode: 'normal',
  context: { door: 'fhir', actorName: `nom de ${actor.kind === 'titulaire' ? 'la patiente' : actorId(actor)}` },
});
const bytes = Buffer.from('compte rendu');

async function open(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: traitant.id, ...over });
  await storage.registry.openDossier(dossier);
  return dossier;
}
function incoming(
  dossier: NewDossier,
  over: Partial<DocumentEntry> = {},
  content: Buffer = bytes,
): { set: ReturnType<typeof newSet>; documents: IncomingDocument[] } {
  const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = newEntry(dossier.ins, content, { author: author.id, over });
  return { set: newSet({ ...newEntry(dossier.ins, content, { author: author.id }) }), documents: [{ metadata, bytes: content }] };
}
async function deposit(dossier: NewDossier, over: Partial<DocumentEntry> = {}): Promise<DocumentEntry> {
  const result = await depositDocuments(ports, by(author), { ins: dossier.ins }, incoming(dossier, over));
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value.entries[0]!;
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const idsSeenBy = async (actor: Actor, dossier: NewDossier): Promise<string[]> => {
  const page = await listDocuments(ports, by(actor), { id: dossier.id }, {});
  if (!page.ok) return [page.refusal.code];
  expect(page.value.total).toBe(page.value.rows.length);
  return page.value.rows.map(({ entry }) => entry.logicalId);
};
const journalOf = async (dossier: NewDossier): Promise<string[]> => {
  const journal = await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, {});
  if (!journal.ok) throw new Error(journal.refusal.code);
  return journal.value.rows.map(({ actorKind, action, outcome, rule }) => [actorKind, action, outcome, ...(rule === undefined ? [] : [rule])].join(' '));
};

test('without the patient’s agreement a doctor is refused and the refusal is traced; with it the record opens and the patient is told once', async () => {
  const dossier = await open();
  const { logicalId } = await deposit(dossier);
  expect(await idsSeenBy(second, dossier)).toEqual(['AUTORISATION_ABSENTE']);
  expect(await journalOf(dossier)).toContain('professionnel list-documents refused AUTORISATION_ABSENTE');
  const before = await testExistence(ports, by(second), { ins: dossier.ins });
  expect(before).toMatchObject({ ok: true, value: { found: true, autorisation: 'NON_EXISTE' } });
  expect(codeOf(await declareAutorisation(ports, by(second), { id: dossier.id }, 'me'))).toBe('ok');
  expect(await idsSeenBy(second, dossier)).toEqual([logicalId]);
  expect(await idsSeenBy(second, dossier)).toEqual([logicalId]);
  const notices = await readNotices(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 50 });
  expect(notices.ok && notices.value.rows.map(({ kind, actorName }) => `${kind} ${actorName}`).toSorted()).toEqual([
    `document-nouveau nom de ${author.id}`,
    `premier-acces nom de ${second.id}`,
  ]);
});

test('a masked document is gone for the second doctor, whole; its author and the médecin traitant keep it; the patient shows it again', async () => {
  const dossier = await open();
  const { logicalId, version } = await deposit(dossier);
  await declareAutorisation(ports, by(second), { id: dossier.id }, 'me');
  await declareAutorisation(ports, by(author), { id: dossier.id }, 'me');
  const patient = by(titulaireOf(dossier));
  expect(codeOf(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId }, acts: ['mask'], expectedVersion: version }))).toBe(
    'ok',
  );
  expect(await idsSeenBy(second, dossier)).toEqual([]);
  const asked = await readDocument(ports, by(second), { id: dossier.id }, { logicalId });
  const absent = await readDocument(ports, by(second), { id: dossier.id }, { logicalId: randomUUID() as DocumentEntry['logicalId'] });
  expect(asked).toEqual(absent);
  expect(codeOf(asked)).toBe('DOCUMENT_INEXISTANT');
  expect(codeOf(await changeDocument(ports, by(second), { dossier: { id: dossier.id }, document: { logicalId }, acts: ['unmask'] }))).toBe(
    'DOCUMENT_INEXISTANT',
  );
  for (const actor of [author, traitant]) {
    const described = await describeDocument(ports, by(actor), { id: dossier.id }, { logicalId });
    expect(described.ok && described.value.entry.visibilite.masquePs).toBe(true);
    expect(described.ok && described.value.abilities.unmask.allowed).toBe(true);
  }
  expect(
    codeOf(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId }, acts: ['unmask'], expectedVersion: version })),
  ).toBe('VERSION_PERIMEE');
  expect(
    codeOf(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId }, acts: ['unmask'], expectedVersion: version + 1 })),
  ).toBe('ok');
  expect(await idsSeenBy(second, dossier)).toEqual([logicalId]);
  const journal = await journalOf(dossier);
  expect(journal).toContain('titulaire mask granted');
  expect(journal).toContain('titulaire unmask granted');
  expect(journal).toContain('professionnel read-document refused DOCUMENT_MASQUE_PS');
});

test('the patient’s list says when a professional last read each document, and says it to nobody else', async () => {
  const dossier = await open();
  const [read, unread] = [await deposit(dossier), await deposit(dossier)];
  now = instantOf(noon + 1000);
  await readDocument(ports, by(traitant), { id: dossier.id }, { logicalId: read.logicalId });
  now = instantOf(noon + 2000);
  await readDocument(ports, by(titulaireOf(dossier)), { id: dossier.id }, { logicalId: unread.logicalId });
  const readings = async (actor: Actor): Promise<Record<string, number | undefined>> => {
    const page = await listDocuments(ports, by(actor), { id: dossier.id }, {});
    return Object.fromEntries(page.ok ? page.value.rows.map(({ entry, lastReadAt }) => [entry.logicalId, lastReadAt]) : []);
  };
  expect(await readings(titulaireOf(dossier))).toEqual({ [read.logicalId]: noon + 1000, [unread.logicalId]: undefined });
  expect(await readings(traitant)).toEqual({ [read.logicalId]: undefined, [unread.logicalId]: undefined });
});

test('a blocked professional reads nothing, even with a new agreement, but still feeds; unblocked, none of the old rights is left', async () => {
  const dossier = await open();
  const patient = by(titulaireOf(dossier));
  await declareAutorisation(ports, by(author), { id: dossier.id }, 'me');
  expect(codeOf(await blockProfessionnel(ports, patient, { id: dossier.id }, author.id))).toBe('ok');
  expect(await idsSeenBy(author, dossier)).toEqual(['PS_BLOQUE']);
  expect(codeOf(await declareAutorisation(ports, by(author), { id: dossier.id }, 'me'))).toBe('PS_BLOQUE');
  const { logicalId } = await deposit(dossier);
  expect(await idsSeenBy(titulaireOf(dossier), dossier)).toEqual([logicalId]);
  expect(codeOf(await unblockProfessionnel(ports, patient, { id: dossier.id }, author.id))).toBe('ok');
  expect(await idsSeenBy(author, dossier)).toEqual(['AUTORISATION_ABSENTE']);
  expect(codeOf(await blockProfessionnel(ports, patient, { id: dossier.id }, '899999999999' as PsIdNat))).toBe('PARAMETRE_INVALIDE');
});

test('an agreement ends at once when the patient withdraws it, and by itself after a year', async () => {
  const dossier = await open();
  await declareAutorisation(ports, by(second), { id: dossier.id }, 'me');
  expect(await idsSeenBy(second, dossier)).toEqual([]);
  now = instantOf(noon + 366 * 86_400_000);
  expect(await idsSeenBy(second, dossier)).toEqual(['AUTORISATION_EXPIREE']);
  now = noon;
  expect(await withdrawAutorisation(ports, by(titulaireOf(dossier)), { id: dossier.id }, { kind: 'professionnel', id: second.id })).toEqual({
    ok: true,
    value: 1,
  });
  expect(await idsSeenBy(second, dossier)).toEqual(['AUTORISATION_ABSENTE']);
});

test('the same deposit again gets the same answer; other bytes under the same uniqueId, and lies about them, are refused and leave nothing', async () => {
  const dossier = await open();
  const uniqueId = `1.2.250.1.999.9^${randomUUID()}` as UniqueId;
  const first = await depositDocuments(ports, by(author), { ins: dossier.ins }, incoming(dossier, { uniqueId }));
  const again = await depositDocuments(ports, by(author), { ins: dossier.ins }, incoming(dossier, { uniqueId }));
  expect(
    first.ok &&
      again.ok &&
      again.value.repeated &&
      again.value.entries[0]!.entryUuid === first.value.entries[0]!.entryUuid &&
      again.value.submissionSetId === first.value.submissionSetId,
  ).toBe(true);
  const lines = (await journalOf(dossier)).length;
  const other = Buffer.from('autre contenu');
  expect(codeOf(await depositDocuments(ports, by(author), { ins: dossier.ins }, incoming(dossier, { uniqueId }, other)))).toBe('IDENTIFIANT_DEJA_UTILISE');
  const lying = incoming(dossier, {}, other);
  const lied = await depositDocuments(ports, by(author), { ins: dossier.ins }, { ...lying, documents: [{ ...lying.documents[0]!, bytes }] });
  expect(lied).toMatchObject({ ok: false, refusal: { code: 'METADONNEES_INCOHERENTES', findings: [{ rule: 'TAILLE_FAUSSE' }, { rule: 'HASH_FAUX' }] } });
  expect(await idsSeenBy(titulaireOf(dossier), dossier)).toHaveLength(1);
  // The two readings of the journal and the list themselves are the only new lines.
  expect((await journalOf(dossier)).length).toBe(lines + 2);
});

test('each time a document comes again is counted for who sees it, and dated; in secret, not for who represents the minor', async () => {
  const dossier = await open({ traits: { ...newDossier().traits, birthDate: '2012-03-04' as CivilDate } });
  const parent = randomUUID() as PersonneId;
  await writeTies(storage, dossier, { representation: [parent, { kind: 'parent', since: dossier.openedAt }] });
  const uniqueId = `1.2.250.1.999.9^${randomUUID()}` as UniqueId;
  const send = async (caller: Partial<Caller> = {}): Promise<LogicalId> => {
    const sent = await depositDocuments(ports, { ...by(author), ...caller }, { ins: dossier.ins }, incoming(dossier, { uniqueId }));
    if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
    return sent.value.entries[0]!.logicalId;
  };
  const told = async (actor: Actor): Promise<unknown> => {
    const listed = await listDocuments(ports, by(actor), { id: dossier.id }, { asLines: true });
    const sheet = await tellDocument(ports, by(actor), { id: dossier.id }, { logicalId });
    if (!listed.ok || !sheet.ok) throw new Error('refused');
    expect(listed.value.rows.map(({ received }) => received)).toEqual([sheet.value.received]);
    return sheet.value.received;
  };
  const representant: Actor = { kind: 'representant', personne: parent, factors: 2 };
  const logicalId = await send();
  for (const actor of [titulaireOf(dossier), representant, traitant]) expect(await told(actor)).toBeUndefined();
  now = instantOf(noon + 60_000);
  expect([await send(), await send()]).toEqual([logicalId, logicalId]);
  for (const actor of [titulaireOf(dossier), representant, traitant]) expect(await told(actor)).toEqual({ count: 3, lastAt: now });
  const openly = now;
  now = instantOf(noon + 120_000);
  expect(await send({ secret: true, context: { ...by(author).context, door: 'soap' } })).toBe(logicalId);
  for (const actor of [titulaireOf(dossier), traitant]) expect(await told(actor)).toEqual({ count: 4, lastAt: now });
  expect(await told(representant)).toEqual({ count: 3, lastAt: openly });
  // Refused, it was not received.
  expect(codeOf(await depositDocuments(ports, by(author), { ins: dossier.ins }, incoming(dossier, { uniqueId }, Buffer.from('autre'))))).toBe(
    'IDENTIFIANT_DEJA_UTILISE',
  );
  const { rows } = await storage.pool.query({
    text: 'SELECT door, sender_kind, sender_id, secret FROM document_receipt WHERE dossier_id = $1 ORDER BY at, secret',
    values: [dossier.id],
  });
  const sender = { sender_kind: 'professionnel', sender_id: author.id };
  expect(rows).toEqual([
    { door: 'fhir', ...sender, secret: false },
    { door: 'fhir', ...sender, secret: false },
    { door: 'soap', ...sender, secret: true },
  ]);
});

test('a set is taken whole or not at all: one document of somebody else’s pen and none is kept', async () => {
  const dossier = await open();
  const one = incoming(dossier);
  const foreign = incoming(dossier, { authors: [{ kind: 'professionnel', id: second.id, familyName: 'AUTRE', givenName: 'Main' }] });
  const result = await depositDocuments(ports, by(author), { ins: dossier.ins }, { set: one.set, documents: [...one.documents, ...foreign.documents] });
  expect(codeOf(result)).toBe('DEPOSANT_NON_AUTEUR');
  expect(await idsSeenBy(titulaireOf(dossier), dossier)).toEqual([]);
  expect(await journalOf(dossier)).toContain('professionnel deposit refused DEPOSANT_NON_AUTEUR');
});

test('a replacement takes the place of what it replaces, once: of two at the same time one is refused and leaves nothing', async () => {
  const dossier = await open();
  const old = await deposit(dossier);
  const replacing = () => {
    const { set, documents } = incoming(dossier);
    return depositDocuments(ports, by(author), { ins: dossier.ins }, { set, documents: [{ ...documents[0]!, replaces: { logicalId: old.logicalId } }] });
  };
  const results = await Promise.all([replacing(), replacing()]);
  expect(results.map(codeOf).toSorted()).toEqual(['TRANSITION_INTERDITE', 'ok']);
  const kept = results.find((result) => result.ok)!;
  expect(kept.ok && kept.value.entries[0]!.replaces).toBe(old.logicalId);
  expect(await idsSeenBy(titulaireOf(dossier), dossier)).toEqual([kept.ok && kept.value.entries[0]!.logicalId]);
  const described = await describeDocument(ports, by(titulaireOf(dossier)), { id: dossier.id }, { logicalId: old.logicalId });
  expect(described.ok && described.value.entry.status).toBe('Deprecated');
});

test('replacing somebody else’s document is refused and traced, and the new one is not kept', async () => {
  const dossier = await open();
  const old = await deposit(dossier);
  const { set, documents } = incoming(dossier, { authors: [{ kind: 'professionnel', id: traitant.id, familyName: 'AUTRE', givenName: 'Main' }] });
  const result = await depositDocuments(
    ports,
    by(traitant),
    { ins: dossier.ins },
    { set, documents: [{ ...documents[0]!, replaces: { logicalId: old.logicalId } }] },
  );
  expect(codeOf(result)).toBe('ACTE_RESERVE');
  expect(await idsSeenBy(titulaireOf(dossier), dossier)).toEqual([old.logicalId]);
  const journal = await journalOf(dossier);
  expect(journal).toContain('professionnel replace refused ACTE_RESERVE');
  expect(journal.filter((line) => line === 'professionnel deposit granted')).toHaveLength(1);
});

test('an unknown INS says so to whoever feeds or tests, and somebody else’s record does not exist for a patient', async () => {
  const [dossier, other, never] = [await open(), await open(), newDossier()];
  expect(await testExistence(ports, by(second), { ins: never.ins })).toEqual({ ok: true, value: { found: false } });
  expect(codeOf(await depositDocuments(ports, by(author), { ins: never.ins }, incoming(never)))).toBe('PATIENT_INCONNU');
  const stranger = await listDocuments(ports, by(titulaireOf(other)), { id: dossier.id }, {});
  const nobody = await listDocuments(ports, by(titulaireOf(other)), { id: never.id }, {});
  expect(stranger).toEqual(nobody);
  expect(codeOf(stranger)).toBe('DOSSIER_INEXISTANT');
});

test('a patient removes what the patient deposited, never what others did; a document that waits for its announcement is not there', async () => {
  const dossier = await open();
  const patient = by(titulaireOf(dossier));
  const received = await deposit(dossier);
  const waiting = await deposit(dossier, { visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false } });
  const own = incoming(dossier, {
    type: { code: 'DOCPAT09', system: '1.2.250.1.213.1.1.4.12' },
    classCode: '95',
    authors: [{ kind: 'patient', ins: dossier.ins, familyName: 'MARCHAND', givenName: 'Claire' }],
  });
  const kept = await depositDocuments(ports, patient, { ins: dossier.ins }, own);
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal));
  const ownId = kept.value.entries[0]!.logicalId;
  expect((await idsSeenBy(titulaireOf(dossier), dossier)).toSorted()).toEqual([received.logicalId, ownId].toSorted());
  expect(codeOf(await readDocument(ports, patient, { id: dossier.id }, { logicalId: waiting.logicalId }))).toBe('DOCUMENT_INEXISTANT');
  expect(codeOf(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId: received.logicalId }, acts: ['delete'] }))).toBe(
    'ACTE_RESERVE',
  );
  expect(codeOf(await changeDocument(ports, patient, { dossier: { id: dossier.id }, document: { logicalId: ownId }, acts: ['delete'] }))).toBe('ok');
  expect(await idsSeenBy(titulaireOf(dossier), dossier)).toEqual([received.logicalId]);
  expect(codeOf(await readDocument(ports, patient, { id: dossier.id }, { logicalId: ownId }))).toBe('DOCUMENT_INEXISTANT');
  const notices = await readNotices(ports, patient, { id: dossier.id }, { limit: 50 });
  expect(notices.ok && notices.value.rows.map(({ document }) => document)).toEqual([received.logicalId]);
});
