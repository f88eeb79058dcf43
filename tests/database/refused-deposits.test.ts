// Lines of what was refused: the same again is counted, software in a loop fills nothing, what is old is forgotten, and a number is never in clear.

import type { Actor } from '@carnet/domain/access';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, type Refusal, instantOf, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { listDeposits } from '@carnet/server/application/list-deposits';
import { feederOf, forgetRefusedDeposits, keepRefusedDeposit, refusalsKeptAnHour } from '@carnet/server/application/refused-deposits';
import type { Ports } from '@carnet/server/ports';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { doctor, noon } from '../support/records.ts';

const database = await freshDatabase();
afterAll(database.close);
const { pool } = database.storage;

const hospital = '1750000018' as StructIdNat;
const clinic = '1690000023' as StructIdNat;
const hourMs = 3_600_000;
const placeAt = (id: StructIdNat) => ({ active: true, structures: [id], structure: { id, active: true } });
const secretaryOf = (id: StructIdNat): Actor => ({ kind: 'secretariat', id: '3750000018/0042' as PsIdNat, authentication: 'DIRECTE', ...placeAt(id) });
const software: Actor = { kind: 'structure', id: hospital, active: true };
const as = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'fhir', actorName: 'Odile MARCHAL', software: 'Logiciel 4.2' } });

let now: Instant;
const ports: Ports = portsOn(database.storage, () => now);
beforeEach(async () => {
  now = noon;
  await pool.query('DELETE FROM refused_deposit');
});

const unknown: Refusal = { code: 'PATIENT_INCONNU', findings: [{ field: 'patientId', rule: 'PATIENT_INCONNU', given: '279035121518989' }] };
const keep = (number: string, refusal = unknown, actor = software): Promise<void> =>
  keepRefusedDeposit(ports, feederOf(as(actor))!, { door: 'ITI-65', numbers: { documents: [number] } }, refusal);
const lines = async (): Promise<readonly { readonly times: number; readonly code: string; readonly kept: boolean }[]> =>
  (await pool.query('SELECT times, code, sealed IS NOT NULL AS kept FROM refused_deposit ORDER BY first_at, times')).rows;
const readBy = async (actor: Actor, asked: Partial<Parameters<typeof listDeposits>[2]> = {}) => {
  const read = await listDeposits(ports, as(actor), { limit: 500, ...asked });
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

test('the same refusal of the same submission is one line an hour, counted', async () => {
  await keep('1.2.3');
  now = instantOf(noon + 10 * 60_000);
  await keep('1.2.3');
  await keep('1.2.4');
  now = instantOf(noon + hourMs);
  await keep('1.2.3');
  expect(await lines()).toEqual([
    { times: 2, code: 'PATIENT_INCONNU', kept: true },
    { times: 1, code: 'PATIENT_INCONNU', kept: true },
    { times: 1, code: 'PATIENT_INCONNU', kept: true },
  ]);
  const { rows, counts } = await readBy(secretaryOf(hospital));
  expect(rows.at(-1)).toMatchObject({
    at: noon,
    lastAt: noon + 10 * 60_000,
    times: 2,
    faults: [{ rule: 'PATIENT_INCONNU', field: 'patientId' }],
    sent: { numbers: { documents: ['1.2.3'] } },
  });
  expect(counts).toEqual({ taken: 0, refused: [{ code: 'PATIENT_INCONNU', times: 4 }] });
});

test('one that was not answered, killed before, is counted again and not kept twice', async () => {
  const feeder = feederOf(as(software))!;
  const killed = database.storage.transactions.run(async ({ deposits }) => {
    await deposits.refuse(
      {
        id: ports.newId(),
        ...feeder,
        at: now,
        door: 'ITI-65',
        code: 'PATIENT_INCONNU',
        faults: [{ rule: 'PATIENT_INCONNU' }],
        numbers: { documents: ['1.2.3'] },
      },
      200,
    );
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await lines()).toEqual([]);
  await Promise.all([keep('1.2.3'), keep('1.2.3'), keep('1.2.3')]);
  expect(await lines()).toEqual([{ times: 3, code: 'PATIENT_INCONNU', kept: true }]);
});

test('software in a loop: so many lines an hour, and the rest counted by reason without their numbers', async () => {
  for (let number = 0; number < refusalsKeptAnHour + 40; number++) await keep(`1.2.${number}`);
  await keep('1.2.0');
  await keep('9.9.9', { code: 'CONTENU_REFUSE', findings: [] });
  const all = await lines();
  expect(all).toHaveLength(refusalsKeptAnHour + 2);
  expect(all.filter(({ kept }) => !kept)).toEqual([
    { times: 1, code: 'CONTENU_REFUSE', kept: false },
    { times: 40, code: 'PATIENT_INCONNU', kept: false },
  ]);
  expect(all.filter(({ kept, times }) => kept && times === 2)).toHaveLength(1);
  const { counts } = await readBy(secretaryOf(hospital));
  expect(counts!.refused).toEqual([
    { code: 'PATIENT_INCONNU', times: refusalsKeptAnHour + 41 },
    { code: 'CONTENU_REFUSE', times: 1 },
  ]);
});

test('each structure reads its own, and whoever claims one that is not theirs writes in none', async () => {
  await keep('1.2.3');
  expect((await readBy(secretaryOf(clinic))).rows).toEqual([]);
  expect((await readBy(secretaryOf(hospital))).rows).toHaveLength(1);
  expect((await readBy(secretaryOf(hospital), { outcome: 'refused', code: 'PATIENT_INCONNU' })).rows).toHaveLength(1);
  expect((await readBy(secretaryOf(hospital), { outcome: 'taken' })).rows).toEqual([]);
  expect(feederOf(as(doctor('0007', { structures: [clinic], structure: { id: hospital, active: true } })))).toBeUndefined();
  expect(feederOf(as(doctor('0007')))).toBeUndefined();
  expect(feederOf(as(doctor('0007', placeAt(clinic))))).toMatchObject({ structure: clinic, sender: { kind: 'professionnel' } });
  const refused = await listDeposits(ports, as(software), { limit: 10 });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'FONCTION_INTERDITE' } });
});

test('what was given is kept nowhere, a number and a name never in clear; a refusal of the moment leaves no line', async () => {
  await keep('1.2.250.1.777');
  await keep('1.2.5', { code: 'TROP_DE_DEMANDES', findings: [] });
  await keep('1.2.6', { code: 'ECRITURE_SUSPENDUE', findings: [] });
  const { rows } = await pool.query<{ row: string; sealed: Buffer }>('SELECT r::text AS row, sealed FROM refused_deposit r');
  expect(rows).toHaveLength(1);
  for (const secret of ['1.2.250.1.777', 'MARCHAL', 'Logiciel', '279035121518989']) {
    expect(rows[0]!.row).not.toContain(secret);
    expect(rows[0]!.sealed.includes(secret)).toBe(false);
  }
});

test('forgotten after the days of the policy, and not listed beyond them', async () => {
  await keep('1.2.3');
  now = plusDays(noon, 89);
  await keep('1.2.4');
  expect((await readBy(secretaryOf(hospital))).rows).toHaveLength(2);
  now = plusDays(noon, 91);
  expect((await readBy(secretaryOf(hospital))).rows).toHaveLength(1);
  expect(await forgetRefusedDeposits(ports)).toBe(1);
  expect(await lines()).toHaveLength(1);
});

test('each month of the journal has the index that finds what was taken by structure', async () => {
  const indexed = await pool.query(`SELECT FROM pg_indexes WHERE tablename LIKE 'trace%' AND indexdef LIKE '%(structure_id, at DESC)%'`);
  const partitions = await pool.query(`SELECT FROM pg_inherits WHERE inhparent = 'trace'::regclass`);
  expect(indexed.rowCount).toBe(partitions.rowCount! + 1);
});
