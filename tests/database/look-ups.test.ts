// Who tries INS after INS is stopped within twenty tries, in whatever process; who admits real patients all day long is not.

import type { Actor } from '@carnet/domain/access';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { liftStop, readStops } from '@carnet/server/application/review-stops';
import { testExistence } from '@carnet/server/application/test-existence';
import type { DossierKey, Ports } from '@carnet/server/ports';
import { type Storage, openStorage } from '@carnet/server/storage/index';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase, testMasterKey } from '../support/database.ts';
import { doctor, newDossier, newIns, noon } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const hospital = '1750000018' as StructIdNat;
const hourMs = 3_600_000;
const place = { active: true, structures: [hospital], structure: { id: hospital, active: true } } as const;
const secretary: Actor = { kind: 'secretariat', id: '3750000018/0042' as PsIdNat, authentication: 'DIRECTE', ...place };
const reviewer: Actor = { kind: 'controle', id: '3750000018/0077' as PsIdNat, ...place };
const as = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName: 'Odile MARCHAL' } });

let database: FreshDatabase;
/** Another process on the same database. */
let other: Storage;
let now: Instant;
let ports: Ports;
let otherPorts: Ports;
const patients: DossierKey[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  other = await openStorage({ databaseUrl: database.url, blobDir: database.blobDir, masterKey: testMasterKey, alarm: () => undefined });
  ports = portsOn(database.storage, () => now);
  otherPorts = portsOn(other, () => now);
  for (let count = 0; count < 12; count++) {
    const dossier = newDossier();
    await database.storage.registry.openDossier(dossier);
    patients.push({ ins: dossier.ins });
  }
});
afterAll(async () => {
  await other.close();
  await database.close();
});
beforeEach(async () => {
  now = noon;
  await database.storage.pool.query('DELETE FROM lookup_miss');
});

const outcome = async (result: ReturnType<typeof testExistence>): Promise<string> => {
  const answer = await result;
  return answer.ok ? (answer.value.found ? 'found' : 'absent') : answer.refusal.code;
};
const counted = (outcomes: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(outcomes)].map((one) => [one, outcomes.filter((other) => other === one).length]));

test('sixty tries at once, in two processes: twenty are answered, one stop, one line of the journal', async () => {
  const card = doctor('9001', { ...place });
  const tries = Array.from({ length: 60 }, (_, index) => outcome(testExistence(index % 2 === 0 ? ports : otherPorts, as(card), { ins: newIns() })));
  expect(counted(await Promise.all(tries))).toEqual({ absent: 20, RECHERCHES_ARRETEES: 40 });
  const stops = await database.storage.pool.query(`SELECT kind, misses FROM lookup_stop WHERE id = $1`, [card.id]);
  expect(stops.rows).toEqual([{ kind: 'card', misses: 20 }]);
  expect(await database.storage.transactions.run(({ lookUps }) => lookUps.holding(now))).toEqual({ card: 1, structure: 0 });
  expect(await database.storage.transactions.run(({ lookUps }) => lookUps.holding(instantOf(now + hourMs)))).toEqual({ card: 0, structure: 0 });
  const traces = await database.storage.pool.query(`SELECT action, outcome FROM trace WHERE actor_id = $1 AND rule = 'RECHERCHES_ARRETEES'`, [card.id]);
  expect(traces.rows).toEqual([{ action: 'test-existence', outcome: 'refused' }]);
  const refused = await testExistence(ports, as(card), patients[0]!);
  expect(refused).toMatchObject({ ok: false, refusal: { retryAfterSeconds: 3600, findings: [{ rule: 'ARRET_CARTE' }] } });
});

test('look-ups of one card run side by side, until it misses somebody: then one after the other', async () => {
  const card = doctor('9500', { ...place });
  const order: string[] = [];
  const enters = (name: string, storage: Storage, meanwhile: () => Promise<unknown>): Promise<void> =>
    storage.transactions.run(async ({ lookUps }) => {
      await lookUps.pass([{ kind: 'card', id: card.id }], now, instantOf(now - hourMs));
      order.push(`${name} in`);
      await meanwhile();
      order.push(`${name} out`);
    });
  let second = Promise.resolve();
  const nothing = (): Promise<void> => Promise.resolve();
  await enters('first', database.storage, () => (second = enters('second', other, nothing)));
  expect(order).toEqual(['first in', 'second in', 'second out', 'first out']);
  expect(await outcome(testExistence(ports, as(card), { ins: newIns() }))).toBe('absent');
  order.length = 0;
  await enters('first', database.storage, async () => {
    second = enters('second', other, nothing);
    await waitingForLock(card.id);
  });
  await second;
  expect(order).toEqual(['first in', 'first out', 'second in', 'second out']);
});

/** Until a look-up of another transaction waits behind this one's. */
async function waitingForLock(card: string): Promise<void> {
  for (;;) {
    const { rows } = await database.storage.pool.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid::bigint = (hashtext($1)::bigint & 4294967295)) AS waits`,
      [card],
    );
    if (rows[0]!.waits) return;
  }
}

test('a reception desk admits three hundred patients in ten hours and mistypes one in twelve: never stopped', async () => {
  const outcomes: string[] = [];
  for (let admitted = 0; admitted < 300; admitted++) {
    now = instantOf(noon + Math.round((admitted * 10 * hourMs) / 300));
    outcomes.push(await outcome(testExistence(ports, as(secretary), admitted % 12 === 11 ? { ins: newIns() } : patients[admitted % 12]!)));
  }
  expect(counted(outcomes)).toEqual({ found: 275, absent: 25 });
});

test('the same wrong INS again and again is one miss; a patient found under another authority is none', async () => {
  const card = doctor('9002');
  const wrong: DossierKey = { ins: newIns() };
  for (let count = 0; count < 30; count++) expect(await outcome(testExistence(ports, as(card), wrong))).toBe('absent');
  for (let count = 0; count < 30; count++) {
    const { ins } = patients[count % 12] as { ins: ReturnType<typeof newIns> };
    expect(await outcome(testExistence(ports, as(card), { ins: { ...ins, oid: '1.2.250.1.213.1.4.11' } }))).toBe('absent');
    expect(await outcome(testExistence(ports, as(card), { ins }))).toBe('found');
  }
});

test('the cards of one structure are counted together, and a stop lasts twice as long the second time', async () => {
  const outcomes: string[] = [];
  for (let card = 0; card < 12; card++)
    for (let count = 0; count < 18; count++) outcomes.push(await outcome(testExistence(ports, as(doctor(`91${card}`, { ...place })), { ins: newIns() })));
  expect(counted(outcomes)).toEqual({ absent: 200, RECHERCHES_ARRETEES: 16 });
  expect(await outcome(testExistence(ports, as(secretary), patients[0]!))).toBe('RECHERCHES_ARRETEES');
  expect(await outcome(testExistence(ports, as(doctor('9300')), patients[0]!))).toBe('found');
  now = instantOf(noon + hourMs + 1);
  expect(await outcome(testExistence(ports, as(secretary), patients[0]!))).toBe('found');
  const card = doctor('9001', { structures: [] });
  for (let count = 0; count < 20; count++) await testExistence(ports, as(card), { ins: newIns() });
  expect(await testExistence(ports, as(card), patients[0]!)).toMatchObject({ refusal: { retryAfterSeconds: 7200 } });
});

test('a reviewer reads the stops and lifts one, with a reason that is kept; nobody else does', async () => {
  const card = doctor('9400');
  for (let count = 0; count < 20; count++) await testExistence(ports, as(card), { ins: newIns() });
  expect(await readStops(ports, as(secretary))).toMatchObject({ refusal: { code: 'FONCTION_INTERDITE' } });
  expect(await liftStop(ports, as(card), { kind: 'card', id: card.id }, 'moi-même')).toMatchObject({ refusal: { code: 'FONCTION_INTERDITE' } });
  const lifted = await liftStop(ports, as(reviewer), { kind: 'card', id: card.id }, 'Liste papier ressaisie après une panne');
  expect(lifted).toEqual({ ok: true, value: true });
  expect(await outcome(testExistence(ports, as(card), { ins: newIns() }))).toBe('absent');
  const stops = await readStops(ports, as(reviewer));
  expect(stops.ok && stops.value.find(({ id }) => id === card.id)).toMatchObject({ misses: 20, lifted: { reason: 'Liste papier ressaisie après une panne' } });
  expect(await liftStop(ports, as(reviewer), { kind: 'card', id: card.id }, 'encore')).toMatchObject({ refusal: { code: 'TRANSITION_INTERDITE' } });
  const raw = await database.storage.pool.query<{ sealed: Buffer }>('SELECT sealed FROM lookup_stop WHERE sealed IS NOT NULL');
  expect(raw.rows[0]!.sealed.toString('latin1')).not.toContain('papier');
});
