// The order a reader put documents in, for themselves: pins and binders.

import { z } from 'zod';
import { documentSummarySchema } from './document.ts';

/** GET /api/patient/dossiers/:id/arrangement. Of whoever asks, and nobody else's; only what they see today, each as the version that stands. */
export const arrangementSchema = z.object({
  pinned: z.array(documentSummarySchema),
  /** By their names. `documents`: the last one put in first. What is in one is listed by GET …/documents?binder= */
  binders: z.array(z.object({ id: z.string(), name: z.string(), documents: z.array(z.string()) })),
});
export type Arrangement = z.infer<typeof arrangementSchema>;
export type Binder = Arrangement['binders'][number];

/**
 * POST …/arrangement -> Arrangement, as it is then. pin, unpin {document}; make {name, document?}; rename {binder, name}; remove {binder};
 * put, take {binder, document}.
 */
export const arrangeSchema = z.object({
  act: z.enum(['pin', 'unpin', 'make', 'rename', 'remove', 'put', 'take']),
  document: z.uuid().optional(),
  binder: z.uuid().optional(),
  name: z.string().trim().min(1).max(60).optional(),
});
export type ArrangeAct = z.infer<typeof arrangeSchema>;
