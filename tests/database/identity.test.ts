// One person, one record, whatever number they are called by: former INS and INS-C, the numbers of several hospitals, the states of an identity
// and what INSi makes of it; and who inherits. On real PostgreSQL, INSi over real HTTP.

import type { Actor } from '@carnet/domain/access';
import { type DocumentEntry, visibleToAll } from '@carnet/domain/document';
import {
  type AuthorityOid,
  type IdentityTraits,
  type Ins,
  type Matricule,
  type ProfessionCode,
  type PsIdNat,
  type StructIdNat,
  localToCx,
  matriculeKey,
} from '@carnet/domain/identity';
import { type CivilDate, type Result, civilDateInParis, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { createRecord } from '@carnet/server/application/create-record';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { assureIdentity, examineIdentity, reviewIdentities, tellApart, verifyByInsi } from '@carnet/server/application/keep-identity';
import { listDocuments } from '@carnet/server/application/list-documents';
import { openDossier } from '@carnet/server/application/open-dossier';
import { openRecord } from '@carnet/server/application/open-record';
import { readJournal } from '@carnet/server/application/read-journal';
import { testExistence } from '@carnet/server/application/test-existence';
import { updateMetadata } from '@carnet/server/application/update-metadata';
import { type HeirAsked, endHeir, registerHeir } from '@carnet/server/application/heirs';
import { listRecords } from '@carnet/server/application/list-records';
import { insiClient } from '@carnet/server/interfaces/insi/insi-client';
import { insiSimulator } from '@carnet/server/interfaces/sandbox/insi-simulator';
import type { DossierKey } from '@carnet/server/ports';
import type { SandboxPatient } from '@carnet/server/sandbox/patients';
import type { NewDossier } from '@carnet/server/storage/index';
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { doctor, newDossier, newEntry, newIns, newSet, noon, titulaireOf } from '../support/records.ts';

const { storage, close } = await freshDatabase();
/** Whom INSi knows: each test adds its own. */
const known: SandboxPatient[] = [];
const service = Fastify();
await service.register(insiSimulator(known));
const address = await service.listen({ port: 0, host: '127.0.0.1' });
afterAll(async () => {
  await service.close();
  await close();
});

const ports = portsOn(storage, () => noon);
const asking = (url?: string) => insiClient({ url, idam: 'ESSAI', version: '0', clock: ports.clock, newId: randomUUID });
const insi = asking(`${address}/sandbox/insi`);

const [north, south, annex, practice] = ['1750000101', '1750000119', '1750000127', '1750000135'] as StructIdNat[];
const [northern, southern] = ['2.999.7.1', '2.999.7.2'] as AuthorityOid[];
const operator: Actor = { kind: 'exploitation', id: '3750000018/0009' as PsIdNat, active: true, structures: [practice!] };
const treating = doctor('60000000001');
const writer = doctor('60000000002', { structures: [north!], structure: { id: north!, active: true } });
const elsewhere = doctor('60000000003', { structures: [south!], structure: { id: south!, active: true } });
const hospital = (id: StructIdNat): Actor => ({ kind: 'structure', id, active: true });
await storage.registry.register({
  structures: [
    { id: north!, name: 'Hôpital du Nord', sector: 'SA01', active: true, identifierAuthority: northern! },
    { id: annex!, name: 'Annexe du Nord', sector: 'SA01', active: true, legalEntity: north! },
    { id: south!, name: 'Hôpital du Sud', sector: 'SA01', active: true, identifierAuthority: southern! },
    { id: practice!, name: 'Cabinet', sector: 'SA07', active: true },
  ],
  professionnels: [treating, writer, elsewhere].map(({ id, structures }) => ({
    id,
    familyName: 'DURAND',
    givenName: 'Paul',
    profession: '10' as ProfessionCode,
    structures,
    active: true,
  })),
});

const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'soap', actorName: actor.kind } });
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.findings)}`);
  return result.value;
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));

let people = 0;
/** Nobody else has them. */
const newTraits = (over: Partial<IdentityTraits> = {}): IdentityTraits => ({
  birthName: `UNIQUE${String.fromCodePoint(65 + (people % 26))}${String.fromCodePoint(65 + (Math.floor(people++ / 26) % 26))}`,
  birthFirstNames: 'MARIE JEANNE',
  birthDate: '1985-05-12' as CivilDate,
  sexe: 'F',
  birthPlaceCog: '78006',
  ...over,
});
async function open(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: treating.id, traits: newTraits(), ...over });
  expect(await storage.registry.openDossier(dossier)).toBe(true);
  return dossier;
}
const insC = (): Ins => ({ matricule: String(Math.random()).slice(2).padEnd(22, '7').slice(0, 22) as Matricule, oid: '1.2.250.1.213.1.4.2' });
const nia = (): Ins => {
  const number = `8900699335${String(100 + people++)}`;
  return { matricule: `${number}${matriculeKey(number)}` as Matricule, oid: '1.2.250.1.213.1.4.10' };
};

/** By this author, for a structure of theirs. */
async function deposit(
  dossier: NewDossier,
  {
    patient = dossier.ins,
    actor = writer,
    key = { ins: patient },
    ...over
  }: Partial<DocumentEntry> & { readonly actor?: Actor; readonly key?: DossierKey } = {},
) {
  const bytes = Buffer.from(`compte rendu ${randomUUID()}`);
  const { authors } = newEntry(patient, bytes);
  const institution = { id: actor.kind === 'structure' ? actor.id : north!, name: 'Hôpital' };
  const author = { ...authors[0]!, institution, ...(actor.kind === 'professionnel' ? { id: actor.id } : {}) } as DocumentEntry['authors'][number];
  const entry = newEntry(patient, bytes, { over: { authors: [author], ...over } });
  const { id: _, submittedAt: __, ...set } = newSet(entry);
  return depositDocuments(ports, by(actor), key, { set, documents: [{ metadata: entry, bytes }] });
}
const rowsOf = async (key: DossierKey, actor: Actor = treating) => value(await listDocuments(ports, by(actor), key, {})).rows.map(({ entry }) => entry);
const exists = async (key: DossierKey, actor: Actor) => value(await testExistence(ports, by(actor), key));
const linesOf = async (dossier: NewDossier): Promise<string[]> =>
  value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 100 })).rows.map(({ action, outcome }) => `${action} ${outcome}`);

test('a former number and an INS-C lead to the record, which answers with today’s; its documents keep what they were deposited under', async () => {
  const [former, calculated] = [nia(), insC()];
  const dossier = await open({ formerIns: [former, calculated] });
  expect(await exists({ ins: dossier.ins }, writer)).not.toHaveProperty('currentIns');
  for (const ins of [former, calculated]) expect(await exists({ ins }, writer)).toMatchObject({ found: true, dossier: dossier.id, currentIns: dossier.ins });
  const { entries } = value(await deposit(dossier, { patient: former }));
  for (const ins of [dossier.ins, former, calculated]) expect((await rowsOf({ ins })).map(({ patient }) => patient)).toEqual([dossier.ins]);
  const { rows } = await storage.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM document_entry WHERE dossier_id = $1', [dossier.id]);
  expect(rows[0]!.n).toBe(1);
  expect(entries[0]!.patient).toEqual(former);
  // Software that sends back what it was answered changes the document it means.
  const [seen] = await rowsOf({ ins: former });
  const { id: _, submittedAt: __, ...set } = newSet(seen!);
  const update = {
    kind: 'entry',
    logicalId: seen!.logicalId,
    previousVersion: 1,
    metadata: { ...seen!, visibilite: { ...visibleToAll, masquePs: true } },
  } as const;
  expect(codeOf(await updateMetadata(ports, by(treating), { ins: former }, { set, updates: [update] }))).toBe('ok');
});

test('an INS-C feeds no record and opens none', async () => {
  const calculated = insC();
  const dossier = await open({ formerIns: [calculated] });
  expect(codeOf(await deposit(dossier, { patient: calculated }))).toBe('METADONNEES_INCOHERENTES INS_C_ANCIEN');
  const systeme = by({ kind: 'systeme' });
  expect(codeOf(await createRecord(ports, systeme, { ins: insC(), traits: newTraits(), agreed: false }))).toBe('INS_INVALIDE INS_C_ANCIEN');
});

const local = (authority: AuthorityOid, number: string) => ({ value: number, authority });

test('the numbers of two hospitals lead to one person, each found by its own hospital and by nobody else', async () => {
  const dossier = await open();
  const [theirs, ours] = [local(northern!, 'IPP-4521'), local(southern!, '000987')];
  value(await deposit(dossier, { sourcePatientId: localToCx(theirs) }));
  value(await deposit(dossier, { actor: hospital(south!), sourcePatientId: localToCx(ours) }));
  for (const [actor, key] of [
    [writer, theirs],
    [hospital(north!), theirs],
    [hospital(annex!), theirs],
    [hospital(south!), ours],
    [elsewhere, ours],
  ] as const)
    expect(await exists({ local: key }, actor)).toMatchObject({ found: true, dossier: dossier.id, currentIns: dossier.ins });
  // Another's authority, an authority of nobody's, a number of nobody's: nothing tells them apart.
  for (const [actor, key] of [
    [writer, ours],
    [elsewhere, theirs],
    [treating, theirs],
    [hospital(practice!), theirs],
    [writer, local('2.999.7.9' as AuthorityOid, 'IPP-4521')],
    [writer, local(northern!, 'IPP-9999')],
  ] as const)
    expect(await exists({ local: key }, actor)).toEqual({ found: false });
  const { localIdentifiers } = value(await openRecord(ports, by(titulaireOf(dossier)), { id: dossier.id }));
  expect(localIdentifiers?.map(({ value: number, structures }) => [number, structures])).toEqual([
    ['IPP-4521', ['Hôpital du Nord']],
    ['000987', ['Hôpital du Sud']],
  ]);
  const { rows } = await storage.pool.query<{ kept: string }>(`SELECT encode(sealed, 'escape') AS kept FROM local_identifier WHERE dossier_id = $1`, [
    dossier.id,
  ]);
  expect(rows.map(({ kept }) => kept).join()).not.toMatch(/IPP-4521|000987/);
});

test('a number is learned from the structure whose authority it is, and never from what is kept from somebody', async () => {
  const dossier = await open();
  value(await deposit(dossier, { sourcePatientId: localToCx(local(southern!, 'PLANTED')) }));
  value(await deposit(dossier, { sourcePatientId: localToCx(local(northern!, 'AWAITED')), visibilite: { ...visibleToAll, invisiblePatient: true } }));
  value(
    await deposit(dossier, {
      sourcePatientId: localToCx(local(northern!, 'KEPT-FROM-PARENTS')),
      visibilite: { ...visibleToAll, invisibleRepresentants: true },
    }),
  );
  expect(await exists({ local: local(southern!, 'PLANTED') }, elsewhere)).toEqual({ found: false });
  expect(await exists({ local: local(northern!, 'AWAITED') }, writer)).toEqual({ found: false });
  expect(await exists({ local: local(northern!, 'KEPT-FROM-PARENTS') }, writer)).toEqual({ found: false });
  // What the source said of its patient is given back, whoever it is from.
  value(await deposit(dossier, { sourcePatientId: localToCx(local(southern!, 'S-1')), sourcePatientInfo: ['PID-5|NOM^PRENOM', 'PID-8|F'] }));
  expect((await rowsOf({ ins: dossier.ins })).map(({ sourcePatientInfo }) => sourcePatientInfo)).toContainEqual(['PID-5|NOM^PRENOM', 'PID-8|F']);
});

test('one number on two records finds nobody, and is put before the operator', async () => {
  const [first, second] = [await open(), await open()];
  for (const dossier of [first, second]) value(await deposit(dossier, { sourcePatientId: localToCx(local(northern!, 'TWICE')) }));
  expect(await exists({ local: local(northern!, 'TWICE') }, writer)).toEqual({ found: false });
  const { shared } = value(await reviewIdentities(ports, by(operator)));
  expect(shared.map(({ records }) => records.map(({ dossier }) => dossier).toSorted())).toEqual([[first.id, second.id].toSorted()]);
});

/** As INSi knows this person. */
const tell = (ins: Ins, formerIns: readonly Ins[], traits: IdentityTraits): void => {
  known.push({ ins, formerIns, traits } as SandboxPatient);
};
const stateOf = async ({ id }: NewDossier): Promise<string> => value(await examineIdentity(ports, by(operator), { id })).status;

test('only a qualified identity is fed; a doubt closes it to professionals, INSi and an identity document open it again', async () => {
  const dossier = await open();
  tell(dossier.ins, [], dossier.traits);
  expect(await stateOf(dossier)).toBe('qualifiee');
  value(await assureIdentity(ports, by(operator), { id: dossier.id }, 'doubt'));
  expect(await stateOf(dossier)).toBe('provisoire');
  expect(codeOf(await deposit(dossier))).toBe('IDENTITE_NON_QUALIFIEE');
  expect(value(await openDossier(ports, by(treating), { id: dossier.id })).status).toBe('provisoire');
  expect(codeOf(await deposit(dossier, { actor: hospital(north!) }))).toBe('IDENTITE_NON_QUALIFIEE');
  expect(value(await reviewIdentities(ports, by(operator))).notQualified).toContainEqual(
    expect.objectContaining({ dossier: dossier.id, status: 'provisoire' }),
  );
  expect(value(await verifyByInsi(ports, insi, by(operator), { id: dossier.id }))).toEqual({ outcome: 'confirmed' });
  expect(await stateOf(dossier)).toBe('recuperee');
  expect(codeOf(await deposit(dossier))).toBe('IDENTITE_NON_QUALIFIEE');
  value(await assureIdentity(ports, by(operator), { id: dossier.id }, 'document-checked'));
  expect(await stateOf(dossier)).toBe('qualifiee');
  value(await deposit(dossier));
  const lines = await linesOf(dossier);
  expect(lines.filter((line) => line === 'keep-identity granted')).toHaveLength(3);
  expect(lines).toContain('deposit refused');
});

test('a number of waiting becomes a NIR: INSi says so, both lead to the record, and what was deposited stays', async () => {
  const [former, current] = [nia(), newIns()];
  const dossier = await open({ ins: former });
  value(await deposit(dossier));
  tell(current, [former], dossier.traits);
  expect(value(await verifyByInsi(ports, insi, by(operator), { ins: former }))).toEqual({ outcome: 'renumbered' });
  for (const ins of [former, current]) expect((await rowsOf({ ins })).map(({ patient }) => patient)).toEqual([current]);
  expect(value(await examineIdentity(ports, by(operator), { ins: current }))).toMatchObject({
    status: 'qualifiee',
    identity: { ins: current, formerIns: [former] },
  });
  const { rows } = await storage.pool.query('SELECT status FROM ins_directory WHERE dossier_id = $1 ORDER BY status', [dossier.id]);
  expect(rows).toEqual([{ status: 'ancien' }, { status: 'current' }]);
});

test('civil status changes: number, first name and sex follow INSi, and are to be held against a document again', async () => {
  const [former, current] = [newIns(), newIns()];
  const dossier = await open({ ins: former, traits: newTraits({ birthFirstNames: 'LUCIE', sexe: 'F', usedName: 'DUPRE' }) });
  const { usedName: _, ...strict } = dossier.traits;
  tell(former, [], { ...strict, birthPlaceCog: '75056' });
  // The same number with another birth place: corrected, and no longer qualified; what the person is called stays.
  expect(value(await verifyByInsi(ports, insi, by(operator), { ins: former }))).toEqual({ outcome: 'corrected' });
  expect(value(await examineIdentity(ports, by(operator), { ins: former }))).toMatchObject({
    status: 'recuperee',
    identity: { traits: { birthPlaceCog: '75056', usedName: 'DUPRE' } },
  });
  known.pop();
  tell(current, [former], { ...strict, birthPlaceCog: '75056' });
  expect(value(await verifyByInsi(ports, insi, by(operator), { ins: former }))).toEqual({ outcome: 'renumbered' });
  expect(await exists({ ins: former }, writer)).toMatchObject({ currentIns: current });
});

test('what INSi cannot tell, or contradicts, never changes a number', async () => {
  const [unknown, contradicted, twin] = [await open(), await open(), await open()];
  expect(value(await verifyByInsi(ports, insi, by(operator), { id: unknown.id }))).toEqual({ outcome: 'unknown' });
  expect(await stateOf(unknown)).toBe('validee');
  tell(newIns(), [], contradicted.traits);
  expect(value(await verifyByInsi(ports, insi, by(operator), { id: contradicted.id }))).toEqual({ outcome: 'contradicted' });
  expect(await stateOf(contradicted)).toBe('validee');
  for (const ins of [twin.ins, newIns()]) tell(ins, [], twin.traits);
  expect(value(await verifyByInsi(ports, insi, by(operator), { id: twin.id }))).toEqual({ outcome: 'several' });
  expect(await stateOf(twin)).toBe('qualifiee');
  for (const { id, ins } of [unknown, contradicted, twin]) expect(value(await examineIdentity(ports, by(operator), { id })).identity.ins).toEqual(ins);
});

test('a number that leads to another record is refused, and nothing of either changes', async () => {
  const [former, current] = [newIns(), newIns()];
  const traits = newTraits();
  const [old, young] = [await open({ ins: former, traits }), await open({ ins: current, traits })];
  tell(current, [former], traits);
  expect(codeOf(await verifyByInsi(ports, insi, by(operator), { id: old.id }))).toBe('IDENTIFIANT_DEJA_UTILISE INS_D_UN_AUTRE_DOSSIER');
  for (const { id, ins } of [old, young]) expect(value(await examineIdentity(ports, by(operator), { id })).identity).toMatchObject({ ins, formerIns: [] });
});

test('INSi away, or answering something else: the identity stays, and nothing is presumed', async () => {
  const dossier = await open();
  await expect(verifyByInsi(ports, asking(), by(operator), { id: dossier.id })).rejects.toMatchObject({ code: 'INSI_INJOIGNABLE' });
  const strange = createServer((_request, response) => response.end('<html/>')).listen(0, '127.0.0.1');
  await new Promise((listening) => strange.once('listening', listening));
  const url = `http://127.0.0.1:${(strange.address() as AddressInfo).port}/`;
  await expect(verifyByInsi(ports, asking(url), by(operator), { id: dossier.id })).rejects.toMatchObject({ code: 'INSI_INJOIGNABLE' });
  strange.close();
  await expect(verifyByInsi(ports, asking(url), by(operator), { id: dossier.id })).rejects.toMatchObject({ code: 'INSI_INJOIGNABLE' });
  expect(await stateOf(dossier)).toBe('qualifiee');
});

test('two records of the same traits are listed until somebody says that they are two people; both journals keep it', async () => {
  const traits = newTraits();
  const [first, second] = [await open({ traits }), await open({ traits: { ...traits, usedName: 'AUTRE' } })];
  await open({ traits: { ...traits, birthFirstNames: 'MARIE CLAIRE' } });
  const paired = async () =>
    value(await reviewIdentities(ports, by(operator)))
      .pairs.map(({ records }) => records.map(({ dossier }) => dossier).toSorted())
      .filter((ids) => ids.includes(first.id));
  expect(await paired()).toEqual([[first.id, second.id].toSorted()]);
  expect(codeOf(await tellApart(ports, by(operator), first.id, first.id))).toBe('PARAMETRE_INVALIDE MEME_DOSSIER');
  value(await tellApart(ports, by(operator), second.id, first.id));
  expect(await paired()).toEqual([]);
  for (const dossier of [first, second]) expect(await linesOf(dossier)).toContain('keep-identity granted');
});

test('nobody but the operator examines an identity', async () => {
  const dossier = await open();
  for (const actor of [writer, treating, hospital(north!)] as const)
    expect(codeOf(await examineIdentity(ports, by(actor), { id: dossier.id }))).toBe('FONCTION_INTERDITE');
  const other: Actor = { kind: 'controle', id: '3750000018/0008' as PsIdNat, active: true, structures: [practice!] };
  expect(codeOf(await examineIdentity(ports, by(other), { id: dossier.id }))).toBe('ACTEUR_INTERDIT');
  expect(codeOf(await reviewIdentities(ports, by(other)))).toBe('FONCTION_INTERDITE');
});

describe('the heirs of a deceased patient', () => {
  const asked = (heir: NewDossier, over: Partial<HeirAsked> = {}): HeirAsked => ({
    inses: [heir.ins],
    birthDate: heir.traits.birthDate,
    name: 'Une Héritière',
    link: 'fille',
    proof: 'acte de décès n° 12, livret de famille',
    diedOn: '2026-10-30' as CivilDate,
    reason: 'causes_du_deces',
    refusedByDeceased: false,
    lastDay: civilDateInParis(plusDays(noon, 20)),
    ...over,
  });
  const asHeir = ({ titulaire }: NewDossier): Caller => by({ kind: 'ayant-droit', personne: titulaire, factors: 2 });
  const seen = async (heir: NewDossier, deceased: NewDossier): Promise<string> => {
    const listed = await listDocuments(ports, asHeir(heir), { id: deceased.id }, {});
    return listed.ok ? `${listed.value.total} documents` : listed.refusal.code;
  };

  test('one is let in for a reason and some days, reads a name and the documents, and reads nothing once it is ended', async () => {
    const [deceased, heir] = [await open(), await open()];
    await deposit(deceased);
    await deposit(deceased, { visibilite: { ...visibleToAll, invisiblePatient: true } });
    expect(await seen(heir, deceased)).toBe('DOSSIER_INEXISTANT');
    const { id } = value(await registerHeir(ports, by(operator), { id: deceased.id }, asked(heir)));
    expect(await seen(heir, deceased)).toBe('1 documents');
    const opened = value(await openRecord(ports, asHeir(heir), { id: deceased.id }));
    expect([opened.identity, opened.localIdentifiers, opened.medecinTraitant, opened.succession?.reason]).toEqual([
      undefined,
      undefined,
      undefined,
      'causes_du_deces',
    ]);
    // Measures are read as documents are.
    expect(Object.entries(opened.abilities).flatMap(([ability, { allowed }]) => (allowed ? [ability] : []))).toEqual(['read-measures']);
    expect((await listRecords(ports, heir.titulaire, heir.id)).ties).toMatchObject([
      { dossier: deceased.id, kind: 'ayant-droit', reason: 'causes_du_deces', opens: true },
    ]);
    expect(value(await examineIdentity(ports, by(operator), { id: deceased.id })).heirs).toMatchObject([
      { id, names: { heir: 'Une Héritière' }, link: 'fille', diedOn: '2026-10-30' },
    ]);
    value(await endHeir(ports, by(operator), { id: deceased.id }, id, 'Une Héritière'));
    expect(await seen(heir, deceased)).toBe('ACTEUR_INTERDIT');
    expect((await listRecords(ports, heir.titulaire, heir.id)).ties).toEqual([]);
    expect(codeOf(await endHeir(ports, by(operator), { id: deceased.id }, id, 'x'))).toBe('PARAMETRE_INVALIDE HERITIER_SANS_ACCES');
    const { rows } = value(await readJournal(ports, by(treating), { id: deceased.id }, { limit: 200 }));
    expect(rows.flatMap(({ subject }) => (subject === undefined ? [] : [`${subject.act} ${subject.name}`])).toSorted()).toEqual([
      'heir-ended Une Héritière',
      'heir-registered Une Héritière',
    ]);
    // That their identity was looked at is a line of their own journal.
    expect(await linesOf(heir)).toContain('examine-identity granted');
  });

  test('what the deceased refused opens to nobody, and is told to whoever asks', async () => {
    const [deceased, heir, second] = [await open(), await open(), await open()];
    await deposit(deceased);
    value(await registerHeir(ports, by(operator), { id: deceased.id }, asked(heir, { refusedByDeceased: true })));
    expect(await seen(heir, deceased)).toBe('ACTEUR_INTERDIT');
    expect((await listRecords(ports, heir.titulaire, heir.id)).ties).toMatchObject([{ kind: 'ayant-droit', opens: false, because: 'ACTEUR_INTERDIT' }]);
    expect(codeOf(await registerHeir(ports, by(operator), { id: deceased.id }, asked(second)))).toBe('PARAMETRE_INVALIDE DEFUNT_OPPOSE');
  });

  test('whoever is nobody, oneself, or for too long is refused with why, and leaves nothing; only the operator registers', async () => {
    const [deceased, heir] = [await open(), await open()];
    const tried = async (over: Partial<HeirAsked>, actor: Actor = operator): Promise<string> =>
      codeOf(await registerHeir(ports, by(actor), { id: deceased.id }, asked(heir, over)));
    const day = (days: number): CivilDate => civilDateInParis(plusDays(noon, days));
    expect(await tried({ inses: [newIns()] })).toBe('PARAMETRE_INVALIDE HERITIER_INCONNU');
    expect(await tried({ birthDate: '1970-01-01' as CivilDate })).toBe('PARAMETRE_INVALIDE HERITIER_INCONNU');
    expect(await tried({ inses: [deceased.ins] })).toBe('PARAMETRE_INVALIDE HERITIER_LUI_MEME');
    expect(await tried({ diedOn: day(1) })).toBe('PARAMETRE_INVALIDE DATE_FUTURE');
    expect(await tried({ diedOn: '1900-01-01' as CivilDate })).toBe('PARAMETRE_INVALIDE DECES_AVANT_NAISSANCE');
    expect(await tried({ lastDay: day(-1) })).toBe('PARAMETRE_INVALIDE JOUR_PASSE');
    expect(await tried({ lastDay: day(91) })).toBe('PARAMETRE_INVALIDE DUREE_TROP_LONGUE');
    for (const actor of [treating, writer, hospital(north!), titulaireOf(heir)]) expect(await tried({}, actor)).not.toContain('ok');
    expect(value(await examineIdentity(ports, by(operator), { id: deceased.id })).heirs).toEqual([]);
    expect(await tried({ lastDay: day(90) })).toBe('ok');
  });
});
