// Documents as the apps see them.

import { z } from 'zod';
import { spaceSchema } from './dossier.ts';

/** What this caller may do to this document now; where not, the refusal's code says why. */
const abilitySchema = z.object({ allowed: z.boolean(), because: z.string().optional() });
export const documentAbilitiesSchema = z.object({
  'mask': abilitySchema,
  'unmask': abilitySchema,
  'delete': abilitySchema,
  'report-misfiled': abilitySchema,
  'show-to-patient': abilitySchema,
  'show-to-representants': abilitySchema,
  'archive': abilitySchema,
  'unarchive': abilitySchema,
});

const documentStatusSchema = z.enum(['Approved', 'Deprecated', 'Archived', 'Deleted']);

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
  /**
   * Of content that came more than once, under one uniqueId or several: how often, the first time counted, and when last. Documents that hold the
   * same content, in the same space, with the same status and visibility, are this one line (N1).
   */
  received: z.object({ count: z.number().int().min(2), lastAt: z.string() }).optional(),
  /** How many versions of it the caller may read, itself counted, when it replaces another. */
  versions: z.number().int().min(2).optional(),
  status: documentStatusSchema,
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
  /** The professional who reads is one of its authors. */
  mine: z.literal(true).optional(),
  /** The submission set it came with: told to professionals. */
  set: z.string().optional(),
  /** To a person: not opened yet. To a professional, in lists: new since their last visit before this session. */
  isNew: z.boolean(),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

/**
 * GET /dossiers/:id/documents?space&type&createdFrom&createdUntil&author&set&folder&sort&depositor=patient&archived=true&cursor&limit
 * Each narrows (A143). `createdFrom`, `createdUntil`: days in Paris, both included, of the document's own date. `author`: words of a name.
 */
export const documentSorts = ['service', 'deposited', 'type', 'author'] as const;
export type DocumentSort = (typeof documentSorts)[number];
export const documentListQuerySchema = z.object({
  space: spaceSchema.optional(),
  type: z.string().min(1).max(64).optional(),
  createdFrom: z.iso.date().optional(),
  createdUntil: z.iso.date().optional(),
  author: z.string().trim().min(1).max(80).optional(),
  set: z.uuid().optional(),
  folder: z.uuid().optional(),
  /** One of the caller's own binders (arrangement.ts). */
  binder: z.uuid().optional(),
  sort: z.enum(documentSorts).optional(),
  depositor: z.literal('patient').optional(),
  archived: z.literal('true').optional(),
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
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

/** GET /api/pro/dossiers/:id/criteria : what this caller may choose among, of what they see. Lists: the newest. */
export const documentCriteriaSchema = z.object({
  types: z.array(z.object({ code: z.string(), label: z.string() })),
  sets: z.array(z.object({ id: z.string(), submittedAt: z.string(), author: z.string(), documents: z.number().int() })),
  folders: z.array(z.object({ id: z.string(), title: z.string(), documents: z.number().int() })),
});
export type DocumentCriteria = z.infer<typeof documentCriteriaSchema>;

/** GET /dossiers/:id/documents/:documentId */
export const documentDetailSchema = documentSummarySchema.extend({
  uniqueId: z.string(),
  entryUuid: z.string(),
  comments: z.string().optional(),
  formatCode: z.string(),
  language: z.string(),
  legalAuthenticator: z.string().optional(),
  abilities: documentAbilitiesSchema,
  /** Each time its content came, oldest first, and as which document. `from` absent: from the patient's side. `door` absent: before it was kept. */
  arrivals: z.array(
    z.object({
      at: z.string(),
      documentId: z.string(),
      from: z.object({ name: z.string(), institution: z.string().optional() }).optional(),
      door: z.enum(['fhir', 'soap', 'feed', 'patient', 'professional', 'job', 'sandbox']).optional(),
    }),
  ),
  /** The other documents that are one line with it: what is done to the line is done to each of them. */
  copies: z.array(z.object({ id: z.string(), version: z.number().int(), abilities: documentAbilitiesSchema })),
  /** The chain it is in, as far as the caller sees it, oldest first, itself among them; empty where there is no other. */
  history: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      typeLabel: z.string(),
      serviceStart: z.string(),
      depositedAt: z.string(),
      author: z.string().optional(),
      status: documentStatusSchema,
      masked: z.boolean(),
      invisiblePatient: z.boolean(),
      invisibleRepresentants: z.boolean().optional(),
    }),
  ),
});
export type DocumentDetail = z.infer<typeof documentDetailSchema>;
export type DocumentVersion = DocumentDetail['history'][number];

/**
 * GET  …/documents/:documentId/reading          -> ReadingView (see reading.ts)
 * GET  …/documents/:documentId/media/:index     -> bytes of a part named by the reading view (PDF, image), inline
 * GET  …/documents/:documentId/original         -> the bytes as deposited, as a download
 * POST …/documents/:documentId/mask  {version, copies?}  -> DocumentDetail
 * POST …/documents/:documentId/unmask {version, copies?} -> DocumentDetail
 * DELETE …/documents/:documentId?version=&copies=        -> 204 (the patient's own)
 */
const copiesMaximum = 100;
const lockedCopySchema = z.object({ id: z.string().max(64), version: z.number().int().min(1) });
/** The version that was seen is the lock. `copies`: documents of its line to be changed with it, all or none. */
export const versionLockSchema = z.object({ version: z.number().int().min(1), copies: z.array(lockedCopySchema).max(copiesMaximum).optional() });
export type VersionLock = z.infer<typeof versionLockSchema>;
/** In a query: `copies=<id>.<version>,…` */
export const versionQuerySchema = z.object({
  version: z.coerce.number().int().min(1),
  copies: z
    .string()
    .regex(/^[0-9a-f-]{36}\.\d{1,9}(,[0-9a-f-]{36}\.\d{1,9})*$/)
    .max(copiesMaximum * 47)
    .optional(),
});

/** POST …/documents/alike : whether one sees a document with this content already. In a body: an address is written in logs. */
export const alikeQuestionSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const alikeSchema = z.object({ document: z.object({ id: z.string(), title: z.string(), depositedAt: z.string() }).optional() });
export type Alike = z.infer<typeof alikeSchema>;

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
export { noteMaximum, patientDepositMaximumBytes, patientDepositMimeTypes, uploadPartMaximumBytes, uploadPartMinimumBytes } from './deposit-limits.ts';
