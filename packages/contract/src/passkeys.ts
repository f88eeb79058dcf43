// Passkeys (WebAuthn): what the server asks of the browser and what comes back, as JSON; the list of one's own.

import { z } from 'zod';

const base64url = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/);
/** The longest id an authenticator may make is 1,023 bytes. */
const credentialId = base64url(1_400);
const transports = z.array(z.string().max(40)).max(10);
const descriptor = z.object({ id: credentialId, type: z.literal('public-key'), transports: transports.optional() });

/** POST /api/sign-in/:uid/passkey/options. Names nobody: whoever signs in is found by what their device answers. */
export const passkeyQuestionSchema = z.object({
  rpId: z.string(),
  challenge: base64url(100),
  /** Milliseconds; the challenge is dead after that. */
  timeout: z.number().int(),
  userVerification: z.literal('required'),
});
export type PasskeyQuestion = z.infer<typeof passkeyQuestionSchema>;
/** POST /api/sign-in/:uid/passkey -> SignInState. */
export const passkeyAnswerSchema = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(2_000),
    authenticatorData: base64url(2_000),
    signature: base64url(2_000),
    userHandle: base64url(100).optional(),
  }),
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>;

/**
 * Whoever is signed in. Adding and removing ask for the password again, and a mail says so.
 * GET  /api/patient/passkeys                              -> Passkeys : oldest first
 * POST /api/patient/passkeys/options {password}           -> NewPasskeyQuestion
 * POST /api/patient/passkeys {name, answer}               -> 201 OwnPasskey
 * PUT  /api/patient/passkeys/:passkeyId {name}            -> 204
 * POST /api/patient/passkeys/:passkeyId/remove {password} -> 204 : every other session is closed
 */
export const ownPasskeySchema = z.object({
  id: z.string(),
  name: z.string(),
  addedAt: z.string(),
  /** Absent: never yet. */ lastUsedAt: z.string().optional(),
});
export type OwnPasskey = z.infer<typeof ownPasskeySchema>;
export const passkeysSchema = z.object({ passkeys: z.array(ownPasskeySchema) });
export type Passkeys = z.infer<typeof passkeysSchema>;

const password = z.string().min(1).max(256);
export const askPasskeySchema = z.object({ password });
export type AskPasskey = z.infer<typeof askPasskeySchema>;
export const newPasskeyQuestionSchema = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  /** The id is random; the name is what the device shows its owner. */
  user: z.object({ id: base64url(100), name: z.string(), displayName: z.string() }),
  challenge: base64url(100),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  timeout: z.number().int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({ residentKey: z.literal('required'), requireResidentKey: z.literal(true), userVerification: z.literal('required') }),
});
export type NewPasskeyQuestion = z.infer<typeof newPasskeyQuestionSchema>;

export const passkeyNameLongest = 60;
const name = z.string().trim().min(1).max(passkeyNameLongest);
export const addPasskeySchema = z.object({
  name,
  answer: z.object({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.object({ clientDataJSON: base64url(2_000), attestationObject: base64url(6_000), transports: transports.optional() }),
  }),
});
export type AddPasskey = z.infer<typeof addPasskeySchema>;
export const renamePasskeySchema = z.object({ name });
export type RenamePasskey = z.infer<typeof renamePasskeySchema>;
