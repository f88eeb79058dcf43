// Counts over real rows: everything for who runs the installation, a structure's own for who steers it, nothing for anybody else; and
// what is too small to hide a person is not given.

import type { Actor } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { Autorisation, AutorisationId } from '@carnet/domain/dossier';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readIndicators } from '@carnet/server/application/read-indicators';
import { callerOfCardHolder } from '@carnet/server/interfaces/pipeline/card-holder';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { depositAs, doctor, newDossier, newEntry, noon } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

let now: Instant = noon;
const ports = portsOn(storage, () => now);
const [hospital, clinic] = ['1990000010', '1990000020'] as [StructIdNat, StructIdNat];
const inHospital = doctor('65000000001', { structures: [hospital], structure: { id: hospital, active: true } });
const inClinic = doctor('65000000002', { structures: [clinic], structure: { id: clinic, active: true }, profession: '60' as ProfessionCode });
const steering = (structure: StructIdNat): Actor => ({ kind: 'pilotage', rank: 1, id: `3${structure}/1` as PsIdNat, active: true, structures: [structure] });
const operator: Actor = { kind: 'exploitation', id: '3990001/1' as PsIdNat, active: true, structures: [hospital] };
const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName: `nom de ${actorId(actor)}` } });

const given = (structure: StructIdNat): Autorisation => ({
  id: randomUUID() as AutorisationId,
  beneficiaire: { kind: 'structure', id: structure },
  declaredAt: plusDays(noon, -10),
  declaredBy: 'accueil',
  expiresAt: plusDays(noon, 30),
});

beforeAll(async () => {
  await storage.registry.register({
    structures: [hospital, clinic].map((id) => ({ id, name: `Structure ${id}`, sector: 'SA01', active: true })),
    professionnels: [inHospital, inClinic].map(({ id, profession, structures }) => ({
      id,
      familyName: 'NOM',
      givenName: 'Alex',
      profession,
      structures,
      active: true,
    })),
  });
  const bytes = Buffer.from('contenu');
  // Six records the hospital cares for, two the clinic does, one nobody does; each read once by who may, once by who may not.
  for (const structure of [...Array.from({ length: 6 }, () => hospital), clinic, clinic, undefined]) {
    const dossier = newDossier({ autorisations: structure === undefined ? [] : [given(structure)] });
    await storage.registry.openDossier(dossier);
    const author = structure === clinic ? inClinic : inHospital;
    if (structure !== undefined)
      await depositAs(
        storage,
        author,
        dossier,
        newEntry(dossier.ins, bytes, {
          authors: [{ kind: 'professionnel', id: author.id, familyName: 'NOM', givenName: 'Alex', institution: { id: structure, name: 'Structure' } }],
          over: { depositedAt: plusDays(noon, structure === clinic ? -60 : -1) },
        }),
        bytes,
      );
    for (const reader of [inHospital, inClinic]) await listDocuments(ports, by(reader), { id: dossier.id }, {});
  }
});

async function linesFor(actor: Actor): Promise<Readonly<Record<string, Readonly<Record<string, number | 'hidden'>>>>> {
  const counted = await readIndicators(ports, by(actor));
  if (!counted.ok) throw new Error(counted.refusal.code);
  return Object.fromEntries(counted.value.tables.map(({ key, lines }) => [key, Object.fromEntries(lines.map(({ code, count }) => [code, count ?? 'hidden']))]));
}

test('who runs the installation counts everything', async () => {
  const lines = await linesFor(operator);
  expect(lines).toMatchObject({
    'dossiers': { ouvert: 9, ferme: 0 },
    'autorisations': { valide: 8, expiree: 0, blocage: 0 },
    'documents-par-classe': { 10: 8 },
    'documents-par-mois': { '2026-11': 6, '2026-10': 0, '2026-09': 'hidden', '2025-12': 0 },
    'consultations-par-mois': { '2026-11': 8 },
    'consultations-par-profession': { 10: 6, 60: 'hidden' },
    'urgences': { bris_de_glace: 0, centre_15: 0 },
    'refus-par-regle': { AUTORISATION_ABSENTE: 10 },
  });
  expect(Object.keys(lines['documents-par-mois']!)).toEqual([
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
    '2026-11',
  ]);
});

test('who steers a structure counts what concerns it, and what is under five is not given', async () => {
  expect(await linesFor(steering(hospital))).toMatchObject({
    'dossiers': { ouvert: 6, ferme: 0 },
    'autorisations': { valide: 6 },
    'documents-par-classe': { 10: 6 },
    'consultations-par-profession': { 10: 6 },
    'refus-par-regle': { AUTORISATION_ABSENTE: 'hidden' },
  });
  const clinics = await linesFor(steering(clinic));
  expect(clinics).toMatchObject({ 'dossiers': { ouvert: 'hidden' }, 'documents-par-classe': { 10: 'hidden' }, 'refus-par-regle': { AUTORISATION_ABSENTE: 7 } });
  expect(clinics['consultations-par-profession']).toEqual({ 60: 'hidden' });
  expect(await linesFor(steering('1990000030' as StructIdNat))).toMatchObject({
    'dossiers': { ouvert: 0, ferme: 0 },
    'documents-par-classe': {},
    'refus-par-regle': {},
  });
});

test('months are those of Paris: what is deposited at midnight there opens the new one', async () => {
  now = instantOf(Date.parse('2026-11-30T23:00:00Z'));
  expect(Object.keys((await linesFor(operator))['documents-par-mois']!).at(-1)).toBe('2026-12');
  now = instantOf(Date.parse('2026-11-30T22:59:59Z'));
  expect(Object.keys((await linesFor(operator))['documents-par-mois']!).at(-1)).toBe('2026-11');
  now = noon;
});

test.each([
  ['a professional', inHospital],
  ['a structure', { kind: 'structure', id: hospital, active: true }],
  ['a secretary', { kind: 'secretariat', id: '3990002/1' as PsIdNat, active: true, structures: [hospital], authentication: 'DIRECTE' }],
  ['a patient', { kind: 'titulaire', personne: newDossier().titulaire, factors: 2 }],
  ['somebody who no longer steers', { ...steering(hospital), active: false } as Actor],
] as const)('%s counts nothing', async (_who, actor) => {
  expect(await readIndicators(ports, by(actor))).toMatchObject({
    ok: false,
    refusal: { code: expect.stringMatching(/^(FONCTION_INTERDITE|STRUCTURE_INCOHERENTE)$/) as string },
  });
});

test('three accounts of a structure steer it, as the policy says: a fourth waits until one is closed', async () => {
  const account = (nth: number, active = true) =>
    ({ id: `3${hospital}/0${nth}` as PsIdNat, familyName: 'NOM', givenName: 'Alex', role: 'pilotage', structure: hospital, active }) as const;
  const counts = (nth: number) =>
    storage.transactions
      .run(({ directory }) => callerOfCardHolder(directory, { id: account(nth).id, structure: undefined }, { door: 'professional' }, 'normal'))
      .then(async (caller) => caller.ok && (await readIndicators(ports, caller.value)).ok);
  await storage.registry.register({ personnels: [1, 2, 3, 4].map((nth) => account(nth)) });
  expect(await Promise.all([1, 2, 3, 4].map(counts))).toEqual([true, true, true, false]);
  await storage.registry.register({ personnels: [account(2, false)] });
  expect(await Promise.all([1, 2, 3, 4].map(counts))).toEqual([true, false, true, true]);
});
