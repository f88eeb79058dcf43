// The app of whoever runs Carnet, under /api/pilotage: the dated law (habilitation matrices, policy values) and counts. Never a person's record.
// Sessions are those of card holders (same cookie as /api/pro); who may do what comes as abilities. Days are civil days in Paris, `YYYY-MM-DD`.

import { idleSecondsSchema } from './account.ts';
import { z } from 'zod';
import { noticeKinds } from './dossier.ts';
import { matrixFileMaximumCharacters, reasonLength } from './steering-limits.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const label = z.object({ code: z.string(), label: z.string() });

const reason = z.string().trim().min(reasonLength.minimum).max(reasonLength.maximum);

/** `read-law`, `change-law`: matrices and policy values. `read-indicators`: counts. `review-accesses`: reports, findings, stops. `keep-identities`: who records are about. */
export const steeringAbilities = ['read-law', 'change-law', 'read-indicators', 'review-accesses', 'keep-identities'] as const;
/**
 * GET /session: 401 when nobody is signed in, 403 when this card has no role here. DELETE /session signs out.
 * Sandbox: GET /sandbox/cards?app=pilotage lists the cards whose role may enter; POST /sandbox-card {key} presents one and answers the session.
 * A browser with a card reader goes to /auth/carte?app=pilotage and comes back to /pilotage/ or /pilotage/connexion?refus=CODE.
 */
export const steeringSessionSchema = z.object({
  kind: z.literal('pilotage'),
  id: z.string(),
  displayName: z.string(),
  role: z.enum(['exploitation', 'pilotage', 'controle']),
  structure: label.optional(),
  abilities: z.array(z.enum(steeringAbilities)),
  idleSeconds: idleSecondsSchema,
});
export type SteeringSession = z.infer<typeof steeringSessionSchema>;

/**
 * What became of a decision. `replaced`: a later one was taken for the same day. `withdrawn`: taken back before its day.
 * Otherwise by the day in question: over, in force, or not begun.
 */
export const lawStateSchema = z.enum(['past', 'in-force', 'coming', 'replaced', 'withdrawn']);
export type LawState = z.infer<typeof lawStateSchema>;

/** Who decided, when, and why; `by` is a name, never a number. */
const decidedSchema = z.object({ by: z.string(), at: z.string(), reason: z.string() });
export type Decided = z.infer<typeof decidedSchema>;

export const matrixCountsSchema = z.object({ cells: z.number().int(), open: z.number().int(), sourced: z.number().int(), prudent: z.number().int() });

export const matrixSummarySchema = z.object({
  id: z.string(),
  from: day,
  /** Last day it holds; absent: until further notice, or never held. */
  until: day.optional(),
  source: z.string(),
  state: lawStateSchema,
  counts: matrixCountsSchema,
  loadedAt: z.string(),
  /** Absent: shipped with Carnet. */
  loaded: decidedSchema.optional(),
  withdrawn: decidedSchema.optional(),
});
export type MatrixSummary = z.infer<typeof matrixSummarySchema>;

/** GET /matrices: latest day first. */
export const matricesSchema = z.object({
  today: day,
  /** The first day a new decision may take effect. */
  earliestFrom: day,
  matrices: z.array(matrixSummarySchema),
});
export type Matrices = z.infer<typeof matricesSchema>;

export const matrixCellSchema = z.object({ allowed: z.boolean(), origin: z.enum(['sourced', 'prudent']) });
export type MatrixCell = z.infer<typeof matrixCellSchema>;

/**
 * GET /matrices/in-force?day=YYYY-MM-DD (today when absent), labels in the caller's language.
 * GET /matrices/in-force.csv?day=YYYY-MM-DD: the same as the file that can be edited and loaded again (`text/csv`, attachment).
 */
export const matrixInForceSchema = z.object({
  day,
  today: day,
  /** Absent: no matrix holds that day, and nobody may read anything. */
  matrix: matrixSummarySchema.pick({ id: true, from: true, until: true, source: true, counts: true }).optional(),
  professions: z.array(label),
  types: z.array(label.extend({ class: label })),
  /** One row per profession, one cell per type, both in the order above. */
  cells: z.array(z.array(matrixCellSchema)),
});
export type MatrixInForce = z.infer<typeof matrixInForceSchema>;
export const matrixDayQuerySchema = z.object({ day: day.optional() });

const csv = z.string().min(1).max(matrixFileMaximumCharacters);

/**
 * POST /matrices/preview: reads the file and compares it with what holds on the day it would take effect; decides nothing.
 * A file at fault is refused (422 CONTENU_REFUSE) with one finding per fault: `field` is `ligne 12`, or `fichier` where no line is to blame.
 */
export const previewMatrixSchema = z.object({ csv, /** The file's own day when absent. */ from: day.optional() });
const changedCellSchema = z.object({ profession: label, type: label });
export type ChangedCell = z.infer<typeof changedCellSchema>;
export const matrixPreviewSchema = z.object({
  /** The day it would take effect: the one asked for, or the file's, or the earliest possible when that one has begun. */
  from: day,
  fileFrom: day,
  earliestFrom: day,
  source: z.string(),
  counts: matrixCountsSchema,
  /** What it is compared with; absent: nothing holds that day. */
  against: matrixSummarySchema.pick({ from: true, source: true }).optional(),
  /** A matrix already decided for exactly that day, which this one would replace. */
  replaces: matrixSummarySchema.pick({ source: true, loaded: true }).optional(),
  opened: z.array(changedCellSchema),
  closed: z.array(changedCellSchema),
  originChanged: z.array(changedCellSchema.extend({ origin: z.enum(['sourced', 'prudent']) })),
});
export type MatrixPreview = z.infer<typeof matrixPreviewSchema>;

/** POST /matrices -> 201 MatrixSummary. `from` prevails over the file's day. */
export const loadMatrixSchema = z.object({ csv, from: day, reason });
/** POST /matrices/withdraw -> 204: takes back what was decided for a day that has not begun. */
export const withdrawMatrixSchema = z.object({ from: day, reason });

const policyValueSchema = z.union([z.number().int(), z.boolean(), z.string().max(80)]);
export type PolicyValue = z.infer<typeof policyValueSchema>;

const policyChangeSchema = z.object({
  from: day,
  /** Absent: takes back what had been decided for that day. */
  value: policyValueSchema.optional(),
  state: lawStateSchema,
  decided: decidedSchema,
});
export type PolicyChange = z.infer<typeof policyChangeSchema>;

const policyOf = {
  /** The app words it by its key. */
  key: z.string(),
  /** In force today. */
  value: policyValueSchema,
  /** Absent: the default, never changed. */
  since: day.optional(),
  /** The first day a change may take effect: today where none begins today yet. */
  earliestFrom: day,
  /** False: the law fixes it. */
  changeable: z.boolean(),
  /** False: what it governs is not in this version yet, and nothing follows from it so far. */
  applied: z.boolean(),
  /** Where the default comes from, in French. */
  source: z.string(),
  /** All that was decided, latest decision first; what is coming has `state: 'coming'`. */
  changes: z.array(policyChangeSchema),
};
export const policySchema = z.discriminatedUnion('type', [
  z.object({
    ...policyOf,
    type: z.literal('integer'),
    unit: z.enum(['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'bytes', 'count']),
    minimum: z.number().int(),
    maximum: z.number().int(),
    default: z.number().int(),
  }),
  z.object({ ...policyOf, type: z.literal('boolean'), default: z.boolean() }),
  z.object({ ...policyOf, type: z.literal('choice'), choices: z.array(z.string()), default: z.string() }),
]);
export type PolicySetting = z.infer<typeof policySchema>;

/** GET /policies: in the order of the policy table. */
export const policiesSchema = z.object({ today: day, policies: z.array(policySchema) });
export type Policies = z.infer<typeof policiesSchema>;

/** POST /policies -> 201 PolicySetting. Out of bounds, a day that has begun: 400 PARAMETRE_INVALIDE with its finding. */
export const changePolicySchema = z.object({ key: z.string().max(80), value: policyValueSchema, from: day, reason });
/** POST /policies/withdraw -> 200 PolicySetting. */
export const withdrawPolicySchema = z.object({ key: z.string().max(80), from: day, reason });

/** What is counted. `…-par-mois`: `code` is a month, `2026-03`, twelve of them, oldest first. */
export const indicatorKeys = [
  'dossiers',
  'autorisations',
  'documents-par-classe',
  'documents-par-mois',
  'consultations-par-mois',
  'consultations-par-profession',
  'urgences',
  'refus-par-regle',
] as const;
/**
 * GET /indicators: counts only. A count too small to hide a person is not given (`count` absent).
 * A table nobody can fill yet is left out; a line has a `label` where the server words its code, the app words the others.
 */
export const indicatorsSchema = z.object({
  at: z.string(),
  /** What `urgences`, `refus-par-regle` and `consultations-par-profession` cover. */
  periodDays: z.number().int(),
  /** A count below this, and above zero, is not given. */
  smallestCount: z.number().int(),
  tables: z.array(
    z.object({
      key: z.enum(indicatorKeys),
      lines: z.array(z.object({ code: z.string(), label: z.string().optional(), count: z.number().int().optional() })),
    }),
  ),
});
export type Indicators = z.infer<typeof indicatorsSchema>;
export type IndicatorTable = Indicators['tables'][number];

export const pillarKeys = ['confidentialite', 'integrite', 'disponibilite', 'tracabilite'] as const;
export const figureCodes = [
  'acces-refuses',
  'documents-masques',
  'masquages',
  'blocages',
  'sceaux',
  'scelle-jusqu-au',
  'lignes-a-sceller',
  'alterations',
  'en-service',
  'reponses',
  'reponses-en-panne',
  'reponse-mediane',
  'reponse-lente',
  'lignes',
  'consultations',
  'urgences',
  'journaux',
] as const;
const figureSchema = z.object({
  code: z.enum(figureCodes),
  unit: z.enum(['count', 'minutes', 'milliseconds', 'day']),
  /** Absent: too small to hide a person. */
  value: z.number().optional(),
  /** Of `day`; absent: none yet. */
  day: day.optional(),
});
export type Figure = z.infer<typeof figureSchema>;
/** GET /pillars: the four pillars of security, measured (features A116). Availability is this process's, since it started. */
export const pillarsSchema = z.object({
  at: z.string(),
  /** What refusals, consultations and lines of the journal cover. */
  periodDays: z.number().int(),
  smallestCount: z.number().int(),
  pillars: z.array(z.object({ key: z.enum(pillarKeys), figures: z.array(figureSchema) })),
});
export type Pillars = z.infer<typeof pillarsSchema>;

const intakeSchema = z.object({
  insurer: z.object({ code: z.string(), label: z.string() }),
  name: z.string(),
  begunAt: z.string(),
  touchedAt: z.string(),
  finished: z.boolean(),
  /** Taken so far. */
  lines: z.number().int(),
  counts: z.object({
    added: z.number().int(),
    corrected: z.number().int(),
    cancelled: z.number().int(),
    unchanged: z.number().int(),
    outside: z.number().int(),
    insured: z.number().int(),
    treating: z.number().int(),
    rejected: z.number().int(),
  }),
});
export type IntakeSummary = z.infer<typeof intakeSchema>;
/** GET /intakes: the files of the insurers, latest first. */
export const intakesSchema = z.object({ intakes: z.array(intakeSchema) });
export type Intakes = z.infer<typeof intakesSchema>;
export const intakeQuerySchema = z.object({ insurer: z.string().min(1).max(60), name: z.string().min(1).max(80) });
/** GET /intakes/one: with its first rejects; all of them as CSV at /intakes/rejects.csv. */
export const intakeDetailSchema = intakeSchema.extend({
  rejects: z.array(z.object({ line: z.number().int(), field: z.string(), rule: z.string(), expected: z.string().optional(), text: z.string() })),
});
export type IntakeDetail = z.infer<typeof intakeDetailSchema>;

/** GET /dead-letters  POST /dead-letters/send-again {batch?} -> {count} : messages that were given up. Of nobody, about nothing. */
export const deadLettersSchema = z.object({
  /** Of all there are; the newest are listed. */
  total: z.number().int(),
  letters: z.array(
    z.object({
      batch: z.string(),
      channel: z.enum(['email', 'push']),
      kinds: z.array(z.enum([...noticeKinds, 'ouverture-a-venir'])),
      count: z.number().int(),
      writtenAt: z.string(),
      attempts: z.number().int(),
      /** The code of the mail server, of the push service, or of the network. */
      why: z.string().optional(),
    }),
  ),
});
export type DeadLetters = z.infer<typeof deadLettersSchema>;
/** Absent: all of them. */
export const sendAgainSchema = z.object({ batch: z.string().max(64).optional() });
