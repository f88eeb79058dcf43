// Documents that are said to be another patient's (ADR 41): reported by who they are shown to, corrected by their author, settled by the identity cell.

import { z } from 'zod';
import { readingViewSchema } from './reading.ts';

const words = z.string().trim().min(1).max(1000);
const states = ['open', 'withdrawal-proposed', 'return-proposed', 'withdrawn', 'returned'] as const;
const stateSchema = z.enum(states);
const outcomeSchema = z.enum(['withdraw', 'return']);
export type MisfilingOutcome = z.infer<typeof outcomeSchema>;

/** POST /dossiers/:id/documents/:documentId/misfiled {version, words} -> 204: out of everybody's sight at once. */
export const reportMisfiledSchema = z.object({ version: z.number().int().min(1), words });

/** GET /api/pro/misfiled: what awaits this professional as its author, oldest first. Ids and dates. */
const waitingSchema = z.object({ dossierId: z.string(), documentId: z.string(), state: stateSchema, reportedAt: z.string() });
export const ownMisfiledSchema = z.object({ documents: z.array(waitingSchema) });
export type OwnMisfiled = z.infer<typeof ownMisfiledSchema>;

/** GET /api/pro/dossiers/:id/documents/:documentId/misfiled: the document, as its author reads it while it waits. */
export const misfiledDocumentSchema = z.object({
  title: z.string(),
  typeCode: z.string(),
  typeLabel: z.string(),
  serviceStart: z.string(),
  depositedAt: z.string(),
  /** As it is read on the screen; its pictures and PDFs under `misfiled/media/:index`. */
  view: readingViewSchema,
  masked: z.boolean(),
  invisiblePatient: z.boolean(),
  invisibleRepresentants: z.boolean(),
  state: stateSchema,
  reportedAt: z.string(),
  byAuthor: z.boolean(),
  /** Why, in the words of who reported it. */
  words: z.string(),
  proposal: z.object({ name: z.string(), words: z.string(), at: z.string() }).optional(),
  /** The answer says that it was deposited in another record. */
  corrected: z.boolean(),
});
export type MisfiledDocument = z.infer<typeof misfiledDocumentSchema>;

/** POST …/misfiled/answer -> 204: by its author, to be confirmed by the cell. `corrected`: where they deposited it. */
export const answerMisfiledSchema = z.object({
  outcome: outcomeSchema,
  words,
  corrected: z.object({ dossierId: z.string().max(64), documentId: z.string().max(64) }).optional(),
});
export type AnswerMisfiled = z.infer<typeof answerMisfiledSchema>;

/** In an identity the cell reads: dates and names of professionals, and what they typed; neither a title nor a type. */
export const keptMisfilingSchema = z.object({
  documentId: z.string(),
  state: stateSchema,
  depositedAt: z.string(),
  reportedAt: z.string(),
  byAuthor: z.boolean(),
  reported: z.object({ name: z.string(), words: z.string() }),
  authors: z.array(z.string()),
  /** How many go together: its versions, their additions, the same file deposited twice. */
  documents: z.number().int(),
  proposal: z.object({ name: z.string(), words: z.string(), at: z.string(), mine: z.boolean() }).optional(),
  /** The record its author deposited it in, whose identity is to be compared. */
  corrected: z.string().optional(),
  settledAt: z.string().optional(),
  /** Exclusive: not taken up again from then on. */
  reopenedUntil: z.string().optional(),
  /** Waits for longer than the policy says. */
  late: z.boolean(),
});
export type KeptMisfiling = z.infer<typeof keptMisfilingSchema>;

/**
 * POST /identities/:dossierId/misfiled/:documentId/propose {outcome, words} -> 204
 * POST …/confirm {outcome} -> 204, for somebody else than who proposed it
 * POST …/reopen {} -> 204: what was decided is examined again, out of sight meanwhile
 */
export const proposeMisfiledSchema = z.object({ outcome: outcomeSchema, words });
export const confirmMisfiledSchema = z.object({ outcome: outcomeSchema });
