// "I do not know this person": what a patient reports of an access, and what becomes of it. An answered report is not changed any more.

import type { Policy } from '../access/policy.ts';
import { type Instant, plusDays } from '../kernel/instant.ts';

export const reportStates = ['received', 'examining', 'answered'] as const;
export type ReportState = (typeof reportStates)[number];

/** `sent-on`: to the structure, the professional order, the CNIL or the prosecutor, as the answer says. */
export const conclusions = ['legitimate', 'not-legitimate', 'sent-on'] as const;
export type Conclusion = (typeof conclusions)[number];

/** What a reviewer does with a report. `note` is for reviewers only. */
export const reportSteps = ['examined', 'note', 'answered'] as const;
export type ReportStep = (typeof reportSteps)[number];

/** Where this step leads; undefined: not from there. */
export function afterStep(state: ReportState, step: ReportStep): ReportState | undefined {
  if (state === 'answered') return undefined;
  return step === 'answered' ? 'answered' : 'examining';
}

/** By when the patient has an answer (RGPD, article 12 § 3). */
export const answerDue = (at: Instant, { reportAnswerDays }: Pick<Policy, 'reportAnswerDays'>): Instant => plusDays(at, reportAnswerDays);
