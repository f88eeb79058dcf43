// Reminders of health on the patient's app: what is due and why, what was answered, who recommends it.

import { type ReminderAnswer, type ReminderCode, reminderAnswers, reminderCodes } from '@carnet/domain/terminology';
import { z } from 'zod';

export { type ReminderAnswer, type ReminderCode };

const reminderCodeSchema = z.enum(reminderCodes as readonly [ReminderCode, ...ReminderCode[]]);
const sourceSchema = z.object({ publisher: z.string(), title: z.string(), /** `YYYY-MM` */ published: z.string(), url: z.string() });
export const reminderReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('age'), age: z.number().int() }),
  z.object({ kind: z.literal('declared') }),
  z.object({ kind: z.literal('document'), documentId: z.string(), title: z.string() }),
  z.object({ kind: z.literal('medicines') }),
]);
export type ReminderReason = z.infer<typeof reminderReasonSchema>;
export const dueReminderSchema = z.object({ code: reminderCodeSchema, reason: reminderReasonSchema, source: sourceSchema });
export type DueReminder = z.infer<typeof dueReminderSchema>;
/** GET /api/patient/dossiers/:id/reminders */
export const remindersSchema = z.object({
  due: z.array(dueReminderSchema),
  /** Answered by whoever asks; `until`: the day it is told again; absent: never. */
  answered: z.array(z.object({ code: reminderCodeSchema, answer: z.enum(['refused', 'done', 'later']), until: z.string().optional() })),
});
export type Reminders = z.infer<typeof remindersSchema>;
/** PUT …/reminders/:code ; `shown` takes back what was answered. */
export const answerReminderSchema = z.object({ answer: z.enum(reminderAnswers) });
