// What a structure fed and what was refused of it (ADR 60), for whoever may feed for it. Nothing here names a patient, nor says whether there is a record.

import { z } from 'zod';

const outcomeSchema = z.enum(['taken', 'refused']);
const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Days in Paris, both included. */
const filters = { outcome: outcomeSchema.optional(), code: z.string().min(1).max(64).optional(), from: daySchema.optional(), until: daySchema.optional() };

/** GET /api/pro/deposits: newest first. */
export const depositsQuerySchema = z.object({
  ...filters,
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
/** GET /api/pro/deposits/csv: the same, for a spreadsheet. */
export const depositsFileQuerySchema = z.object(filters);

/** `FHIR`: by FHIR, ITI-65 or ITI-105; `CARNET`: by hand, on Carnet's own screens. */
const doorSchema = z.enum(['ITI-41', 'ITI-65', 'ITI-105', 'FHIR', 'CARNET']);
/** `name` absent: the certificate of the structure, or somebody who left the directory. */
const senderSchema = z.object({ id: z.string(), byCertificate: z.boolean(), name: z.string().optional(), software: z.string().optional() });
/** As its software wrote them. */
const numbersSchema = z.object({ set: z.string().optional(), documents: z.array(z.string()) });

export const depositsSchema = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      outcome: outcomeSchema,
      door: doorSchema,
      /** Of a refusal absent: too many were refused in that hour to be kept one by one. */
      by: senderSchema.optional(),
      /** Absent: the document was there already, and came again; or it came without one. */
      numbers: numbersSchema.optional(),
      /** What was answered, and what to do now. `times`: the same submission, in the same hour. */
      refusal: z
        .object({
          code: z.string(),
          title: z.string(),
          why: z.string(),
          remedy: z.string(),
          /** `field`: where, in the words of the message. */
          findings: z.array(z.object({ rule: z.string(), text: z.string(), field: z.string().optional() })),
          times: z.number().int().min(1),
          lastAt: z.string(),
        })
        .optional(),
    }),
  ),
  nextCursor: z.string().optional(),
  /** With the first page: over the days asked, whatever else is filtered. `taken`: documents; `times`: submissions. */
  counts: z
    .object({
      taken: z.number().int().min(0),
      refused: z.number().int().min(0),
      reasons: z.array(z.object({ code: z.string(), title: z.string(), times: z.number().int().min(1) })),
    })
    .optional(),
  /** Older lines are not shown. */
  keptDays: z.number().int(),
});
export type Deposits = z.infer<typeof depositsSchema>;
