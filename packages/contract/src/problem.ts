// How the JSON API refuses: RFC 9457 problem details with the refusal's stable code and, for each field at fault, its rule.

import { z } from 'zod';

export const findingSchema = z.object({
  field: z.string(),
  rule: z.string(),
  given: z.string().optional(),
  expected: z.string().optional(),
  /** What is wrong and how to put it right, in the caller's language. */
  text: z.string().optional(),
});

export const problemSchema = z.object({
  /** Page that explains the code: `/docs/erreurs#PS_BLOQUE`. */
  type: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** What happened, in the caller's language. */
  title: z.string(),
  /** Why, and what to do now. */
  detail: z.string(),
  findings: z.array(findingSchema).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
