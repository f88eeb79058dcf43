// A code the patient shows to a professional (ADR 44): made for a few minutes on the patient's side, redeemed once on the professional's.

import { z } from 'zod';
import { personAgreementSchema, personSchema } from './accesses.ts';

const spanSchema = z.enum(['consultation', 'day', 'usual']);
export type ShareSpan = z.infer<typeof spanSchema>;

/** What the QR code holds after the address of the professional's app, in its fragment; and the code to be read aloud. */
const waitingSchema = z.object({
  state: z.literal('waiting'),
  secret: z.string(),
  code: z.string(),
  /** Exclusive: of the code. */
  until: z.string(),
  span: spanSchema,
});
export type WaitingShare = z.infer<typeof waitingSchema>;
const redeemedSchema = z.object({
  state: z.literal('redeemed'),
  by: personSchema,
  at: z.string(),
  /** Exclusive: of the access. Absent: they are the médecin traitant, whose access has no end. */
  until: z.string().optional(),
  /** They could consult already, and longer: nothing changed. */
  already: z.boolean(),
});
export type RedeemedShare = z.infer<typeof redeemedSchema>;

/**
 * GET    /dossiers/:id/share : the one being shown, or the last, redeemed within the hour
 * POST   /dossiers/:id/share {span, personAgreement?} -> 201 : in place of the one being shown
 * DELETE /dossiers/:id/share : the one being shown opens no more
 */
export const shownShareSchema = z.object({
  share: z.discriminatedUnion('state', [waitingSchema, redeemedSchema]).optional(),
  /** By the policy in force. */
  terms: z.object({ consultationHours: z.number().int(), usualDays: z.number().int(), codeMinutes: z.number().int() }),
});
export type ShownShare = z.infer<typeof shownShareSchema>;
export const makeShareSchema = z.object({ span: spanSchema, personAgreement: personAgreementSchema.optional() });
export const madeShareSchema = waitingSchema;

/** POST /api/patient/shares/state {secret} : whether it waits, and nothing else; asked while it is shown. */
export const askShareStateSchema = z.object({ secret: z.string().max(64) });
export const shareStateSchema = z.object({ state: z.enum(['waiting', 'redeemed', 'over']) });
export type ShareState = z.infer<typeof shareStateSchema>;

/**
 * POST /api/pro/shares/read   {secret} or {code} : whose record, for how long, who agrees
 * POST /api/pro/shares/redeem {secret} or {code} : once; what the caller may do with the record from then on
 * CODE_PARTAGE_INVALIDE: misread, used, withdrawn, over. TROP_DE_DEMANDES: too many codes read aloud were wrong.
 */
export const givenShareSchema = z.object({
  /** Of a QR code. */
  secret: z
    .string()
    .regex(/^[\w-]{22}$/)
    .optional(),
  /** Read aloud; spaces and dashes do not count. */
  code: z.string().max(40).optional(),
});
export type GivenShare = z.infer<typeof givenShareSchema>;
export const offeredShareSchema = z.object({
  displayName: z.string(),
  birthDate: z.string(),
  sexe: z.enum(['F', 'M', 'I']),
  by: z.object({ name: z.string(), representing: z.boolean() }),
  span: spanSchema,
  /** If it is redeemed now. Exclusive. */
  until: z.string(),
});
export type OfferedShare = z.infer<typeof offeredShareSchema>;
