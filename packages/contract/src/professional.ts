// What only the professional door has: "my patients", one's own agreement and the team's, the médecin traitant, labels, the matrix as one reads it.
// Every identity and count here was decided record by record: a record that would not open is not in a list.

import { z } from 'zod';
import { versionLockSchema } from './document.ts';
import { dossierStatusSchema } from './dossier.ts';

/** Why a record is among mine: my own autorisation, that of the care team, or what the patient made me. */
export const patientTies = ['autorisation', 'equipe', 'medecin-traitant', 'administrateur'] as const;
/** `new`: agreements recorded since; `documents`: something to read that was deposited since my last consultation; `expiring`: ends soon. */
export const patientFilters = ['all', 'new', 'documents', 'expiring'] as const;
export type PatientFilter = (typeof patientFilters)[number];

/** GET /api/pro/patients (TD0.4), most recent first. `new` and `expiring` look at the thirty days behind and ahead. */
export const patientsQuerySchema = z.object({
  filter: z.enum(patientFilters).optional(),
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
export const patientsSchema = z.object({
  patients: z.array(
    z.object({
      dossierId: z.string(),
      displayName: z.string(),
      /** The rest is for those who may consult: a secretariat reads names only. */
      birthDate: z.string().optional(),
      sexe: z.enum(['F', 'M', 'I']).optional(),
      tie: z.enum(patientTies),
      structureName: z.string().optional(),
      since: z.string(),
      /** Absent: no end (médecin traitant, administrateur). */
      expiresAt: z.string().optional(),
      lastConsultedAt: z.string().optional(),
      /** Deposited since my last consultation, and that I may read; absent before the first one, and for a secretariat. */
      newDocuments: z.number().int().optional(),
    }),
  ),
  /** Absent for `documents`, where each record has to be decided to be counted. */
  total: z.number().int().optional(),
  nextCursor: z.string().optional(),
});
export type Patients = z.infer<typeof patientsSchema>;
export type PatientRow = Patients['patients'][number];

/**
 * POST   /api/pro/dossiers/:id/autorisations   -> DossierStatus  (declareAutorisationSchema: first time, renewal, or the team's)
 * DELETE /api/pro/dossiers/:id/autorisations   -> DossierStatus  one's own is withdrawn (TD0.3); the team's stays
 * POST   /api/pro/dossiers/:id/medecin-traitant -> DossierStatus  {consentCollected: true}
 * DELETE /api/pro/dossiers/:id/medecin-traitant -> DossierStatus  only whoever is the médecin traitant
 * POST   /api/pro/dossiers/:id/accesses/block  {id, askedByPatient: true} -> 204  médecin traitant and administrateurs
 */
export const declareMedecinTraitantSchema = z.object({ consentCollected: z.literal(true) });
export const blockForPatientSchema = z.object({ id: z.string().max(80), askedByPatient: z.literal(true) });

/**
 * POST …/documents/:documentId/show-to-patient      {version, copies?, announced: true} -> DocumentDetail  irreversible
 * POST …/documents/:documentId/show-to-representants {version, copies?}                  -> DocumentDetail  irreversible
 * POST …/documents/:documentId/archive, …/unarchive  {version, copies?}                  -> DocumentDetail
 */
export const showToPatientSchema = versionLockSchema.extend({ /** The patient was told what it says. */ announced: z.literal(true) });

/** GET /api/pro/matrix: what the caller's own profession may read, by the matrix in force today (features A095). */
export const ownMatrixSchema = z.object({
  day: z.string(),
  professionLabel: z.string(),
  /** Absent: no matrix is in force, and nobody reads anything. */
  matrix: z.object({ from: z.string(), source: z.string() }).optional(),
  open: z.number().int(),
  total: z.number().int(),
  classes: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      types: z.array(z.object({ code: z.string(), label: z.string(), allowed: z.boolean(), origin: z.enum(['sourced', 'prudent']) })),
    }),
  ),
});
export type OwnMatrix = z.infer<typeof ownMatrixSchema>;

/**
 * POST /api/pro/direct-access: what a program of care opened the browser for (TD0.9, TD0.10; docs/integrators/direct-access.md). Once.
 * `to-confirm`: another site's page led here, and whoever is signed in says whether they meant it.
 */
export const directPages = ['home', 'documents', 'accesses', 'journal', 'settings', 'wishes', 'vaccinations'] as const;
export type DirectPage = (typeof directPages)[number];
export const confirmDirectAccessSchema = z.object({ confirmed: z.literal(true).optional() });
export const directAccessSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('nothing') }),
  z.object({ state: z.literal('to-confirm') }),
  // Without a status: the page is about no patient.
  z.object({ state: z.literal('opened'), page: z.enum(directPages), status: dossierStatusSchema.optional() }),
]);
export type DirectAccess = z.infer<typeof directAccessSchema>;
