// Watching over accesses, at the door of whoever reviews them (/api/pilotage, ability `review-accesses`) and at the patient's.
// A reviewer reads who acted, when and why it stands out; never what a record holds.

import { signalCodes } from '@carnet/domain/terminology';
import { z } from 'zod';
import { reasonLength } from './steering-limits.ts';

const reason = z.string().trim().min(reasonLength.minimum).max(reasonLength.maximum);

/**
 * GET  /stops              -> Stops : look-ups by INS that were stopped in the last ninety days, latest first
 * POST /stops/lift {kind, id, reason} -> 204 : what was missed is forgotten with it
 */
export const stopSchema = z.object({
  kind: z.enum(['card', 'structure']),
  id: z.string(),
  name: z.string().optional(),
  at: z.string(),
  until: z.string(),
  misses: z.number().int(),
  holds: z.boolean(),
  lifted: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
});
export type Stop = z.infer<typeof stopSchema>;
export const stopsSchema = z.object({ stops: z.array(stopSchema) });
export type Stops = z.infer<typeof stopsSchema>;
export const liftStopSchema = z.object({ kind: z.enum(['card', 'structure']), id: z.string().min(1).max(80), reason });

export const reportStates = ['received', 'examining', 'answered'] as const;
export const conclusions = ['legitimate', 'not-legitimate', 'sent-on'] as const;
const conclusionSchema = z.enum(conclusions);
export type Conclusion = z.infer<typeof conclusionSchema>;
const aboutSchema = z.object({
  /** Of the access; absent where a person of the list of accesses was reported. */
  at: z.string().optional(),
  name: z.string(),
  professionLabel: z.string().optional(),
  structureName: z.string().optional(),
  action: z.string().optional(),
  mode: z.string().optional(),
  reason: z.string().optional(),
});

/**
 * POST /dossiers/:id/reports -> 201 Report : a line of the journal (`access`, its id and moment) or somebody of the list of accesses (`actor`).
 *   `block` keeps the professional out at once.
 * GET  /dossiers/:id/reports -> Reports : newest first.   Patient's door: the patient, and who represents them.
 */
export const reportTextMaximum = 2000;
export const reportAccessSchema = z
  .object({
    access: z.object({ id: z.string().max(64), at: z.string().max(40) }).optional(),
    actor: z.string().min(1).max(80).optional(),
    text: z.string().trim().max(reportTextMaximum).optional(),
    block: z.boolean(),
  })
  .refine(({ access, actor }) => (access === undefined) !== (actor === undefined), { path: ['access'] });
export const reportSchema = z.object({
  id: z.string(),
  at: z.string(),
  due: z.string(),
  state: z.enum(reportStates),
  about: aboutSchema,
  text: z.string().optional(),
  blocked: z.boolean(),
  /** It was the reader. */
  self: z.boolean(),
  reportedBy: z.string(),
  examinedAt: z.string().optional(),
  answer: z.object({ at: z.string(), conclusion: conclusionSchema, text: z.string() }).optional(),
});
export type Report = z.infer<typeof reportSchema>;
export const reportsSchema = z.object({ reports: z.array(reportSchema) });
export type Reports = z.infer<typeof reportsSchema>;

/**
 * GET  /reports?answered=true                       -> ReportRows : those that await first by their day, or the latest answered
 * GET  /reports/:dossierId/:reportId                -> ReportCase
 * POST /reports/:dossierId/:reportId/steps          -> 204 : {step: 'examined'} | {step: 'note', text} | {step: 'answered', conclusion, text}
 */
export const reportRowsSchema = z.object({
  reports: z.array(
    z.object({
      id: z.string(),
      dossierId: z.string(),
      at: z.string(),
      due: z.string(),
      late: z.boolean(),
      state: z.enum(reportStates),
      name: z.string(),
      professionLabel: z.string().optional(),
      structureName: z.string().optional(),
    }),
  ),
});
export type ReportRows = z.infer<typeof reportRowsSchema>;
export type ReportLine = ReportRows['reports'][number];
export const reportCaseSchema = z.object({
  id: z.string(),
  dossierId: z.string(),
  at: z.string(),
  due: z.string(),
  late: z.boolean(),
  state: z.enum(reportStates),
  actorId: z.string(),
  about: aboutSchema,
  text: z.string().optional(),
  blocked: z.boolean(),
  patientName: z.string(),
  patientBirthDate: z.string(),
  reportedBy: z.string(),
  steps: z.array(
    z.object({
      at: z.string(),
      step: z.enum(['examined', 'note', 'answered']),
      byName: z.string(),
      text: z.string().optional(),
      conclusion: conclusionSchema.optional(),
    }),
  ),
  /** The same actor, twelve hours before and after. `record` tells one record from another and nothing else. */
  nearby: z.array(
    z.object({
      at: z.string(),
      action: z.string(),
      mode: z.string(),
      outcome: z.enum(['granted', 'refused']),
      structureName: z.string().optional(),
      sameRecord: z.boolean(),
      record: z.number().int(),
    }),
  ),
});
export type ReportCase = z.infer<typeof reportCaseSchema>;
const answerText = z.string().trim().min(reasonLength.minimum).max(reportTextMaximum);
/** A note and an answer have a text, an answer its conclusion. */
export const reportStepSchema = z
  .object({ step: z.enum(['examined', 'note', 'answered']), text: answerText.optional(), conclusion: conclusionSchema.optional() })
  .refine(({ step, text }) => (step === 'examined') === (text === undefined), { path: ['text'] })
  .refine(({ step, conclusion }) => (step === 'answered') === (conclusion !== undefined), { path: ['conclusion'] });
export const reportRowsQuerySchema = z.object({ answered: z.literal('true').optional() });

/**
 * GET  /days?reviewed&structure&month       -> WatchedDays : what stands out, heaviest first; a structure's month is its review list
 * GET  /days.csv?structure&month            -> the same as a file, what was concluded included
 * GET  /days/one?kind&id&day                -> WatchedDay with its records, as numbers
 * POST /days/conclude {kind, id, day, conclusion, text} -> {told} : how many patients were told
 */
const dayOf = { kind: z.enum(['professionnel', 'structure']), id: z.string().min(1).max(80), day: z.iso.date() };
export const dayOfSchema = z.object(dayOf);
export const watchedDaySchema = z.object({
  ...dayOf,
  name: z.string(),
  professionLabel: z.string().optional(),
  structureName: z.string().optional(),
  records: z.number().int(),
  score: z.number().int(),
  /** `text` says the reason, in the reader's language. */
  signals: z.array(z.object({ code: z.enum(signalCodes), value: z.number(), limit: z.number(), points: z.number().int(), text: z.string() })),
  reviewed: z.object({ at: z.string(), by: z.string(), conclusion: conclusionSchema, text: z.string() }).optional(),
  evidence: z
    .array(
      z.object({
        record: z.number().int(),
        firstAt: z.string(),
        consultations: z.number().int(),
        emergency: z.boolean(),
        sameName: z.boolean(),
        care: z.boolean(),
      }),
    )
    .optional(),
});
export type WatchedDay = z.infer<typeof watchedDaySchema>;
export const watchedDaysSchema = z.object({ days: z.array(watchedDaySchema) });
export type WatchedDays = z.infer<typeof watchedDaysSchema>;
export const daysQuerySchema = z.object({
  reviewed: z.literal('true').optional(),
  structure: z.string().min(1).max(80).optional(),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
});
export const concludeDaySchema = z.object({ ...dayOf, conclusion: conclusionSchema, text: answerText });
