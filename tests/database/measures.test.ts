// Measures of health on real PostgreSQL: entered once, corrected and withdrawn by who entered them, hidden by kind, kept from representatives where
// they were taken in secret, written by a paired service; and curves that join them to what documents say; and the record at a glance, drawn from the same.

import { actorId } from '@carnet/domain/audit';
import type { Actor } from '@carnet/domain/access';
import type { DocumentEntry, LogicalId } from '@carnet/domain/document';
import type { Appairage, PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf, plusDays } from '@carnet/domain/kernel';
import type { MeasureId } from '@carnet/domain/measure';
import type { Caller } from '@carnet/server/application/caller';
import { depositDocuments } from '@carnet/server/application/deposit-documents';
import { changeDocument } from '@carnet/server/application/change-document';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import {
  type NewMeasure,
  chooseOfMeasures,
  correctMeasure,
  enterMeasures,
  readDevice,
  readMeasure,
  withdrawMeasure,
} from '@carnet/server/application/measures';
import { findFacts } from '@carnet/server/application/read-clinical';
import { type ReadGlance, readGlance } from '@carnet/server/application/read-glance';
import { readCurves } from '@carnet/server/application/read-curves';
import { readJournal } from '@carnet/server/application/read-journal';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { allergy, entry, noKnownAllergy, problem, reaction, result, results, treatment } from '../fixtures/cda/clinical.ts';
import { compose, section, structured } from '../fixtures/cda/compose.ts';
import { freshDatabase } from '../support/database.ts';
import { portsOn } from '../support/ports.ts';
import { doctor, newDossier, newEntry, newSet, noon, titulaireOf } from '../support/records.ts';
import { writeTies } from '../support/ties.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
const ports = portsOn(storage, () => noon);
const treating = doctor('70000000101');
const second = doctor('70000000102');
const stranger = doctor('70000000103');
await storage.registry.register({
  professionnels: [treating, second, stranger].map(({ id, profession }) => ({
    id,
    familyName: `NOM${id}`,
    givenName: 'Alex',
    profession,
    structures: [],
    active: true,
  })),
});
const by = (actor: Actor, over: Partial<Caller> = {}): Caller => ({
  actor,
  mode: 'normal',
  context: { door: 'fhir', actorName: `nom de ${actorId(actor)}` },
  ...over,
});
const service: Actor = { kind: 'service-tiers', id: 'balance' };
const parent = randomUUID() as PersonneId;
const representant: Actor = { kind: 'representant', personne: parent, factors: 2 };
const paired = (over: Partial<Appairage> = {}): readonly [string, Appairage] => [
  'balance',
  { reads: ['mesures'], writes: ['mesures'], since: plusDays(noon, -1), until: plusDays(noon, 30), pairedBy: 'titulaire', ...over },
];

async function open(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier({ medecinTraitant: treating.id, ...over });
  await storage.registry.openDossier(dossier);
  await declareAutorisation(ports, by(second), { id: dossier.id }, 'me');
  return dossier;
}
const value = <T>(answer: Result<T>): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};
const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'ok' : [answer.refusal.code, ...answer.refusal.findings.map(({ rule }) => rule)].join(' '));
const daysAgo = (days: number): Instant => plusDays(noon, -days);
const enter = async (caller: Caller, { id }: NewDossier, ...measures: NewMeasure[]): Promise<readonly MeasureId[]> =>
  value(await enterMeasures(ports, caller, { id }, { measures })).measures.map(({ measure }) => measure.id);
const seen = async (caller: Caller, { id }: NewDossier, kinds = ['weight', 'blood-pressure', 'hba1c', 'pain'] as const): Promise<readonly string[]> => {
  const curves = await readCurves(ports, caller, { id }, kinds);
  if (!curves.ok) return [curves.refusal.code];
  return curves.value.curves.flatMap(({ kind, points }) =>
    points.map((point) => `${kind} ${point.value}${point.diastolic === undefined ? '' : `/${point.diastolic}`}`),
  );
};
const weight = (kilos: number, days = 1): NewMeasure => ({ kind: 'weight', value: kilos, at: daysAgo(days) });
const pressure = { kind: 'blood-pressure', value: 128, diastolic: 79, at: daysAgo(2), comment: 'Au repos' } as const;

describe('entered', () => {
  test('by the patient, seen by a doctor who is agreed to, by nobody else; each reading is a line of the journal', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    await enter(patient, dossier, pressure, weight(71.5));
    for (const reader of [patient, by(second), by(treating)]) expect(await seen(reader, dossier)).toEqual(['weight 71.5', 'blood-pressure 128/79']);
    expect(await seen(by(stranger), dossier)).toEqual(['AUTORISATION_ABSENTE']);
    expect(await seen(by({ kind: 'assurance-maladie', id: '1750000018' as never, active: true }), dossier)).toEqual(['ACTEUR_INTERDIT']);
    const journal = value(await readJournal(ports, patient, { id: dossier.id }, {})).rows.map(
      ({ actorId: who, action, outcome }) => `${who} ${action} ${outcome}`,
    );
    expect(journal).toEqual(
      expect.arrayContaining([
        `${dossier.titulaire} write-measures granted`,
        `${second.id} read-measures granted`,
        `${treating.id} read-measures granted`,
        `${stranger.id} read-measures refused`,
      ]),
    );
  });
  test('the same twice is one; another who measures the same is another', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    const [first] = await enter(patient, dossier, weight(71.5));
    expect(await enter(patient, dossier, weight(71.5))).toEqual([first]);
    expect(await enter(by(second), dossier, weight(71.5))).not.toEqual([first]);
    expect(await seen(patient, dossier)).toEqual(['weight 71.5', 'weight 71.5']);
  });
  test('all of a transaction or nothing, every fault named', async () => {
    const dossier = await open();
    const refused = await enterMeasures(
      ports,
      by(titulaireOf(dossier)),
      { id: dossier.id },
      {
        measures: [weight(71.5), { ...weight(715), at: plusDays(noon, 1) }, { kind: 'bmi', value: 22, at: noon }],
      },
    );
    expect(codeOf(refused)).toBe('MESURE_REFUSEE MESURE_HORS_LIMITES DATE_FUTURE MESURE_CALCULEE');
    expect(await seen(by(titulaireOf(dossier)), dossier)).toEqual([]);
  });
  test('nothing of it lies in clear', async () => {
    const dossier = await open();
    await enter(by(titulaireOf(dossier)), dossier, pressure);
    const { rows } = await storage.pool.query<{ row: string }>('SELECT m::text AS row FROM measure m WHERE dossier_id = $1', [dossier.id]);
    for (const word of ['128', 'repos', 'blood-pressure', '85354-9']) expect(rows[0]!.row).not.toContain(Buffer.from(word).toString('hex'));
    expect(Object.keys((await storage.pool.query('SELECT * FROM measure LIMIT 1')).rows[0])).toEqual([
      'dossier_id',
      'id',
      'tag',
      'mark',
      'made_at',
      'version',
      'sealed',
    ]);
  });
});

describe('corrected and withdrawn', () => {
  test('by the patient’s side what came from it, and by nobody else', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    const [id] = await enter(patient, dossier, weight(715 / 10));
    const correct = (caller: Caller, version = 1) => correctMeasure(ports, caller, { id: dossier.id }, id!, { value: 71, at: daysAgo(1), version });
    expect(codeOf(await correct(by(second)))).toBe('ACTE_RESERVE');
    expect(codeOf(await correct(by(stranger)))).toBe('DOCUMENT_INEXISTANT');
    expect(codeOf(await correct(patient, 2))).toBe('VERSION_PERIMEE');
    expect(value(await correct(patient)).measure).toMatchObject({ value: 71, version: 2, changedAt: noon });
    expect(codeOf(await correctMeasure(ports, patient, { id: dossier.id }, id!, { value: 710, at: noon }))).toBe('MESURE_REFUSEE MESURE_HORS_LIMITES');
    expect(codeOf(await withdrawMeasure(ports, by(second), { id: dossier.id }, id!, 2))).toBe('ACTE_RESERVE');
    expect(codeOf(await withdrawMeasure(ports, patient, { id: dossier.id }, id!, 1))).toBe('VERSION_PERIMEE');
    expect(codeOf(await withdrawMeasure(ports, patient, { id: dossier.id }, id!, 2))).toBe('ok');
    expect(codeOf(await readMeasure(ports, patient, { id: dossier.id }, id!))).toBe('DOCUMENT_INEXISTANT');
    expect((await storage.pool.query('SELECT FROM measure WHERE dossier_id = $1', [dossier.id])).rowCount).toBe(0);
  });
  test('a professional’s measure is theirs', async () => {
    const dossier = await open();
    const [id] = await enter(by(second), dossier, weight(71));
    expect(codeOf(await withdrawMeasure(ports, by(titulaireOf(dossier)), { id: dossier.id }, id!, 1))).toBe('ACTE_RESERVE');
    expect(codeOf(await withdrawMeasure(ports, by(second), { id: dossier.id }, id!, 1))).toBe('ok');
  });
});

describe('hidden', () => {
  test('a kind the patient hides is seen by their médecin traitant and by who measured it; the others do not learn that it is there', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    const [own] = await enter(patient, dossier, weight(71.5), pressure);
    await enter(by(second), dossier, weight(72, 3));
    expect(codeOf(await chooseOfMeasures(ports, by(second), { id: dossier.id }, { hidden: [] }))).toBe('FONCTION_INTERDITE');
    value(await chooseOfMeasures(ports, patient, { id: dossier.id }, { hidden: ['weight'] }));
    expect(await seen(by(second), dossier)).toEqual(['weight 72', 'blood-pressure 128/79']);
    expect(await seen(by(treating), dossier)).toEqual(['weight 71.5', 'weight 72', 'blood-pressure 128/79']);
    expect(codeOf(await readMeasure(ports, by(second), { id: dossier.id }, own!))).toBe('DOCUMENT_INEXISTANT');
    const found = value(await findFacts(ports, by(second), { id: dossier.id }, { kinds: ['observation'], limit: 10 }));
    expect([found.total, found.facts.length]).toEqual([2, 2]);
    value(await chooseOfMeasures(ports, patient, { id: dossier.id }, { hidden: [] }));
    expect(await seen(by(second), dossier)).toHaveLength(3);
  });
  test('what a minor asks to keep secret, their representatives never see', async () => {
    const dossier = await open({ traits: { ...newDossier().traits, birthDate: '2011-05-02' as never } });
    await writeTies(storage, dossier, { representation: [parent, { kind: 'parent', since: daysAgo(30) }] });
    await enter(by(second, { secret: true }), dossier, { kind: 'pain', value: 7, at: daysAgo(1) });
    await enter(by(representant), dossier, weight(40));
    expect(await seen(by(representant), dossier)).toEqual(['weight 40']);
    expect(await seen(by(titulaireOf(dossier)), dossier)).toEqual(['weight 40', 'pain 7']);
  });
});

describe('a paired service', () => {
  const measure = { ...weight(71.5), source: '1.2.3.4', device: 0 };
  const devices = [{ system: 'urn:oid:1.2.3.4.5', value: 'FE-ED-01', manufacturer: 'Balances & Cie' }];
  test('enters, reads, corrects and withdraws what is its own; the patient withdraws it too', async () => {
    const dossier = await open();
    await writeTies(storage, dossier, { appairage: paired() });
    const first = value(await enterMeasures(ports, by(service), { id: dossier.id }, { measures: [measure], devices }));
    const again = value(await enterMeasures(ports, by(service), { id: dossier.id }, { measures: [measure, { ...measure, at: daysAgo(2) }], devices }));
    expect([first.devices[0]!.added, again.devices[0]!.added, ...again.measures.map(({ added }) => added)]).toEqual([true, false, false, true]);
    expect(value(await readDevice(ports, by(second), { id: dossier.id }, first.devices[0]!.id))).toMatchObject(devices[0]!);
    const { id } = first.measures[0]!.measure;
    expect(value(await readMeasure(ports, by(service), { id: dossier.id }, id)).measure).toMatchObject({
      source: '1.2.3.4',
      enteredBy: { kind: 'service-tiers', id: 'balance' },
    });
    const [patients] = await enter(by(titulaireOf(dossier)), dossier, weight(70));
    // It reads it, and is told the truth; one that only writes is told of nothing.
    expect(codeOf(await withdrawMeasure(ports, by(service), { id: dossier.id }, patients!))).toBe('ACTE_RESERVE');
    expect(codeOf(await correctMeasure(ports, by(service), { id: dossier.id }, patients!, { value: 71, at: daysAgo(1) }))).toBe('ACTE_RESERVE');
    const blind = await open();
    await writeTies(storage, blind, { appairage: paired({ reads: [] }) });
    const [unseen] = await enter(by(titulaireOf(blind)), blind, weight(70));
    expect(codeOf(await withdrawMeasure(ports, by(service), { id: blind.id }, unseen!))).toBe('DOCUMENT_INEXISTANT');
    expect(codeOf(await correctMeasure(ports, by(service), { id: dossier.id }, id, { value: 71, at: daysAgo(1) }))).toBe('ok');
    expect(codeOf(await withdrawMeasure(ports, by(titulaireOf(dossier)), { id: dossier.id }, id))).toBe('ok');
  });
  test.each([
    ['reads only', { writes: [] }, 'CATEGORIE_NON_PARTAGEE'],
    ['paired for documents', { writes: ['comptes-rendus'], reads: ['comptes-rendus'] }, 'CATEGORIE_NON_PARTAGEE'],
    ['over', { until: daysAgo(0) }, 'CATEGORIE_NON_PARTAGEE'],
  ] as const)('%s: refused', async (_name, over, code) => {
    const dossier = await open();
    await writeTies(storage, dossier, { appairage: paired(over) });
    expect(codeOf(await enterMeasures(ports, by(service), { id: dossier.id }, { measures: [weight(71.5)] }))).toBe(code);
  });
  test('that was never paired is not told that there is a record', async () =>
    expect(codeOf(await enterMeasures(ports, by(service), { id: (await open()).id }, { measures: [weight(71.5)] }))).toBe('DOSSIER_INEXISTANT'));
});

describe('curves', () => {
  const report = async (dossier: NewDossier, percent: number, time: string): Promise<{ readonly logicalId: string; readonly entryUuid: string }> => {
    const body = entry(
      results(result({ value: `<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="${percent}" unit="%"/>`, time })),
    );
    const bytes = Buffer.from(compose({ body: structured(section('Résultats', '<paragraph/>', body)), typeCode: '11502-2' }));
    const made = newEntry(dossier.ins, bytes, { author: second.id as PsIdNat, over: { mimeType: 'text/xml' } });
    const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = made;
    const done = value(await depositDocuments(ports, by(second), { ins: dossier.ins }, { set: newSet(made), documents: [{ metadata, bytes }] }));
    return done.entries[0]!;
  };
  test('join what was entered to what laboratories reported, each with its origin; a masked report takes its value with it', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    const first = await report(dossier, 8.1, '20250110080000+0100');
    await report(dossier, 7.2, '20260203080000+0100');
    await enter(patient, dossier, { kind: 'hba1c', value: 6.9, at: daysAgo(3) });
    expect(await seen(by(treating), dossier)).toEqual(['hba1c 6.9', 'hba1c 7.2', 'hba1c 8.1']);
    const { curves } = value(await readCurves(ports, patient, { id: dossier.id }, ['hba1c']));
    expect(curves[0]!.points.map(({ origin }) => origin.from)).toEqual(['measure', 'document', 'document']);
    expect(curves[0]!.points[0]!.origin).toMatchObject({ own: true });
    value(
      await changeDocument(ports, patient, {
        dossier: { id: dossier.id },
        document: { logicalId: first.logicalId as never },
        acts: ['mask'],
        expectedVersion: 1,
      }),
    );
    await declareAutorisation(ports, by(stranger), { id: dossier.id }, 'me');
    expect(await seen(by(stranger), dossier)).toEqual(['hba1c 6.9', 'hba1c 7.2']);
    value(await chooseOfMeasures(ports, patient, { id: dossier.id }, { hidden: ['hba1c'] }));
    expect(await seen(by(stranger), dossier)).toEqual([]);
    value(await chooseOfMeasures(ports, patient, { id: dossier.id }, { hidden: [], fromDocuments: false, hba1cTarget: 7 }));
    expect(await seen(patient, dossier)).toEqual(['hba1c 6.9']);
    expect(value(await readCurves(ports, patient, { id: dossier.id }, [])).settings.hba1cTarget).toBe(7);
    value(await chooseOfMeasures(ports, patient, { id: dossier.id }, { hba1cTarget: null }));
    expect(value(await readCurves(ports, patient, { id: dossier.id }, [])).settings).toEqual({ hidden: [], fromDocuments: false });
  });
  test('each report whose value is told is traced as read', async () => {
    const dossier = await open();
    await report(dossier, 8.1, '20250110080000+0100');
    await report(dossier, 7.2, '20260203080000+0100');
    const reads = async (): Promise<number> =>
      Number(
        (await storage.pool.query<{ n: string }>(`SELECT count(*) AS n FROM trace WHERE dossier_id = $1 AND action = 'read-document'`, [dossier.id])).rows[0]!
          .n,
      );
    await readCurves(ports, by(treating), { id: dossier.id }, []);
    expect(await reads()).toBe(1);
    await readCurves(ports, by(treating), { id: dossier.id }, ['hba1c']);
    expect(await reads()).toBe(3);
  });
  test('the body mass index follows the weight, and is withheld with it', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    await enter(patient, dossier, { kind: 'height', value: 175, at: daysAgo(400) }, weight(70), weight(72, 10));
    const index = async (caller: Caller) =>
      value(await readCurves(ports, caller, { id: dossier.id }, ['bmi']))
        .curves.find(({ kind }) => kind === 'bmi')
        ?.points.map((point) => point.value);
    expect(await index(patient)).toEqual([22.9, 23.5]);
    value(await chooseOfMeasures(ports, patient, { id: dossier.id }, { hidden: ['weight'] }));
    expect(await index(by(second))).toBeUndefined();
  });
  test('a thousand points, on one curve and in pages', async () => {
    const dossier = await open();
    const patient = by(titulaireOf(dossier));
    for (let page = 0; page < 2; page++)
      await enter(
        patient,
        dossier,
        ...Array.from({ length: 500 }, (_, index): NewMeasure => ({
          kind: 'heart-rate',
          value: 60 + (index % 30),
          at: instantOf(daysAgo(1) - (page * 500 + index) * 60_000),
        })),
      );
    const { curves } = value(await readCurves(ports, patient, { id: dossier.id }, ['heart-rate']));
    expect(curves).toMatchObject([{ kind: 'heart-rate', total: 1000 }]);
    expect(curves[0]!.points).toHaveLength(1000);
    expect(value(await readCurves(ports, patient, { id: dossier.id }, [])).curves[0]!.points).toHaveLength(1);
    const page = value(await findFacts(ports, patient, { id: dossier.id }, { kinds: ['observation'], limit: 200, ascending: true }));
    const next = value(await findFacts(ports, patient, { id: dossier.id }, { kinds: ['observation'], limit: 200, ascending: true, after: page.next! }));
    const times = [...page.facts, ...next.facts].flatMap((one) => ('measure' in one ? [one.measure.at] : []));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(400);
  });
});

describe('the record at a glance', () => {
  const statements = { synthesis: [allergy({ reaction: reaction(false) }), problem(), treatment()], none: [noKnownAllergy], letter: [allergy(), problem()] };
  const keep = async (dossier: NewDossier, title: string, told: readonly string[], over: Partial<DocumentEntry> = {}): Promise<LogicalId> => {
    const bytes = Buffer.from(compose({ title, body: structured(section(title, '<paragraph/>', told.map(entry).join(''))) }));
    const made = newEntry(dossier.ins, bytes, { author: second.id as PsIdNat, over: { mimeType: 'text/xml', title, ...over } });
    const { entryUuid: _, logicalId: __, version: ___, status: ____, ...metadata } = made;
    const done = value(await depositDocuments(ports, by(second), { ins: dossier.ins }, { set: newSet(made), documents: [{ metadata, bytes }] }));
    return done.entries[0]!.logicalId;
  };
  const mask = async (dossier: NewDossier, logicalId: LogicalId): Promise<void> =>
    void value(
      await changeDocument(ports, by(titulaireOf(dossier)), { dossier: { id: dossier.id }, document: { logicalId }, acts: ['mask'], expectedVersion: 1 }),
    );
  const glanceFor = async (caller: Caller, { id }: NewDossier) => value(await readGlance(ports, caller, { id }));
  const told = ({ glance }: ReadGlance): readonly string[] =>
    Object.values(glance).flatMap(({ lines }) => lines.map(({ fact, sources }) => `${fact.kind} ${sources.map(({ title }) => title).join(', ')}`));

  test('is drawn from what this caller may read: a masked document adds nothing, not even to a count', async () => {
    const dossier = await open();
    await keep(dossier, 'Synthèse', statements.synthesis, { serviceStart: daysAgo(2) });
    const letter = await keep(dossier, 'Lettre', statements.letter, { serviceStart: daysAgo(30) });
    await declareAutorisation(ports, by(stranger), { id: dossier.id }, 'me');
    expect(told(await glanceFor(by(stranger), dossier))).toEqual(['allergy Synthèse, Lettre', 'medication Synthèse', 'condition Synthèse, Lettre']);
    await mask(dossier, letter);
    const without = await glanceFor(by(stranger), dossier);
    expect(told(without)).toEqual(['allergy Synthèse', 'medication Synthèse', 'condition Synthèse']);
    expect([without.read, without.heldBack.length, without.missing, without.more]).toEqual([1, 0, 0, false]);
    expect(told(await glanceFor(by(treating), dossier))).toContain('allergy Synthèse, Lettre');
  });
  test('in an emergency, what is masked is told only where the patient chose so', async () => {
    for (const permitsMaskedInEmergency of [false, true]) {
      const dossier = await open({ choices: { ...newDossier().choices, permitsMaskedInEmergency } });
      await mask(dossier, await keep(dossier, 'Lettre', [allergy()]));
      const urgent = by(stranger, { mode: 'bris_de_glace', emergency: randomUUID() });
      expect(told(await glanceFor(urgent, dossier))).toEqual(permitsMaskedInEmergency ? ['allergy Lettre'] : []);
    }
  });
  test('a document that is alone to say it, once masked, leaves a head that nobody speaks of', async () => {
    const dossier = await open();
    await declareAutorisation(ports, by(stranger), { id: dossier.id }, 'me');
    const none = await keep(dossier, 'Urgences', statements.none);
    expect((await glanceFor(by(stranger), dossier)).glance.allergies.none).toMatchObject([{ whole: true, sources: [{ title: 'Urgences' }] }]);
    await mask(dossier, none);
    expect((await glanceFor(by(stranger), dossier)).glance.allergies).toEqual({ lines: [], former: [], none: [] });
  });
  test('what is not announced to the patient is held back, and said to be', async () => {
    const dossier = await open();
    await keep(dossier, 'À annoncer', statements.synthesis, { visibilite: { masquePs: false, invisiblePatient: true, invisibleRepresentants: false } });
    const { heldBack, read, ...rest } = await glanceFor(by(second), dossier);
    expect([told({ heldBack, read, ...rest }), heldBack.map(({ title }) => title), read]).toEqual([[], ['À annoncer'], 0]);
  });
  test('a measure the patient keeps from professionals is kept from here too, whatever document says it', async () => {
    const dossier = await open();
    await keep(dossier, 'Biologie', [results(result())]);
    expect(told(await glanceFor(by(second), dossier))).toEqual(['observation Biologie']);
    value(await chooseOfMeasures(ports, by(titulaireOf(dossier)), { id: dossier.id }, { hidden: ['hba1c'] }));
    expect(told(await glanceFor(by(second), dossier))).toEqual([]);
    expect(told(await glanceFor(by(treating), dossier))).toEqual(['observation Biologie']);
  });
  test('one line of the journal says that it was read, and by whom; refused, it says nothing', async () => {
    const dossier = await open();
    await keep(dossier, 'Synthèse', statements.synthesis);
    const before = value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, {})).rows.length;
    await glanceFor(by(second), dossier);
    const { rows } = value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, {}));
    // One line for the reading of the journal in between.
    expect(rows.length - before).toBe(2);
    expect(rows.filter(({ subject }) => subject?.act === 'glance-read')).toMatchObject([{ action: 'list-documents', outcome: 'granted', actorId: second.id }]);
    expect(codeOf(await readGlance(ports, by(stranger), { id: dossier.id }))).toBe('AUTORISATION_ABSENTE');
    expect(codeOf(await readGlance(ports, by({ kind: 'structure', id: '1750000018' as never, active: true }), { id: dossier.id }))).toBe(
      'AUTHENTIFICATION_INSUFFISANTE',
    );
  });
});
