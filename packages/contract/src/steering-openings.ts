// Openings, as whoever runs Carnet follows them: under /api/pilotage.

import { oppositionMeans } from '@carnet/domain/terminology';
import { z } from 'zod';

const count = z.number().int();

/**
 * GET  /openings                            -> SteeredOpenings
 * POST /openings/letters                    -> {at, count} : those that wait are printed now, and their weeks begin
 * GET  /openings/letters.csv?run=ISO        -> one run, as a file for whoever prints
 * POST /openings/oppositions                -> OppositionRecorded : one that came by letter, by telephone or at a counter
 */
export const steeredOpeningsSchema = z.object({
  today: z.string(),
  regime: z.enum(['opposition', 'consentement']),
  weeks: count,
  /** Covered, of a regime that is served, without a record. */
  waiting: count,
  informed: z.object({ email: count, letter: count }),
  lettersToPrint: count,
  /** The insurer has neither address. */
  unreachable: count,
  opposed: count,
  /** After an information, by themselves or at the person's request. */
  opened: count,
  coming: z.array(z.object({ day: z.string(), count })),
  runs: z.array(z.object({ at: z.string(), count })),
});
export type SteeredOpenings = z.infer<typeof steeredOpeningsSchema>;

export const letterRunSchema = z.object({ run: z.string().min(1).max(40) });
export const recordOppositionSchema = z.object({
  matricule: z.string().min(1).max(32),
  familyName: z.string().min(1).max(120),
  firstName: z.string().min(1).max(120),
  birthDate: z.string().min(1).max(10),
  means: z.enum(oppositionMeans),
  proof: z.string().trim().min(1).max(500),
});
