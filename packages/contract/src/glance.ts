// A record at a glance, for the professional app: what its documents say in codes, joined, each line with the documents that say it.

import { glanceHeads, situations, watchedClasses } from '@carnet/domain/terminology';
import { z } from 'zod';

export { type GlanceHead, type Situation, type WatchedClass, glanceHeads, situations, watchedClasses } from '@carnet/domain/terminology';

export const glanceSourceSchema = z.object({ id: z.string(), title: z.string(), at: z.string(), author: z.string().optional() });
/** A date as it was written: `2019` is a year. */
const writtenSchema = z.object({ at: z.string(), precision: z.enum(['year', 'month', 'day', 'minute', 'second']) });
const quantitySchema = z.object({ value: z.number(), /** UCUM. */ unit: z.string().optional() });
/** The document of the newest word first; five at most, `count` of all. */
const saidSchema = z.object({ count: z.number().int(), sources: z.array(glanceSourceSchema) });

export const glanceLineSchema = z.object({
  label: z.string(),
  /** The situations in which it is looked for. */
  counts: z.array(z.enum(situations)),
  from: writtenSchema.optional(),
  /** Of what lasted. */
  to: writtenSchema.optional(),
  status: z.enum(['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved']).optional(),
  unconfirmed: z.literal(true).optional(),
  /** Allergies. */
  grave: z.literal(true).optional(),
  intolerance: z.literal(true).optional(),
  reactions: z.array(z.string()).optional(),
  /** Treatments. */
  use: z.enum(['prescribed', 'dispensed', 'taken', 'administered']).optional(),
  dose: z.object({ low: quantitySchema.optional(), high: quantitySchema.optional() }).optional(),
  every: quantitySchema.optional(),
  route: z.string().optional(),
  /** Of a class that changes what one does, and the situations in which that is told first. */
  watch: z.object({ class: z.enum(watchedClasses), in: z.array(z.enum(situations)) }).optional(),
  /** Vaccines: different days on which it was given. */
  days: z.number().int().optional(),
  lot: z.string().optional(),
  /** Results. A value that is no number is said in words. */
  result: z
    .object({
      comparator: z.enum(['<', '<=', '>', '>=']).optional(),
      quantity: quantitySchema.optional(),
      text: z.string().optional(),
      deviation: z.enum(['high', 'low', 'abnormal']).optional(),
      low: z.number().optional(),
      high: z.number().optional(),
      preliminary: z.literal(true).optional(),
      /** In the unit of `quantity`, newest first, the last one among them. */
      values: z.array(z.object({ at: z.string(), value: z.number() })),
      trend: z.enum(['up', 'down', 'steady']).optional(),
    })
    .optional(),
  said: saidSchema,
});
export type GlanceLine = z.infer<typeof glanceLineSchema>;

export const glanceBlockSchema = z.object({
  lines: z.array(glanceLineSchema),
  /** Treatments that ended, were given on the spot, or that no document says since a year. */
  former: z.array(glanceLineSchema),
  /** All there are, those not told included. */
  total: z.number().int(),
  /** What documents say there is none of, in their words. `whole`: of the head as a whole. */
  none: z.array(z.object({ label: z.string(), whole: z.boolean(), said: saidSchema })),
});
export type GlanceBlock = z.infer<typeof glanceBlockSchema>;

/** GET /api/pro/dossiers/:id/glance */
export const glanceSchema = z.object({
  heads: z.record(z.enum(glanceHeads), glanceBlockSchema),
  /** Syntheses, emergency liaison documents, directives and wishes: newest first. */
  papers: z.array(z.object({ id: z.string(), title: z.string(), typeLabel: z.string(), at: z.string() })),
  /**
   * What the reader is expected to feed this record with (A157), and the newest that fills the line: of anybody, of the structure they act for, or
   * their own. Absent: none that they see.
   */
  expected: z.array(
    z.object({ typeCode: z.string(), typeLabel: z.string(), by: z.enum(['anyone', 'structure', 'me']), newest: glanceSourceSchema.optional() }),
  ),
  /** Documents that say something in codes. */
  read: z.number().int(),
  /** Documents not announced to the patient yet: what they say is not told here. */
  heldBack: z.array(glanceSourceSchema),
  /** Altered documents, left out. */
  missing: z.number().int(),
  /** Older documents were not looked through. */
  more: z.boolean(),
});
export type RecordGlance = z.infer<typeof glanceSchema>;
