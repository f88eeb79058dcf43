// Who sees a record: professionals and care teams let in or kept out, the médecin traitant, what is masked to some only, the switches, and the
// record as somebody else sees it. Patient's door, but for the list itself (TD1.6), which professionals read without what is masked.

import { z } from 'zod';
import { documentListSchema } from './document.ts';
import { spaceSchema, spacesSchema } from './dossier.ts';

const civilDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A PS_IdNat or a Struct_IdNat; a professional also by the 11 digits of an RPPS number, as printed on a prescription. */
const idSchema = z.string().min(1).max(80);

export const personSchema = z.object({ id: z.string(), displayName: z.string(), professionLabel: z.string(), structureName: z.string().optional() });
export type Person = z.infer<typeof personSchema>;

/** GET /api/patient/directory?q : active professionals and structures by name (3 letters at least, accents and case aside) or by RPPS number. */
export const directoryQuerySchema = z.object({ q: z.string().min(3).max(80) });
export const directorySchema = z.object({
  /** Twenty at most of each. */
  professionnels: z.array(personSchema.extend({ professionCode: z.string(), structures: z.array(z.object({ id: z.string(), name: z.string() })) })),
  structures: z.array(z.object({ id: z.string(), name: z.string() })),
  /** There are more: the search should be narrowed. */
  more: z.boolean(),
});
export type DirectoryFound = z.infer<typeof directorySchema>;

/** `ended`: withdrawn, or followed by another before its end. */
export const autorisationStates = ['valid', 'expired', 'ended'] as const;
export const autorisationGivens = ['by-you', 'in-person', 'noted'] as const;
/** How long an agreement lasts where no day is chosen, by the policy in force: a professional's, which is also the longest there is, and a care team's. */
export const agreementTermsSchema = z.object({ professionnelDays: z.number().int(), structureDays: z.number().int() });

export const autorisationSchema = z.object({
  kind: z.enum(['professionnel', 'structure']),
  id: z.string(),
  displayName: z.string(),
  professionLabel: z.string().optional(),
  declaredAt: z.string(),
  declaredBy: z.string(),
  /** From the patient's space, by whoever reads this (`by-you`) or by the other person `declaredBy` names; or noted by a professional. */
  given: z.enum(autorisationGivens),
  /** Exclusive. */
  expiresAt: z.string(),
  state: z.enum(autorisationStates),
  /** `state` is `expired`. */
  expired: z.boolean(),
  /** Given by the patient in person to this professional (what a médecin du travail needs, L.1111-17 IV CSP). */
  express: z.boolean().optional(),
  /** Ended ones: when, and whether another took its place. */
  endedAt: z.string().optional(),
  renewed: z.boolean().optional(),
  lastConsultedAt: z.string().optional(),
});

/** `history`: every one there ever was (patient's door). */
export const accessesQuerySchema = z.object({ history: z.literal('true').optional() });

/**
 * GET  /dossiers/:id/accesses            one autorisation for each professional or structure, the latest: valid or expired
 * GET  /dossiers/:id/accesses?history=true  every one there ever was, newest first (patient's door)
 * POST /dossiers/:id/accesses/authorise {kind, id, until?, personAgreement?} -> 201 Autorisation : renews where there is one
 * POST /dossiers/:id/accesses/withdraw {kind, id}          -> 204
 * POST /dossiers/:id/accesses/block {id, until?}           -> Blocked
 * POST /dossiers/:id/accesses/unblock {id}                 -> 204
 * PUT  /dossiers/:id/medecin-traitant {id, replaces?, personAgreement?} -> 204
 * DELETE /dossiers/:id/medecin-traitant?id=                -> 204 : the one on screen
 * POST /dossiers/:id/administrateurs {id, personAgreement?} -> 204    DELETE /dossiers/:id/administrateurs?id= -> 204
 */
export const accessesSchema = z.object({
  medecinTraitant: personSchema.extend({ since: z.string().optional() }).optional(),
  /** Given the rights of the médecin traitant by the patient. */
  administrateurs: z.array(personSchema.extend({ since: z.string() })),
  autorisations: z.array(autorisationSchema),
  /** `until` is exclusive; absent: until the patient unblocks. */
  blocages: z.array(personSchema.extend({ since: z.string(), until: z.string().optional() })),
  terms: agreementTermsSchema,
});
export type Accesses = z.infer<typeof accessesSchema>;
export type AutorisationLine = Accesses['autorisations'][number];

/**
 * Tutelle and habilitation familiale: the person's own agreement is always sought (A114), and what it was is kept in the journal. Compulsory
 * for those who represent under such a measure, wherever they agree to something; `refuses` is refused.
 */
export const personAgreements = ['agrees', 'cannot-express', 'refuses'] as const;
export const personAgreementSchema = z.enum(personAgreements);
export type PersonAgreement = (typeof personAgreements)[number];

export const authoriseSchema = z.object({
  kind: z.enum(['professionnel', 'structure']),
  id: idSchema,
  /** Last day, included. Absent: as long as the policy says (`terms`); never longer than a professional's. */
  until: civilDateSchema.optional(),
  personAgreement: personAgreementSchema.optional(),
});
export const withdrawSchema = z.object({ kind: z.enum(['professionnel', 'structure']), id: idSchema });
/** `until`: last day, included; absent: without end. */
export const blockProfessionnelSchema = z.object({ id: idSchema, until: civilDateSchema.optional() });
export const unblockProfessionnelSchema = z.object({ id: idSchema });
/** Blocking the médecin traitant is allowed: the screen warns beforehand (`accesses.medecinTraitant.id`) and says so after. */
export const blockedSchema = z.object({ medecinTraitant: z.boolean(), administrateur: z.boolean(), until: z.string().optional() });
export type Blocked = z.infer<typeof blockedSchema>;

/** `replaces`: the one on screen, `null` for none; where it is another one by now, VERSION_PERIMEE. */
export const chooseMedecinTraitantSchema = z.object({
  id: idSchema,
  replaces: idSchema.nullable().optional(),
  personAgreement: personAgreementSchema.optional(),
});
export const administrateurSchema = z.object({ id: idSchema, personAgreement: personAgreementSchema.optional() });
/** ?id= of a DELETE. */
export const namedProfessionnelSchema = z.object({ id: idSchema });

/** From whom, and what: one document, or one of the nine spaces with all that will come to it. */
export const masquageFromKinds = ['professionnel', 'profession', 'structure'] as const;
export const masquageOfSchema = z.object({
  from: z.object({ kind: z.enum(masquageFromKinds), id: idSchema }),
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('document'), id: z.string().max(80) }).strict(),
    z.object({ kind: z.literal('space'), id: spaceSchema }).strict(),
  ]),
});
/**
 * GET  /dossiers/:id/masquages                     -> Masquages
 * POST /dossiers/:id/masquages                     -> 201 Masquage (the same one where it exists)
 * POST /dossiers/:id/masquages/end {from, what}    -> 204 (ending what is not there is ending)
 */
export const masquageSchema = z.object({
  id: z.string(),
  since: z.string(),
  from: z.object({ kind: z.enum(masquageFromKinds), id: z.string(), label: z.string() }),
  /** A document has its title; screens name the spaces themselves. */
  what: z.object({ kind: z.enum(['document', 'space']), id: z.string(), label: z.string().optional() }),
  /**
   * Who still sees it, although they are among those it is masked to. An author of the document is named; for a space `author` bears no name:
   * each keeps what they wrote.
   */
  exceptions: z.array(z.object({ because: z.enum(['medecin-traitant', 'administrateur', 'author']), displayName: z.string().optional() })),
});
export type MasquageLine = z.infer<typeof masquageSchema>;
export const masquagesSchema = z.object({
  masquages: z.array(masquageSchema),
  /** What `from` may name as a profession. */
  professions: z.array(z.object({ code: z.string(), label: z.string() })),
});
export type Masquages = z.infer<typeof masquagesSchema>;

/** GET, PUT /dossiers/:id/choices : a switch that is not named stays as it is. */
export const choicesSchema = z.object({
  opposesBrisDeGlace: z.boolean(),
  opposesCentre15: z.boolean(),
  permitsMaskedInEmergency: z.boolean(),
  masksByDefault: z.boolean(),
  /** The whole history of reimbursements, past and to come. */
  masksReimbursements: z.boolean(),
});
export type Choices = z.infer<typeof choicesSchema>;
export const changeChoicesSchema = choicesSchema.partial();

/**
 * GET /dossiers/:id/preview?as=professionnel:<id>|profession:<code>&structure=<id>&space&sort&cursor&limit : the record as this person would
 * see it at this moment, in normal mode, less what the reader may not see themselves yet. `profession` is somebody of that profession whom
 * the patient does not know, acting for `structure` where one is given.
 */
export const previewQuerySchema = z.object({
  as: z.string().min(1).max(120),
  structure: idSchema.optional(),
  space: spaceSchema.optional(),
  sort: z.enum(['service', 'deposited']).optional(),
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const previewSchema = z.object({
  as: z.object({ kind: z.enum(['professionnel', 'profession']), id: z.string(), label: z.string(), structureName: z.string().optional() }),
  /** Nobody of this profession is authorised: what one would see with the patient's agreement. */
  ifAuthorised: z.boolean(),
  /** Nothing is seen: the refusal this person would read. Otherwise `spaces` and `documents` are there. */
  refused: z.object({ code: z.string(), title: z.string(), why: z.string() }).optional(),
  spaces: spacesSchema.optional(),
  documents: documentListSchema.optional(),
});
export type Preview = z.infer<typeof previewSchema>;
