// A record at a glance: what several documents say is one line with each of them, the newest word wins, none known is not silence, and a value that
// moved says so.

import { type ClinicalContent, type ClinicalFact, type Concept, type ObservationFact, deviationOf, glanceOf } from '@carnet/domain/clinical';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { expect, test } from 'vitest';

const day = (text: string): Instant => instantOf(Date.parse(`${text}T09:00:00Z`));
const now = day('2026-06-01');
const source = (name: string, on: string, sha1 = name) => ({ logicalId: name as never, serviceStart: day(on), sha1 });
const coded = (code: string, display: string): Concept => ({ codings: [{ system: 'codes', code, display }] });
const words = (text: string): Concept => ({ codings: [], text });
const moment = (on: string) => ({ kind: 'moment', at: { at: day(on), until: instantOf(day(on) + 86_400_000), precision: 'day' } }) as const;
const left = { unknown: 0, negated: 0, refuted: 0, planned: 0, ofOthers: 0, empty: 0 };
const document = (entry: ReturnType<typeof source>, facts: readonly ClinicalFact[], absences: ClinicalContent['absences'] = []) => ({
  entry,
  content: { facts, absences, left, truncated: false },
});
const allergy = (agent: Concept, more: Partial<Extract<ClinicalFact, { kind: 'allergy' }>> = {}): ClinicalFact => ({
  kind: 'allergy',
  place: 1,
  agent,
  reactions: [],
  ...more,
});
const problem = (code: Concept, clinicalStatus?: 'active' | 'resolved'): ClinicalFact => ({
  kind: 'condition',
  place: 1,
  code,
  category: 'problem-list-item',
  ...(clinicalStatus === undefined ? {} : { clinicalStatus }),
});
const result = (value: number, on: string, unit = '%'): ObservationFact => ({
  kind: 'observation',
  place: 1,
  category: 'laboratory',
  code: coded('4548-4', 'HbA1c'),
  value: { kind: 'quantity', value, unit },
  status: 'final',
  interpretation: [],
  ranges: [{ low: { value: 4, unit: '%' }, high: { value: 6, unit: '%' } }],
  time: moment(on),
});
const treatment = (product: Concept, more: Partial<Extract<ClinicalFact, { kind: 'medication' }>> = {}): ClinicalFact => ({
  kind: 'medication',
  place: 1,
  use: 'taken',
  product,
  ...more,
});
const ids = (sources: readonly { readonly logicalId: string }[]): readonly string[] => sources.map(({ logicalId }) => logicalId);

test('the same notion in three documents, in a code or in its words, is one line that names each of them, the newest first', () => {
  const { allergies } = glanceOf(
    [
      document(source('letter', '2020-01-02'), [allergy(words('Pénicilline'))]),
      document(source('synthesis', '2026-01-02'), [allergy(coded('Z88.0', 'pénicilline'), { criticality: 'high' })]),
      document(source('stay', '2024-01-02'), [allergy(coded('Z88.0', 'Allergie à la pénicilline')), allergy(coded('X', 'Arachide'))]),
    ],
    now,
  );
  expect(allergies.lines.map(({ sources }) => ids(sources))).toEqual([['synthesis', 'stay', 'letter'], ['stay']]);
  expect(allergies.lines[0]!.fact).toMatchObject({ criticality: 'high' });
});

test('what the newest word leaves out and an older one tells is told: the reactions of an allergy and its gravity, the dose of a treatment', () => {
  const { allergies, treatments } = glanceOf(
    [
      document(source('old', '2026-01-02'), [
        allergy(coded('X', 'Arachide'), { criticality: 'high', reactions: [words('Choc anaphylactique')] }),
        treatment(coded('A', 'Metformine'), { dose: { low: { value: 1 } }, every: { value: 12, unit: 'h' } }),
      ]),
      document(source('new', '2026-05-02'), [
        allergy(coded('X', 'Arachide'), { reactions: [words('Urticaire')] }),
        treatment(coded('A', 'Metformine'), { use: 'dispensed' }),
      ]),
      document(source('denies', '2026-05-02'), [allergy(coded('Y', 'Œuf'), { criticality: 'low' })]),
      document(source('feared', '2020-05-02'), [allergy(coded('Y', 'Œuf'), { criticality: 'high' })]),
    ],
    now,
  );
  expect(allergies.lines.map(({ fact }) => fact.kind === 'allergy' && [fact.criticality, fact.reactions.map(({ text }) => text)])).toEqual([
    ['high', ['Urticaire', 'Choc anaphylactique']],
    ['low', []],
  ]);
  expect(treatments.lines[0]!.fact).toMatchObject({ use: 'dispensed', dose: { low: { value: 1 } }, every: { value: 12, unit: 'h' } });
});

test('the same file under two identifiers is one document', () => {
  const { allergies } = glanceOf(
    [
      document(source('sent', '2026-01-02', 'file'), [allergy(coded('X', 'Arachide'))]),
      document(source('sent-again', '2026-01-02', 'file'), [allergy(coded('X', 'Arachide'))]),
    ],
    now,
  );
  expect(allergies.lines.map(({ sources }) => sources.length)).toEqual([1]);
});

test('a problem that a newer document says resolved is an antecedent; one that an older document says so is a problem', () => {
  const later = glanceOf(
    [
      document(source('old', '2019-01-02'), [problem(coded('J45', 'Asthme'), 'active')]),
      document(source('new', '2026-01-02'), [problem(coded('J45', 'Asthme'), 'resolved')]),
    ],
    now,
  );
  expect([later.problems.lines.length, later.past.lines.length]).toEqual([0, 1]);
  const back = glanceOf(
    [
      document(source('old', '2019-01-02'), [problem(coded('J45', 'Asthme'), 'resolved')]),
      document(source('new', '2026-01-02'), [problem(coded('J45', 'Asthme'), 'active')]),
    ],
    now,
  );
  expect([back.problems.lines.length, back.past.lines.length]).toEqual([1, 0]);
});

test('none known, none known of one kind, and nothing said are three things; an allergy does not hide that a document knew none', () => {
  const none = (code: string, entry: string) =>
    document(source(entry, '2025-01-02'), [], [{ of: 'allergy', concept: { codings: [{ system: 'ips', code, display: code }] } }]);
  const whole = glanceOf([none('no-known-allergies', 'a')], now).allergies;
  expect(whole).toMatchObject({ lines: [], none: [{ whole: true }] });
  expect(ids(whole.none[0]!.sources)).toEqual(['a']);
  expect(glanceOf([none('no-known-food-allergies', 'a')], now).allergies.none.map((one) => one.whole)).toEqual([false]);
  expect(glanceOf([none('no-known-allergies', 'a')], now).vaccines).toEqual({ lines: [], former: [], none: [] });
  const both = glanceOf([none('no-known-allergies', 'a'), document(source('b', '2026-01-02'), [allergy(coded('X', 'Arachide'))])], now).allergies;
  expect([both.lines.length, both.none.length]).toEqual([1, 1]);
});

test('a result has its values in its unit, newest first, each once, and says how it moved', () => {
  const { results } = glanceOf(
    [
      document(source('one', '2025-01-10'), [result(8.1, '2025-01-10')]),
      document(source('two', '2026-02-03'), [result(6.9, '2026-02-03'), result(52, '2026-02-03', 'mmol/mol')]),
      document(source('again', '2026-03-01'), [result(6.9, '2026-02-03')]),
    ],
    now,
  );
  expect(results.lines).toHaveLength(1);
  expect(results.lines[0]).toMatchObject({ values: [{ value: 6.9 }, { value: 8.1 }], trend: 'down' });
  const steady = glanceOf([document(source('one', '2026-01-10'), [result(7, '2025-01-10'), result(7.2, '2026-01-10')])], now);
  expect(steady.results.lines[0]!.trend).toBe('steady');
});

test('a result stands as its laboratory says; without its word, against the bounds it gives in the same unit', () => {
  const high = { system: 'h', code: 'H' };
  expect(deviationOf({ ...result(5, '2026-01-01'), interpretation: [high] })).toBe('high');
  expect(deviationOf({ ...result(9, '2026-01-01'), interpretation: [{ system: 'h', code: 'N' }] })).toBeUndefined();
  expect([3, 5, 7].map((value) => deviationOf(result(value, '2026-01-01')))).toEqual(['low', undefined, 'high']);
  expect(deviationOf(result(52, '2026-01-01', 'mmol/mol'))).toBeUndefined();
});

test('a treatment that ended, was given on the spot, or is not said since a year stands apart', () => {
  const until = (on: string) => ({ kind: 'period', to: moment(on).at }) as const;
  const { treatments } = glanceOf(
    [
      document(source('new', '2026-05-01'), [
        treatment(coded('A', 'En cours')),
        treatment(coded('B', 'Fini'), { time: until('2026-05-10') }),
        treatment(coded('C', 'Perfusion'), { use: 'administered' }),
      ]),
      document(source('old', '2024-01-01'), [treatment(coded('D', 'Ancien')), treatment(coded('E', 'Au long cours'), { time: until('2027-01-01') })]),
    ],
    now,
  );
  const named = (lines: typeof treatments.lines) => lines.map(({ fact }) => (fact.kind === 'medication' ? fact.product.codings[0]!.display : ''));
  expect(named(treatments.lines)).toEqual(['En cours', 'Au long cours']);
  expect(named(treatments.former)).toEqual(['Fini', 'Perfusion', 'Ancien']);
});
