// Opening one's record online, without a session. Until the code is right every answer is the same, whoever was typed (ADR 24).

import { z } from 'zod';

/** As it is on the card. `matricule`: the number and its key, spaces tolerated. `birthDate`: `1986-05-12`. */
export const openingIdentitySchema = z.object({
  matricule: z.string().min(1).max(32),
  familyName: z.string().min(1).max(120),
  firstName: z.string().min(1).max(120),
  birthDate: z.string().min(1).max(10),
});
export type OpeningIdentity = z.infer<typeof openingIdentitySchema>;

/**
 * POST /api/opening/start    OpeningIdentity                                -> 202 OpeningStarted, always: the code goes to the address the insurer holds, if there is one
 * POST /api/opening/verify   {identity, code}                               -> OpeningState
 * POST /api/opening/complete {identity, code, password, agreed: true}       -> OpeningDone, and the session is open
 */
export const openingStartedSchema = z.object({ expiresAt: z.string(), resendAllowedAt: z.string() });
export type OpeningStarted = z.infer<typeof openingStartedSchema>;
export const openingVerifySchema = z.object({ identity: openingIdentitySchema, code: z.string().min(1).max(16) });
export const openingCompleteSchema = openingVerifySchema.extend({ password: z.string().min(1).max(256), agreed: z.literal(true) });

export const openingStateSchema = z.discriminatedUnion('state', [
  /** `opposedAt`: they opposed it then; agreeing now takes it back. `known`: a record opened by itself, and waits for them. */
  z.object({
    state: z.literal('opens'),
    displayName: z.string(),
    /** `c•••••@exemple.fr` */
    sentTo: z.string(),
    opposedAt: z.string().optional(),
    known: z.enum(['open', 'closed']).optional(),
  }),
  /** There is a space already: its identifier, to sign in with. */
  z.object({ state: z.literal('has-space'), login: z.string(), life: z.enum(['open', 'closed']) }),
  /** Their insurer is not served yet. */
  z.object({ state: z.literal('regime'), displayName: z.string() }),
]);
export type OpeningState = z.infer<typeof openingStateSchema>;

export const openingDoneSchema = z.object({ login: z.string() });
export type OpeningDone = z.infer<typeof openingDoneSchema>;

/**
 * Opposing an opening that was announced, with the code of the e-mail or of the letter:
 * POST /api/opposition/find   {code} -> OpeningAnnounced
 * POST /api/opposition/record {code} -> OppositionRecorded
 */
export const oppositionCodeSchema = z.object({ code: z.string().min(1).max(40) });
export const openingAnnouncedSchema = z.object({ name: z.string(), opensOn: z.string(), state: z.enum(['waiting', 'opposed', 'opened']) });
export type OpeningAnnounced = z.infer<typeof openingAnnouncedSchema>;
/** `opened`: too late, and closing does the same. */
export const oppositionRecordedSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('recorded'), at: z.string() }),
  z.object({ state: z.literal('opened') }),
]);
export type OppositionRecorded = z.infer<typeof oppositionRecordedSchema>;
