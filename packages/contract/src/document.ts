// Documents as the apps see them.

import { z } from 'zod';
import { spaceSchema } from './dossier.ts';

/** What this caller may do to this document now; where not, the refusal's code says why. */
const abilitySchema = z.object({ allowed: z.boolean(), because: z.string().optional() });
export const documentAbilitiesSchema = z.object({
  'mask': abilitySchema,
  'unmask': abilitySchema,
  'delete': abilitySchema,
  'show-to-patient': abilitySchema,
  'show-to-representants': abilitySchema,
  'archive': abilitySchema,
  'unarchive': abilitySchema,
});

export const documentSummarySchema = z.object({
  /** logicalId: stable across masking. */
  id: z.string(),
  title: z.string(),
  typeCode: z.string(),
  typeLabel: z.string(),
  classLabel: z.string(),
  space: spaceSchema,
  mimeType: z.string(),
  size: z.number().int(),
  authors: z.array(z.object({ displayName: z.string(), specialtyLabel: z.string().optional(), institution: z.string().optional() })),
  depositor: z.enum(['professionnel', 'structure', 'patient', 'assurance-maladie']),
  /** Date of the act. */
  serviceStart: z.string(),
  serviceStop: z.string().optional(),
  creationTime: z.string(),
  depositedAt: z.string(),
  /** Last change of its metadata. */
  changedAt: z.string(),
  /** When a professional last read it (A033): in the patient's own lists. */
  lastReadAt: z.string().optional(),
  /** Of a document that came more than once (same uniqueId, bytes and authors): how often, the first time counted, and when last. */
  received: z.object({ count: z.number().int().min(2), lastAt: z.string() }).optional(),
  status: z.enum(['Approved', 'Deprecated', 'Archived', 'Deleted']),
  version: z.number().int(),
  masked: z.boolean(),
  /**
   * Masked to some only, beside `masked` (masked to all): in the patient's and representatives' own view. `everyone` is the switch of the
   * reimbursements. `id` is theirs, to end it: what ends is this document, or its space.
   */
  maskedTo: z
    .array(
      z.object({
        kind: z.enum(['professionnel', 'profession', 'structure', 'everyone']),
        label: z.string(),
        because: z.enum(['document', 'space', 'reimbursements']),
        id: z.string().optional(),
      }),
    )
    .optional(),
  /** Waits for an announcement: the patient cannot see it yet (professionals are warned, EX_3.2-1025). */
  invisiblePatient: z.boolean(),
  /** When it will be shown to the patient by itself (A103): told to professionals. */
  releasesAt: z.string().optional(),
  /** Kept from those who represent the patient: told to professionals and to the patient. */
  invisibleRepresentants: z.boolean().optional(),
  isNew: z.boolean(),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

/** GET /dossiers/:id/documents?space&sort=service|deposited&depositor=patient&archived=true&cursor&limit */
export const documentListSchema = z.object({
  documents: z.array(documentSummarySchema),
  /** Of this page: what does not open, because it was altered since it was written. Left out, and said. */
  missing: z.number().int(),
  /** Rows the caller may see, all pages. */
  total: z.number().int(),
  /** Among them, those professionals do not find. */
  masked: z.number().int(),
  nextCursor: z.string().optional(),
});
export type DocumentList = z.infer<typeof documentListSchema>;

/** GET /dossiers/:id/documents/:documentId */
export const documentDetailSchema = documentSummarySchema.extend({
  uniqueId: z.string(),
  entryUuid: z.string(),
  comments: z.string().optional(),
  formatCode: z.string(),
  language: z.string(),
  legalAuthenticator: z.string().optional(),
  abilities: documentAbilitiesSchema,
});
export type DocumentDetail = z.infer<typeof documentDetailSchema>;

/**
 * GET  …/documents/:documentId/reading          -> ReadingView (see reading.ts)
 * GET  …/documents/:documentId/media/:index     -> bytes of a part named by the reading view (PDF, image), inline
 * GET  …/documents/:documentId/original         -> the bytes as deposited, as a download
 * POST …/documents/:documentId/mask  {version}  -> DocumentDetail
 * POST …/documents/:documentId/unmask {version} -> DocumentDetail
 * DELETE …/documents/:documentId?version=       -> 204 (the patient's own)
 */
export const versionLockSchema = z.object({ version: z.number().int().min(1) });

/** POST /dossiers/:id/documents, multipart/form-data: these fields first, then `file` (PDF, JPEG or PNG). -> 201 DocumentDetail */
export const patientDepositSchema = z.object({
  title: z.string().trim().min(1).max(200),
  typeCode: z.enum(['DOCPAT01', 'DOCPAT02', 'DOCPAT03', 'DOCPAT04', 'DOCPAT05', 'DOCPAT06', 'DOCPAT07', 'DOCPAT09', 'EXPPAT_1', 'EXPPAT_2', 'EXPPAT_3']),
  /** Date of the act the document speaks of, YYYY-MM-DD. */
  serviceDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  comments: z.string().trim().max(1000).optional(),
  masked: z.enum(['true', 'false']).default('false'),
  /** A minor only, in their own record: hidden from those who represent them (ability `hide-from-representants`). */
  hiddenFromRepresentants: z.enum(['true', 'false']).default('false'),
});
export { patientDepositMaximumBytes, patientDepositMimeTypes } from './deposit-limits.ts';
