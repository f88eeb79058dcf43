// A record opened for somebody: at a counter or with a professional's card, in a care home, for a child. Whoever opens reads nothing of it.

import { z } from 'zod';

export const agreeingSchema = z.enum(['personne', 'parent', 'tuteur', 'habilitation_familiale', 'curateur']);
const soughtSchema = z.enum(['agrees', 'cannot-express', 'refuses']);
/** Who said yes, aloud; `name`: of who agrees for somebody else; `sought`: the person's own, under tutelle or habilitation familiale. */
export const agreementSchema = z.object({ by: agreeingSchema, name: z.string().trim().max(100).optional(), sought: soughtSchema.optional() });
export type SaidAgreement = z.infer<typeof agreementSchema>;

/** What the Vitale card says (fifteen characters), and the birth date the person says. */
const presented = { ins: z.string().min(1).max(40), oid: z.string().max(64).optional(), birthDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) };
const emailSchema = z.email().max(254);
/** The insurer's identity, said back. */
const identitySchema = z.object({
  displayName: z.string(),
  birthName: z.string(),
  birthFirstNames: z.string(),
  birthDate: z.string(),
  sexe: z.enum(['F', 'M', 'I']),
  minor: z.boolean(),
});

/**
 * POST /api/pro/openings/find {ins, oid?, birthDate} -> Presented
 * `unknown`: no insurer knows this number with this birth date. `regime`: of an insurer whose members are not served yet. `openable`: no record.
 * `closed`: it was open, and the person reopens it. `open`: `access` says whether they have a space of their own; a letter may be given unless
 * they have opened it.
 */
export const presentedSchema = z.object(presented);
export const presentedPersonSchema = z.object({
  standing: z.enum(['unknown', 'regime', 'openable', 'closed', 'open']),
  identity: identitySchema.optional(),
  access: z.enum(['none', 'awaited', 'opened']).optional(),
  /** Who asks may hand over another access, should the person no longer be able to enter. */
  replaceable: z.literal(true).optional(),
  /** Where the insurer writes to them, part of it hidden: `c•••••@exemple.fr`. */
  knownEmail: z.string().optional(),
});
export type PresentedPerson = z.infer<typeof presentedPersonSchema>;

/** Printed once, kept nowhere in clear. */
export const receiptSchema = z.object({
  displayName: z.string(),
  birthDate: z.string(),
  openedAt: z.string(),
  /** Who opened, and for which structure. */
  by: z.string(),
  structureName: z.string().optional(),
  /** The record was open before: this gives an access only. */
  accessOnly: z.boolean(),
  /** Absent: no access of their own (no e-mail address, or a minor). */
  letter: z.object({ login: z.string(), initialPassword: z.string(), email: z.string() }).optional(),
  /** A minor: those who open the record from their own space from now on. */
  parents: z.array(z.string()).optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/**
 * POST /api/pro/openings        {…presented, agreement, said: true, email?} -> 201 Opened
 * POST /api/pro/openings/access {…presented, email, lost?}                   -> 201 Opened : the letter of an open record, again while it was not used;
 *   `lost`, at the counter of a caisse: in the place of a password that was chosen and of its address
 * Not opened: the standing says why, and nothing was done.
 */
export const openForSchema = z.object({ ...presented, agreement: agreementSchema, said: z.literal(true), email: emailSchema.optional() });
export type OpenFor = z.infer<typeof openForSchema>;
export const giveAccessSchema = z.object({ ...presented, email: emailSchema, lost: z.literal(true).optional() });
export type GiveAccess = z.infer<typeof giveAccessSchema>;
export const openedSchema = z.object({ standing: presentedPersonSchema.shape.standing.or(z.literal('opened')), receipt: receiptSchema.optional() });
export type Opened = z.infer<typeof openedSchema>;

/** POST /api/pro/residents/check {list} -> CheckedResidents : nothing is looked up, nothing is kept. */
export const residentsListSchema = z.object({ list: z.string().max(200_000) });
const lineAgreementSchema = z.union([agreementSchema, z.enum(['refused', 'not-asked'])]);
export const checkedResidentsSchema = z.object({
  residents: z.array(
    z.object({
      line: z.number().int(),
      name: z.string(),
      ins: z.string(),
      birthDate: z.string(),
      agreement: lineAgreementSchema,
      email: z.string().optional(),
    }),
  ),
  /** In the reader's language. */
  faults: z.array(z.object({ line: z.number().int(), rule: z.string(), text: z.string() })),
});
export type CheckedResidents = z.infer<typeof checkedResidentsSchema>;
export type Resident = CheckedResidents['residents'][number];

/** What became of a line. `opened` and `known` may come with a receipt. */
export const residentOutcomes = ['opened', 'known', 'refused', 'not-asked', 'unknown', 'regime', 'closed', 'not-agreed', 'failed'] as const;
export type ResidentOutcome = (typeof residentOutcomes)[number];

/**
 * POST /api/pro/residents/rounds {total}                   -> 201 {id}
 * POST /api/pro/residents/rounds/:roundId/lines {residents} -> ResidentsDone : ten at most; a line that comes again is done again, and opens nothing twice
 * GET  /api/pro/residents/rounds                            -> Rounds, newest first
 */
export const beginRoundSchema = z.object({ total: z.number().int().min(1).max(500) });
export const residentSchema = z.object({
  line: z.number().int().min(1).max(100_000),
  ins: presented.ins,
  birthDate: presented.birthDate,
  agreement: lineAgreementSchema,
  email: emailSchema.optional(),
});
export const openResidentsSchema = z.object({ residents: z.array(residentSchema).min(1).max(10) });
export const residentsDoneSchema = z.object({
  lines: z.array(z.object({ line: z.number().int(), outcome: z.enum(residentOutcomes), why: z.string().optional(), receipt: receiptSchema.optional() })),
});
export type ResidentsDone = z.infer<typeof residentsDoneSchema>;
export const roundsSchema = z.object({
  rounds: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      by: z.string(),
      total: z.number().int(),
      counts: z.array(z.object({ outcome: z.enum(residentOutcomes), count: z.number().int() })),
    }),
  ),
});
export type Rounds = z.infer<typeof roundsSchema>;

/**
 * GET  /api/patient/ayants-droit                   -> AyantsDroit : those covered through one's own insurance
 * POST /api/patient/ayants-droit/:dossierId {authority: true} -> 201 {dossierId} : opens a minor's record, or enters the one that is open
 */
export const ayantsDroitSchema = z.object({
  ayantsDroit: z.array(
    z.object({
      dossierId: z.string(),
      displayName: z.string(),
      birthDate: z.string(),
      minor: z.boolean(),
      record: z.enum(['none', 'open', 'closed', 'not-served']),
      tied: z.boolean(),
    }),
  ),
});
export type AyantsDroit = z.infer<typeof ayantsDroitSchema>;
export type AyantDroit = AyantsDroit['ayantsDroit'][number];
export const openChildSchema = z.object({ authority: z.literal(true) });
