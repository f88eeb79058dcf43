// Which lines count in which situation, and which treatments are told first: by code where there is one, by words otherwise.

import { type ClinicalFact, type Concept, situationsOf, watchedClassOf, watchedIn } from '@carnet/domain/clinical';
import { type WatchedClass, atcSystem, icd10System, loincSystem, situations, watchedClasses } from '@carnet/domain/terminology';
import { expect, test } from 'vitest';

const words = (text: string): Concept => ({ codings: [], text });
const coded = (code: string, system: string, display = code): Concept => ({ codings: [{ code, system, display }] });
const treatment = (product: Concept): ClinicalFact => ({ kind: 'medication', place: 1, use: 'taken', product });
const problem = (code: Concept): ClinicalFact => ({ kind: 'condition', place: 1, code, category: 'problem-list-item' });
const result = (code: string): ClinicalFact => ({
  kind: 'observation',
  place: 1,
  category: 'laboratory',
  code: coded(code, loincSystem),
  value: { kind: 'quantity', value: 1 },
  status: 'final',
  interpretation: [],
  ranges: [],
});

test.each<readonly [string, WatchedClass]>([
  ['KARDEGIC 75 mg, poudre pour solution buvable', 'antithrombotic'],
  ['Acide acétylsalicylique 100 mg', 'antithrombotic'],
  ['Énoxaparine 4 000 UI', 'antithrombotic'],
  ['Insuline glargine', 'glucose-lowering'],
  ['DAPAGLIFLOZINE 10 mg', 'glucose-lowering'],
  ['Prednisone 5 mg', 'corticosteroid'],
  ['Ramipril 5 mg', 'renin-angiotensin'],
  ['Valsartan', 'renin-angiotensin'],
  ['Bisoprolol 2,5 mg', 'beta-blocker'],
  ['Lévétiracétam', 'antiepileptic'],
  ['Oxycodone LP', 'opioid'],
  ['Téralithe 250 mg', 'lithium'],
  ['Moclobémide', 'mao-inhibitor'],
])('« %s » is known by its words: %s', (text, expected) => {
  expect(watchedClassOf(treatment(words(text)))).toBe(expected);
});

test.each(['Paracétamol 1 g', 'Amoxicilline', 'Oméprazole', 'Vitamine D', 'Aprilia', 'Sartane', 'Colchicine', 'Cholestérol', 'Nadolis'])(
  '« %s » is of none of the classes',
  (text) => {
    expect(watchedClassOf(treatment(words(text)))).toBeUndefined();
  },
);

test('a code says what a treatment is, whatever its words: an ointment with hydrocortisone is no corticosteroid taken by mouth', () => {
  expect(watchedClassOf(treatment(coded('D07AA02', atcSystem, 'hydrocortisone')))).toBeUndefined();
  expect(watchedClassOf(treatment(coded('H02AB09', atcSystem, 'hydrocortisone')))).toBe('corticosteroid');
  expect(watchedClassOf(treatment(coded('B01AC06', atcSystem, 'une marque nouvelle')))).toBe('antithrombotic');
  expect(watchedClassOf(problem(coded('B01', icd10System)))).toBeUndefined();
});

test('every class is told first somewhere, and before an anaesthesia', () => {
  for (const one of watchedClasses) expect(watchedIn(one)).toContain('anaesthesia');
});

test('allergies count everywhere, a problem of the heart in its follow-up too, a result where its code is looked at', () => {
  expect(situationsOf({ kind: 'allergy', place: 1, agent: words('Pénicilline'), reactions: [] })).toEqual(situations);
  expect(situationsOf(problem(coded('I25.1', icd10System)))).toEqual(situations);
  expect(situationsOf(problem(words('Fibrillation auriculaire')))).toEqual(situations);
  expect(situationsOf(problem(coded('M16.1', icd10System, 'Coxarthrose')))).toEqual(['emergency', 'anaesthesia', 'medicines']);
  expect(situationsOf(treatment(words('Bisoprolol')))).toEqual(situations);
  expect(situationsOf(treatment(words('Paracétamol')))).toEqual(['emergency', 'anaesthesia', 'medicines']);
  expect(situationsOf(treatment(coded('N02BE01', atcSystem, 'une marque, « Cardio »')))).toEqual(['emergency', 'anaesthesia', 'medicines']);
  expect(situationsOf(result('6301-6'))).toEqual(situations);
  expect(situationsOf(result('2089-1'))).toEqual(['heart']);
  expect(situationsOf(result('1988-5'))).toEqual([]);
  expect(situationsOf({ kind: 'report', place: 0, category: 'laboratory', code: words('Biologie'), results: [1] })).toEqual([]);
});
