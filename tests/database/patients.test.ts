// "My patients" and what surrounds it on real PostgreSQL: which records a professional finds in their list, and which leave no trace in it;
// agreements renewed, ended, given to a team; the médecin traitant declared and left; another kept out at the patient's request; archives.

import type { ActingProfessionnel, Actor, Secretariat } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { DocumentEntry } from '@carnet/domain/document';
import type { Autorisation, AutorisationId } from '@carnet/domain/dossier';
import { defaultChoices } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, plusDays, toIso } from '@carnet/domain/kernel';
import { blockForPatient } from '@carnet/server/application/block-for-patient';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { listDocuments } from '@carnet/server/application/list-documents';
import { type ListedPatients, type PatientFilter, listPatients } from '@carnet/server/application/list-patients';
import { readNotices } from '@carnet/server/application/notices';
import { declareOneselfMedecinTraitant, leaveMedecinTraitant } from '@carnet/server/application/own-medecin-traitant';
import { readJournal } from '@carnet/server/application/read-journal';
import { testExistence } from '@carnet/server/application/test-existence';
import { withdrawAutorisation } from '@carnet/server/application/withdraw-autorisation';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { depositAs, doctor, newDossier, newEntry, noon, titulaireOf } from '../support/records.ts';

const { storage, url, close } = await freshDatabase();
afterAll(close);

let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const ports = portsOn(storage, () => now);

const ward = '1750000059' as StructIdNat;
const otherWard = '1750000067' as StructIdNat;
let numbers = 0;
const known: ActingProfessionnel[] = [];
/** Somebody new for each test: nobody else's patients are in their list. */
async function professional(over: Partial<ActingProfessionnel> = {}): Promise<ActingProfessionnel> {
  const person = doctor(`7100000${String(++numbers).padStart(4, '0')}`, over);
  known.push(person);
  await storage.registry.register({
    structures: [ward, otherWard].map((id) => ({ id, name: `Service ${id}`, sector: 'SA01', active: true })),
    professionnels: [{ ...person, familyName: `NOM${numbers}`, givenName: 'Alex' }],
  });
  return person;
}
const inWard = { structures: [ward], structure: { id: ward, active: true } } as const;
const secretary: Secretariat = { kind: 'secretariat', id: '3750000059/000001' as PsIdNat, active: true, authentication: 'DIRECTE', ...inWard };
const author = await professional();

const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName: `nom de ${actorId(actor)}` } });
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const agreement = (to: Autorisation['beneficiaire'], over: Partial<Autorisation> = {}): Autorisation => ({
  id: randomUUID() as AutorisationId,
  beneficiaire: to,
  declaredAt: plusDays(noon, -10),
  declaredBy: 'Alex',
  expiresAt: plusDays(noon, 100),
  ...over,
});
const to = ({ id }: ActingProfessionnel): Autorisation['beneficiaire'] => ({ kind: 'professionnel', id });
const toWard: Autorisation['beneficiaire'] = { kind: 'structure', id: ward };

async function record(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier(over);
  await storage.registry.openDossier(dossier);
  return dossier;
}
async function deposit(dossier: NewDossier, depositedAt: Instant, over: Partial<DocumentEntry> = {}, typeCode = '11488-4'): Promise<DocumentEntry> {
  const bytes = Buffer.from(`document ${randomUUID()}`);
  const entry = newEntry(dossier.ins, bytes, { author: author.id, typeCode, over: { depositedAt, ...over } });
  await depositAs(storage, author, dossier, entry, bytes);
  return entry;
}
const list = async (actor: Actor, filter: PatientFilter = 'all', cursor?: string, limit = 50): Promise<ListedPatients> =>
  value(await listPatients(ports, by(actor), { filter, limit, ...(cursor === undefined ? {} : { cursor }) }));
const idsOf = ({ rows }: ListedPatients): readonly string[] => rows.map(({ dossier }) => dossier);
const opens = async (actor: Actor, { id }: NewDossier): Promise<string> => codeOf(await listDocuments(ports, by(actor), { id }, {}));

describe('my patients', () => {
  test('are those whose record would open, by the strongest tie, and no other', async () => {
    const me = await professional(inWard);
    const other = await professional();
    const own = await record({ autorisations: [agreement(to(me)), agreement(toWard, { expiresAt: plusDays(noon, 300) })] });
    const team = await record({ autorisations: [agreement(toWard)] });
    const treated = await record({ medecinTraitant: me.id, autorisations: [agreement(to(me))] });
    const without = [
      await record(),
      await record({ autorisations: [agreement(to(other))] }),
      await record({ autorisations: [agreement({ kind: 'structure', id: otherWard })] }),
      await record({ autorisations: [agreement(to(me), { expiresAt: noon })] }),
      await record({ autorisations: [agreement(to(me), { withdrawnAt: plusDays(noon, -1) })] }),
      await record({ autorisations: [agreement(to(me))], closed: true }),
      await record({ autorisations: [agreement(to(me)), agreement(toWard)], blocages: [{ professionnel: me.id, since: plusDays(noon, -1) }] }),
    ];
    const listed = await list(me);
    expect(listed.total).toBe(3);
    expect(new Map(listed.rows.map(({ dossier, tie, structureName }) => [dossier, [tie, structureName]]))).toEqual(
      new Map([
        [own.id, ['autorisation', undefined]],
        [team.id, ['equipe', `Service ${ward}`]],
        [treated.id, ['medecin-traitant', undefined]],
      ]),
    );
    // The list says exactly what opening each of them would.
    for (const dossier of [own, team, treated]) expect(await opens(me, dossier)).toBe('ok');
    for (const dossier of without) expect(await opens(me, dossier)).not.toBe('ok');
  });

  test('a médecin du travail finds those who gave their express agreement, whoever else recorded one', async () => {
    const occupational = await professional({ specialty: 'SM25' as SpecialtyCode });
    await record({ autorisations: [agreement(to(occupational))] });
    const express = await record({ autorisations: [agreement(to(occupational), { express: true })] });
    expect(idsOf(await list(occupational))).toEqual([express.id]);
  });

  test('come back most recent first, page after page, none twice and none lost', async () => {
    const me = await professional();
    const all: NewDossier[] = [];
    for (let day = 1; day <= 7; day++) all.unshift(await record({ autorisations: [agreement(to(me), { declaredAt: plusDays(noon, -10 + day) })] }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(me, 'all', cursor, 3);
      expect(page.total).toBe(7);
      seen.push(...idsOf(page));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.map(({ id }) => id));
    // Opening the oldest brings it first.
    await opens(me, all.at(-1)!);
    expect(idsOf(await list(me))[0]).toBe(all.at(-1)!.id);
    expect(idsOf(await list(me, 'all', 'n’importe quoi'))).toEqual([]);
  });

  test('new ones, and those that end within thirty days', async () => {
    const me = await professional();
    const recent = await record({ autorisations: [agreement(to(me), { declaredAt: plusDays(noon, -3) })] });
    const ending = await record({ autorisations: [agreement(to(me), { declaredAt: plusDays(noon, -340), expiresAt: plusDays(noon, 25) })] });
    await record({ autorisations: [agreement(to(me), { declaredAt: plusDays(noon, -340), expiresAt: plusDays(noon, 35) })] });
    expect(idsOf(await list(me, 'new'))).toEqual([recent.id]);
    expect(idsOf(await list(me, 'expiring'))).toEqual([ending.id]);
  });

  test('documents that arrived since: counted where they may be read, and a masked one changes nothing that can be seen', async () => {
    const me = await professional();
    const nurse = await professional({ profession: '60' as ProfessionCode });
    const plain = await record({ autorisations: [agreement(to(me)), agreement(to(nurse))] });
    const masked = await record({ autorisations: [agreement(to(me))] });
    const typed = await record({ autorisations: [agreement(to(nurse))] });
    await deposit(plain, plusDays(noon, -1));
    for (const dossier of [plain, masked]) await opens(me, dossier);
    for (const dossier of [plain, typed]) await opens(nurse, dossier);
    expect((await list(me)).rows.map(({ newDocuments }) => newDocuments)).toEqual([0, 0]);
    expect(idsOf(await list(me, 'documents'))).toEqual([]);
    await deposit(plain, plusDays(noon, 1));
    await deposit(masked, plusDays(noon, 1), { visibilite: { masquePs: true, invisiblePatient: false, invisibleRepresentants: false } });
    // A psychiatric summary is not open to nurses.
    await deposit(typed, plusDays(noon, 1), {}, '68599-0');
    now = plusDays(noon, 2);
    expect(new Map((await list(me)).rows.map(({ dossier, newDocuments }) => [dossier, newDocuments]))).toEqual(
      new Map([
        [plain.id, 1],
        [masked.id, 0],
      ]),
    );
    const found = await list(me, 'documents', undefined, 1);
    expect(idsOf(found)).toEqual([plain.id]);
    expect(found).toEqual({ rows: found.rows });
    expect(idsOf(await list(nurse, 'documents'))).toEqual([plain.id]);
    await opens(me, plain);
    expect(idsOf(await list(me, 'documents'))).toEqual([]);
  });

  test('to a secretariat: those its structure may enter, by name, and never what arrived', async () => {
    const me = await professional();
    const team = await record({ autorisations: [agreement(toWard)] });
    const own = await record({ autorisations: [agreement(to(me))] });
    const { rows } = await list(secretary);
    expect(rows.map(({ dossier }) => dossier)).toContain(team.id);
    expect(rows.map(({ dossier }) => dossier)).not.toContain(own.id);
    expect(rows.every(({ nameOnly, newDocuments, tie }) => nameOnly && newDocuments === undefined && tie === 'equipe')).toBe(true);
  });

  test('to nobody else; and the asking is traced once, in no patient’s journal', async () => {
    const me = await professional();
    const dossier = await record({ autorisations: [agreement(to(me))] });
    await list(me);
    const journal = value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, {}));
    expect(journal.rows.map(({ action }) => action)).toEqual(['read-journal']);
    const { rows } = await storage.pool.query<{ count: number }>({
      text: `SELECT count(*) AS count FROM trace WHERE action = 'list-patients' AND actor_id = $1 AND outcome = 'granted'`,
      values: [me.id],
    });
    expect(rows[0]!.count).toBe(1);
    for (const actor of [
      titulaireOf(dossier),
      { kind: 'assurance-maladie', id: ward, active: true },
      { kind: 'pilotage', rank: 1, id: secretary.id, active: true, ...inWard },
      { kind: 'exploitation', id: secretary.id, active: true, ...inWard },
    ] satisfies Actor[])
      expect(codeOf(await listPatients(ports, by(actor), { filter: 'all', limit: 10 }))).toBe('FONCTION_INTERDITE');
  });

  test('ten thousand of them: a page in the time of a page', async () => {
    const me = await professional();
    const dossiers = await Promise.all(Array.from({ length: 3 }, () => record({ autorisations: [agreement(to(me))] })));
    // Never opened by this test: their keys and identities are of nothing.
    await storage.pool.query({
      text: `WITH record AS (
          INSERT INTO dossier (dossier_id, life, opened_at, titulaire, opposes_bris_de_glace, opposes_centre_15, permits_masked_in_emergency, masks_by_default, wrapped_key, sealed)
          SELECT gen_random_uuid(), 'ouvert', $2, gen_random_uuid(), false, false, false, false, ''::bytea, ''::bytea FROM generate_series(1, 10000) RETURNING dossier_id)
        INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at)
        SELECT dossier_id, gen_random_uuid(), 'professionnel', $1, $2, 'Alex', $2::timestamptz + interval '1 year' FROM record`,
      values: [me.id, toIso(plusDays(noon, -20))],
    });
    // As autovacuum would have.
    const owner = new pg.Pool({ connectionString: url });
    await owner.query('ANALYZE');
    await owner.end();
    await list(me, 'all', undefined, 3);
    const started = performance.now();
    const page = await list(me, 'all', undefined, 3);
    expect({ total: page.total, more: page.nextCursor !== undefined }).toEqual({ total: 10_003, more: true });
    expect(new Set(idsOf(page))).toEqual(new Set(dossiers.map(({ id }) => id)));
    // Two quiet cores take some 40 ms; the machines of CI are slower, a sequential scan for each row would take minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('the patient’s agreement', () => {
  const held = async (actor: Actor, { id }: NewDossier) => {
    const existence = value(await testExistence(ports, by(actor), { id }));
    return existence.found ? existence : undefined;
  };
  test('said again prolongs; said twice the same day changes nothing; ended, it closes', async () => {
    const me = await professional();
    const dossier = await record();
    const first = value(await declareAutorisation(ports, by(me), { id: dossier.id }, 'me'));
    expect(value(await declareAutorisation(ports, by(me), { id: dossier.id }, 'me')).id).toBe(first.id);
    now = plusDays(noon, 200);
    expect(value(await declareAutorisation(ports, by(me), { id: dossier.id }, 'me'))).toMatchObject({ expiresAt: plusDays(noon, 565) });
    expect((await held(me, dossier))?.held?.expiresAt).toBe(plusDays(noon, 565));
    now = plusDays(noon, 600);
    expect(await held(me, dossier)).toMatchObject({ autorisation: 'EXPIREE' });
    value(await declareAutorisation(ports, by(me), { id: dossier.id }, 'me'));
    expect(await opens(me, dossier)).toBe('ok');
    value(await withdrawAutorisation(ports, by(me), { id: dossier.id }, toWard));
    expect(await opens(me, dossier)).toBe('AUTORISATION_ABSENTE');
  });

  test('given in person is not shortened by what a professional records', async () => {
    const occupational = await professional({ specialty: 'SM25' as SpecialtyCode });
    const dossier = await record({ autorisations: [agreement(to(occupational), { express: true, expiresAt: plusDays(noon, 10) })] });
    // Matrix: a médecin du travail declares nothing for themselves.
    expect(codeOf(await declareAutorisation(ports, by(occupational), { id: dossier.id }, 'me'))).toBe('FONCTION_INTERDITE');
    expect(await opens(occupational, dossier)).toBe('ok');
  });

  test('to the care team: by its secretary, for the stay, and it opens to the nurse of the team and not to the next ward’s (A090)', async () => {
    const nurse = await professional({ profession: '60' as ProfessionCode, ...inWard });
    const elsewhere = await professional({ profession: '60' as ProfessionCode, structures: [otherWard], structure: { id: otherWard, active: true } });
    const dossier = await record();
    expect(await opens(nurse, dossier)).toBe('AUTORISATION_ABSENTE');
    expect(codeOf(await declareAutorisation(ports, by(secretary), { id: dossier.id }, 'me'))).toBe('FONCTION_INTERDITE');
    const declared = value(await declareAutorisation(ports, by(secretary), { id: dossier.id }, 'my-structure', '2026-11-29' as CivilDate));
    expect({ to: declared.beneficiaire, until: toIso(declared.expiresAt) }).toEqual({ to: toWard, until: '2026-11-29T23:00:00.000Z' });
    expect(await opens(nurse, dossier)).toBe('ok');
    expect(await opens(elsewhere, dossier)).toBe('AUTORISATION_ABSENTE');
    expect(await opens(secretary, dossier)).toBe('AUTHENTIFICATION_INSUFFISANTE');
    // The stay ends sooner than was thought.
    value(await declareAutorisation(ports, by(nurse), { id: dossier.id }, 'my-structure', '2026-11-20' as CivilDate));
    now = plusDays(noon, 1);
    expect(await opens(nurse, dossier)).toBe('AUTORISATION_EXPIREE');
  });

  test('to the care team without a known end lasts ninety days; a stay ends neither in the past nor beyond a year', async () => {
    const nurse = await professional({ profession: '60' as ProfessionCode, ...inWard });
    const dossier = await record();
    expect(value(await declareAutorisation(ports, by(nurse), { id: dossier.id }, 'my-structure')).expiresAt).toBe(plusDays(noon, 90));
    for (const day of ['2026-11-19', '2027-11-21'])
      expect(codeOf(await declareAutorisation(ports, by(nurse), { id: dossier.id }, 'my-structure', day as CivilDate))).toBe('PARAMETRE_INVALIDE');
  });
});

describe('the médecin traitant', () => {
  test('declares themselves, takes the place of the one before, leaves; the patient is told each time', async () => {
    const before = await professional();
    const me = await professional();
    const nurse = await professional({ profession: '60' as ProfessionCode });
    const dossier = await record({ medecinTraitant: before.id });
    expect(codeOf(await declareOneselfMedecinTraitant(ports, by(nurse), { id: dossier.id }))).toBe('FONCTION_INTERDITE');
    value(await declareOneselfMedecinTraitant(ports, by(me), { id: dossier.id }));
    expect([await opens(me, dossier), await opens(before, dossier)]).toEqual(['ok', 'AUTORISATION_ABSENTE']);
    expect(codeOf(await leaveMedecinTraitant(ports, by(before), { id: dossier.id }))).not.toBe('ok');
    value(await leaveMedecinTraitant(ports, by(me), { id: dossier.id }));
    expect(await opens(me, dossier)).toBe('AUTORISATION_ABSENTE');
    const notices = value(await readNotices(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 50 }));
    expect(notices.rows.filter(({ kind }) => kind === 'medecin-traitant').map(({ actorName }) => actorName)).toEqual([`nom de ${me.id}`, `nom de ${me.id}`]);
  });

  test('keeps another out at the patient’s request, traced as theirs; nobody else does, and not themselves', async () => {
    const traitant = await professional();
    const other = await professional();
    const dossier = await record({ medecinTraitant: traitant.id, autorisations: [agreement(to(other))] });
    expect(codeOf(await blockForPatient(ports, by(other), { id: dossier.id }, traitant.id))).toBe('FONCTION_INTERDITE');
    expect(codeOf(await blockForPatient(ports, by(traitant), { id: dossier.id }, traitant.id))).toBe('PARAMETRE_INVALIDE');
    expect(await opens(other, dossier)).toBe('ok');
    value(await blockForPatient(ports, by(traitant), { id: dossier.id }, other.id));
    expect(await opens(other, dossier)).toBe('PS_BLOQUE');
    expect(idsOf(await list(other))).toEqual([]);
    const journal = value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, { actions: ['block-professionnel'] }));
    expect(journal.rows.map(({ actorId: who, outcome }) => [who, outcome])).toEqual([
      [traitant.id, 'granted'],
      [other.id, 'refused'],
    ]);
  });
});

describe('archives', () => {
  test('its author puts a document away and brings it back; another does not; it stays readable', async () => {
    const reader = await professional();
    const dossier = await record({ autorisations: [agreement(to(reader)), agreement(to(author))], choices: defaultChoices });
    const { logicalId } = await deposit(dossier, noon);
    const act = (actor: Actor, what: 'archive' | 'unarchive', expectedVersion?: number) =>
      changeDocument(ports, by(actor), {
        dossier: { id: dossier.id },
        document: { logicalId },
        acts: [what],
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      });
    const shown = async (status: 'Approved' | 'Archived') =>
      value(await listDocuments(ports, by(reader), { id: dossier.id }, { statuses: [status] })).rows.map(({ entry }) => entry.logicalId);
    expect(codeOf(await act(reader, 'archive'))).toBe('ACTE_RESERVE');
    expect(codeOf(await act(author, 'archive', 7))).toBe('VERSION_PERIMEE');
    expect(value(await act(author, 'archive', 1))).toMatchObject({ status: 'Archived', version: 2 });
    expect([await shown('Approved'), await shown('Archived')]).toEqual([[], [logicalId]]);
    expect(codeOf(await act(author, 'archive'))).toBe('TRANSITION_INTERDITE');
    expect(value(await act(author, 'unarchive'))).toMatchObject({ status: 'Approved', version: 3 });
    expect([await shown('Approved'), await shown('Archived')]).toEqual([[logicalId], []]);
  });
});
