// Hours of the day as people live them, in Paris: when digests leave, and the hours of the night in which nothing rings. Right through both
// changes of the clock.

import { type Instant, civilDateInParis, instantOf, millisecondsPerDay, startOfDayInParis } from '../kernel/index.ts';

/** Minutes since midnight, 0 – 1439. */
export type MinuteOfDay = number;
export interface QuietHours {
  readonly from: MinuteOfDay;
  /** The first minute that may ring; before `from`: the next morning. */
  readonly to: MinuteOfDay;
}
export const defaultQuietHours: QuietHours = { from: 22 * 60, to: 7 * 60 };

const digestMinute: MinuteOfDay = 8 * 60;
const minuteMs = 60_000;
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', weekday: 'short' });

export function minuteInParis(at: Instant): MinuteOfDay {
  const [hour, minute] = clock.format(at).split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}

/** The moment at which clocks in Paris show this minute on the civil day of `day`; where they skip it, as much later. */
function onDayOf(day: Instant, minute: MinuteOfDay): Instant {
  const counted = instantOf(startOfDayInParis(civilDateInParis(day)) + minute * minuteMs);
  // On the two days when clocks change, counting from midnight lands an hour off.
  return instantOf(counted + (minute - minuteInParis(counted)) * minuteMs);
}

/** The next time clocks in Paris show this minute, strictly after. */
function nextInParis(at: Instant, minute: MinuteOfDay): Instant {
  const today = onDayOf(at, minute);
  if (today > at) return today;
  // Noon is on the next day whether this one has 23, 24 or 25 hours.
  return onDayOf(instantOf(startOfDayInParis(civilDateInParis(at)) + 1.5 * millisecondsPerDay), minute);
}

/** Daily digests leave at eight in the morning. */
export const nextDailyDigest = (at: Instant): Instant => nextInParis(at, digestMinute);
/** Weekly ones on Monday at eight. */
export function nextWeeklyDigest(at: Instant): Instant {
  let next = nextDailyDigest(at);
  while (weekday.format(next) !== 'Mon') next = nextDailyDigest(next);
  return next;
}

/** The same moment, or the end of the quiet hours it falls in. */
export function afterQuietHours(at: Instant, quiet: QuietHours | undefined): Instant {
  if (quiet === undefined || quiet.from === quiet.to) return at;
  const now = minuteInParis(at);
  const { from, to } = quiet;
  const rests = from < to ? now >= from && now < to : now >= from || now < to;
  return rests ? nextInParis(at, to) : at;
}
