// A volet de synthèse médicale being written, for the professional app: what it may be begun with, and what is deposited.

import { synthesisParts } from '@carnet/domain/terminology';
import { z } from 'zod';
import { glanceSourceSchema } from './glance.ts';

export { type SynthesisPart, type SynthesisSection, synthesisParts, synthesisSections } from '@carnet/domain/terminology';

const amountSchema = z.strictObject({ value: z.number(), unit: z.string().max(60).optional() });
/** Who changes the words of a line sends its words alone: a code says what its words said. */
export const synthesisLineSchema = z.strictObject({
  text: z.string().max(1_000),
  code: z
    .strictObject({
      code: z.string().min(1).max(100),
      system: z
        .string()
        .regex(/^[0-2](?:\.(?:0|[1-9]\d*))+$/)
        .max(100),
      display: z.string().max(300).optional(),
    })
    .optional(),
  /** `2019`, `2019-04`, `2019-04-12`. */
  date: z.string().max(10).optional(),
  nature: z.enum(['allergy', 'intolerance']).optional(),
  grave: z.literal(true).optional(),
  reactions: z.array(z.string().max(300)).max(10).optional(),
  dose: amountSchema.optional(),
  every: amountSchema.optional(),
});
export type SynthesisLine = z.infer<typeof synthesisLineSchema>;

/** POST /api/pro/dossiers/:id/vsm */
export const depositSynthesisSchema = z.object({
  parts: z.record(z.enum(synthesisParts), z.strictObject({ lines: z.array(synthesisLineSchema).max(60), none: z.boolean() })),
});
export type DepositSynthesis = z.infer<typeof depositSynthesisSchema>;

const saidSchema = z.object({ count: z.number().int(), sources: z.array(glanceSourceSchema) });
const draftLineSchema = z.object({
  line: synthesisLineSchema,
  /** What will stand after the words: a dose, a date; in French, as the document. */
  details: z.array(z.string()),
  /** The documents it is drawn from, newest first; five at most, `count` of all. */
  said: saidSchema,
});
export type SynthesisDraftLine = z.infer<typeof draftLineSchema>;

export const draftPartSchema = z.object({
  lines: z.array(draftLineSchema),
  /** Documents say there is none. */
  none: saidSchema.optional(),
});

/** GET /api/pro/dossiers/:id/vsm */
export const synthesisDraftSchema = z.object({
  parts: z.record(z.enum(synthesisParts), draftPartSchema),
  /** The last one of the record. */
  former: glanceSourceSchema.optional(),
  /** One's own last one: the new one replaces it. */
  replaces: glanceSourceSchema.optional(),
  /** Documents that say something in codes. */
  read: z.number().int(),
  /** Documents that are kept from somebody: a synthesis is read by whoever reads the record, so that nothing of them is proposed. */
  unquoted: z.number().int(),
  missing: z.number().int(),
  more: z.boolean(),
  /** Base64: what this browser seals the unfinished synthesis with. It is the session's, and ends with it. */
  draftKey: z.string(),
});
export type SynthesisDraft = z.infer<typeof synthesisDraftSchema>;
