// Cards looked up at the same moment are looked up at once, and none is taken for another: each has its holder, and the structure it claims.

import type { Professionnel, ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const [hospital, cabinet, elsewhere] = ['1750000018', '1750000026', '1750000034'] as StructIdNat[];
const place = (id: StructIdNat, name: string): Structure => ({ id, name, sector: 'SA01', active: true, regulates: false, assuranceMaladie: false });
const person = (id: string, familyName: string, structures: readonly StructIdNat[]): Professionnel => ({
  id: id as PsIdNat,
  familyName,
  givenName: 'Ada',
  profession: '10' as ProfessionCode,
  specialty: 'SM26' as SpecialtyCode,
  structures,
  active: true,
});
const [first, second] = [person('899700000011', 'PREMIER', [hospital!]), person('899700000029', 'SECOND', [hospital!, cabinet!])];
const unknown = '899700000037' as PsIdNat;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.storage.registry.register({
    structures: [place(hospital!, 'Hôpital'), place(cabinet!, 'Cabinet'), place(elsewhere!, 'Ailleurs')],
    professionnels: [first!, second!],
  });
});
afterAll(() => database.close());

test('each its own: those of one structure, those who claim another, the same twice, and the unknown', async () => {
  const found = await database.storage.transactions.look(({ directory }) =>
    Promise.all([
      directory.holder(second!.id, undefined),
      directory.holder(unknown, hospital),
      directory.holder(first!.id, elsewhere),
      directory.holder(first!.id, undefined),
      directory.structure(cabinet!),
      directory.structure(unknown as string as StructIdNat),
    ]),
  );
  const told = (holder: (typeof found)[0]): unknown => holder && [holder.professionnel.familyName, holder.places.map(({ name }) => name).toSorted()];
  expect(found.slice(0, 4).map((holder) => told(holder as (typeof found)[0]))).toEqual([
    ['SECOND', ['Cabinet', 'Hôpital']],
    undefined,
    ['PREMIER', ['Ailleurs', 'Hôpital']],
    ['PREMIER', ['Hôpital']],
  ]);
  expect(found.slice(4)).toMatchObject([{ name: 'Cabinet' }, undefined]);
});

test('in a transaction, one by one, they are the same', async () => {
  const holder = await database.storage.transactions.run(({ directory }) => directory.holder(first!.id, elsewhere));
  expect(holder).toMatchObject({ professionnel: first!, places: expect.arrayContaining([expect.objectContaining({ id: elsewhere })]) });
});
