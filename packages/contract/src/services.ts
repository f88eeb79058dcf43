// Services a patient connects to a record: what they ask for, purpose by purpose, what was agreed to and until when, and how it ends.

import { z } from 'zod';
import { spaceSchema } from './dossier.ts';

const bilingual = z.object({ fr: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) });
/** Documents of a space, or measures of health, which are in none. */
export const serviceCategorySchema = z.union([spaceSchema, z.literal('mesures')]);
export type ServiceCategory = z.infer<typeof serviceCategorySchema>;
/** A finalité: agreed to, or not, by itself. */
export const purposeSchema = z
  .object({
    code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
    label: bilingual,
    reads: z.array(serviceCategorySchema).max(10),
    writes: z.array(serviceCategorySchema).max(10),
  })
  .refine(({ reads, writes }) => reads.length + writes.length > 0);
/** What a service asks of a record, as its registration says it (`carnet_purposes`). */
export const purposesSchema = z
  .array(purposeSchema)
  .min(1)
  .max(12)
  .refine((purposes) => new Set(purposes.map(({ code }) => code)).size === purposes.length);
const describedSchema = z.object({ name: z.string(), publisher: z.string() });
const statedPurposeSchema = z.object({ code: z.string(), label: bilingual, reads: z.array(serviceCategorySchema), writes: z.array(serviceCategorySchema) });
export type StatedPurpose = z.infer<typeof statedPurposeSchema>;

/**
 * The question a service asks by OAuth, for the person who has just signed in, in the browser that began it.
 * GET  /api/pairing/:uid         -> PairingQuestion
 * POST /api/pairing/:uid         -> {redirectTo} (pairingAnswerSchema)
 * POST /api/pairing/:uid/refuse  -> {redirectTo}: nothing is opened
 */
export const pairingQuestionSchema = z.object({
  service: describedSchema,
  purposes: z.array(statedPurposeSchema),
  /** Records this person may open to a service: their own first, then their children's. */
  records: z.array(z.object({ dossierId: z.string(), displayName: z.string(), own: z.boolean() })),
  /** The service asks to come back while the person is away. */
  offline: z.boolean(),
  /** Exclusive: when what is agreed to today ends by itself. */
  until: z.string(),
});
export type PairingQuestion = z.infer<typeof pairingQuestionSchema>;
export const pairingAnswerSchema = z.object({ dossierId: z.string().max(64), purposes: z.array(z.string().max(40)).min(1).max(12) });
export const pairingDoneSchema = z.object({ redirectTo: z.string() });
export type PairingDone = z.infer<typeof pairingDoneSchema>;

/**
 * GET    /dossiers/:id/services             -> ConnectedServices, newest first, ended ones included
 * DELETE /dossiers/:id/services/:serviceId  -> 204: disconnected at once, its tokens are dead
 */
export const connectedServicesSchema = z.object({
  services: z.array(
    describedSchema.extend({
      id: z.string(),
      /** `paused`: whoever runs Carnet suspended the service; it reads nothing meanwhile. */
      state: z.enum(['active', 'paused', 'ended']),
      /** What was agreed to. */
      purposes: z.array(statedPurposeSchema),
      since: z.string(),
      /** Exclusive. */
      until: z.string(),
      /** The service asks for something else since: it ends unless it is agreed to again. */
      toAgreeAgain: z.boolean(),
      lastUsedAt: z.string().optional(),
    }),
  ),
  /** Software of professionals that is told of new documents they may see (ADR 32), newest first; those that hold. Told to the patient, not to who represents them. */
  subscribers: z.array(
    z.object({
      displayName: z.string(),
      professionLabel: z.string().optional(),
      structureName: z.string().optional(),
      topic: z.enum(['document-new', 'document-released']),
      since: z.string(),
      /** Exclusive. */
      until: z.string(),
    }),
  ),
});
export type ConnectedServices = z.infer<typeof connectedServicesSchema>;
export type ConnectedService = ConnectedServices['services'][number];

/**
 * Services of care, opened from a record in the professionals' app (SMART EHR launch): under /api/pro.
 * GET  /services                 -> CareServices: those the structure one acts for may use
 * POST /dossiers/:id/launches    -> 201, LaunchedService (launchServiceSchema): where to send a new tab, once, within a minute
 * GET  /authorize                -> 303 to the service (launchRequestSchema), with its code or with what is wrong (RFC 6749 §4.1.2)
 */
export const careServicesSchema = z.object({ services: z.array(describedSchema.extend({ id: z.string() })) });
export type CareServices = z.infer<typeof careServicesSchema>;
export const launchServiceSchema = z.object({ service: z.string().min(1).max(64) });
export const launchedServiceSchema = z.object({ url: z.string() });
export type LaunchedService = z.infer<typeof launchedServiceSchema>;
export const launchRequestSchema = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string(),
  state: z.string().optional(),
  aud: z.string(),
  launch: z.string(),
  code_challenge: z.string(),
  code_challenge_method: z.literal('S256'),
});

/**
 * The register, as whoever runs Carnet keeps it: under /api/pilotage.
 * GET  /services                     -> SteeredServices
 * POST /services                     -> 201, the service (registerServiceSchema): new, or known by its id
 * POST /services/:serviceId/state    -> 204 (serviceStateSchema): its tokens are dead at the next request unless it is on line
 */
export const serviceStates = ['EN_LIGNE', 'SUSPENDUE', 'DEREFERENCEE'] as const;
export type ServiceState = (typeof serviceStates)[number];
export const steeredServicesSchema = z.object({
  services: z.array(
    describedSchema.extend({
      id: z.string(),
      state: z.enum(serviceStates),
      version: z.number().int(),
      versionSince: z.string(),
      purposes: z.array(statedPurposeSchema),
      /** A structure's software: its Struct_IdNat, and the scopes it may ask. */
      structure: z.object({ id: z.string(), scopes: z.array(z.string()) }).optional(),
      /** A service of care: where it is opened, and the Struct_IdNat of those who may. */
      care: z.object({ launchUrl: z.string(), structures: z.array(z.string()) }).optional(),
    }),
  ),
});
export type SteeredServices = z.infer<typeof steeredServicesSchema>;
const reason = z.string().trim().min(1).max(500);
/** `metadata`: as in a registration by RFC 7591 (docs/integrators/apps.md). */
export const registerServiceSchema = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{2,63}$/)
    .optional(),
  metadata: z.record(z.string(), z.unknown()),
  reason,
});
export const serviceStateSchema = z.object({ state: z.enum(serviceStates), reason });
