// Those who act for a patient: the records a person may enter and as what, aidants and their invitations, temporary shares, and what a
// minor keeps from those who represent them.

import { z } from 'zod';
import { personAgreementSchema } from './accesses.ts';
import { dossierSchema, spaceSchema } from './dossier.ts';

export const actingKinds = ['titulaire', 'representant', 'aidant', 'ayant-droit'] as const;
/** L.1110-4 V CSP: the three reasons for which an heir may be told of a deceased person's care. */
export const successionReasons = ['causes_du_deces', 'memoire_du_defunt', 'faire_valoir_ses_droits'] as const;
export const successionReasonSchema = z.enum(successionReasons);
export const representationKindSchema = z.enum(['parent', 'tuteur', 'habilitation_familiale', 'curateur']);

/** GET /api/patient/records : one's own first, then those one acts for. A curatelle is among them, opens nothing, and says why. */
export const recordsSchema = z.object({
  records: z.array(
    z.object({
      dossierId: z.string(),
      /** The person this record is about. */
      displayName: z.string(),
      as: z.enum(actingKinds),
      /** Representants only. */
      representation: representationKindSchema.optional(),
      /** Aidants only: the spaces that are shared with them. */
      categories: z.array(spaceSchema).optional(),
      /** Heirs only: for what. */
      reason: successionReasonSchema.optional(),
      since: z.string().optional(),
      /** Exclusive: majority, end of the measure or of the share. Absent: no term. */
      until: z.string().optional(),
      opens: z.boolean(),
      /** Where it opens nothing: the code of the refusal one would read. */
      because: z.string().optional(),
    }),
  ),
});
export type Records = z.infer<typeof recordsSchema>;
export type RecordTie = Records['records'][number];

const abilitySchema = z.object({ allowed: z.boolean(), because: z.string().optional() });
/** What this person may do in this record now; where not, the refusal's code says why. */
export const recordAbilitiesSchema = z.object({
  /** Their own documents, in the patient's own space. */
  'deposit': abilitySchema,
  /** A minor's own deposits: hidden from those who represent them. */
  'hide-from-representants': abilitySchema,
  'read-journal': abilitySchema,
  'read-accesses': abilitySchema,
  'withdraw-autorisation': abilitySchema,
  'declare-medecin-traitant': abilitySchema,
  'block-professionnel': abilitySchema,
  /** Switches, masquages, aidants. */
  'manage-accesses': abilitySchema,
  'read-profile': abilitySchema,
  'write-profile': abilitySchema,
  'read-measures': abilitySchema,
  'write-measures': abilitySchema,
  'read-notices': abilitySchema,
  'manage-notices': abilitySchema,
  'renounce-delegation': abilitySchema,
  /** The whole record, to take away. */
  'export-record': abilitySchema,
});
export type RecordAbilities = z.infer<typeof recordAbilitiesSchema>;

/** GET /api/patient/dossiers/:id : an aidant reads a name and a birth date, and nothing else of the identity. */
export const patientDossierSchema = dossierSchema
  .partial({ birthName: true, birthFirstNames: true, sexe: true, ins: true, insOid: true, formerIns: true, openedAt: true })
  .extend({
    as: z.enum(actingKinds),
    /** The numbers structures know the person by (IPP), each with those who give it. */
    localIdentifiers: z.array(z.object({ value: z.string(), structures: z.array(z.string()) })).optional(),
    representation: representationKindSchema.optional(),
    categories: z.array(spaceSchema).optional(),
    reason: successionReasonSchema.optional(),
    /** When this person's own access ends. */
    until: z.string().optional(),
    /** The patient is a minor today. */
    minor: z.boolean().optional(),
    abilities: recordAbilitiesSchema,
  });
export type PatientDossier = z.infer<typeof patientDossierSchema>;

export const aidantStates = ['invited', 'active', 'expired', 'refused', 'ended'] as const;
export const aidantSchema = z.object({
  id: z.string(),
  /** As whoever invited them wrote it. */
  name: z.string(),
  /** As their own account says it, once they have accepted. */
  accountName: z.string().optional(),
  email: z.string(),
  state: z.enum(aidantStates),
  categories: z.array(spaceSchema),
  /** A share for a few days (A115): every space, ends by itself. */
  temporary: z.boolean(),
  /** Who invited them. */
  invitedBy: z.string(),
  invitedAt: z.string(),
  /** Until when the invitation may be accepted. */
  invitationExpiresAt: z.string(),
  acceptedAt: z.string().optional(),
  /** Exclusive: when the share ends by itself. */
  until: z.string(),
  endedAt: z.string().optional(),
  endedBy: z.enum(['patient', 'aidant']).optional(),
  lastAccessAt: z.string().optional(),
});
export type Aidant = z.infer<typeof aidantSchema>;

/**
 * GET    /dossiers/:id/aidants             -> Aidants, newest first, past ones included
 * POST   /dossiers/:id/aidants             -> 201 Aidant (inviteAidantSchema); the invitation is mailed
 * PUT    /dossiers/:id/aidants/:aidantId   -> Aidant (changeAidantSchema)
 * DELETE /dossiers/:id/aidants/:aidantId   -> 204: ends the share, or withdraws the invitation
 * DELETE /dossiers/:id/delegation          -> 204: an aidant gives up their own access
 */
export const aidantsSchema = z.object({
  aidants: z.array(aidantSchema),
  /** How many may be invited or active at once. */
  maximum: z.number().int(),
  temporaryShare: z.object({ defaultDays: z.number().int(), maximumDays: z.number().int() }),
});
export type Aidants = z.infer<typeof aidantsSchema>;

const lastDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const invited = { name: z.string().trim().min(1).max(100), email: z.email().max(254), personAgreement: personAgreementSchema.optional() };
/** `until`: last day of the share, YYYY-MM-DD in Paris; for a minor's record, the share ends at majority at the latest. */
export const inviteNamedAidantSchema = z.object({ kind: z.literal('aidant'), ...invited, categories: z.array(spaceSchema).min(1).max(9), until: lastDay });
/** Every space, for so many times 24 hours; absent: the default of the day. */
export const inviteTemporarySchema = z.object({ kind: z.literal('temporary'), ...invited, days: z.number().int().min(1).max(365).optional() });
export const inviteAidantSchema = z.discriminatedUnion('kind', [inviteNamedAidantSchema, inviteTemporarySchema]);
export type InviteAidant = z.infer<typeof inviteAidantSchema>;
export const changeAidantSchema = z.object({
  categories: z.array(spaceSchema).min(1).max(9).optional(),
  until: lastDay.optional(),
  personAgreement: personAgreementSchema.optional(),
});

/**
 * What the mailed link /invitation/<code> leads to, for the adult who is signed in. The code travels in bodies only. One that is wrong, used,
 * withdrawn or too old is answered alike: INVITATION_INVALIDE. AIDANT_IMPOSSIBLE says in its findings why this person cannot be one
 * (MINEUR, SOI_MEME_OU_DEJA_LIE); LIMITE_ATTEINTE that the person, or the patient, has as many as there may be.
 * POST /api/patient/invitations/look   {code} -> Invitation
 * POST /api/patient/invitations/accept {code} -> {dossierId}
 * POST /api/patient/invitations/refuse {code} -> 204
 */
export const invitationCodeSchema = z.object({ code: z.string().min(1).max(64) });
export const invitationSchema = z.object({
  /** Who invites: the patient, or who represents them. */
  invitedBy: z.string(),
  /** Whose record it is. */
  displayName: z.string(),
  categories: z.array(spaceSchema),
  temporary: z.boolean(),
  until: z.string(),
  expiresAt: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;
export const acceptedInvitationSchema = z.object({ dossierId: z.string() });

/**
 * POST /api/pro/dossiers/:id/secret -> 204, DELETE -> 204: connexion secrète for one record, until it is left or the session ends
 * (R.1111-50 CSP). Minors only: MINEUR_SEUL otherwise. GET /api/pro/dossiers/:id then says `secret: true`.
 */
