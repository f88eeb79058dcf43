// A document sent part by part, so that a network that falls costs a part and not the whole (after draft-ietf-httpbis-resumable-upload).

import { z } from 'zod';
import { patientDepositSchema } from './document.ts';

/**
 * POST   …/uploads                   {size, hiddenFromRepresentants}  -> 201 Upload
 * PATCH  …/uploads/:uploadId         a part (application/partial-upload), `Upload-Offset`: where it begins -> Upload; 409 says where it must
 * POST   …/uploads/:uploadId/deposit UploadDeposit -> 201 DocumentDetail; asked again, the same document
 * DELETE …/uploads/:uploadId         -> 204 : given up
 */
export const beginUploadSchema = z.object({
  /** Bytes of the whole file. */
  size: z.number().int().min(1),
  /** A minor only, in their own record. Said now: not even its line in the journal is then shown to those it is kept from. */
  hiddenFromRepresentants: z.boolean(),
});
export const uploadSchema = z.object({
  id: z.string(),
  size: z.number().int(),
  /** Bytes kept: where the next part begins. */
  received: z.number().int(),
  /** Exclusive: erased from then on. */
  until: z.string(),
});
export type Upload = z.infer<typeof uploadSchema>;

export const uploadDepositSchema = patientDepositSchema.omit({ masked: true, hiddenFromRepresentants: true }).extend({
  masked: z.boolean(),
  /** Of the whole file, hex: what arrived is what left. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UploadDeposit = z.input<typeof uploadDepositSchema>;
