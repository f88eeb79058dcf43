// The law in force over a real database: read from the file at first start, changed by an operator and nobody else, the same in two
// processes within seconds, effective at midnight in Paris of its day in the decisions themselves, and never guessed.

import { type Actor, type Exploitation, openTypes, policyTable } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { ProfessionCode, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { changePolicy } from '@carnet/server/application/change-policy';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { listDocuments } from '@carnet/server/application/list-documents';
import { loadMatrix, previewMatrix, withdrawMatrix } from '@carnet/server/application/load-matrix';
import { readDocument } from '@carnet/server/application/read-document';
import { readMatrices, readMatrixOfDay, readPolicies } from '@carnet/server/application/read-law';
import type { LawInForce, Ports } from '@carnet/server/ports';
import { openStorage } from '@carnet/server/storage/index';
import { openPool } from '@carnet/server/storage/postgres/connection';
import { openLaw } from '@carnet/server/storage/postgres/law-store';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { shippedMatrixFile } from '../../tools/explain/shipped-matrix.ts';
import { freshDatabase, testMasterKey } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { depositAs, doctor, newDossier, newEntry, noon, titulaireOf } from '../support/records.ts';

const { storage, url, blobDir, close } = await freshDatabase();
const elsewhere = await openStorage({ databaseUrl: url, blobDir, masterKey: testMasterKey, alarm: () => undefined });
const owner = new pg.Pool({ connectionString: url, max: 1 });
afterAll(async () => {
  await elsewhere.close();
  await owner.end();
  await close();
});

let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const portsHere = (on: typeof storage) => portsOn(on, () => now);
const ports = portsHere(storage);

const installation = '1990000001' as StructIdNat;
const operatorOf = (digits: string): Exploitation => ({ kind: 'exploitation', id: `3${digits}` as PsIdNat, active: true, structures: [installation] });
const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName: `nom de ${actorId(actor)}` } });
const operator = by(operatorOf('990001/1'));
const reason = 'Relu avec le service juridique';
const day = (text: string): CivilDate => text as CivilDate;
const at = (iso: string): Instant => instantOf(Date.parse(iso));
const shipped = readFileSync(shippedMatrixFile, 'utf8');
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** How long until this holds; it must within the few seconds two processes may disagree. */
async function within(law: LawInForce, moment: Instant, holds: (found: Awaited<ReturnType<LawInForce['at']>>) => boolean): Promise<number> {
  const began = performance.now();
  while (!holds(await law.at(moment))) {
    if (performance.now() - began > 5_000) throw new Error('the law did not get there');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - began;
}

describe('at first start', () => {
  test('two processes that start together on an empty database read the file once', async () => {
    await owner.query('TRUNCATE habilitation_matrix, habilitation_cell, policy_change');
    await within(storage.law, now, ({ matrix }) => openTypes(matrix, '10').length === 0);
    await Promise.all([storage.ensureFirstMatrix(), elsewhere.ensureFirstMatrix()]);
    expect((await owner.query('SELECT from_day::text FROM habilitation_matrix')).rows).toEqual([{ from_day: '2023-10-29' }]);
    for (const { law } of [storage, elsewhere]) await within(law, now, ({ matrix }) => openTypes(matrix, '10').length > 0);
  });

  test('the shipped matrix is in force, once, and says that nobody decided it here', async () => {
    const { matrices, today } = valueOf(await readMatrices(ports, operator));
    expect(today).toBe('2026-11-20');
    expect(matrices.map(({ decision: { from, decided }, state }) => [from, state, decided])).toEqual([['2023-10-29', 'in-force', undefined]]);
    const { matrix } = await storage.law.at(now);
    expect(openTypes(matrix, '10')).toContain('68599-0');
    expect(openTypes(matrix, '60')).not.toContain('68599-0');
  });

  test('before it nobody is habilité, and values are their defaults', async () => {
    const { matrix, policy } = await storage.law.at(at('2023-10-28T21:59:59Z'));
    expect(openTypes(matrix, '10')).toEqual([]);
    expect(policy.autorisationDays).toBe(policyTable.autorisationDays.default);
    expect(openTypes((await storage.law.at(at('2023-10-28T22:00:00Z'))).matrix, '10')).not.toEqual([]);
  });
});

describe('a policy', () => {
  test('changes at midnight in Paris of its day, in what is decided then and nothing before; two processes agree', async () => {
    const changed = valueOf(await changePolicy(ports, operator, { key: 'autorisationDays', value: 30, from: day('2026-12-01'), reason }));
    expect(changed).toMatchObject({ key: 'autorisationDays', value: 365, changes: [{ state: 'coming', decision: { from: '2026-12-01', value: 30 } }] });
    const reader = doctor('60000000001');
    await storage.registry.register({
      professionnels: [{ id: reader.id, familyName: 'LECTEUR', givenName: 'Alex', profession: '10' as ProfessionCode, structures: [], active: true }],
      structures: [],
    });
    const lasted = async (moment: string): Promise<number> => {
      const dossier = newDossier();
      await storage.registry.openDossier(dossier);
      now = at(moment);
      const declared = await declareAutorisation(ports, by(reader), { id: dossier.id }, 'me');
      return Math.round((valueOf(declared).expiresAt - now) / 86_400_000);
    };
    expect(await lasted('2026-11-30T22:59:59Z')).toBe(365);
    expect(await lasted('2026-11-30T23:00:00Z')).toBe(30);
    expect(await within(elsewhere.law, now, ({ policy }) => policy.autorisationDays === 30)).toBeLessThan(4_000);
  });

  test('is withdrawn by a decision of its own, and everything stays to be read', async () => {
    const ask = { key: 'brisDeGlaceHours', from: day('2027-01-01') };
    await changePolicy(ports, operator, { ...ask, value: 2, reason });
    await changePolicy(ports, operator, { ...ask, reason: 'Décision reportée au printemps' });
    const policies = valueOf(await readPolicies(ports, operator)).policies;
    const changes = policies.find(({ key }) => key === 'brisDeGlaceHours')!.changes;
    expect(changes.map(({ decision: { value, decided }, state }) => [value, state, decided.name, decided.reason])).toEqual([
      [2, 'withdrawn', operator.context.actorName, reason],
      [undefined, 'withdrawn', operator.context.actorName, 'Décision reportée au printemps'],
    ]);
    expect((await storage.law.at(at('2027-02-01T12:00:00Z'))).policy.brisDeGlaceHours).toBe(4);
  });

  test.each([
    ['a day that is over', { key: 'historyMonths', value: 12, from: '2026-11-19' }, 'PARAMETRE_INVALIDE JOUR_DEJA_COMMENCE'],
    ['a value out of bounds', { key: 'historyMonths', value: 0, from: '2026-12-01' }, 'PARAMETRE_INVALIDE VALEUR_HORS_BORNES'],
    ['what the law fixes', { key: 'majorityAge', value: 18, from: '2026-12-01' }, 'PARAMETRE_INVALIDE VALEUR_FIXEE_PAR_LA_LOI'],
    ['a value nobody knows', { key: 'toString', value: 1, from: '2026-12-01' }, 'PARAMETRE_INVALIDE VALEUR_HORS_LISTE'],
    ['the withdrawal of nothing', { key: 'historyMonths', from: '2026-12-01' }, 'PARAMETRE_INVALIDE RIEN_DE_PREVU'],
  ])('is refused, and nothing is kept: %s', async (_what, { from, ...ask }, code) => {
    const before = await owner.query('SELECT count(*) FROM policy_change');
    expect(codeOf(await changePolicy(ports, operator, { ...ask, from: day(from), reason }))).toBe(code);
    expect((await owner.query('SELECT count(*) FROM policy_change')).rows).toEqual(before.rows);
  });

  test('two operators who decide at once cannot contradict each other', async () => {
    const decide = (key: string, value: number, { context }: Caller, where: Ports) =>
      changePolicy(where, { ...by(operatorOf(context.actorName)), context }, { key, value, from: day('2028-01-01'), reason });
    const outcomes = await Promise.all([
      decide('temporaryShareMaximumDays', 10, operator, ports),
      decide('temporaryShareDefaultDays', 20, operator, portsHere(elsewhere)),
    ]);
    expect(outcomes.map(codeOf).toSorted()).toEqual(['PARAMETRE_INVALIDE VALEURS_CONTRADICTOIRES', 'ok']);
  });
});

describe('a matrix', () => {
  const nurse = doctor('60000000002', { profession: '60' as ProfessionCode });
  const author = doctor('60000000003');
  const opened = shipped.replace('60;68599-0;non;sourcé', '60;68599-0;oui;sourcé').replace('60;11488-4;oui;prudent', '60;11488-4;non;sourcé');

  test('is compared with what holds on its day, and decides nothing until it is loaded', async () => {
    const preview = valueOf(await previewMatrix(ports, operator, { csv: opened, from: day('2026-12-15') }));
    expect(preview).toMatchObject({ from: '2026-12-15', earliestFrom: '2026-11-20', against: { from: '2023-10-29' } });
    expect(preview.replaces).toBeUndefined();
    expect(preview.differences.map(({ profession, type, change }) => [profession, type, change])).toEqual([
      ['60', '11488-4', 'closed'],
      ['60', '68599-0', 'opened'],
    ]);
    expect(valueOf(await readMatrices(ports, operator)).matrices).toHaveLength(1);
    // The file's own day has begun: the earliest that may be is proposed.
    expect(valueOf(await previewMatrix(ports, operator, { csv: opened }))).toMatchObject({ from: '2026-11-20' });
  });

  test('decides from midnight in Paris of its day: the list, its total and each document', async () => {
    await storage.registry.register({
      professionnels: [nurse, author].map(({ id, profession }) => ({ id, familyName: 'NOM', givenName: 'Alex', profession, structures: [], active: true })),
      structures: [],
    });
    const dossier = newDossier();
    await storage.registry.openDossier(dossier);
    const bytes = Buffer.from('contenu');
    const psychiatry = newEntry(dossier.ins, bytes, { author: author.id, typeCode: '68599-0' });
    const consultation = newEntry(dossier.ins, bytes, { author: author.id });
    for (const entry of [psychiatry, consultation]) await depositAs(storage, author, dossier, entry, bytes);
    now = at('2026-11-20T12:00:00Z');
    valueOf(await declareAutorisation(ports, by(nurse), { id: dossier.id }, 'me'));
    valueOf(await loadMatrix(ports, operator, { csv: opened, from: day('2026-12-15'), reason }));
    const seenBy = async (where: Ports): Promise<unknown> => {
      const page = valueOf(await listDocuments(where, by(nurse), { id: dossier.id }, {}));
      const read = await Promise.all(
        [psychiatry, consultation].map(async ({ logicalId }) => codeOf(await readDocument(where, by(nurse), { id: dossier.id }, { logicalId }))),
      );
      return { total: page.total, rows: page.rows.map(({ entry }) => entry.type.code), read };
    };
    const before = { total: 1, rows: ['11488-4'], read: ['DOCUMENT_INEXISTANT', 'ok'] };
    const after = { total: 1, rows: ['68599-0'], read: ['ok', 'DOCUMENT_INEXISTANT'] };
    now = at('2026-12-14T22:59:59.999Z');
    expect(await seenBy(ports)).toEqual(before);
    now = at('2026-12-14T23:00:00Z');
    expect(await seenBy(ports)).toEqual(after);
    await within(elsewhere.law, now, ({ matrix }) => openTypes(matrix, '60').includes('68599-0'));
    expect(await seenBy(portsHere(elsewhere))).toEqual(after);
    // The patient's own reading has nothing to do with it.
    expect(valueOf(await listDocuments(ports, by(titulaireOf(dossier)), { id: dossier.id }, {})).total).toBe(2);
    // What was decided yesterday is still explained by yesterday's.
    const { matrix } = await storage.law.at(at('2026-12-14T12:00:00Z'));
    expect(openTypes(matrix, '60')).not.toContain('68599-0');
  });

  test('may begin today once, then tomorrow at the earliest; a later file for one day replaces the earlier; what is to come is withdrawn', async () => {
    now = at('2027-03-01T09:00:00Z');
    const load = (from: string) => loadMatrix(ports, operator, { csv: shipped, from: day(from), reason });
    expect(codeOf(await load('2027-02-28'))).toBe('PARAMETRE_INVALIDE JOUR_DEJA_COMMENCE');
    expect(codeOf(await load('2027-03-01'))).toBe('ok');
    expect(codeOf(await load('2027-03-01'))).toBe('PARAMETRE_INVALIDE JOUR_DEJA_COMMENCE');
    expect(codeOf(await load('2027-03-02'))).toBe('ok');
    expect(codeOf(await load('2027-03-02'))).toBe('ok');
    expect(codeOf(await withdrawMatrix(ports, operator, { from: day('2027-03-01'), reason }))).toBe('PARAMETRE_INVALIDE JOUR_DEJA_COMMENCE');
    expect(codeOf(await withdrawMatrix(ports, operator, { from: day('2027-03-02'), reason }))).toBe('ok');
    expect(codeOf(await withdrawMatrix(ports, operator, { from: day('2027-03-02'), reason }))).toBe('PARAMETRE_INVALIDE RIEN_DE_PREVU');
    const { matrices, earliestFrom } = valueOf(await readMatrices(ports, operator));
    expect(earliestFrom).toBe('2027-03-02');
    expect(matrices.map(({ decision: { from }, state, until }) => [from, state, until])).toEqual([
      ['2023-10-29', 'past', '2026-12-14'],
      ['2026-12-15', 'past', '2027-02-28'],
      ['2027-03-01', 'in-force', undefined],
      ['2027-03-02', 'replaced', undefined],
      ['2027-03-02', 'withdrawn', undefined],
    ]);
    expect(matrices.at(-1)!.endedBy?.decided).toMatchObject({ name: operator.context.actorName, reason });
    const ofDay = valueOf(await readMatrixOfDay(ports, operator, day('2026-12-31')));
    expect([ofDay.decided?.decision.from, openTypes(ofDay.matrix!, '60').includes('68599-0')]).toEqual(['2026-12-15', true]);
    expect(valueOf(await readMatrixOfDay(ports, operator, day('2023-10-28')))).toEqual({ day: '2023-10-28', today: '2027-03-01' });
  });

  test('a file at fault is refused whole, each fault with its line', async () => {
    const refused = await loadMatrix(ports, operator, { csv: shipped.replace('10;SYNTH;oui', '10;SYNTH;parfois'), from: day('2029-01-01'), reason });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'CONTENU_REFUSE', findings: [{ rule: 'VALEUR_HORS_LISTE', given: 'parfois' }] } });
  });
});

describe('everybody else', () => {
  const others: readonly Actor[] = [
    doctor('60000000004'),
    { kind: 'secretariat', id: '3990002/1' as PsIdNat, active: true, structures: [installation], authentication: 'DIRECTE' },
    { kind: 'pilotage', rank: 1, id: '3990002/2' as PsIdNat, active: true, structures: [installation] },
    { kind: 'structure', id: installation, active: true },
    { kind: 'assurance-maladie', id: installation, active: true },
    { kind: 'service-tiers', id: 'un-service' },
    titulaireOf(newDossier()),
    { kind: 'representant', personne: newDossier().titulaire, factors: 2 },
    { kind: 'aidant', personne: newDossier().titulaire, factors: 2 },
    { kind: 'ayant-droit', personne: newDossier().titulaire, factors: 2 },
    { kind: 'systeme' },
    { ...operatorOf('990001/9'), active: false },
    { ...operatorOf('990001/8'), structure: { id: '1990000009' as StructIdNat, active: true } },
  ];
  const acts: Readonly<Record<string, (caller: Caller) => Promise<Result<unknown>>>> = {
    readMatrices: (caller) => readMatrices(ports, caller),
    readMatrixOfDay: (caller) => readMatrixOfDay(ports, caller, undefined),
    readPolicies: (caller) => readPolicies(ports, caller),
    previewMatrix: (caller) => previewMatrix(ports, caller, { csv: 'ceci n’est pas une matrice' }),
    loadMatrix: (caller) => loadMatrix(ports, caller, { csv: shipped, from: day('2031-01-01'), reason }),
    withdrawMatrix: (caller) => withdrawMatrix(ports, caller, { from: day('2031-01-01'), reason }),
    changePolicy: (caller) => changePolicy(ports, caller, { key: 'historyMonths', value: 12, from: day('2031-01-01'), reason }),
  };
  test.each(others.map((actor, index) => [`${actor.kind} ${index}`, actor] as const))(
    '%s reads and changes nothing, and each try is traced',
    async (_who, actor) => {
      const count = async (): Promise<number> =>
        Number(
          (await owner.query(`SELECT count(*) AS n FROM trace WHERE actor_id = $1 AND action = 'administer' AND outcome = 'refused'`, [actorId(actor)])).rows[0]
            .n,
        );
      const before = await count();
      const [decided] = (await owner.query('SELECT (SELECT count(*) FROM habilitation_matrix) AS matrices, (SELECT count(*) FROM policy_change) AS policies'))
        .rows;
      for (const act of Object.values(acts)) expect(codeOf(await act(by(actor)))).toMatch(/^(FONCTION_INTERDITE|STRUCTURE_INCOHERENTE)$/);
      expect((await count()) - before).toBe(Object.keys(acts).length);
      const [after] = (await owner.query('SELECT (SELECT count(*) FROM habilitation_matrix) AS matrices, (SELECT count(*) FROM policy_change) AS policies'))
        .rows;
      expect(after).toEqual(decided);
    },
  );

  test('each decision of the operator is traced, sealed, with what was decided and why', async () => {
    const { rows } = await owner.query<{ chain: string; id: string; sealed: Buffer }>(
      `SELECT dossier_id AS chain, id, sealed FROM trace WHERE actor_kind = 'exploitation' AND outcome = 'granted' AND action = 'administer'`,
    );
    expect(rows.filter(({ sealed }) => sealed.includes(reason))).toEqual([]);
    const said = rows.map(({ chain, id, sealed }) => JSON.parse(storage.vault.openSystem(`trace|${chain}|${id}`, sealed).toString('utf8')) as unknown);
    for (const what of [
      `autorisationDays = 30 à partir du 2026-12-01 : ${reason}`,
      'Retrait de brisDeGlaceHours prévu le 2027-01-01 : Décision reportée au printemps',
      `Matrice d’habilitation à partir du 2026-12-15 : ${reason}`,
      `Retrait de la matrice prévue le 2027-03-02 : ${reason}`,
    ])
      expect(said).toContainEqual({ actorName: operator.context.actorName, reason: what });
  });
});

describe('the server may only add', () => {
  test.each([
    ['habilitation_matrix', 'withdrawn = true'],
    ['habilitation_cell', 'allowed = NOT allowed'],
    ['policy_change', "value = 'true'"],
  ])('to %s', async (table, change) => {
    for (const statement of [`UPDATE ${table} SET ${change}`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(storage.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('when it cannot be told or read', () => {
  test('a process whose connection was cut learns of a change within seconds all the same', async () => {
    const pool = openPool(url, 2);
    const law = await openLaw(pool);
    const cut = await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN carnet_law%'`,
    );
    expect(cut.rowCount).toBeGreaterThan(0);
    expect((await law.at(at('2027-09-01T12:00:00Z'))).policy.historyMonths).toBe(24);
    valueOf(await changePolicy(ports, operator, { key: 'historyMonths', value: 36, from: day('2027-09-01'), reason }));
    expect(await within(law, at('2027-09-01T12:00:00Z'), ({ policy }) => policy.historyMonths === 36)).toBeLessThan(4_000);
    await law.close();
    await pool.end();
  });

  test('a database that does not answer gives no law, and a value this program does not know gives none either', async () => {
    const pool = openPool(url, 2);
    const law = await openLaw(pool);
    await law.at(now);
    await owner.query(
      `INSERT INTO policy_change (id, key, value, from_day, decided_by, decided_at, sealed) VALUES ($1, 'ofAnotherTime', '1', '2030-01-01', 'x', now(), '\\x00')`,
      [randomUUID()],
    );
    await expect(within(law, now, () => false)).rejects.toThrow('policy ofAnotherTime is known');
    await expect(listDocuments(ports, by(doctor('60000000005')), { id: newDossier().id }, {})).rejects.toThrow('policy ofAnotherTime is known');
    await law.close();
    await pool.end();
    await expect(law.at(now)).rejects.toThrow();
  });
});
