// Identitovigilance, under /api/pilotage/identities, for whoever runs Carnet: who a record is about and how sure it is, never what it holds. Each
// look and each change is a line of the record's own journal.

import { z } from 'zod';
import { successionReasonSchema } from './family.ts';
import { keptMisfilingSchema } from './misfilings.ts';

export const identityStatuses = ['provisoire', 'recuperee', 'validee', 'qualifiee'] as const;
const statusSchema = z.enum(identityStatuses);
const recordSchema = z.object({ dossierId: z.string(), openedAt: z.string() });

/** GET /identities: what awaits somebody's eye. Ids and dates: who it is about is told, and traced, when a record is opened. */
export const identitiesToReviewSchema = z.object({
  /** Proposed by somebody, to be confirmed by somebody else. */
  fusions: z.array(z.object({ id: z.string(), survivor: z.string(), absorbed: z.string(), proposedAt: z.string() })),
  /** Documents put aside, oldest first. */
  misfiled: z.array(z.object({ dossierId: z.string(), proposed: z.boolean(), reportedAt: z.string(), late: z.boolean() })),
  pairs: z.array(z.object({ records: z.array(recordSchema) })),
  shared: z.array(z.object({ records: z.array(recordSchema) })),
  notQualified: z.array(recordSchema.extend({ status: statusSchema })),
});
export type IdentitiesToReview = z.infer<typeof identitiesToReviewSchema>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/**
 * The heirs of a deceased person (L.1110-4 V CSP), newest first.
 * POST   /identities/:dossierId/heirs {…} -> {id} (registerHeirSchema)
 * POST   /identities/:dossierId/heirs/:heirId/end -> 204 {name}: the access ends now
 */
const heirSchema = z.object({
  id: z.string(),
  name: z.string(),
  link: z.string(),
  proof: z.string(),
  diedOn: day,
  reason: successionReasonSchema,
  since: z.string(),
  /** Exclusive. */
  until: z.string(),
  /** Recorded because the deceased had refused: it opens nothing. */
  refusedByDeceased: z.boolean(),
  endedAt: z.string().optional(),
  state: z.enum(['open', 'refused', 'over']),
});
export type Heir = z.infer<typeof heirSchema>;
const said = (longest: number) => z.string().trim().min(1).max(longest);
export const registerHeirSchema = z.object({
  matricule: said(40),
  birthDate: day,
  name: said(200),
  link: said(100),
  proof: said(500),
  diedOn: day,
  reason: successionReasonSchema,
  refusedByDeceased: z.boolean(),
  lastDay: day,
});
export type RegisterHeir = z.infer<typeof registerHeirSchema>;
export const endHeirSchema = z.object({ name: said(200) });

/**
 * Two records that are one person's (ADR 37), newest first, whichever of the two this one is. By the record that stays:
 * POST   /identities/:dossierId/fusions {absorbed, reason} -> {id}
 * POST   /identities/:dossierId/fusions/:fusionId/confirm {} -> 204, for somebody else than who proposed it
 * POST   /identities/:dossierId/fusions/:fusionId/end {} -> 204: the proposal comes to nothing, or the records are two again
 */
const fusionSchema = z.object({
  id: z.string(),
  survivor: z.string(),
  absorbed: z.string(),
  state: z.enum(['proposed', 'merged', 'declined', 'undone']),
  reason: z.string(),
  proposedBy: z.string(),
  /** By whoever asks: they cannot confirm it. */
  mine: z.boolean(),
  proposedAt: z.string(),
  confirmedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** Exclusive: no longer undone from then on. */
  undoneUntil: z.string().optional(),
});
export type Fusion = z.infer<typeof fusionSchema>;
export const proposeFusionSchema = z.object({ absorbed: z.string().max(64), reason: z.string().trim().min(1).max(1000) });

/** POST /identities/search {ins}, under any number the person ever had. GET /identities/:dossierId. */
export const searchIdentitySchema = z.object({ ins: z.string().min(1).max(40) });
export const identitySchema = z.object({
  dossierId: z.string(),
  status: statusSchema,
  ins: z.string(),
  insOid: z.string(),
  formerIns: z.array(z.string()),
  birthName: z.string(),
  birthFirstNames: z.string(),
  birthDate: z.string(),
  sexe: z.enum(['F', 'M', 'I']),
  birthPlaceCog: z.string(),
  usedName: z.string().optional(),
  openedAt: z.string(),
  localIdentifiers: z.array(z.object({ value: z.string(), authority: z.string(), structures: z.array(z.string()) })),
  heirs: z.array(heirSchema),
  fusions: z.array(fusionSchema),
  /** Newest first. */
  misfiled: z.array(keptMisfilingSchema),
  /** For how many days at most an heir may be let in. */
  heirMaximumDays: z.number().int(),
});
export type KeptIdentity = z.infer<typeof identitySchema>;

/** POST /identities/:dossierId/insi: what INSi made of it. The identity is to be read again. */
export const insiOutcomes = ['confirmed', 'renumbered', 'corrected', 'contradicted', 'unknown', 'several'] as const;
export const insiOutcomeSchema = z.object({ outcome: z.enum(insiOutcomes) });
export type InsiOutcome = z.infer<typeof insiOutcomeSchema>['outcome'];

/** POST /identities/:dossierId/status, then 204: an identity document was held against the traits; or there is a doubt, and nothing feeds any more. */
export const assureIdentitySchema = z.object({ said: z.enum(['document-checked', 'doubt']) });
/** POST /identities/:dossierId/apart {other}, then 204: two records, two people. */
export const tellApartSchema = z.object({ other: z.string() });
