// Measures of health and their curves, for both apps; what the patient's app sends to enter, correct and choose.

import { type MeasureKind, diastolicLimits, measureCommentMaximum, measureKindCodes, rowOfKind } from '@carnet/domain/terminology';
import { z } from 'zod';

export { type MeasureKind, diastolicLimits, measureCommentMaximum, measureKindCodes, rowOfKind };

export const measureKindSchema = z.enum(measureKindCodes as readonly [MeasureKind, ...MeasureKind[]]);

/** GET /dossiers/:id/measures?whole=hba1c,weight : all points of those kinds, the last one of the others. */
export const measuresQuerySchema = z.object({ whole: z.string().max(300).optional() });

const measureOriginSchema = z.object({
  from: z.literal('measure'),
  id: z.string(),
  version: z.number().int(),
  by: z.enum(['titulaire', 'representant', 'professionnel', 'service-tiers']),
  /** Of a professional or a service. */
  name: z.string().optional(),
  /** Whoever reads may correct and withdraw it. */
  own: z.boolean(),
  comment: z.string().optional(),
  /** When it was corrected. */
  correctedAt: z.string().optional(),
  /** It was made with a device. */
  device: z.boolean().optional(),
});
const documentOriginSchema = z.object({ from: z.literal('document'), documentId: z.string(), title: z.string(), author: z.string().optional() });
export const curvePointSchema = z.object({
  at: z.string(),
  /** In the kind's unit; of a blood pressure, the systolic. */
  value: z.number(),
  diastolic: z.number().optional(),
  origin: z.discriminatedUnion('from', [measureOriginSchema, documentOriginSchema]),
  /** A body mass index, from the weight of this origin. */
  computed: z.literal(true).optional(),
});
export type CurvePoint = z.infer<typeof curvePointSchema>;
export const curvesSchema = z.object({
  curves: z.array(z.object({ kind: measureKindSchema, total: z.number().int(), /** Newest first. */ points: z.array(curvePointSchema) })),
  /** In %. */
  hba1cTarget: z.number().optional(),
  /** Patient door only: what is kept from professionals. */
  hidden: z.array(measureKindSchema).optional(),
  fromDocuments: z.boolean(),
  /** Altered rows and documents, left out. */
  missing: z.number().int(),
  /** Older ones were not looked through. */
  more: z.boolean(),
});
export type Curves = z.infer<typeof curvesSchema>;
export type Curve = Curves['curves'][number];

/** POST /api/patient/dossiers/:id/measures ; `at` absent: now. 422 MESURE_REFUSEE names what cannot be. */
export const enterMeasureSchema = z.object({
  kind: measureKindSchema,
  value: z.number(),
  diastolic: z.number().optional(),
  at: z.string().max(40).optional(),
  comment: z.string().trim().max(600).optional(),
});
export type EnterMeasure = z.infer<typeof enterMeasureSchema>;
/** PUT …/measures/:measureId */
export const correctMeasureSchema = enterMeasureSchema
  .omit({ kind: true })
  .required({ at: true })
  .extend({ version: z.number().int().min(1) });
export const withdrawMeasureSchema = z.object({ version: z.coerce.number().int().min(1) });
/** PUT …/measures/settings : what is named changes; a null target takes it away. */
export const measureSettingsSchema = z.object({
  hidden: z.array(measureKindSchema).max(measureKindCodes.length).optional(),
  fromDocuments: z.boolean().optional(),
  hba1cTarget: z.number().min(4).max(12).multipleOf(0.1).nullable().optional(),
});
export type ChangeMeasureSettings = z.infer<typeof measureSettingsSchema>;
