// Pins and binders on the whole server: each reader's own, told of nothing they may not see, followed through a replacement, sealed at rest.

import { type Arrangement, arrangementSchema, documentListSchema } from '@carnet/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answered, type FamilyWorld, startFamilyWorld } from '../support/family-world.ts';

let world: FamilyWorld;
beforeAll(async () => {
  world = await startFamilyWorld();
});
afterAll(() => world.close());

const act = (who: string, record: string, body: unknown): Promise<Answered> => world.on(who, record, '/arrangement', 'POST', body);
const shown = async (who: string, record: string): Promise<Arrangement> => arrangementSchema.parse((await world.on(who, record, '/arrangement')).json);
const done = async (who: string, record: string, body: unknown): Promise<Arrangement> => {
  const answer = await act(who, record, body);
  expect({ status: answer.status, code: answer.json?.code as string | undefined }).toEqual({ status: 200, code: undefined });
  return arrangementSchema.parse(answer.json);
};
const listed = async (who: string, record: string, query = ''): Promise<readonly { id: string; title: string }[]> =>
  documentListSchema.parse((await world.on(who, record, `/documents${query}`)).json).documents;

test('what one pins and puts in binders is one’s own, in one’s own order', async () => {
  for (const title of ['Un', 'Deux', 'Trois']) expect((await world.deposit('ines', 'ines', { title })).status).toBe(201);
  const idOf = async (title: string): Promise<string> => (await listed('ines', 'ines')).find((one) => one.title === title)!.id;
  const [one, two, three] = [await idOf('Un'), await idOf('Deux'), await idOf('Trois')];
  await done('ines', 'ines', { act: 'pin', document: one });
  const pinned = await done('ines', 'ines', { act: 'pin', document: three });
  expect(pinned.pinned.map(({ title }) => title)).toEqual(['Trois', 'Un']);
  const made = await done('ines', 'ines', { act: 'make', name: ' Mon opération ', document: two });
  const [binder] = made.binders;
  expect(binder).toMatchObject({ name: 'Mon opération', documents: [two] });
  await done('ines', 'ines', { act: 'put', binder: binder!.id, document: one });
  expect((await listed('ines', 'ines', `?binder=${binder!.id}`)).map(({ title }) => title).toSorted()).toEqual(['Deux', 'Un']);
  expect((await listed('ines', 'ines', `?binder=${binder!.id}&space=analyses`)).length).toBe(0);

  // Her mother has an order of her own, and sees nothing of hers: not a name, not a count, not what is in it.
  expect(await shown('samira', 'ines')).toEqual({ pinned: [], binders: [] });
  expect(await listed('samira', 'ines', `?binder=${binder!.id}`)).toEqual([]);
  expect((await act('samira', 'ines', { act: 'take', binder: binder!.id, document: one })).json).toMatchObject({ code: 'PARAMETRE_INVALIDE' });
  expect((await done('ines', 'ines', { act: 'remove', binder: binder!.id })).binders).toEqual([]);
  expect((await listed('ines', 'ines')).length).toBeGreaterThanOrEqual(3);
});

test('a document kept from a representative is pinned by nobody but who sees it, and counted in no binder of theirs', async () => {
  const secret = (await listed('ines', 'ines')).find(({ title }) => title === 'Consultation de contraception')!.id;
  const absent = '01900000-0000-7000-8000-000000000000';
  const [kept, none] = [await act('samira', 'ines', { act: 'pin', document: secret }), await act('samira', 'ines', { act: 'pin', document: absent })];
  expect({ status: kept.status, json: { ...kept.json, instance: undefined } }).toEqual({ status: none.status, json: { ...none.json, instance: undefined } });
  expect(kept.status).toBe(404);
  expect((await done('ines', 'ines', { act: 'pin', document: secret })).pinned[0]!.id).toBe(secret);
  expect((await shown('samira', 'ines')).pinned).toEqual([]);
});

test('deleted, it goes from pins and binders by itself; nobody without the right to the record arranges it', async () => {
  const first = (await listed('ines', 'ines')).find(({ title }) => title === 'Deux');
  const { version } = (await world.on('ines', 'ines', `/documents/${first!.id}`)).json as { version: number };
  const before = await done('ines', 'ines', { act: 'make', name: 'À jeter', document: first!.id });
  await done('ines', 'ines', { act: 'pin', document: first!.id });
  expect((await world.on('ines', 'ines', `/documents/${first!.id}?version=${version}`, 'DELETE')).status).toBe(204);
  const after = await shown('ines', 'ines');
  expect(after.pinned.map(({ id }) => id)).not.toContain(first!.id);
  expect(after.binders.find(({ id }) => id === before.binders[0]!.id)!.documents).toEqual([]);
  expect((await act('nicole', 'bernard', { act: 'make', name: 'Non' })).status).toBe(403);
});
