// The journal to take away: the very lines its reader may read, each an AuditEvent, in one Bundle; taking it is itself a line of it.

import type { Journal } from '@carnet/contract';
import { instantOf } from '@carnet/domain/kernel';
import type { Trace } from '@carnet/domain/audit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noon } from '../support/records.ts';
import { type WebWorld, startWebWorld } from '../support/web-server.ts';

let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld();
});
afterAll(async () => world.close());

interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly entry: readonly { readonly resource: { readonly resourceType: string; readonly id: string; readonly entity: readonly object[] } }[];
}
const download = (token: string, encoding?: string) =>
  world.app.inject({
    url: `/api/patient/dossiers/${world.alice.id}/journal/export`,
    cookies: { carnet_patient: token },
    headers: { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) },
  });
const linesOf = async (token: string): Promise<Journal> => {
  const lines: Journal['lines'][number][] = [];
  for (let cursor = ''; ;) {
    const page = (await world.ask('patient', `/dossiers/${world.alice.id}/journal?limit=200${cursor}`, { token })).json<Journal>();
    lines.push(...page.lines);
    if (page.nextCursor === undefined) return { ...page, lines };
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
};

test('is what the reader reads, and says afterwards that it was taken', async () => {
  const token = await world.asPatient(world.alice);
  await world.deposit(Buffer.from('shown'), { title: 'Bilan montré' });
  const hidden = await world.deposit(Buffer.from('awaiting'), {
    title: 'Bilan en attente',
    visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false },
  });
  const trace: Trace = {
    at: noon,
    action: 'read-document',
    outcome: 'granted',
    mode: 'normal',
    dossier: world.alice.id,
    actorKind: 'professionnel',
    actorId: '899700000009',
    door: 'fhir',
    actorName: 'Dr Z',
    authentication: 'DIRECTE',
  };
  // More than the store reads at a time.
  await world.database.storage.transactions.run(async (tx) => {
    for (let line = 0; line < 1_203; line++) await tx.traces.append({ ...trace, at: instantOf(noon - line * 1_000) });
    await tx.traces.append({ ...trace, document: hidden.logicalId, documentTitle: hidden.title });
  });
  const answer = await download(token);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/fhir+json');
  expect(answer.headers['content-disposition']).toContain('attachment; filename="journal-du-dossier-2026-11-20.json"');
  const bundle = answer.json<Bundle>();
  expect({ resourceType: bundle.resourceType, type: bundle.type }).toEqual({ resourceType: 'Bundle', type: 'collection' });
  expect(answer.payload).not.toContain('Bilan en attente');
  // What was read before it, in the same order: the line of the reading that follows it is the first of that one.
  const read = await linesOf(token);
  const taken = bundle.entry.map(({ resource }) => resource.id);
  expect(taken.length).toBeGreaterThan(1_203);
  const ids = new Set(taken);
  expect(
    read.lines
      .map(({ id }) => id)
      .filter((id) => ids.has(id))
      .toSorted(),
  ).toEqual(taken.toSorted());
  expect(read.lines.filter(({ about }) => about?.act === 'journal-downloaded')).toHaveLength(1);
});

test('is compressed for whoever reads that, and the same for who does not', async () => {
  const token = await world.asPatient(world.alice);
  const small = await download(token, 'gzip, br');
  expect(small.headers['content-encoding']).toBe('gzip');
  const plain = await download(token);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10);
});

test('is refused to whoever may not read it, and the refusal is a line', async () => {
  const answer = await download(await world.asPatient(world.bob));
  expect(answer.statusCode).toBe(404);
  expect(answer.json<{ code: string }>().code).toBe('DOSSIER_INEXISTANT');
  const { lines } = await linesOf(await world.asPatient(world.alice));
  expect(lines.filter(({ outcome, action, actorId }) => outcome === 'refused' && action === 'read-journal' && actorId === world.bob.titulaire)).toHaveLength(1);
});
