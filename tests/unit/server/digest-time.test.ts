// When daily digests leave: eight in the morning in Paris, through both changes of the clock.

import { instantOf } from '@carnet/domain/kernel';
import { lastDigestTime } from '@carnet/server/jobs/digest-time';
import { expect, test } from 'vitest';

test.each([
  ['winter, just before eight', '2026-01-15T06:59:59.999Z', '2026-01-14T07:00:00.000Z'],
  ['winter, at eight', '2026-01-15T07:00:00.000Z', '2026-01-15T07:00:00.000Z'],
  ['summer, at eight', '2026-07-15T06:00:00.000Z', '2026-07-15T06:00:00.000Z'],
  ['summer, at night', '2026-07-15T00:30:00.000Z', '2026-07-14T06:00:00.000Z'],
  ['the night clocks go forward, before', '2026-03-29T00:30:00.000Z', '2026-03-28T07:00:00.000Z'],
  ['the night clocks go forward, after', '2026-03-29T05:00:00.000Z', '2026-03-28T07:00:00.000Z'],
  ['the day clocks went forward', '2026-03-29T10:00:00.000Z', '2026-03-29T06:00:00.000Z'],
  ['the night clocks go back, after', '2026-10-25T03:00:00.000Z', '2026-10-24T06:00:00.000Z'],
  ['the day clocks went back', '2026-10-25T10:00:00.000Z', '2026-10-25T07:00:00.000Z'],
  ['New Year', '2027-01-01T03:00:00.000Z', '2026-12-31T07:00:00.000Z'],
])('%s', (_when, now, expected) => {
  expect(new Date(lastDigestTime(instantOf(Date.parse(now)))).toISOString()).toBe(expected);
});

test('over two years, always eight in Paris, never ahead and never a day late', () => {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  for (let at = Date.UTC(2026, 0, 1, 0, 13); at < Date.UTC(2028, 0, 1); at += 37 * 60_000) {
    const digest = lastDigestTime(instantOf(at));
    expect(hour.format(digest)).toBe('08:00:00');
    expect(at - digest).toBeGreaterThanOrEqual(0);
    expect(at - digest).toBeLessThan(25 * 3_600_000);
  }
});
