// What somebody answered to a reminder: not any more, it is done, later. Theirs alone: what a parent refuses, their child is still told, and
// the other way round.

import { birthdayAfter } from '../identity/age.ts';
import type { CivilDate } from '../kernel/instant.ts';
import { type ReminderAnswer, type ReminderCode, reminderCodes, rowOfReminder } from '../terminology/reminder-kinds.ts';

export interface KeptAnswer {
  readonly answer: Exclude<ReminderAnswer, 'shown'>;
  readonly on: CivilDate;
  /** Told again from that day; absent: never. */
  readonly until?: CivilDate;
}
export type KeptAnswers = { readonly [Code in ReminderCode]?: KeptAnswer };

const laterMonths = 1;

/** `shown` forgets what was answered. */
export function withAnswer(answers: KeptAnswers, code: ReminderCode, answer: ReminderAnswer, on: CivilDate): KeptAnswers {
  const { [code]: _, ...others } = answers;
  if (answer === 'shown') return others;
  const months = answer === 'later' ? laterMonths : answer === 'done' ? rowOfReminder(code).doneForMonths : undefined;
  return { ...others, [code]: { answer, on, ...(months === undefined ? {} : { until: monthsAfter(on, months) }) } };
}

/** Those that hold that day, in the order of the table. */
export const answersInForce = (answers: KeptAnswers, today: CivilDate): readonly (KeptAnswer & { readonly code: ReminderCode })[] =>
  reminderCodes.flatMap((code) => {
    const kept = answers[code];
    return kept === undefined || (kept.until !== undefined && kept.until <= today) ? [] : [{ code, ...kept }];
  });

/** The same day so many months later; of a month that has no such day, as many days past its end. */
export function monthsAfter(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 8);
  return birthdayAfter(`${first}${String(day).padStart(2, '0')}` as CivilDate, 0);
}
