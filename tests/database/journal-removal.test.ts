// At the end of their retention lines are taken away by the operator, and what is left is still proven: by the seals of the period that is gone,
// and by a seal that says what was removed. Nothing more goes than was said, and nothing younger than the policy in force.

import type { Trace } from '@carnet/domain/audit';
import { type CivilDate, type Instant, instantOf, millisecondsPerDay } from '@carnet/domain/kernel';
import { sealJournal } from '@carnet/server/jobs/seal-journal';
import { readSealKey } from '@carnet/server/seal-key';
import { postgresSeals } from '@carnet/server/storage/postgres/seal-store';
import type { NewDossier } from '@carnet/server/storage/index';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportLines } from '../../tools/journal/export.ts';
import { removeLines } from '../../tools/journal/remove.ts';
import { verifyIn, verifyJournal } from '../../tools/journal/verify.ts';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, noon, permitFor, titulaireOf } from '../support/records.ts';

const { storage, url, close } = await freshDatabase();
const owner = new pg.Client({ connectionString: url });
const folder = mkdtempSync(path.join(os.tmpdir(), 'carnet-removal-'));
const keyFile = path.join(folder, 'seal.key');
const key = readSealKey(keyFile, true);
const copies = path.join(folder, 'seals');
const [alice, bob] = [newDossier(), newDossier()];
let now: Instant = instantOf(Date.UTC(2016, 0, 5, 12));

const append = (dossier: NewDossier, count: number): Promise<void> =>
  storage.transactions.run(async (tx) => {
    for (let minute = 0; minute < count; minute++) await tx.traces.append(lineOn(dossier, instantOf(now + minute * 60_000)));
  });
const lineOn = (dossier: NewDossier, at: Instant): Trace => ({
  at,
  action: 'read-document',
  typeCode: '11488-4',
  outcome: 'granted',
  mode: 'normal',
  dossier: dossier.id,
  actorKind: 'professionnel',
  actorId: doctor('001').id,
  door: 'fhir',
  actorName: 'Dr X',
  authentication: 'DIRECTE',
});
const seal = (): Promise<void> => sealJournal({ seals: postgresSeals(storage.pool), key, directory: copies, clock: { now: () => now } });
const verify = () => verifyJournal(url, { publicKeys: [key.publicKey], copies }, () => undefined);
const remove = (before: string) => removeLines(url, { before: before as CivilDate, now, key: readFileSync(keyFile, 'utf8'), publicKeys: [key.publicKey] });
/** Seen by the verifier in a transaction that is given up. */
const findingsAfter = async (statement: string, ...values: readonly unknown[]) => {
  await owner.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  try {
    await owner.query(statement, [...values]);
    return (await verifyIn(owner, { publicKeys: [key.publicKey], copies }, () => undefined)).findings;
  } finally {
    await owner.query('ROLLBACK');
  }
};

beforeAll(async () => {
  await owner.connect();
  for (const dossier of [alice, bob]) await storage.registry.openDossier(dossier);
  for (let day = 0; day < 2; day++) {
    await append(alice, 4);
    await append(bob, 3);
    now = instantOf(now + millisecondsPerDay);
    await seal();
  }
  now = noon;
  await append(alice, 5);
  // By a clock that had gone back: behind lines that are kept.
  await storage.transactions.run((tx) => tx.traces.append(lineOn(alice, instantOf(Date.UTC(2016, 0, 7, 12)))));
  now = instantOf(now + millisecondsPerDay);
  await seal();
  await append(alice, 2);
});
afterAll(async () => {
  await owner.end();
  await close();
  rmSync(folder, { recursive: true, force: true });
});

test('what the policy still keeps is not removed', async () => {
  expect(await remove('2016-11-22')).toEqual({ outcome: 'too-recent', earliest: '2016-11-21', years: 10 });
  await owner.query(
    `INSERT INTO policy_change (id, key, value, from_day, decided_by, decided_at, sealed) VALUES (gen_random_uuid(), 'journalYears', '20', '2026-11-01', 'x', '2026-10-01', '')`,
  );
  expect(await remove('2016-02-01')).toEqual({ outcome: 'too-recent', earliest: '2006-11-21', years: 20 });
  await owner.query('DELETE FROM policy_change');
});

test('a journal that does not hold is left as it is', async () => {
  await owner.query(`UPDATE trace SET door = 'soap' WHERE dossier_id = $1 AND sequence = 2`, [bob.id]);
  expect(await remove('2016-02-01')).toMatchObject({ outcome: 'unproven', findings: [{ code: 'LIGNE_MODIFIEE', sequence: 2 }] });
  await owner.query(`UPDATE trace SET door = 'fhir' WHERE dossier_id = $1 AND sequence = 2`, [bob.id]);
  expect((await verify()).findings).toEqual([]);
});

test('older lines go, their seals stay, and what is left is proven', async () => {
  expect(await remove('2016-02-01')).toEqual({ outcome: 'removed', lines: 14 });
  const after = await verify();
  expect(after).toMatchObject({ findings: [], chains: 2, lines: 8, seals: 4, removedBefore: '2016-02-01' });
  const left = await storage.transactions.run(async (tx) => tx.traces.list(await permitFor(tx, 'read-journal', titulaireOf(alice), alice.id), {}));
  expect(left.total).toBe(8);
  // Said twice, nothing more goes.
  expect(await remove('2016-02-01')).toEqual({ outcome: 'removed', lines: 0 });
});

test('months that are empty are gone; a chain of which nothing is left goes on', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'trace'::regclass ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['trace_2016_01', 'trace_2026_11']);
  await append(bob, 2);
  now = instantOf(now + millisecondsPerDay);
  await seal();
  expect((await verify()).findings).toEqual([]);
});

test('a removal that nobody signed is named', async () => {
  const forged = `WITH gone AS (DELETE FROM trace WHERE dossier_id = $1 AND sequence = 9 RETURNING hash)
    UPDATE trace_removal r SET sequence = 9, hash = gone.hash FROM gone WHERE dossier_id = $1`;
  expect(await findingsAfter(forged, alice.id)).toEqual([{ code: 'SCEAU_SANS_SES_FINS', seal: 4 }]);
});
test.each([
  ['one more line taken', `DELETE FROM trace WHERE dossier_id = $1 AND sequence = 9`, 'LIGNES_MANQUANTES'],
  ['every line that is left taken', `DELETE FROM trace WHERE dossier_id = $1`, 'LIGNES_MANQUANTES'],
  ['the first line that is left altered', `UPDATE trace SET door = 'soap' WHERE dossier_id = $1 AND sequence = 9`, 'LIGNE_MODIFIEE'],
  ['the first line that is left cut from what was before', `UPDATE trace SET previous_hash = hash WHERE dossier_id = $1 AND sequence = 9`, 'LIGNE_MODIFIEE'],
])('%s is named', async (_what, statement, code) => {
  expect(await findingsAfter(statement, alice.id)).toEqual([expect.objectContaining({ code, chain: alice.id })]);
});

test('lines are exported as AuditEvents without opening anything, by record or by day', async () => {
  const taken = async (wanted: Parameters<typeof exportLines>[1]): Promise<readonly { readonly recorded: string; readonly agent: readonly object[] }[]> => {
    const lines: string[] = [];
    await exportLines(url, wanted, async (line) => void lines.push(line));
    expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
    return lines.map((line) => JSON.parse(line) as { recorded: string; agent: readonly object[] });
  };
  const ofAlice = await taken({ dossier: alice.id });
  expect(ofAlice).toHaveLength(8);
  expect(JSON.stringify(ofAlice)).not.toContain('Dr X');
  expect(ofAlice[0]).toMatchObject({ resourceType: 'AuditEvent', agent: [{ who: { identifier: { value: doctor('001').id } } }] });
  const ofDay = await taken({ day: '2026-11-21' });
  expect(ofDay.map(({ recorded }) => recorded.slice(0, 10))).toEqual(['2026-11-21', '2026-11-21', '2026-11-21', '2026-11-21']);
  expect(await taken({ day: '2026-11-21', dossier: bob.id })).toHaveLength(2);
  await expect(taken({})).rejects.toThrow('--dossier');
  await expect(taken({ dossier: `' OR true` })).rejects.toThrow('?');
});
