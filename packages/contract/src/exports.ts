// The copy of a record that a person takes away.

import { z } from 'zod';

export const exportSchema = z.object({
  id: z.string(),
  dossierId: z.string(),
  /** `expired`: it was ready, and its time is over. */
  state: z.enum(['asked', 'ready', 'failed', 'expired']),
  askedAt: z.string(),
  /** Documents copied so far, and how many there are, once that is known. */
  done: z.number().int(),
  total: z.number().int().optional(),
  /** `rights`: who asked may no longer have it. */
  failure: z.enum(['rights', 'error']).optional(),
  readyAt: z.string().optional(),
  /** Exclusive: deleted from then on. */
  until: z.string().optional(),
  bytes: z.number().int().optional(),
});
export type RecordExport = z.infer<typeof exportSchema>;

/**
 * GET    /api/patient/exports                          what one asked for oneself, of every record; one for each
 * POST   /api/patient/dossiers/:id/exports             -> 201 RecordExport : the one being made where there is one
 * GET    /api/patient/dossiers/:id/exports/:exportId   -> the file (application/zip), to whoever asked for it and nobody else
 * DELETE /api/patient/dossiers/:id/exports/:exportId   -> 204 : given up, or deleted before its time
 */
export const exportsSchema = z.object({
  exports: z.array(exportSchema),
  /** Policy of the day: how long a copy waits once it is ready. */
  days: z.number().int(),
});
export type RecordExports = z.infer<typeof exportsSchema>;
