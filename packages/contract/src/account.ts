// Sign-in and session.

import { personnelRoles } from '@carnet/domain/terminology';
import { z } from 'zod';
import { agreementTermsSchema } from './accesses.ts';

/** Seconds without a call after which the server closes the session: the page asks beforehand, and covers itself. */
export const idleSecondsSchema = z.number().int().positive();

/** GET /api/patient/session. 401 when nobody is signed in. */
export const patientSessionSchema = z.object({
  kind: z.literal('patient'),
  personneId: z.string(),
  displayName: z.string(),
  /** The record this person opens on. */
  dossierId: z.string(),
  /** Their own record is closed: nothing of it is read until they reopen it. */
  closed: z.literal(true).optional(),
  previousSignInAt: z.string().optional(),
  idleSeconds: idleSecondsSchema,
});
export type PatientSession = z.infer<typeof patientSessionSchema>;

/** GET /api/pro/session, GET /api/pilotage/session. */
export const professionalSessionSchema = z.object({
  kind: z.literal('professionnel'),
  id: z.string(),
  displayName: z.string(),
  professionLabel: z.string(),
  /** Holder of a CPE card: no health professional, and what each app may show them. */
  role: z.enum(personnelRoles).optional(),
  /** Médecin du travail: the patient alone gives the agreement, in person (L.1111-17 IV CSP). */
  needsExpressAgreement: z.boolean().optional(),
  /** `regulates`: the calls of a centre 15. `numbersPatients`: it has numbers of its own for them (IPP), which find them here. */
  structure: z.object({ id: z.string(), name: z.string(), regulates: z.boolean().optional(), numbersPatients: z.boolean().optional() }).optional(),
  /** What this card may open for others today: a record for who is there, those of the residents of one's care home. */
  opens: z.array(z.enum(['for', 'residents'])),
  /** May read over what this structure fed and what was refused of it. */
  listsDeposits: z.literal(true).optional(),
  structures: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Absent: with a card in a reader. */
  means: z.enum(['pro-sante-connect', 'air']).optional(),
  /** Known by their establishment's word: nothing is fed. */
  consultsOnly: z.literal(true).optional(),
  /** By the policy in force when the session was read. */
  terms: agreementTermsSchema.extend({ brisDeGlaceHours: z.number().int() }),
  idleSeconds: idleSecondsSchema,
});
/** POST /api/pro/session/structure: for whom one acts; null: for oneself. */
export const actForSchema = z.object({ id: z.string().min(1).max(80).nullable() });
/** GET /api/pro/means: how one may sign in here, beside a card. */
export const signInMeansSchema = z.object({
  /** Absent: this installation is not connected to it. `simulated`: the sandbox's own. */
  proSanteConnect: z.object({ simulated: z.boolean() }).optional(),
  /** In the sandbox: a simulated establishment, to come by. */
  portal: z.string().optional(),
});
export type SignInMeans = z.infer<typeof signInMeansSchema>;
/** POST /AccesDirect/lancement, on the listener of cards: the VIHF in base64url, and the page to open. Answers `{ url, expiresAt }`. */
export const airLaunchSchema = z.object({
  assertion: z
    .string()
    .regex(/^[\w-]+={0,2}$/)
    .max(90_000),
  page: z.string().max(40).optional(),
});
/** POST /api/pro/logout: where the browser goes, to leave Pro Santé Connect too. */
export const leftSchema = z.object({ next: z.string().optional() });
export type Left = z.infer<typeof leftSchema>;
export type ProfessionalSession = z.infer<typeof professionalSessionSchema>;

/**
 * The sign-in interaction, driven by the patient app at /connexion/:uid (the OIDC provider sends the browser there).
 * GET  /api/sign-in/:uid            -> SignInState
 * POST /api/sign-in/:uid/identifier -> SignInState   {login, password}
 * POST /api/sign-in/:uid/password   -> SignInState   {password}      (first sign-in: the initial password must be changed)
 * POST /api/sign-in/:uid/code       -> SignInState   {code}
 * POST /api/sign-in/:uid/resend     -> SignInState
 * Errors are problems: SAISIE_REFUSEE with findings per field; never says whether the identifier exists.
 */
export const signInStateSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('identifier') }),
  z.object({ step: z.literal('change-password') }),
  z.object({ step: z.literal('code'), /** `c•••••@exemple.fr` */ sentTo: z.string(), expiresAt: z.string(), resendAllowedAt: z.string() }),
  z.object({ step: z.literal('done'), /** Where the browser goes next. */ redirectTo: z.string() }),
]);
export type SignInState = z.infer<typeof signInStateSchema>;

export const credentialsSchema = z.object({ login: z.string().min(1).max(64), password: z.string().min(1).max(256) });
export const newPasswordSchema = z.object({ password: z.string().min(1).max(256) });
export const codeSchema = z.object({ code: z.string().min(1).max(16) });

/**
 * The account of whoever is signed in. A wrong current password counts as at sign-in; errors are problems, as there.
 * GET  /api/patient/sessions                            -> OpenSessions : this one first
 * POST /api/patient/sessions/close-others {password}    -> 204
 * POST /api/patient/password {current, password}        -> 204 : every other session is closed, and a mail says so
 */
export const openSessionsSchema = z.object({
  sessions: z.array(
    z.object({
      openedAt: z.string(),
      /** To half a minute. */
      lastUsedAt: z.string(),
      /** `Firefox`, `Windows`; absent: the browser did not say. */
      browser: z.string().optional(),
      system: z.string().optional(),
      current: z.boolean(),
    }),
  ),
});
export type OpenSessions = z.infer<typeof openSessionsSchema>;
export const closeSessionsSchema = z.object({ password: z.string().min(1).max(256) });
export type CloseSessions = z.infer<typeof closeSessionsSchema>;
export const passwordChangeSchema = z.object({ current: z.string().min(1).max(256), password: z.string().min(1).max(256) });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/**
 * Recovery of a lost password, without a session:
 * POST /api/recovery/start    {login}           -> 202 always, the code goes to the account's address if there is one
 * POST /api/recovery/complete {login, code, password} -> 204
 */
export const recoveryStartSchema = z.object({ login: z.string().min(1).max(64) });
export const recoveryCompleteSchema = z.object({ login: z.string().min(1).max(64), code: z.string().min(1).max(16), password: z.string().min(1).max(256) });

export { passwordRules } from './password-rules.ts';
