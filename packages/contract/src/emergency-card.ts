// The emergency card (A190): chosen line by line, carried as a QR code, opened without a session by whoever holds it.

import { z } from 'zod';

export const cardLanguages = ['fr', 'en', 'es', 'de', 'it', 'pt', 'ar'] as const;
export type CardLanguage = (typeof cardLanguages)[number];
/** Parts of a card in their order; the first three open without the code. */
export const cardPartNames = ['allergies', 'implants', 'contacts', 'treatments', 'conditions', 'doctor', 'directives'] as const;
export const openPartNames = ['allergies', 'implants', 'contacts'] as const satisfies readonly (typeof cardPartNames)[number][];
export type CardPartName = (typeof cardPartNames)[number];

const part = z.enum(cardPartNames);
const lineSchema = z.object({
  part,
  codes: z.array(z.object({ system: z.string(), code: z.string() })),
  /** As its author wrote it, in their language; empty: the part says it all. */
  text: z.string(),
  by: z.enum(['document', 'patient']),
  /** Day of what it says. */
  day: z.string().optional(),
});
export type CardLine = z.infer<typeof lineSchema>;
const holderSchema = z.object({ name: z.string(), birthDate: z.string(), sexe: z.enum(['F', 'M', 'I']), bloodGroup: z.string().optional() });
/** A part that has no line and is not among `none` says nothing. */
const saidSchema = z.object({ lines: z.array(lineSchema), none: z.array(part) });
export type CardSaid = z.infer<typeof saidSchema>;

/** GET /dossiers/:id/card/offer : what may be put on it. Each document it comes from is read. */
export const cardOfferSchema = holderSchema.extend({
  lines: z.array(lineSchema.extend({ key: z.string(), /** Its document is hidden from professionals. */ masked: z.boolean() })),
  none: z.array(part),
});
export type CardOffer = z.infer<typeof cardOfferSchema>;

const contentSchema = holderSchema.extend({ minimum: saidSchema, rest: saidSchema.optional() });
export type CardContent = z.infer<typeof contentSchema>;
const stateSchema = z.object({
  madeAt: z.string(),
  /** Exclusive. */
  until: z.string(),
  withCode: z.boolean(),
  /** Wrong codes it still takes; 0 with a code: closed until it is made again. */
  triesLeft: z.number().int(),
  content: contentSchema,
});
/** GET /dossiers/:id/card ; POST /dossiers/:id/card ; DELETE the same: it opens no more. */
export const madeCardSchema = stateSchema.extend({ /** What the QR code holds after the address, in its fragment. */ token: z.string(), expired: z.boolean() });
export type MadeCard = z.infer<typeof madeCardSchema>;
export const ownCardSchema = z.object({ card: madeCardSchema.optional() });
export type OwnCard = z.infer<typeof ownCardSchema>;

export const cardDays = [30, 90, 365] as const;
/** Four to six digits; neither one digit over and over, nor digits that follow one another. */
export const isPlainCode = (code: string): boolean => /^(\d)\1+$/.test(code) || '01234567890'.includes(code) || '09876543210'.includes(code);
export const makeCardSchema = z.object({
  /** Of offered lines; `none/<part>`; `bloodGroup`. */
  keys: z.array(z.string().max(80)).max(200),
  /** Needed where the card holds more than the minimum. */
  code: z
    .string()
    .regex(/^\d{4,6}$/)
    .refine((code) => !isPlainCode(code))
    .optional(),
  days: z.union(cardDays.map((days) => z.literal(days))),
});
export type MakeCard = z.infer<typeof makeCardSchema>;

/** POST /api/patient/emergency-card/open {token} : the minimum. POST /api/patient/emergency-card/code {token, code} : the rest. CARTE_URGENCE_INVALIDE: no such card, or no more. */
export const openCardSchema = z.object({ token: z.string().max(64) });
export const openedCardSchema = stateSchema;
export type OpenedCard = z.infer<typeof openedCardSchema>;
export const openWholeCardSchema = z.object({ token: z.string().max(64), code: z.string().max(12) });
export const cardCodeSchema = z.union([
  z.object({ right: z.literal(true), rest: saidSchema }),
  z.object({ right: z.literal(false), triesLeft: z.number().int() }),
]);
export type CardCode = z.infer<typeof cardCodeSchema>;
