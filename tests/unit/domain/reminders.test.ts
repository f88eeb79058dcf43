// Reminders: what is due to whom, what shows that it was done, and that an answer holds as long as it says and no longer (features A078).

import type { ClinicalFact } from '@carnet/domain/clinical';
import type { LogicalId } from '@carnet/domain/document';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';
import type { KeptLine } from '@carnet/domain/reimbursement';
import { type ReminderFacts, type SourcedFact, answersInForce, monthsAfter, remindersDue, withAnswer } from '@carnet/domain/reminder';
import { reminderCodes, rowOfReminder } from '@carnet/domain/terminology';
import { describe, expect, test } from 'vitest';

const today = '2026-11-22' as CivilDate;
const day = (text: string): CivilDate => text as CivilDate;
const born = (age: number): CivilDate => day(`${2026 - age}-06-15`);
const told = (over: Partial<ReminderFacts>): ReminderFacts => ({ today, birthDate: born(40), lines: [], facts: [], answers: {}, ...over });
const codes = (over: Partial<ReminderFacts>): readonly string[] => remindersDue(told(over)).map(({ code }) => code);

const delivery = (date: string, ...ingredients: readonly string[]): KeptLine => ({
  id: date,
  version: 1,
  date: day(date),
  inHospital: false,
  nature: 'pharmacie',
  label: ingredients.join(' '),
  ingredients,
  quantity: 1,
});
const act = (date: string, code: string): KeptLine => ({
  id: `${date}-${code}`,
  version: 1,
  date: day(date),
  inHospital: false,
  nature: 'soins',
  act: code,
  label: 'acte',
  specialty: 'OPHTALMOLOGIE',
});
const said = (fact: Partial<ClinicalFact>, at = '2026-10-20T09:00:00Z'): SourcedFact => ({
  fact: { place: 1, ...fact } as ClinicalFact,
  source: { logicalId: '00000000-0000-4000-8000-000000000001' as LogicalId, title: 'Synthèse médicale', serviceStart: instantOf(Date.parse(at)) },
});
const vaccine = (code: string, text?: string, at?: string): SourcedFact =>
  said({ kind: 'immunization', vaccine: { codings: [{ code, system: '2.16.840.1.113883.6.73' }], ...(text === undefined ? {} : { text }) } }, at);
const problem = (code: string, over: object = {}): SourcedFact =>
  said({ kind: 'condition', category: 'problem-list-item', code: { codings: [{ code, system: '2.16.840.1.113883.6.3' }] }, ...over } as Partial<ClinicalFact>);
const metformin = ['2026-09-01', '2026-10-01', '2026-11-01'].map((date) => delivery(date, 'METFORMINE CHLORHYDRATE'));

describe('the back of the eye', () => {
  test('is recalled where diabetes is declared, said by a document, or seen in three deliveries of twelve months, and says from what', () => {
    expect(remindersDue(told({ diabetes: 'yes' }))).toEqual([{ code: 'fundus', reason: { kind: 'declared' } }]);
    expect(remindersDue(told({ facts: [problem('E11.9')] }))).toEqual([
      { code: 'fundus', reason: { kind: 'document', document: '00000000-0000-4000-8000-000000000001', title: 'Synthèse médicale' } },
    ]);
    expect(remindersDue(told({ lines: metformin }))).toEqual([{ code: 'fundus', reason: { kind: 'medicines' } }]);
    expect(codes({ lines: ['2026-01-03', '2026-04-03', '2026-07-03'].map((date) => delivery(date, 'INSULINE GLARGINE')) })).toEqual(['fundus']);
  });
  test('is not where any of that is missing', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ lines: metformin.slice(1) })).toEqual([]);
    // Three boxes of one day are one delivery; what is older than a year is no longer a treatment.
    expect(codes({ lines: [1, 2, 3].map(() => metformin[0]!) })).toEqual([]);
    expect(codes({ lines: [...metformin.slice(1), delivery('2025-11-21', 'METFORMINE')] })).toEqual([]);
    expect(codes({ lines: ['2026-09-01', '2026-10-01', '2026-11-01'].map((date) => delivery(date, 'DAPAGLIFLOZINE')) })).toEqual([]);
    expect(codes({ facts: [problem('I10'), problem('O24.4')] })).toEqual([]);
    expect(codes({ facts: [problem('E11.9', { clinicalStatus: 'resolved' }), problem('E11.9', { verification: 'unconfirmed' })] })).toEqual([]);
  });
  test('whoever says they have none is believed', () => {
    expect(codes({ diabetes: 'no', lines: metformin, facts: [problem('E11.9')] })).toEqual([]);
  });
  test.each((rowOfReminder('fundus') as { readonly acts: readonly string[] }).acts)('is done where the act %s was reimbursed within twelve months', (code) => {
    expect(codes({ diabetes: 'yes', lines: [act('2025-11-22', code)] })).toEqual([]);
    expect(codes({ diabetes: 'yes', lines: [act('2025-11-21', code)] })).toEqual(['fundus']);
    expect(codes({ diabetes: 'yes', lines: [{ id: 'x', version: 2, date: day('2026-11-01'), cancelled: true }] })).toEqual(['fundus']);
  });
});

describe('vaccinations', () => {
  test.each([
    [5, []],
    [6, ['diphtheria']],
    [8, []],
    [11, ['diphtheria', 'papillomavirus', 'meningococcus']],
    [15, []],
    [25, ['diphtheria']],
    [30, []],
    [64, []],
    [65, ['influenza', 'covid', 'diphtheria', 'shingles', 'pneumococcus']],
    [71, ['influenza', 'covid', 'shingles', 'pneumococcus']],
    [76, ['influenza', 'covid', 'diphtheria', 'shingles', 'pneumococcus', 'respiratory-syncytial']],
  ] as const)('at %i: %j', (age, expected) => expect(codes({ birthDate: born(age) })).toEqual(expected));
  test('begin on the birthday', () => {
    expect(codes({ birthDate: day('2001-11-22') })).toEqual(['diphtheria']);
    expect(codes({ birthDate: day('2001-11-23') })).toEqual([]);
  });
  test('of winter are recalled in their season, and one of this season counts', () => {
    const old = { birthDate: born(71), answers: withAnswer(withAnswer({}, 'shingles', 'refused', today), 'pneumococcus', 'refused', today) };
    expect(codes(old)).toEqual(['influenza', 'covid']);
    for (const [date, expected] of [
      ['2026-10-13', []],
      ['2026-10-14', ['influenza', 'covid']],
      ['2027-01-31', ['influenza', 'covid']],
      ['2027-02-01', []],
    ] as const)
      expect(codes({ ...old, today: day(date) }), date).toEqual(expected);
    expect(codes({ ...old, facts: [vaccine('J07BB02')] })).toEqual(['covid']);
    expect(codes({ ...old, today: day('2027-01-10'), facts: [vaccine('J07BB02')] })).toEqual(['covid']);
    expect(codes({ ...old, facts: [vaccine('J07BB02', undefined, '2025-11-20T09:00:00Z')] })).toEqual(['influenza', 'covid']);
  });
  test('are known by their code, by words of any form, and by a delivery of the pharmacy', () => {
    const girl = { birthDate: born(12), answers: withAnswer({}, 'diphtheria', 'refused', today) };
    expect(codes({ ...girl, facts: [vaccine('J07BM03')] })).toEqual(['meningococcus']);
    expect(codes({ ...girl, facts: [vaccine('autre', 'Vaccin méningococcique A, C, W, Y conjugué')] })).toEqual(['papillomavirus']);
    expect(codes({ ...girl, lines: [delivery('2026-03-02', 'GARDASIL 9 SUSP INJ SER')] })).toEqual(['meningococcus']);
    // A remedy against what a vaccine prevents is no vaccine.
    const old = { birthDate: born(71) };
    expect(codes({ ...old, lines: [delivery('2026-11-02', 'OSCILLO GRIPPE')] })).toContain('influenza');
    expect(codes({ ...old, lines: [delivery('2026-11-02', 'VACCIN GRIPPAL INACTIVE')] })).not.toContain('influenza');
  });
});

describe('answers', () => {
  const diabetic = { diabetes: 'yes' } as const;
  test('refused is for good, done and later for their time, and each may be taken back', () => {
    const refused = withAnswer({}, 'fundus', 'refused', today);
    expect(codes({ ...diabetic, answers: refused, today: day('2040-01-01') })).toEqual([]);
    const later = withAnswer({}, 'fundus', 'later', today);
    expect(codes({ ...diabetic, answers: later, today: day('2026-12-21') })).toEqual([]);
    expect(codes({ ...diabetic, answers: later, today: day('2026-12-22') })).toEqual(['fundus']);
    const done = withAnswer(later, 'fundus', 'done', today);
    expect(answersInForce(done, today)).toEqual([{ code: 'fundus', answer: 'done', on: today, until: '2027-11-22' }]);
    expect(codes({ ...diabetic, answers: done, today: day('2027-11-22') })).toEqual(['fundus']);
    expect(withAnswer(refused, 'fundus', 'shown', today)).toEqual({});
  });
  test('one silences its own reminder and no other', () => {
    expect(codes({ ...diabetic, birthDate: born(25), answers: withAnswer({}, 'fundus', 'refused', today) })).toEqual(['diphtheria']);
  });
  test('months are counted by the calendar', () => {
    expect(monthsAfter(day('2026-11-22'), -12)).toBe('2025-11-22');
    expect(monthsAfter(day('2026-01-31'), 1)).toBe('2026-03-03');
  });
});

test('every row says since when, from whom and under which address', () => {
  for (const code of reminderCodes) {
    const { from, source } = rowOfReminder(code);
    expect(from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(source.published).toMatch(/^\d{4}-\d{2}$/);
    expect(new URL(source.url).protocol).toBe('https:');
  }
});
