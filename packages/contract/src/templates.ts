// A document written from a template, in the professional app: the form as it is filled, what it may be begun with, what is deposited.

import { z } from 'zod';
import { glanceSourceSchema } from './glance.ts';
import { draftPartSchema, synthesisLineSchema } from './synthesis.ts';

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['number', 'choice', 'date', 'words']),
  /** Of a figure, as it is read. */
  unit: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});
export type TemplateField = z.infer<typeof fieldSchema>;
const headingSchema = z.object({
  name: z.string(),
  title: z.string(),
  help: z.string().optional(),
  needed: z.boolean(),
  kind: z.enum(['text', 'lines', 'fields']),
  fields: z.array(fieldSchema).optional(),
});
export type TemplateHeading = z.infer<typeof headingSchema>;

/** GET /api/pro/dossiers/:id/templates/:template */
export const templateFormSchema = z.object({
  name: z.string(),
  title: z.string(),
  help: z.string(),
  headings: z.array(headingSchema),
  /** The record may say some of its lines in codes: `…/draft` tells them to whoever may read it. */
  begun: z.boolean(),
  /** Base64: what this browser seals the unfinished document with. It is the session's, and ends with it. */
  draftKey: z.string(),
});
export type TemplateForm = z.infer<typeof templateFormSchema>;

/** GET /api/pro/dossiers/:id/templates/:template/draft */
export const templateDraftSchema = z.object({
  /** By heading. */
  parts: z.record(z.string(), draftPartSchema),
  /** One's own former one, which says how things were: the new one may replace it. */
  replaces: glanceSourceSchema.optional(),
  /** Documents that say something in codes; those that are kept from somebody, of which nothing is proposed. */
  read: z.number().int(),
  unquoted: z.number().int(),
  missing: z.number().int(),
  more: z.boolean(),
});
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

const name = z.string().min(1).max(60);
/** POST /api/pro/dossiers/:id/templates/:template */
export const depositTemplateSchema = z.strictObject({
  /** Drawn by the app for one deposit, and sent again with it: what came already is not deposited twice. */
  attempt: z.uuid(),
  /** Date of the act, YYYY-MM-DD. */
  serviceDate: z.iso.date(),
  texts: z.record(name, z.string().max(10_000)),
  lines: z.record(name, z.strictObject({ lines: z.array(synthesisLineSchema).max(60), none: z.boolean() })),
  /** By heading, then by field; figures as they are typed. */
  fields: z.record(name, z.record(name, z.string().max(500))),
  masked: z.boolean(),
  hiddenFromPatient: z.boolean(),
  hiddenFromRepresentants: z.boolean(),
  replaces: z.uuid().optional(),
});
export type DepositTemplate = z.infer<typeof depositTemplateSchema>;
