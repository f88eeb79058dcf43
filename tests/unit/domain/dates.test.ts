// Instants and civil dates: what is read, what is refused, and in which day of Paris a moment falls.

import { describe, expect, test } from 'vitest';
import { civilDateInParis, instantOf, parseCivilDate, parseInstant, plusDays, toIso } from '@carnet/domain/kernel';

const isoOf = (text: string): string | undefined => {
  const read = parseInstant(text, 'at');
  return read.ok ? toIso(read.value) : undefined;
};

test.each([
  ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
  ['2026-11-22T10:00:00.123+01:00', '2026-11-22T09:00:00.123Z'],
  ['2026-11-22T10:00+01:00', '2026-11-22T09:00:00.000Z'],
])('%s is %s', (given, iso) => expect(isoOf(given)).toBe(iso));

test.each([
  '',
  '2026-11-22',
  '2026-11-22T10:00:00',
  '2026-13-22T10:00:00Z',
  '2026-11-22T25:00:00Z',
  '22/11/2026',
  '2026-11-22T10:00:00Z; drop',
  '20261122100000+0100',
])('%j is no instant', (given) => {
  expect(parseInstant(given, 'at')).toMatchObject({ ok: false, findings: [{ field: 'at', rule: 'DATE_FORME' }] });
});

test.each(['2024-02-29', '2000-02-29', '1900-01-01'])('%s exists', (given) => expect(parseCivilDate(given, 'd')).toEqual({ ok: true, value: given }));
test.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-00-10', '2026-1-1', '26-01-01', ''])('%j does not exist', (given) => {
  expect(parseCivilDate(given, 'd')).toMatchObject({ ok: false, findings: [{ rule: 'DATE_FORME' }] });
});

describe('the day in Paris', () => {
  test.each([
    ['2026-01-15T22:59:59Z', '2026-01-15'],
    ['2026-01-15T23:00:00Z', '2026-01-16'],
    ['2026-07-15T21:59:59Z', '2026-07-15'],
    ['2026-07-15T22:00:00Z', '2026-07-16'],
    // Summer time starts on 29/03/2026 at 01:00 UTC.
    ['2026-03-28T23:30:00Z', '2026-03-29'],
    ['2026-10-24T22:30:00Z', '2026-10-25'],
    // The same hour again, and the one before it.
    ['2026-10-24T22:59:59.999Z', '2026-10-25'],
    ['2026-10-24T21:59:59.999Z', '2026-10-24'],
    // Until 1911 the time of Paris was nine minutes and twenty-one seconds ahead.
    ['1905-03-01T23:50:38Z', '1905-03-01'],
    ['1905-03-01T23:50:39Z', '1905-03-02'],
  ])('%s falls on %s', (given, day) => {
    const read = parseInstant(given, 'at');
    expect(read.ok && civilDateInParis(read.value)).toBe(day);
  });
});

test('a day is 86 400 000 ms, and what is not whole is a programmer’s error', () => {
  expect(plusDays(instantOf(0), 2)).toBe(172_800_000);
  expect(() => instantOf(1.5)).toThrow(RangeError);
  expect(() => instantOf(Number.NaN)).toThrow(RangeError);
});
