// When daily digests leave: at eight in the morning, Paris, summer and winter alike.

import { type Instant, instantOf, millisecondsPerDay } from '@carnet/domain/kernel';

const digestHour = 8;
const parisClock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** The last eight o'clock in Paris at or before this moment. */
export function lastDigestTime(now: Instant): Instant {
  const parts = Object.fromEntries(parisClock.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const sinceMidnightMs = ((parts['hour']! * 60 + parts['minute']!) * 60 + parts['second']!) * 1_000 + (now % 1_000);
  const digestMs = digestHour * 3_600_000;
  const sameDay = instantOf(now - sinceMidnightMs + digestMs);
  const candidate = sinceMidnightMs >= digestMs ? sameDay : instantOf(sameDay - millisecondsPerDay);
  return corrected(candidate);
}

/** On the two nights when the clock changes, the subtraction above lands an hour off. */
function corrected(candidate: Instant): Instant {
  const hour = Number(parisClock.formatToParts(candidate).find(({ type }) => type === 'hour')?.value);
  return instantOf(candidate + (digestHour - hour) * 3_600_000);
}
