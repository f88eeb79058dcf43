// The watch on a real record base: who snoops is put before the reviewer with the reasons, a busy night nurse is not; what was seen once is
// not read again; the patients of what nothing justified are told.

import type { Actor } from '@carnet/domain/access';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf, plusDays } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readNotices } from '@carnet/server/application/notices';
import { concludeDay, listDays, readDay } from '@carnet/server/application/review-days';
import { watchAccesses } from '@carnet/server/application/watch-accesses';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, noon, titulaireOf } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const ward = '1750000018' as StructIdNat;
const place = { structures: [ward], structure: { id: ward, active: true } } as const;
const snooper = doctor('100000000001', { ...place });
const nurse = doctor('100000000002', { ...place, profession: '60' as ProfessionCode });
const reviewer: Actor = { kind: 'controle', id: '3750000018/0077' as PsIdNat, active: true, structures: [ward] };
const as = (actor: Actor, actorName: string): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName } });
const [bySnooper, byNurse, byReviewer] = [as(snooper, 'Paul GIRAUD'), as(nurse, 'Lise NUIT'), as(reviewer, 'Solène BAILLY')];

const { storage, url, close } = await freshDatabase();
afterAll(close);
let now: Instant = noon;
const ports = portsOn(storage, () => now);
const relative = newDossier({ traits: { ...newDossier().traits, birthName: 'GIRAUD-BLANC' } });
const ofWard = Array.from({ length: 14 }, () => newDossier());
const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const day = '2026-11-20' as CivilDate;
const snooped = { kind: 'professionnel', id: snooper.id, day } as const;

beforeAll(async () => {
  await storage.registry.register({
    structures: [{ id: ward, name: 'Hôpital Fictif', sector: 'SA01', active: true }],
    professionnels: [
      { id: snooper.id, familyName: 'GIRAUD', givenName: 'Paul', profession: snooper.profession, active: true, structures: [ward] },
      { id: nurse.id, familyName: 'NUIT', givenName: 'Lise', profession: nurse.profession, active: true, structures: [ward] },
    ],
  });
  for (const dossier of [relative, ...ofWard]) await storage.registry.openDossier(dossier);
  for (const dossier of ofWard) {
    done(await declareAutorisation(ports, bySnooper, { id: dossier.id }, 'my-structure'));
    // What the ward deposited: care there is.
    await storage.pool.query(
      `INSERT INTO medecin_traitant (dossier_id, since, professionnel) VALUES ($1, now() - interval '400 days', $2) ON CONFLICT DO NOTHING`,
      [dossier.id, nurse.id],
    );
  }
  // Eight busy nights, then tonight.
  for (let night = 8; night >= 0; night--)
    for (const [index, { id }] of ofWard.entries()) {
      now = instantOf(plusDays(noon, -night) - 10 * 3_600_000 + index * 600_000);
      done(await listDocuments(ports, byNurse, { id }, {}));
    }
  now = noon;
  done(await declareAutorisation(ports, bySnooper, { id: relative.id }, 'me'));
  done(await listDocuments(ports, bySnooper, { id: relative.id }, {}));
});

test('who opened a relative’s record without any care is put before the reviewer, the busy night nurse is not', async () => {
  now = instantOf(noon + 60_000);
  expect(await watchAccesses(ports)).toBe(10);
  const days = done(await listDays(ports, byReviewer, { reviewed: false }));
  expect(days).toMatchObject([
    { id: snooper.id, day, name: 'Paul GIRAUD', structureName: 'Hôpital Fictif', records: 1, signals: [{ code: 'NOM_DE_FAMILLE' }] },
  ]);
  const counted = await storage.pool.query<{ records: number; score: number }>(
    `SELECT records, score FROM watch_day WHERE kind = 'professionnel' AND id = $1`,
    [nurse.id],
  );
  expect(counted.rows).toHaveLength(9);
  expect(counted.rows.every(({ records, score }) => records === 14 && score === 0)).toBe(true);
  const one = done(await readDay(ports, byReviewer, snooped));
  expect(one.evidence).toMatchObject([{ record: 1, sameName: true, care: false, emergency: false }]);
  expect(JSON.stringify(one)).not.toMatch(new RegExp(`${relative.id}|BLANC|${relative.ins.matricule}`));
});

test('a second round counts only what is recent, and changes nothing', async () => {
  now = instantOf(noon + 3_600_000);
  expect(await watchAccesses(ports)).toBe(1);
  expect(await watchAccesses(ports)).toBe(0);
  expect(done(await listDays(ports, byReviewer, { reviewed: false }))).toHaveLength(1);
});

test('the review list of a structure’s month', async () => {
  const of = async (structure: string, month: string): Promise<number> => done(await listDays(ports, byReviewer, { reviewed: false, structure, month })).length;
  expect([await of(ward, '2026-11'), await of(ward, '2026-10'), await of('1000', '2026-11')]).toEqual([1, 0, 0]);
});

test('concluded once; the patient of what nothing justified is told; a day that grows worse comes back', async () => {
  const conclusion = { conclusion: 'not-legitimate', text: 'Aucun soin : la structure est saisie.' } as const;
  expect(done(await concludeDay(ports, byReviewer, snooped, conclusion))).toEqual({ told: 1 });
  expect(await concludeDay(ports, byReviewer, snooped, conclusion)).toMatchObject({ refusal: { code: 'TRANSITION_INTERDITE' } });
  const told = done(await readNotices(ports, as(titulaireOf(relative), 'Elle-même'), { id: relative.id }, { limit: 20 }));
  expect(told.rows[0]).toMatchObject({ kind: 'acces-injustifie', actorName: 'Paul GIRAUD' });
  expect(done(await listDays(ports, byReviewer, { reviewed: false }))).toHaveLength(0);
  expect(done(await listDays(ports, byReviewer, { reviewed: true }))).toMatchObject([{ reviewed: { conclusion: 'not-legitimate', text: conclusion.text } }]);
  const stop = `INSERT INTO lookup_stop (kind, id, at, until, misses) VALUES ('card', $1, $2, $3, 20)`;
  await storage.pool.query(stop, [snooper.id, new Date(noon + 60_000).toISOString(), new Date(noon + 3_660_000).toISOString()]);
  now = instantOf(noon + 3_700_000);
  done(await listDocuments(ports, bySnooper, { id: relative.id }, {}));
  await watchAccesses(ports);
  const days = done(await listDays(ports, byReviewer, { reviewed: false }));
  expect(days[0]!.signals.map(({ code }) => code)).toEqual(['ENUMERATION', 'NOM_DE_FAMILLE']);
});

test('nobody else reads or concludes a day', async () => {
  for (const caller of [bySnooper, byNurse, as(titulaireOf(relative), 'Elle-même')]) {
    expect(await listDays(ports, caller, { reviewed: false })).toMatchObject({ refusal: { code: 'FONCTION_INTERDITE' } });
    expect(await concludeDay(ports, caller, snooped, { conclusion: 'legitimate', text: 'non' })).toMatchObject({ refusal: { code: 'FONCTION_INTERDITE' } });
  }
});

test('a round reads the lines since the last one by their index, never all of them', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // As many lines as a busy quarter of an hour of a region, over a month.
    await client.query(`INSERT INTO trace (dossier_id, at, sequence, id, action, outcome, mode, actor_kind, actor_id, door, previous_hash, hash, sealed)
      SELECT gen_random_uuid(), timestamptz '2026-11-01' + n * interval '2 minutes', 1, gen_random_uuid(), 'read-document', 'granted', 'normal', 'professionnel',
        'somebody-' || n % 900, 'fhir', '', '', '' FROM generate_series(1, 13000) n`);
    await client.query('ANALYZE trace');
    const explain = async (text: string, values: unknown[]): Promise<string> => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const consulting = `action IN ('list-documents', 'read-document')`;
    const recent = await explain(`SELECT DISTINCT actor_id FROM trace t WHERE t.at >= $1 AND t.at <= $2 AND ${consulting} AND t.actor_kind = 'professionnel'`, [
      '2026-11-20T11:50:00Z',
      '2026-11-20T12:00:00Z',
    ]);
    expect(recent).toContain('trace_2026_11_at_actor_id_actor_kind_idx');
    expect(recent).not.toContain('Seq Scan');
    const ofOne = await explain(`SELECT t.dossier_id FROM trace t WHERE t.actor_id = $1 AND t.at >= $2 AND t.at < $3 AND ${consulting}`, [
      snooper.id,
      '2026-11-19T23:00:00Z',
      '2026-11-20T23:00:00Z',
    ]);
    expect(ofOne).toContain('trace_2026_11_actor_id_at_idx');
  } finally {
    await client.end();
  }
});
