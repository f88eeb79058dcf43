// The insurer's files on real PostgreSQL: the same line twice is one, a correction replaces, a cancelling removes and stays; what is cut goes on
// where it was; a line that cannot be taken says why and nothing else. Lines wait sealed for the record and are there when it opens.

import { type Actor, decideAcross, policyAt } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Ins, ProfessionCode, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, plusDays } from '@carnet/domain/kernel';
import { historyWording } from '@carnet/contract/wording';
import { disagreements } from '@carnet/domain/document';
import { parseCdaHeader, writeHistory } from '@carnet/codecs/cda';
import { changeChoices } from '@carnet/server/application/emergency-choices';
import type { Caller } from '@carnet/server/application/caller';
import { createRecord } from '@carnet/server/application/create-record';
import { expireHistories, fileHistories } from '@carnet/server/application/file-history';
import { listDocuments } from '@carnet/server/application/list-documents';
import { saveProfile } from '@carnet/server/application/profile';
import { answerReminder, readReminders } from '@carnet/server/application/reminders';
import { readDocument } from '@carnet/server/application/read-document';
import { findIntake, intakeRejects, takeIntake } from '@carnet/server/application/take-intake';
import type { Intake, IntakeReject } from '@carnet/server/ports';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { cancelLine, careLine, fileOf, insuredLine, linesOf, treatingLine } from '../support/feed-lines.ts';
import { doctor, newIns, noon } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const ports = portsOn(storage, () => now);
const insurer = '318003502400041' as StructIdNat;
const rpps = '10000000701';
await storage.registry.register({
  structures: [{ id: insurer, name: 'Assurance Maladie (fictive)', sector: 'SA41', assuranceMaladie: true, active: true }],
  professionnels: [
    { id: `8${rpps}` as never, familyName: 'MOREAU', givenName: 'Anne', profession: '10' as ProfessionCode, structures: [], active: true },
    { id: '810000000702' as never, familyName: 'PETIT', givenName: 'Luc', profession: '60' as ProfessionCode, structures: [], active: true },
  ],
});
const feeds: Caller = {
  actor: { kind: 'assurance-maladie', id: insurer, active: true },
  mode: 'normal',
  context: { door: 'feed', actorName: 'Assurance Maladie (fictive)' },
};
const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };
const by = (actor: Actor): Caller => ({ actor, mode: 'normal', context: { door: 'patient', actorName: 'x' } });

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
let files = 0;
const take = async (text: string, name = `envoi-${++files}`, from = 1): Promise<Intake> =>
  valueOf(await takeIntake(ports, feeds, name, () => linesOf(text, from)));
const rejectsOf = async ({ name }: Intake): Promise<readonly Pick<IntakeReject, 'line' | 'field' | 'rule'>[]> =>
  valueOf(await intakeRejects(ports, feeds, name, 0, 100)).map(({ line, field, rule }) => ({ line, field, rule }));
const file = () => fileHistories(ports, (document) => writeHistory(document, historyWording.fr));

const traits = { birthName: 'MARCHAND', birthFirstNames: 'CLAIRE', birthDate: '1985-05-12' as CivilDate, sexe: 'F', birthPlaceCog: '78006' } as const;
async function open(ins: Ins): Promise<{ readonly id: DossierId; readonly titulaire: Caller }> {
  const created = valueOf(await createRecord(ports, carnet, { ins, traits, agreed: false }));
  if (created.kind !== 'created') throw new Error('known already');
  const { rows } = await storage.pool.query<{ titulaire: string }>('SELECT titulaire FROM dossier WHERE dossier_id = $1', [created.dossier]);
  return { id: created.dossier, titulaire: by({ kind: 'titulaire', personne: rows[0]!.titulaire as never, factors: 2 }) };
}
const documentsOf = async (id: DossierId, caller: Caller) => valueOf(await listDocuments(ports, caller, { id }, { types: ['REMB'] })).rows;
async function historyOf(id: DossierId, caller: Caller) {
  const [row] = await documentsOf(id, caller);
  return valueOf(await readDocument(ports, caller, { id }, { logicalId: row!.entry.logicalId }));
}
const shown = async (id: DossierId, caller: Caller): Promise<readonly string[]> =>
  Object.values((await historyOf(id, caller)).history!.tables)
    .flat()
    .map((line) => `${line.date} ${line.id} v${line.version}`);

test('lines fed before the record opens are there the moment it opens, as one document of five tables', async () => {
  const ins = newIns();
  const taken = await take(
    fileOf([
      insuredLine(ins),
      treatingLine(ins, rpps, '2025-01-10'),
      careLine(ins, 'p1', '2026-06-17', 'pharmacie'),
      careLine(ins, 'h1', '2026-09-14', 'hospitalisation'),
      careLine(ins, 's1', '2026-02-09', 'soins', { hopital: true }),
      careLine(ins, 'r1', '2026-03-30', 'radiologie'),
      careLine(ins, 'b1', '2026-07-09', 'biologie'),
    ]),
  );
  expect(taken).toMatchObject({ finished: true, through: 8, counts: { added: 5, insured: 1, treating: 1, rejected: 0 } });
  // Nothing says that there is a record, for there is none; and nothing is filed.
  expect(await file()).toBe(0);
  const { rows } = await storage.pool.query<{ sealed: Buffer }>('SELECT m.sealed FROM reimbursement_month m');
  expect(rows.length).toBeGreaterThan(0);
  for (const { sealed } of rows) expect(/ASPEGIC|PNEUMOLOGIE|HOSPITAL/i.test(sealed.toString('latin1'))).toBe(false);

  const { id, titulaire } = await open(ins);
  expect(await file()).toBe(1);
  const [document] = await documentsOf(id, titulaire);
  expect(document!.entry).toMatchObject({
    title: 'Données de remboursement',
    classCode: '60',
    mimeType: 'text/xml',
    depositor: 'assurance-maladie',
    version: 1,
  });
  const { history, bytes, entry } = await historyOf(id, titulaire);
  expect(history!.period).toEqual({ from: '2024-11-20', to: '2026-11-20' });
  expect(Object.entries(history!.tables).map(([nature, lines]) => [nature, lines.map((line) => line.id)])).toEqual([
    ['pharmacie', ['p1']],
    ['hospitalisation', ['h1']],
    ['soins', ['s1']],
    ['radiologie', ['r1']],
    ['biologie', ['b1']],
  ]);
  // The document says of itself what the registry says of it.
  const header = parseCdaHeader(bytes);
  expect(header.ok && disagreements(entry, header.value)).toEqual([]);
  expect(bytes.toString('utf8')).toContain('<content styleCode="Bold">H</content> 09/02/2026');
  // The médecin traitant was told before the record opened: they read it without any agreement (A044).
  expect(await documentsOf(id, by(doctor(rpps)))).toHaveLength(1);
});

test('the same line twice is one; a correction replaces; a cancelling removes, and an older file does not bring the line back', async () => {
  const ins = newIns();
  const first = [insuredLine(ins), careLine(ins, 'a', '2026-05-04'), careLine(ins, 'b', '2026-05-05'), careLine(ins, 'b', '2026-05-05')];
  expect((await take(fileOf(first))).counts).toMatchObject({ added: 2, unchanged: 1 });
  const { id, titulaire } = await open(ins);
  await file();
  expect(await shown(id, titulaire)).toEqual(['2026-05-05 b v1', '2026-05-04 a v1']);
  const before = (await historyOf(id, titulaire)).entry;

  const second = [careLine(ins, 'a', '2026-05-04', 'soins', { version: 2, libelle: 'CONSULTATION' }), cancelLine(ins, 'b', '2026-05-05', 2)];
  expect((await take(fileOf(second))).counts).toMatchObject({ corrected: 1, cancelled: 1 });
  expect(await shown(id, titulaire)).toEqual(['2026-05-04 a v2']);
  expect((await take(fileOf(first.slice(1)))).counts).toMatchObject({ added: 0, corrected: 0, unchanged: 3 });
  expect(await shown(id, titulaire)).toEqual(['2026-05-04 a v2']);

  const wrong = await take(fileOf([careLine(ins, 'a', '2026-05-04', 'soins', { version: 2, libelle: 'AUTRE' })]));
  expect(await rejectsOf(wrong)).toEqual([{ line: 1, field: 'version', rule: 'VERSION_REPETEE' }]);

  // One document all along: its id holds, its content is another, and the former one is nowhere.
  expect(await file()).toBe(1);
  const after = (await historyOf(id, titulaire)).entry;
  expect(after).toMatchObject({ logicalId: before.logicalId, version: 2 });
  expect(after.uniqueId).not.toBe(before.uniqueId);
  const { rows } = await storage.pool.query<{ unique_id: string }>('SELECT unique_id FROM document_entry WHERE dossier_id = $1', [id]);
  expect(rows).toEqual([{ unique_id: after.uniqueId }]);
  expect((await documentsOf(id, titulaire))[0]!.isNew).toBe(false);
});

test('a file sent again is taken once; a cut one goes on where it was, whatever the place', async () => {
  const ins = newIns();
  const lines = [insuredLine(ins), ...Array.from({ length: 4_500 }, (_, index) => careLine(ins, `l${index}`, '2026-08-03', 'biologie'))];
  const text = fileOf(lines);
  const rows = text.split('\n');
  const pieces = [rows.slice(0, 2_500).join('\n'), `${rows.slice(0, 2_100).join('\n')}\n${rows[2_100]!.slice(0, 40)}`];
  expect(await take(`${pieces[0]!}\n`, 'coupe')).toMatchObject({ finished: false, through: 2_500 });
  // Sent again from its beginning, and cut in the middle of a line that was taken: nothing moves.
  expect(await take(pieces[1]!, 'coupe')).toMatchObject({ finished: false, through: 2_500 });
  expect(await take(rows.slice(2_500).join('\n'), 'coupe', 2_501)).toMatchObject({
    finished: true,
    through: 4_502,
    counts: { insured: 1, added: 4_500, unchanged: 0, rejected: 0 },
  });
  expect(await take(text, 'coupe')).toMatchObject({ finished: true, counts: { added: 4_500 } });
  const gap = await takeIntake(ports, feeds, 'trou', () => linesOf(rows.slice(5).join('\n'), 6));
  expect(gap).toMatchObject({ ok: false, refusal: { code: 'TRANSITION_INTERDITE', findings: [{ rule: 'LIGNES_MANQUANTES', expected: '<= 1' }] } });
  await take(`${rows.slice(0, 10).join('\n')}\n`, 'autre');
  const other = await takeIntake(ports, feeds, 'autre', () => linesOf(`${rows.slice(0, 9).join('\n')}\n{}\n`));
  expect(other).toMatchObject({ ok: false, refusal: { code: 'IDENTIFIANT_DEJA_UTILISE', findings: [{ rule: 'FICHIER_DIFFERENT' }] } });
});

test('what is wrong with a line is said by its field, its rule and its place, and never by its values', async () => {
  const [ins, stranger] = [newIns(), newIns()];
  const taken = await take(
    fileOf([
      insuredLine(ins),
      careLine(stranger, 'a', '2026-05-04'),
      '{"type":"remboursement"',
      careLine(ins, 'b', '2026-05-04', 'soins', { montant: 25 }),
      careLine(ins, 'c', '2026-02-30', 'soins'),
      careLine(ins, 'd', '2026-05-04', 'soins', { acte: 'FHV', libelle: 'FORFAIT' }),
      careLine(ins, 'e', '2026-05-04', 'radiologie', { acte: 'JNJP001' }),
      careLine(ins, 'f', '2027-01-01', 'soins'),
      { type: 'remboursement', ins: ins.matricule, oid: ins.oid, nature: 'optique' },
      treatingLine(ins, '10000000702', '2026-01-01'),
      insuredLine(newIns(), { rattacheA: [{ ins: stranger.matricule, oid: stranger.oid }] }),
      careLine(ins, 'g', '2020-05-04'),
    ]),
  );
  expect(taken).toMatchObject({ finished: true, counts: { insured: 1, added: 0, outside: 1, rejected: 10 } });
  expect(await rejectsOf(taken)).toEqual([
    { line: 2, field: 'ins', rule: 'ASSURE_INCONNU' },
    { line: 3, field: 'ligne', rule: 'JSON_MAL_FORME' },
    { line: 4, field: 'montant', rule: 'CHAMP_INCONNU' },
    { line: 5, field: 'date', rule: 'DATE_FORME' },
    { line: 6, field: 'acte', rule: 'ACTE_SECRET' },
    { line: 7, field: 'acte', rule: 'ACTE_SECRET' },
    { line: 8, field: 'date', rule: 'DATE_FUTURE' },
    { line: 9, field: 'nature', rule: 'NATURE_INCONNUE' },
    { line: 10, field: 'rpps', rule: 'PROFESSIONNEL_INCONNU' },
    { line: 11, field: 'rattacheA', rule: 'RATTACHEMENT_INCONNU' },
  ]);
  const { rows } = await storage.pool.query<{ kept: string }>('SELECT (r.*)::text AS kept FROM intake_reject r WHERE name = $1', [taken.name]);
  for (const { kept } of rows) expect(kept).not.toMatch(new RegExp(`${ins.matricule}|${stranger.matricule}|FORFAIT|FHV|JNJP001|MARCHAND`));
  const short = await take(fileOf([insuredLine(newIns())]).replace('"lignes":1', '"lignes":7'));
  expect(short.finished).toBe(false);
  expect(await rejectsOf(short)).toEqual([{ line: 2, field: 'lignes', rule: 'COMPTE_FAUX' }]);
});

test('the history is of twenty-four rolling months: what is older leaves the view at once, and the base the night after (X1)', async () => {
  const ins = newIns();
  await take(fileOf([insuredLine(ins), careLine(ins, 'old', '2024-11-20'), careLine(ins, 'next', '2024-11-22'), careLine(ins, 'new', '2026-11-01')]));
  const { id, titulaire } = await open(ins);
  await file();
  expect(await shown(id, titulaire)).toEqual(['2026-11-01 new v1', '2024-11-22 next v1', '2024-11-20 old v1']);
  now = plusDays(noon, 1);
  expect(await shown(id, titulaire)).toEqual(['2026-11-01 new v1', '2024-11-22 next v1']);
  const oldest = async (): Promise<string | undefined> =>
    (await storage.pool.query<{ oldest: string }>('SELECT min(oldest)::text AS oldest FROM reimbursement_month WHERE dossier_id = $1', [id])).rows[0]?.oldest;
  expect(await oldest()).toBe('2024-11-20');
  expect(await expireHistories(ports)).toBeGreaterThan(0);
  expect(await oldest()).toBe('2024-11-22');
  expect(await expireHistories(ports)).toBe(0);
  await file();
  expect((await historyOf(id, titulaire)).bytes.toString('utf8')).not.toContain('20/11/2024');
  // In three years nothing is left but an empty document.
  now = plusDays(noon, 1_100);
  await expireHistories(ports);
  await file();
  expect(await shown(id, titulaire)).toEqual([]);
  expect(await oldest()).toBeNull();
});

test('of who opposed the opening of a record nothing is kept, and the insurer is answered as of anybody', async () => {
  const [ins, other] = [newIns(), newIns()];
  await take(fileOf([insuredLine(ins), insuredLine(other), careLine(ins, 'a', '2026-05-04')]));
  await storage.pool.query(
    `INSERT INTO opposition (dossier_id, id, at, means, sealed) SELECT a.dossier_id, gen_random_uuid(), now(), 'courrier', '' FROM assure a
      WHERE EXISTS (SELECT FROM reimbursement_month m WHERE m.dossier_id = a.dossier_id) AND NOT EXISTS (SELECT FROM dossier d WHERE d.dossier_id = a.dossier_id)`,
  );
  const kept = async (): Promise<number> =>
    (
      await storage.pool.query<{ kept: number }>(
        'SELECT count(*) AS kept FROM reimbursement_month m JOIN opposition o ON o.dossier_id = m.dossier_id AND o.lifted_at IS NULL',
      )
    ).rows[0]!.kept;
  const before = await kept();
  const told = async (one: Ins) => (await take(fileOf([careLine(one, 'b', '2026-06-04')]))).counts;
  expect(await told(ins)).toEqual(await told(other));
  expect(await kept()).toBe(before);
});

test('the patient hides it from professionals by one switch, and the insurer reads nothing of what it wrote', async () => {
  const ins = newIns();
  await take(fileOf([insuredLine(ins), treatingLine(ins, rpps, '2026-01-05'), careLine(ins, 'a', '2026-05-04')]));
  const { id, titulaire } = await open(ins);
  await file();
  const other = doctor('10000000703');
  await storage.pool.query(
    `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at, express)
      VALUES ($1, gen_random_uuid(), 'professionnel', $2, now() - interval '1 year', 'patient', now() + interval '30 years', false)`,
    [id, other.id],
  );
  expect(await documentsOf(id, by(other))).toHaveLength(1);
  valueOf(await changeChoices(ports, titulaire, { id }, { masksReimbursements: true }));
  expect(await documentsOf(id, by(other))).toHaveLength(0);
  expect(await documentsOf(id, by(doctor(rpps)))).toHaveLength(1);
  const [document] = await documentsOf(id, titulaire);
  for (const asked of [listDocuments(ports, feeds, { id }, {}), readDocument(ports, feeds, { id }, { logicalId: document!.entry.logicalId })])
    expect(await asked).toMatchObject({ ok: false, refusal: { code: 'ACTEUR_INTERDIT' } });
  // What it may ask tells how far its file was taken, and nothing of anybody.
  expect(JSON.stringify(valueOf(await findIntake(ports, feeds, `envoi-${files}`)))).not.toMatch(/MARCHAND|CONSULTATION|PNEUMO/);
  expect(await findIntake(ports, titulaire, `envoi-${files}`)).toMatchObject({ ok: false, refusal: { code: 'FONCTION_INTERDITE' } });
});

test('lines of one step are saved together, with the outcome of each in turn: attached after, twice the same person, another médecin traitant', async () => {
  const [mother, father, child, other] = [newIns(), newIns(), newIns(), newIns()];
  const named = (...people: readonly Ins[]) => ({ rattacheA: people.map(({ matricule, oid }) => ({ ins: matricule, oid })) });
  const intake = await take(
    fileOf([
      insuredLine(mother),
      // Attached to somebody who comes two lines later: nobody knows them yet.
      insuredLine(child, named(mother, father)),
      insuredLine(father),
      insuredLine(child, { prenoms: 'LOU', ...named(mother, father) }),
      insuredLine(child, { prenoms: 'LOUISE', ...named(mother, father) }),
      insuredLine(father, { prenoms: 'PAUL' }),
      treatingLine(mother, rpps, '2026-01-02'),
      treatingLine(mother, undefined, '2026-02-03'),
      treatingLine(child, rpps, '2026-03-04'),
      treatingLine(other, rpps, '2026-03-04'),
    ]),
  );
  expect(intake.counts).toMatchObject({ insured: 5, treating: 3, rejected: 2 });
  expect(await rejectsOf(intake)).toEqual([
    { line: 2, field: 'rattacheA', rule: 'RATTACHEMENT_INCONNU' },
    { line: 10, field: 'ins', rule: 'ASSURE_INCONNU' },
  ]);
  const known = await storage.transactions.run(async ({ assures }) => {
    const decision = decideAcross({ action: 'find-assure', actor: { kind: 'systeme' }, mode: 'normal', at: noon, policy: policyAt(noon, []) });
    if (!decision.granted) throw new Error(decision.rule);
    return Promise.all([mother, father, child].map((ins) => assures.find(decision.permit, ins)));
  });
  const [m, f, c] = known.map((one) => one!);
  expect([m, f, c].map((one) => one!.traits.birthFirstNames)).toEqual(['CLAIRE', 'PAUL', 'LOUISE']);
  expect(new Set(c!.rattachements.map(({ to }) => to))).toEqual(new Set([m!.id, f!.id]));
  const { rows } = await storage.pool.query<{ professionnel: string; ended: boolean }>({
    text: 'SELECT professionnel, until IS NOT NULL AS ended FROM medecin_traitant WHERE dossier_id = ANY ($1::uuid[]) ORDER BY since',
    values: [[m!.id, c!.id]],
  });
  expect(rows.map(({ ended }) => ended)).toEqual([true, false]);
});

test('a diabetic without an examination of the eye in twelve months is reminded of it, refuses it, and nobody else is told (A078)', async () => {
  const ins = newIns();
  const metformin = { libelle: 'METFORMINE 1000MG CPR 30', composants: ['METFORMINE CHLORHYDRATE'] };
  const deliveries = ['2026-08-01', '2026-09-01', '2026-10-01'].map((date) => careLine(ins, `m-${date}`, date, 'pharmacie', metformin));
  await take(fileOf([insuredLine(ins), treatingLine(ins, rpps, '2026-01-05'), ...deliveries, careLine(ins, 'fo', '2025-11-19', 'soins', { acte: 'BGQP002' })]));
  const { id, titulaire } = await open(ins);
  const due = async (caller = titulaire) => valueOf(await readReminders(ports, caller, { id })).due;
  // Before its document is filed there is no history to see.
  expect(await due()).toEqual([]);
  await file();
  expect(await due()).toEqual([{ code: 'fundus', reason: { kind: 'medicines' } }]);
  // Looking opens no document: what is new stays new, and the journal says two looks.
  expect((await documentsOf(id, titulaire))[0]!.isNew).toBe(true);
  const notices = async (): Promise<unknown> => (await storage.pool.query('SELECT kind FROM notice WHERE dossier_id = $1 ORDER BY at', [id])).rows;
  const before = await notices();
  valueOf(await answerReminder(ports, titulaire, { id }, 'fundus', 'refused'));
  now = plusDays(noon, 400);
  expect(valueOf(await readReminders(ports, titulaire, { id })).answered).toMatchObject([{ code: 'fundus', answer: 'refused' }]);
  now = noon;
  expect(await due()).toEqual([]);
  valueOf(await answerReminder(ports, titulaire, { id }, 'fundus', 'shown'));
  expect(await due()).toHaveLength(1);
  // An examination that comes by the feed ends it; so does the word of the patient.
  await take(fileOf([careLine(ins, 'fo-2', '2026-10-20', 'soins', { acte: 'BGQP140' })]));
  expect(await due()).toEqual([]);
  await take(fileOf([cancelLine(ins, 'fo-2', '2026-10-20', 2)]));
  expect(await due()).toHaveLength(1);
  valueOf(await saveProfile(ports, titulaire, { id }, { diabetes: 'no' }));
  expect(await due()).toEqual([]);
  expect(await notices()).toEqual(before);
  // The médecin traitant reads the history, and no reminder; the insurer neither.
  for (const caller of [by(doctor(rpps)), feeds]) {
    expect(await readReminders(ports, caller, { id })).toMatchObject({ ok: false });
    expect(await answerReminder(ports, caller, { id }, 'fundus', 'refused')).toMatchObject({ ok: false });
  }
  const { rows } = await storage.pool.query<{ sealed: Buffer }>('SELECT sealed FROM reminder_answers WHERE dossier_id = $1', [id]);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.sealed.toString('latin1')).not.toMatch(/fundus|refused/);
  // Who represents somebody answers for themselves alone.
  const personne = '00000000-0000-4000-8000-00000000f0f0';
  valueOf(await saveProfile(ports, titulaire, { id }, {}));
  await storage.pool.query(
    `INSERT INTO representation (dossier_id, personne, kind, since, sealed) SELECT dossier_id, $2, 'tuteur', now() - interval '1 year', '' FROM dossier WHERE dossier_id = $1`,
    [id, personne],
  );
  const tuteur = by({ kind: 'representant', personne: personne as never, factors: 2 });
  valueOf(await answerReminder(ports, tuteur, { id }, 'fundus', 'refused'));
  expect(await due(tuteur)).toEqual([]);
  expect(await due()).toHaveLength(1);
});
