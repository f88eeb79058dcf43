// Decisions that hold from a day: the last word for a day, what a withdrawal leaves, and what became of each.

import { type Dated, dayAfter, inForceOn, outcomesOn, standing } from '@carnet/domain/access';
import type { CivilDate } from '@carnet/domain/kernel';
import { expect, test } from 'vitest';

interface Named extends Dated {
  readonly name: string;
}
const decided = (name: string, from: string, withdrawn = false): Named => ({ name, from: from as CivilDate, withdrawn });
const day = (text: string): CivilDate => text as CivilDate;

const history = [
  decided('first', '2023-10-29'),
  decided('typo', '2026-03-01'),
  decided('right', '2026-03-01'),
  decided('regretted', '2026-06-01'),
  decided('withdrawal', '2026-06-01', true),
  decided('next year', '2027-01-01'),
  decided('later', '2027-06-01'),
];

test('what is in force is the last word for the latest day begun', () => {
  const on = (text: string): string | undefined => inForceOn(history, day(text))?.name;
  expect([on('2023-10-28'), on('2023-10-29'), on('2026-02-28'), on('2026-03-01'), on('2026-06-01'), on('2027-01-01'), on('2031-01-01')]).toEqual([
    undefined,
    'first',
    'first',
    'right',
    'right',
    'next year',
    'later',
  ]);
});

test('what stands is sorted by day', () => {
  expect(standing([...history].toReversed()).map(({ name }) => name)).toEqual(['first', 'typo', 'regretted', 'next year', 'later']);
});

test('what became of each, seen from a day', () => {
  const seen = outcomesOn(history, day('2026-11-22')).map(({ decision, state, until, endedBy }) => [decision.name, state, until, endedBy?.name]);
  expect(seen).toEqual([
    ['first', 'past', '2026-02-28', undefined],
    ['typo', 'replaced', undefined, 'right'],
    ['right', 'in-force', '2026-12-31', undefined],
    ['regretted', 'withdrawn', undefined, 'withdrawal'],
    ['withdrawal', 'withdrawn', undefined, undefined],
    ['next year', 'coming', '2027-05-31', undefined],
    ['later', 'coming', undefined, undefined],
  ]);
});

test('a day decided anew after its withdrawal stands again', () => {
  const again = [...history, decided('again', '2026-06-01')];
  expect(inForceOn(again, day('2026-11-22'))?.name).toBe('again');
  expect(outcomesOn(again, day('2026-11-22')).map(({ state }) => state)).toEqual([
    'past',
    'replaced',
    'past',
    'withdrawn',
    'replaced',
    'coming',
    'coming',
    'in-force',
  ]);
});

test.each([
  ['2026-02-28', '2026-03-01'],
  ['2028-02-28', '2028-02-29'],
  ['2026-12-31', '2027-01-01'],
  ['2026-03-28', '2026-03-29'],
  ['2026-03-29', '2026-03-30'],
])('the day after %s is %s', (before, after) => expect(dayAfter(day(before))).toBe(after));
