// What a professional deposits by hand, in the professional app: a file or a note, put into a CDA that the server writes in their name.

import { z } from 'zod';
import { noteMaximum } from './deposit-limits.ts';

/** GET /api/pro/dossiers/:id/deposit: what to know before depositing. */
export const depositOptionsSchema = z.object({
  /** In whose record: what a document bears, and who is to be held against it before it leaves. */
  patient: z.object({ displayName: z.string(), birthDate: z.string(), sexe: z.enum(['F', 'M', 'I']) }),
  may: z.object({ allowed: z.boolean(), because: z.string().optional() }),
  /** Who signs, for which structure. Absent: no health professional, or one who acts for no structure: they choose one first. */
  author: z.object({ displayName: z.string(), professionLabel: z.string(), structure: z.string() }).optional(),
  /** The first `usual` are what the caller is expected to deposit here, then what their profession deposits most; the others by class. */
  types: z.array(z.object({ code: z.string(), label: z.string(), classLabel: z.string() })),
  usual: z.number().int(),
  /** Models of documents the caller may write here, the most usual first (`/templates/:template`). */
  templates: z.array(z.object({ name: z.string(), title: z.string(), help: z.string() })),
  /** Somebody stands for the patient: a document may be hidden from them. */
  represented: z.boolean(),
  /** Hidden from the patient until announced: shown by itself after so many days. */
  announcementDelayDays: z.number().int(),
  /** Whether one document may be hidden from the patient and from professionals at once. */
  hiddenFromBoth: z.boolean(),
  maximumBytes: z.number().int(),
});
export type DepositOptions = z.infer<typeof depositOptionsSchema>;

const flag = z.enum(['true', 'false']).default('false');
/**
 * POST /api/pro/dossiers/:id/documents, multipart/form-data: these fields first, then `file` (PDF, JPEG or PNG), unless there is a `note`, or the
 * content of the replaced document is kept.
 */
export const professionalDepositSchema = z.object({
  /** Drawn by the app for one deposit, and sent again with it: what came already is not deposited twice (IDENTIFIANT_DEJA_UTILISE). */
  attempt: z.uuid(),
  title: z.string().trim().min(1).max(200),
  typeCode: z.string().min(1).max(64),
  /** Date of the act, YYYY-MM-DD. */
  serviceDate: z.iso.date(),
  /** Paragraphs stand apart by an empty line. */
  note: z.string().trim().min(1).max(noteMaximum).optional(),
  masked: flag,
  hiddenFromPatient: flag,
  hiddenFromRepresentants: flag,
  /** The document it takes the place of, one's own (TD2.1b). */
  replaces: z.uuid().optional(),
  /** The file of the replaced document again: what is corrected is its title, its type or its date. */
  keepsContent: z.literal('true').optional(),
  /** A document of one's own that was put aside in another record (ADR 41): this one is what it should have been. */
  correctsIn: z.uuid().optional(),
  corrects: z.uuid().optional(),
});

export const depositedSchema = z.object({
  id: z.string(),
  /** The same content was in the record already: it is one line with it. */
  alike: z.boolean(),
});
export type DepositedDocument = z.infer<typeof depositedSchema>;
