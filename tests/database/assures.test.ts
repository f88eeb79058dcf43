// Those the insurer covers, before and after their record opens: nothing tells that they have none, the record takes over the id and the key
// that waited, and what was written before is there the moment it opens.

import { decideAcross, policyAt, type ActionAcross, type PermitAcross } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { createRecord } from '@carnet/server/application/create-record';
import { readAdministrativeData } from '@carnet/server/application/revise-contact';
import { testExistence } from '@carnet/server/application/test-existence';
import type { KnownAssure } from '@carnet/server/ports';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, newIns, noon } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
const ports = portsOn(storage, () => noon);
const insurer = { kind: 'assurance-maladie', id: '1990000777' as StructIdNat, active: true } as const;
const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };
const physician: Caller = { actor: doctor('70000000301'), mode: 'normal', context: { door: 'soap', actorName: 'Paul DURAND' } };

function permit<A extends ActionAcross>(action: A, at: Instant = noon): PermitAcross<A> {
  const actor = action === 'keep-assures' ? insurer : ({ kind: 'systeme' } as const);
  const decision = decideAcross<A>({ action, actor, mode: 'normal', at, policy: policyAt(at, []) });
  if (!decision.granted) throw new Error(decision.rule);
  return decision.permit;
}
const assure = (over: Partial<KnownAssure> = {}): KnownAssure => ({
  id: randomUUID() as DossierId,
  ins: newIns(),
  traits: newDossier().traits,
  regime: 'general',
  contact: { telecoms: [{ kind: 'email', value: 'claire@example.test' }] },
  attachedTo: [],
  ...over,
});
const save = (one: KnownAssure, at: Instant = noon): Promise<DossierId> =>
  ports.transactions.run(({ assures }) => assures.save(permit('keep-assures', at), one));
const count = async (text: string, values: readonly unknown[]): Promise<number> =>
  (await storage.pool.query<{ count: number }>(`SELECT count(*) AS count FROM ${text}`, [...values])).rows[0]!.count;

test('somebody covered has no record until it opens: it then has the id and the key that waited, and opens what was sealed before', async () => {
  const one = assure();
  expect(await save(one)).toBe(one.id);
  expect(await count('ins_directory WHERE dossier_id = $1', [one.id])).toBe(0);
  expect(await testExistence(ports, physician, { ins: one.ins })).toEqual({ ok: true, value: { found: false } });
  const before = await storage.pool.query<{ wrapped_key: Buffer; sealed: Buffer }>('SELECT wrapped_key, sealed FROM assure WHERE dossier_id = $1', [one.id]);
  expect(before.rows[0]!.sealed.includes('MARCHAND')).toBe(false);

  const created = await createRecord(ports, carnet, { ins: one.ins, traits: one.traits, agreed: false });
  expect(created).toMatchObject({ ok: true, value: { kind: 'created', dossier: one.id } });
  const after = await storage.pool.query<{ waiting: Buffer | null; own: Buffer }>(
    'SELECT a.wrapped_key AS waiting, d.wrapped_key AS own FROM assure a JOIN dossier d USING (dossier_id) WHERE dossier_id = $1',
    [one.id],
  );
  expect(after.rows[0]).toEqual({ waiting: null, own: before.rows[0]!.wrapped_key });
  // What was sealed while it waited opens by the record's key, and the record is reached as the insurer said.
  const found = await ports.transactions.run(({ assures }) => assures.find(permit('keep-assures'), one.ins));
  expect(found).toEqual({ id: one.id, ins: one.ins, traits: one.traits, regime: 'general', contact: one.contact, rattachements: [] });
  expect(await readAdministrativeData(ports, physician, { ins: one.ins })).toMatchObject({ ok: true, value: { contact: one.contact } });
});

test('said again, they change and keep their id; somebody with a record already has that record’s', async () => {
  const one = assure();
  await save(one);
  expect(await save({ ...one, id: randomUUID() as DossierId, regime: 'enim' })).toBe(one.id);
  expect(await ports.transactions.run(({ assures }) => assures.find(permit('create-record'), one.ins))).toMatchObject({ id: one.id, regime: 'enim' });
  const known = newDossier();
  await storage.registry.openDossier(known);
  expect(await save(assure({ ins: known.ins }))).toBe(known.id);
  expect(await ports.transactions.run(({ assures }) => assures.idOf(permit('keep-assures'), known.ins))).toBe(known.id);
  expect(await count('assure WHERE dossier_id = $1 AND wrapped_key IS NULL', [known.id])).toBe(1);
});

test('made known and opened at the same moment: one id, whichever was first', async () => {
  for (let round = 0; round < 5; round++) {
    const one = assure();
    const [saved, created] = await Promise.all([save(one), createRecord(ports, carnet, { ins: one.ins, traits: one.traits, agreed: false })]);
    const { rows } = await storage.pool.query<{ id: DossierId }>('SELECT dossier_id AS id FROM dossier WHERE dossier_id = $1', [saved]);
    if (created.ok) expect(rows).toEqual([{ id: saved }]);
    else expect([created.refusal.code, rows]).toEqual(['VERSION_PERIMEE', []]);
  }
});

test('a child is found through each parent, and no longer through the one who is not named any more', async () => {
  const [mother, father] = [await save(assure()), await save(assure())];
  const child = assure({ attachedTo: [mother, father] });
  await save(child);
  const of = (insured: DossierId): Promise<readonly DossierId[]> =>
    ports.transactions.run(async ({ assures }) => (await assures.ayantsDroit(permit('create-record'), insured)).map(({ id }) => id));
  expect([await of(mother), await of(father)]).toEqual([[child.id], [child.id]]);
  const later = plusDays(noon, 30);
  await save({ ...child, attachedTo: [mother] }, later);
  expect([await of(mother), await of(father)]).toEqual([[child.id], []]);
  expect(await ports.transactions.run(({ assures }) => assures.find(permit('keep-assures'), child.ins))).toMatchObject({
    rattachements: [{ to: mother, since: noon }],
  });
  expect(await count('rattachement WHERE dossier_id = $1 AND until = $2', [child.id, new Date(later)])).toBe(1);
});

test('opened by itself, a child’s record is its parents’ until majority, whichever of the records opens first', async () => {
  const [mother, father] = [assure(), assure()];
  await save(mother);
  await save(father);
  const { traits } = newDossier();
  const child = assure({ traits: { ...traits, birthDate: '2019-05-04' as CivilDate }, attachedTo: [mother.id, father.id] });
  await save(child);
  const titulaires: string[] = [];
  for (const one of [mother, child, father]) {
    const created = await createRecord(ports, carnet, { ins: one.ins, traits: one.traits, agreed: false });
    if (!created.ok || created.value.kind !== 'created') throw new Error(JSON.stringify(created));
    titulaires.push(created.value.titulaire);
  }
  const { rows } = await storage.pool.query<{ personne: string; kind: string; until: number }>(
    'SELECT personne, kind, until FROM representation WHERE dossier_id = $1',
    [child.id],
  );
  const tie = { kind: 'parent', until: Date.parse('2037-05-03T22:00:00Z') };
  expect(rows.toSorted((a, b) => a.personne.localeCompare(b.personne))).toEqual(
    [titulaires[0]!, titulaires[2]!].toSorted().map((personne) => ({ personne, ...tie })),
  );
  expect(await count('representation WHERE personne = $1', [titulaires[1]])).toBe(0);
});
