// Records, people and accesses as they are kept: found by their INS, opened once, entered and closed by the patient's will.

import type { Autorisation, AutorisationId } from '@carnet/domain/dossier';
import type { ProfessionCode, Professionnel, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import { instantOf } from '@carnet/domain/kernel';
import type { HealthProfile } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, newIns, noon, permitFor, titulaireOf } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);

const day = 86_400_000;
const mt = doctor('001');
const visitor = doctor('002', { structures: ['1100' as StructIdNat] });

async function opened(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: mt.id, ...over });
  expect(await storage.registry.openDossier(dossier)).toBe(true);
  return dossier;
}
const autorisation = (over: Partial<Autorisation> = {}): Autorisation => ({
  id: randomUUID() as AutorisationId,
  beneficiaire: { kind: 'professionnel', id: visitor.id },
  declaredAt: noon,
  declaredBy: visitor.id,
  expiresAt: instantOf(noon + 365 * day),
  ...over,
});

test('a record is found by its INS, by a former one, by its id, and by no other', async () => {
  const former = newIns();
  const dossier = await opened({ formerIns: [former] });
  await storage.transactions.run(async (tx) => {
    for (const key of [{ ins: dossier.ins }, { ins: former }, { id: dossier.id }])
      expect((await tx.facts.dossier(key, titulaireOf(dossier)))?.id).toBe(dossier.id);
    expect(await tx.facts.dossier({ ins: newIns() }, titulaireOf(dossier))).toBeUndefined();
    expect(await tx.facts.dossier({ ins: { ...dossier.ins, oid: '1.2.250.1.213.1.4.11' } }, titulaireOf(dossier))).toBeUndefined();
    const identity = await tx.dossiers.identity(await permitFor(tx, 'list-documents', titulaireOf(dossier), dossier.id));
    expect(identity).toEqual({ id: dossier.id, ins: dossier.ins, formerIns: [former], traits: dossier.traits, openedAt: dossier.openedAt });
  });
});

test('an INS opens one record, even asked twice at once', async () => {
  const dossier = await opened();
  expect(await storage.registry.openDossier(dossier)).toBe(false);
  expect(await storage.registry.openDossier(newDossier({ ins: dossier.ins }))).toBe(false);
  expect(await storage.registry.openDossier(newDossier({ formerIns: [dossier.ins] }))).toBe(false);
  const ins = newIns();
  const outcomes = await Promise.all([1, 2, 3].map(() => storage.registry.openDossier(newDossier({ ins }))));
  expect(outcomes.toSorted()).toEqual([false, false, true]);
});

test('facts hold what concerns the actor, and nothing of others', async () => {
  const dossier = await opened({
    autorisations: [
      autorisation(),
      autorisation({ beneficiaire: { kind: 'structure', id: '1100' as StructIdNat } }),
      autorisation({ beneficiaire: { kind: 'professionnel', id: '8777' as PsIdNat }, withdrawnAt: noon }),
    ],
    blocages: [
      { professionnel: visitor.id, since: noon },
      { professionnel: '8777' as PsIdNat, since: noon, until: instantOf(noon + 1) },
    ],
  });
  const facts = (actor: Parameters<typeof permitFor>[2]) => storage.transactions.run((tx) => tx.facts.dossier({ id: dossier.id }, actor));
  expect(await facts(visitor)).toMatchObject({
    medecinTraitant: mt.id,
    choices: dossier.choices,
    autorisations: [{ beneficiaire: { id: visitor.id } }, { beneficiaire: { id: '1100' } }],
    blocages: [{ professionnel: visitor.id, since: noon }],
  });
  expect(await facts(doctor('777'))).toMatchObject({ autorisations: [{ withdrawnAt: noon }], blocages: [{ until: noon + 1 }] });
  expect(await facts({ kind: 'structure', id: '1100' as StructIdNat, active: true })).toMatchObject({
    autorisations: [{ beneficiaire: { kind: 'structure' } }],
    blocages: [],
  });
  expect(await facts(titulaireOf(dossier))).toMatchObject({ titulaire: dossier.titulaire, autorisations: [], blocages: [] });
});

test('an autorisation is declared, seen with its last consultation, and withdrawn', async () => {
  const dossier = await opened();
  const given = autorisation();
  await storage.transactions.run(async (tx) => tx.accesses.declare(await permitFor(tx, 'declare-autorisation', visitor, dossier.id), given));
  const trace = {
    action: 'read-document',
    outcome: 'granted',
    mode: 'normal',
    dossier: dossier.id,
    actorKind: 'professionnel',
    actorId: visitor.id,
    door: 'fhir',
    actorName: 'X',
    authentication: 'DIRECTE',
  } as const;
  const overview = () => storage.transactions.run(async (tx) => tx.accesses.list(await permitFor(tx, 'read-accesses', titulaireOf(dossier), dossier.id)));
  expect(await overview()).toMatchObject({ medecinTraitant: mt.id, administrateurs: [], autorisations: [given], blocages: [] });
  await storage.transactions.run(async (tx) => {
    await tx.traces.append({ ...trace, at: instantOf(noon + 1) });
    await tx.traces.append({ ...trace, at: instantOf(noon + 2) });
    await tx.traces.append({ ...trace, at: instantOf(noon + 3), outcome: 'refused', rule: 'PS_BLOQUE' });
  });
  expect((await overview()).autorisations).toEqual([{ ...given, lastConsultedAt: noon + 2 }]);
  const withdraw = () =>
    storage.transactions.run(async (tx) =>
      tx.accesses.withdraw(await permitFor(tx, 'withdraw-autorisation', titulaireOf(dossier), dossier.id), given.beneficiaire, noon),
    );
  expect(await withdraw()).toBe(1);
  expect(await withdraw()).toBe(0);
  expect((await overview()).autorisations).toEqual([]);
});

test('the last blocage is the one that holds; it is lifted, and set again', async () => {
  const dossier = await opened();
  const at = (offset: number) => instantOf(noon + offset);
  const act = (offset: number, what: 'block' | 'unblock') =>
    storage.transactions.run(async (tx) => {
      const permit = await permitFor(tx, 'manage-accesses', titulaireOf(dossier), dossier.id, undefined, at(offset));
      await (what === 'block'
        ? tx.accesses.block(permit, { professionnel: visitor.id, since: at(offset) })
        : tx.accesses.unblock(permit, visitor.id, at(offset)));
    });
  const blocages = (offset: number) =>
    storage.transactions.run(
      async (tx) => (await tx.accesses.list(await permitFor(tx, 'read-accesses', titulaireOf(dossier), dossier.id, undefined, at(offset)))).blocages,
    );
  await act(0, 'block');
  await act(1, 'block');
  expect(await blocages(2)).toEqual([{ professionnel: visitor.id, since: noon + 1 }]);
  await act(3, 'unblock');
  expect(await blocages(4)).toEqual([]);
  await act(5, 'block');
  expect(await blocages(6)).toEqual([{ professionnel: visitor.id, since: noon + 5 }]);
});

test('the first consultation of a professional is the first once, even twice at once', async () => {
  const dossier = await opened();
  const consult = (actor = mt) =>
    storage.transactions.run(async (tx) => tx.accesses.firstConsultation(await permitFor(tx, 'list-documents', actor, dossier.id), actor.id));
  expect((await Promise.all([consult(), consult(), consult()])).toSorted()).toEqual([false, false, true]);
  expect(await consult()).toBe(false);
});

test('what patients say of themselves is kept, and replaced whole', async () => {
  const dossier = await opened();
  const read = () => storage.transactions.run(async (tx) => tx.profiles.read(await permitFor(tx, 'read-profile', titulaireOf(dossier), dossier.id)));
  expect(await read()).toEqual({});
  const save = (profile: HealthProfile) =>
    storage.transactions.run(async (tx) => tx.profiles.save(await permitFor(tx, 'write-profile', titulaireOf(dossier), dossier.id), profile));
  await save({ bloodGroup: 'O-', allergies: ['pénicilline'], familyHistory: 'none' });
  expect(await read()).toEqual({ bloodGroup: 'O-', allergies: ['pénicilline'], familyHistory: 'none', changedAt: noon });
  await save({ allergies: 'none' });
  expect(await read()).toEqual({ allergies: 'none', changedAt: noon });
});

test('professionals and structures are registered, changed, and found', async () => {
  const structure: Structure = { id: '1750000001' as StructIdNat, name: 'Hôpital des Tilleuls', sector: 'SA01', active: true };
  const cabinet: Structure = { id: '1750000002' as StructIdNat, name: 'Cabinet', sector: 'SA07', active: true };
  const someone: Professionnel = {
    id: '810000000001' as PsIdNat,
    familyName: 'DURAND',
    givenName: 'Paul',
    profession: '10' as ProfessionCode,
    specialty: 'SM26' as SpecialtyCode,
    structures: [structure.id],
    active: true,
  };
  await storage.registry.register({ structures: [structure, cabinet], professionnels: [someone] });
  const moved: Professionnel = { ...someone, structures: [cabinet.id], active: false };
  await storage.transactions.run(async (tx) => expect(await tx.directory.professionnel(someone.id)).toEqual(someone));
  await storage.registry.register({ professionnels: [moved] });
  await storage.transactions.run(async (tx) => {
    expect(await tx.directory.professionnel(someone.id)).toEqual(moved);
    expect(await tx.directory.structures([structure.id, 'absent' as StructIdNat])).toEqual([{ ...structure, regulates: false, assuranceMaladie: false }]);
    expect(await tx.directory.professionnel('8nobody' as PsIdNat)).toBeUndefined();
  });
});

test('what would be asked after a transaction has ended is not sent: its connection is somebody else’s', async () => {
  const ended = Promise.withResolvers<void>();
  const late = await storage.transactions.run(async ({ directory }) => ({ answer: ended.promise.then(() => directory.structures([])) }));
  ended.resolve();
  await expect(late.answer).rejects.toThrow('its transaction has ended');
});
