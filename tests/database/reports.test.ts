// "I do not know this person": reported, examined, answered; who reads what of it; and nothing of what the record holds.

import type { Actor } from '@carnet/domain/access';
import type { TraceId } from '@carnet/domain/audit';
import type { PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { readNotices } from '@carnet/server/application/notices';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readJournal } from '@carnet/server/application/read-journal';
import { readReports, reportAccess } from '@carnet/server/application/report-access';
import { examineReport, listReports, takeReportStep } from '@carnet/server/application/review-reports';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { doctor, newDossier, noon, titulaireOf } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';
import { portsOn } from '../support/ports.ts';

const clinic = '1750000018' as StructIdNat;
const snooper = doctor('100000000001', { structures: [clinic], structure: { id: clinic, active: true } });
const reviewer: Actor = { kind: 'controle', id: '3750000018/0077' as PsIdNat, active: true, structures: [clinic] };
const as = (actor: Actor, actorName: string): Caller => ({ actor, mode: 'normal', context: { door: 'professional', actorName } });
const bySnooper = as(snooper, 'Paul FOUINEUR');
const byReviewer = as(reviewer, 'Solène BAILLY');
const typed = 'Je n’ai jamais vu ce médecin';
const answered = 'Aucun soin ne justifiait cet accès : la structure est saisie.';

const { storage, close } = await freshDatabase();
afterAll(close);
let now: Instant = noon;
const ports = portsOn(storage, () => now);
const patient = newDossier();
const neighbour = newDossier();
const parent = randomUUID() as PersonneId;
const byPatient = as(titulaireOf(patient), 'Claire MARCHAND');
const byParent = as({ kind: 'representant', personne: parent, factors: 2 }, 'Une MÈRE');
const own = { id: patient.id };

beforeAll(async () => {
  await storage.registry.register({
    structures: [{ id: clinic, name: 'Clinique des Bains', sector: 'SA01', active: true }],
    professionnels: [{ id: snooper.id, familyName: 'FOUINEUR', givenName: 'Paul', profession: snooper.profession, active: true, structures: [clinic] }],
  });
  for (const dossier of [patient, neighbour]) await storage.registry.openDossier(dossier);
  await writeTies(storage, patient, { representation: [parent, { kind: 'parent', since: patient.openedAt }] });
  for (const { id } of [patient, neighbour]) {
    expect(await declareAutorisation(ports, bySnooper, { id }, 'me')).toMatchObject({ ok: true });
    now = instantOf(now + 60_000);
    expect(await listDocuments(ports, bySnooper, { id }, {})).toMatchObject({ ok: true });
  }
});

const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));
async function consulted(): Promise<{ id: TraceId; at: Instant }> {
  const { rows } = done(await readJournal(ports, byPatient, own, { actions: ['list-documents'], actorId: snooper.id }));
  return rows[0]!;
}

test('reported, blocked, examined with what was done around, answered, and read by the patient', async () => {
  const { id, at } = await consulted();
  now = instantOf(now + 60_000);
  const made = done(await reportAccess(ports, byPatient, own, { about: { trace: { id, at } }, text: typed, block: true }));
  expect(made).toMatchObject({ state: 'received', blocked: true, about: { name: 'Paul FOUINEUR', mode: 'normal', action: 'list-documents' } });
  expect(made.due - made.at).toBe(30 * 86_400_000);
  expect(codeOf(await listDocuments(ports, bySnooper, own, {}))).toBe('PS_BLOQUE');

  const rows = done(await listReports(ports, byReviewer, false));
  expect(rows).toMatchObject([{ id: made.id, dossier: patient.id, state: 'received', name: 'Paul FOUINEUR', structureName: 'Clinique des Bains' }]);
  expect(JSON.stringify(rows)).not.toContain('MARCHAND');
  const examined = done(await examineReport(ports, byReviewer, own, made.id));
  expect(examined.report.text).toBe(typed);
  expect(examined.patientName).toContain('MARCHAND');
  expect(examined.nearby.map(({ sameRecord, record, outcome }) => [sameRecord, record, outcome])).toEqual([
    [true, 1, 'granted'],
    [false, 2, 'granted'],
    [true, 1, 'refused'],
  ]);
  expect(JSON.stringify(examined)).not.toContain(neighbour.id);

  expect(codeOf(await takeReportStep(ports, byReviewer, own, made.id, { step: 'examined' }))).toBe('ok');
  expect(codeOf(await takeReportStep(ports, byReviewer, own, made.id, { step: 'note', text: 'Appelé la clinique, en attente' }))).toBe('ok');
  expect(done(await readReports(ports, byPatient, own))).toMatchObject([{ state: 'examining', steps: [{ step: 'examined' }] }]);
  const answer = { step: 'answered', conclusion: 'not-legitimate', text: answered } as const;
  expect(codeOf(await takeReportStep(ports, byReviewer, own, made.id, answer))).toBe('ok');
  expect(codeOf(await takeReportStep(ports, byReviewer, own, made.id, answer))).toBe('TRANSITION_INTERDITE SIGNALEMENT_REPONDU');
  const [read] = done(await readReports(ports, byPatient, own));
  expect(read).toMatchObject({ state: 'answered', steps: [{ step: 'examined' }, { step: 'answered', conclusion: 'not-legitimate', text: answered }] });
  expect(JSON.stringify(read)).not.toContain('Appelé');
  expect(done(await readNotices(ports, byPatient, own, { limit: 50 })).rows[0]).toMatchObject({ kind: 'signalement-repondu' });
  expect(done(await listReports(ports, byReviewer, true))).toHaveLength(1);
  expect(done(await listReports(ports, byReviewer, false))).toHaveLength(0);

  // Every step is a line of the record's own journal.
  const { rows: lines } = done(await readJournal(ports, byPatient, own, {}));
  expect(lines.filter(({ action }) => action === 'report-access')).toHaveLength(1);
  expect(lines.filter(({ action, actorKind }) => action === 'examine-report' && actorKind === 'controle')).toHaveLength(4);
});

test('nothing that was typed stands in clear', async () => {
  const { rows } = await storage.pool.query<{ sealed: Buffer }>('SELECT sealed FROM access_report UNION ALL SELECT sealed FROM access_report_step');
  expect(rows.length).toBeGreaterThan(2);
  const all = Buffer.concat(rows.map(({ sealed }) => sealed)).toString('utf8');
  for (const word of ['médecin', 'FOUINEUR', 'MARCHAND', 'saisie', 'Appelé']) expect(all).not.toContain(word);
});

test('a representative reports and reads, but never what a minor reported of a secret act', async () => {
  const minor = newDossier({ traits: { ...patient.traits, birthDate: '2012-03-04' as CivilDate } });
  const ofMinor = { id: minor.id };
  const byMinor = as(titulaireOf(minor), 'Inès MARCHAND');
  await storage.registry.openDossier(minor);
  await writeTies(storage, minor, { representation: [parent, { kind: 'parent', since: minor.openedAt }] });
  done(await declareAutorisation(ports, bySnooper, ofMinor, 'me'));
  done(await listDocuments(ports, { ...bySnooper, secret: true }, ofMinor, {}));
  now = instantOf(now + 60_000);
  done(await listDocuments(ports, bySnooper, ofMinor, {}));
  const { rows } = done(await readJournal(ports, byMinor, ofMinor, { actions: ['list-documents'] }));
  const [open, hidden] = rows as [(typeof rows)[number], (typeof rows)[number]];
  expect([open.secret, hidden.secret]).toEqual([undefined, true]);
  const about = ({ id, at }: typeof open) => ({ about: { trace: { id, at } }, block: false });
  expect(codeOf(await reportAccess(ports, byParent, ofMinor, about(hidden)))).toBe('PARAMETRE_INVALIDE ACCES_INCONNU');
  const secret = done(await reportAccess(ports, byMinor, ofMinor, about(hidden)));
  const told = done(await reportAccess(ports, byParent, ofMinor, about(open)));
  expect([secret.secret, told.secret]).toEqual([true, false]);
  expect(
    done(await readReports(ports, byMinor, ofMinor))
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([secret.id, told.id].toSorted());
  expect(done(await readReports(ports, byParent, ofMinor)).map(({ id }) => id)).toEqual([told.id]);
  const answer = { step: 'answered', conclusion: 'legitimate', text: answered } as const;
  done(await takeReportStep(ports, byReviewer, ofMinor, secret.id, answer));
  const answersTold = async (caller: Caller): Promise<number> =>
    done(await readNotices(ports, caller, ofMinor, { limit: 50 })).rows.filter(({ kind }) => kind === 'signalement-repondu').length;
  expect([await answersTold(byMinor), await answersTold(byParent)]).toEqual([1, 0]);
});

test('what may not be reported, and who may do nothing of it', async () => {
  const { id, at } = await consulted();
  const unknown = 'PARAMETRE_INVALIDE ACCES_INCONNU';
  const about = (trace: { id: string; at: Instant }) => ({ about: { trace: trace as { id: TraceId; at: Instant } }, block: false });
  expect(codeOf(await reportAccess(ports, byPatient, own, about({ id: 'x', at })))).toBe(unknown);
  expect(codeOf(await reportAccess(ports, byPatient, own, about({ id, at: instantOf(at + 1) })))).toBe(unknown);
  expect(codeOf(await reportAccess(ports, byPatient, own, { about: { actor: 'personne' }, block: false }))).toBe(unknown);
  const mine = done(await readJournal(ports, byPatient, own, { actions: ['read-journal'] })).rows[0]!;
  expect(codeOf(await reportAccess(ports, byPatient, own, about(mine)))).toBe(unknown);
  // Of another record, as its own patient reads it.
  const elsewhere = done(await readJournal(ports, as(titulaireOf(neighbour), 'Autre'), { id: neighbour.id }, { actions: ['list-documents'] })).rows[0]!;
  expect(codeOf(await reportAccess(ports, byPatient, own, about(elsewhere)))).toBe(unknown);

  expect(codeOf(await reportAccess(ports, bySnooper, own, about({ id, at })))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await readReports(ports, bySnooper, own))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await listReports(ports, byPatient, false))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await examineReport(ports, bySnooper, own, 'x'))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await examineReport(ports, byReviewer, own, randomUUID()))).toBe('PARAMETRE_INVALIDE SIGNALEMENT_INCONNU');
  expect(codeOf(await listDocuments(ports, byReviewer, own, {}))).toBe('ACTEUR_INTERDIT');
});

test('twenty reports of one record may await; the next is told to wait', async () => {
  const outcomes: string[] = [];
  for (let count = 0; count < 21; count++) outcomes.push(codeOf(await reportAccess(ports, byPatient, own, { about: { actor: snooper.id }, block: false })));
  expect(outcomes.at(-1)).toBe('LIMITE_ATTEINTE SIGNALEMENTS_OUVERTS');
  expect(outcomes.filter((one) => one === 'ok')).toHaveLength(20);
});
