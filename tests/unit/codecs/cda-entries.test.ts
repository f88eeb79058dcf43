// What a structured body says in codes: each kind of statement, what is no fact (denied, planned, refuted, of somebody else), and bounds.

import { readCdaEntries } from '@carnet/codecs/cda';
import type { ClinicalContent, ClinicalFact, FactKind } from '@carnet/domain/clinical';
import { describe, expect, test } from 'vitest';
import {
  allergy,
  coded,
  delivery,
  entry,
  everything,
  familyHistory,
  noKnownAllergy,
  problem,
  reaction,
  result,
  results,
  surgery,
  treatment,
  vaccination,
  vitalSign,
} from '../../fixtures/cda/clinical.ts';
import { bytesOf, compose, level1, section, structured, tinyPdf } from '../../fixtures/cda/compose.ts';

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const contentOf = (body: string, typeCode?: string): ClinicalContent => {
  const content = readCdaEntries(bytesOf(compose({ body, ...(typeCode === undefined ? {} : { typeCode }) })));
  if (content === undefined) throw new Error('no structured body');
  return content;
};
const read = (...statements: readonly string[]): ClinicalContent =>
  contentOf(structured(section('S', '<paragraph ID="p">Mot de la narration</paragraph>', statements.map(entry).join(''))));
const one = <K extends FactKind>(kind: K, ...statements: readonly string[]): Extract<ClinicalFact, { kind: K }> => {
  const facts = read(...statements).facts.filter((fact): fact is Extract<ClinicalFact, { kind: K }> => fact.kind === kind);
  expect(facts).toHaveLength(1);
  return facts[0]!;
};
const none = { unknown: 0, negated: 0, refuted: 0, planned: 0, ofOthers: 0, empty: 0 };
const paris = (text: string): number => new Date(text).getTime();

describe('each kind of statement', () => {
  test('a result: code, value and unit, bounds of normality, judgement, date', () => {
    const fact = one('observation', results(result()));
    expect(fact).toMatchObject({
      category: 'laboratory',
      status: 'final',
      code: { codings: [{ code: '4548-4', system: '2.16.840.1.113883.6.1' }] },
      value: { kind: 'quantity', value: 7.2, unit: '%' },
      ranges: [{ low: { value: 4, unit: '%' }, high: { value: 6, unit: '%' } }],
      interpretation: [{ code: 'H', system: '2.16.840.1.113883.5.83' }],
      time: { kind: 'moment', at: { at: paris('2026-03-15T07:00:00Z'), precision: 'second' } },
    });
  });
  test('a vital sign keeps the precision of its date', () => {
    expect(one('observation', vitalSign('29463-7', 'Poids', 71, 'kg'))).toMatchObject({
      category: 'vital-signs',
      value: { kind: 'quantity', value: 71, unit: 'kg' },
      time: { kind: 'moment', at: { precision: 'day', at: paris('2026-04-01T22:00:00Z') } },
    });
  });
  test.each([
    [
      `<value ${xsi} xsi:type="IVL_PQ"><high value="0.128" unit="ug/mL" inclusive="false"/></value>`,
      { kind: 'quantity', value: 0.128, unit: 'ug/mL', comparator: '<' },
    ],
    [`<value ${xsi} xsi:type="IVL_PQ"><low value="0.5" unit="ug/mL"/></value>`, { kind: 'quantity', value: 0.5, unit: 'ug/mL', comparator: '>=' }],
    [
      `<value ${xsi} xsi:type="IVL_PQ"><low value="1" unit="g"/><high value="2" unit="g"/></value>`,
      { kind: 'range', low: { value: 1, unit: 'g' }, high: { value: 2, unit: 'g' } },
    ],
    [
      `<value ${xsi} xsi:type="CD"><originalText><reference value="#p"/></originalText></value>`,
      { kind: 'concept', concept: { codings: [], text: 'Mot de la narration' } },
    ],
    [`<value ${xsi} xsi:type="ST">Absence de germe</value>`, { kind: 'text', text: 'Absence de germe' }],
    [`<value ${xsi} xsi:type="INT" value="3"/>`, { kind: 'quantity', value: 3 }],
    [`<value ${xsi} xsi:type="BL" value="true"/>`, { kind: 'boolean', value: true }],
    [`<value ${xsi} xsi:type="PQ" nullFlavor="NAV"/>`, { kind: 'absent', reason: 'NAV' }],
    [`<value ${xsi} xsi:type="PQ" value="0,95" unit="g/L"/>`, { kind: 'absent' }],
    [`<value ${xsi} xsi:type="PQ" value="1e999" unit="g/L"/>`, { kind: 'absent' }],
  ])('a value %s', (value, expected) => expect(one('observation', results(result({ value }))).value).toEqual(expected));
  test('a problem: since when, its status, how sure', () => {
    expect(one('condition', problem({ status: 'recurrence', certainty: 'confirmed' }))).toMatchObject({
      category: 'problem-list-item',
      code: { codings: [{ code: 'E11.9', system: '2.16.840.1.113883.6.3' }] },
      clinicalStatus: 'recurrence',
      verification: 'confirmed',
      time: { kind: 'period', from: { precision: 'year' } },
    });
    expect(one('condition', problem()).clinicalStatus).toBe('active');
    expect(one('condition', problem({ concern: 'completed' })).clinicalStatus).toBe('inactive');
  });
  test('an allergy: to what, of which nature, with which reactions', () => {
    expect(one('allergy', allergy({ status: 'active', reaction: reaction(false) }))).toMatchObject({
      agent: { text: 'Amoxicilline', codings: [{ code: 'J01CA04' }] },
      nature: 'allergy',
      category: 'medication',
      clinicalStatus: 'active',
      reactions: [{ codings: [{ code: '126485001' }] }],
    });
    expect(one('allergy', allergy({ reaction: reaction(true) })).reactions).toEqual([]);
    const ticked = `nullFlavor="NA"><originalText><reference value="#p"/></originalText></value><value nullFlavor="NA"`;
    expect(one('allergy', allergy({ agent: '', value: ticked })).agent.codings).toMatchObject([{ code: '416098002' }]);
  });
  test('a vaccination: of what, when, which lot, which dose', () => {
    expect(one('immunization', vaccination())).toMatchObject({
      vaccine: { text: 'VACCIN D’ESSAI', codings: [{ code: 'J07AM51' }] },
      lot: 'AB123',
      dose: 3,
      series: { code: 'BOOSTER' },
    });
  });
  test('a treatment that is taken, prescribed, delivered', () => {
    expect(one('medication', treatment())).toMatchObject({ use: 'taken', dose: { low: { value: 1, unit: '{tablet}' } }, every: { value: 12, unit: 'h' } });
    expect(one('medication', treatment('INT')).use).toBe('prescribed');
    expect(one('medication', delivery())).toMatchObject({ use: 'dispensed', quantity: 2, time: { kind: 'moment', at: { precision: 'day' } } });
  });
  test('an act, and the day or the month it took place', () =>
    expect(one('procedure', surgery())).toMatchObject({ time: { kind: 'moment', at: { precision: 'month' } } }));
  test('a document of results is a report of them', () => {
    const { facts } = contentOf(structured(section('S', '<paragraph/>', entry(results(result(), result())))), '11502-2');
    expect(facts[0]).toMatchObject({ kind: 'report', place: 0, category: 'laboratory', results: facts.slice(1).map(({ place }) => place) });
  });
  test('facts are named by their place among all statements, and say their section', () => {
    const { facts } = contentOf(everything);
    expect(new Set(facts.map(({ place }) => place)).size).toBe(facts.length);
    expect(facts.every(({ section: told }) => told?.code === 'X')).toBe(true);
    expect(facts.map(({ kind }) => kind)).toEqual([
      'observation',
      'observation',
      'condition',
      'allergy',
      'immunization',
      'medication',
      'medication',
      'medication',
      'procedure',
    ]);
  });
});

describe('what is no fact', () => {
  test('“no known allergy” is no allergy: the document states an absence', () => {
    const { facts, absences } = read(noKnownAllergy);
    expect(facts).toEqual([]);
    expect(absences).toMatchObject([{ of: 'allergy', concept: { codings: [{ code: 'no-known-allergies' }] } }]);
  });
  test.each([
    ['a problem the patient does not have', problem({ negated: true }), 'negated'],
    ['an allergy the patient does not have', allergy({ negated: true }), 'negated'],
    ['a vaccination that was not given', vaccination({ negated: true }), 'negated'],
    ['a problem that was refuted', problem({ certainty: 'refuted' }), 'refuted'],
    ['an act that is planned', surgery('INT'), 'planned'],
    ['a vaccination that is advised', vaccination({ mood: 'INT' }), 'planned'],
    ['the mother’s diabetes', familyHistory(), 'ofOthers'],
    ['a problem without a code or a word', problem({ value: 'nullFlavor="UNK"' }), 'empty'],
    ['nothing is known of allergies', allergy({ agent: '', value: coded('no-allergy-info', '2.16.840.1.113883.5.1150.1', 'Pas d’information') }), 'empty'],
    ['a statement of no template known', '<observation classCode="OBS" moodCode="EVN"><code code="1" codeSystem="1.2"/></observation>', 'unknown'],
    [
      'a relation that is denied',
      results().replace('</act>', `<entryRelationship typeCode="COMP" negationInd="true">${result()}</entryRelationship></act>`),
      'negated',
    ],
  ] as const)('%s', (_what, statement, why) => {
    const { facts, left } = read(statement);
    expect(facts).toEqual([]);
    expect(left).toEqual({ ...none, [why]: 1 });
  });
  test('a section about somebody else', () => {
    const aboutMother = section('Mère', '<paragraph/>', entry(problem())).replace('<text>', '<subject><relatedSubject classCode="PRS"/></subject><text>');
    expect(contentOf(structured(aboutMother))).toMatchObject({ facts: [], left: { ofOthers: 1 } });
  });
  test('an object that is no CDA, or holds a file', () => {
    expect(readCdaEntries(bytesOf('<a xmlns="urn:hl7-org:v3"><structuredBody/></a>'))).toBeUndefined();
    expect(readCdaEntries(bytesOf('not XML structuredBody'))).toBeUndefined();
    expect(readCdaEntries(bytesOf(compose({ body: level1(tinyPdf('x').toString('base64')) })))).toBeUndefined();
  });
});

describe('bounds', () => {
  test('two thousand facts are taken, and what is beyond is said to be', () => {
    const content = read(results(...Array.from({ length: 2500 }, () => result({ more: '' }))));
    expect(content.facts).toHaveLength(2000);
    expect(content.truncated).toBe(true);
  });
  test('statements inside statements, as deep as XML may go', () => {
    const deep = `${'<act classCode="ACT" moodCode="EVN"><entryRelationship typeCode="COMP">'.repeat(90)}${result()}${'</entryRelationship></act>'.repeat(90)}`;
    expect(read(deep).facts).toEqual([]);
  });
  test('names of objects’ own properties are codes like others', () => {
    expect(one('allergy', allergy({ agent: '', value: coded('__proto__', '2.16.840.1.113883.6.96', 'constructor') })).agent.codings[0]?.code).toBe('__proto__');
    expect(contentOf(everything, '__proto__').facts.some(({ kind }) => kind === 'report')).toBe(false);
  });
  test('words are cut', () => {
    const text = one('observation', results(result({ value: `<value ${xsi} xsi:type="ST">${'x'.repeat(100_000)}</value>` }))).value;
    expect(text).toEqual({ kind: 'text', text: 'x'.repeat(1000) });
  });
});
