// The measures of health a record holds (ANS, IG « mesures de santé » 3.1): how each is coded, in which unit, and within which limits it is
// believed. The limits catch slips of typing and of unit, and judge nobody: they are wider than any value compatible with life that this
// house knows of. Their sources are in docs/integrators/measures.md.

import type { Coded } from '../document/document-entry.ts';
import { loincSystem } from './types.ts';

/** Since when the limits below hold. */
export const measureLimitsFrom = '2026-11-22';

export interface MeasureKindRow {
  /** The first is written first; each of them is read. */
  readonly codings: readonly Coded[];
  /** Name of the profile in the guide; absent: the guide has none. */
  readonly profile?: string;
  /** UCUM. */
  readonly unit: string;
  /** Both included. */
  readonly low: number;
  readonly high: number;
  /** Figures after the comma that are kept. */
  readonly decimals: 0 | 1 | 2;
  /** Computed from others: nobody enters it. */
  readonly computed?: true;
}

/** TRE_R307, TRE_R308 of the ANS. */
const ncitSystem = '2.16.840.1.113883.3.26.1.1';
const taAsipSystem = '1.2.250.1.213.1.1.4.322';
const loinc = (code: string, display: string): { readonly codings: readonly Coded[] } => ({ codings: [{ code, system: loincSystem, display }] });

export const measureKinds = {
  'weight': { ...loinc('29463-7', 'Poids corporel'), profile: 'mesures-fr-observation-body-weight', unit: 'kg', low: 0.2, high: 650, decimals: 2 },
  'height': { ...loinc('8302-2', 'Taille'), profile: 'mesures-fr-observation-body-height', unit: 'cm', low: 20, high: 275, decimals: 1 },
  'bmi': {
    ...loinc('39156-5', 'Indice de masse corporelle (IMC)'),
    profile: 'mesures-fr-observation-bmi',
    unit: 'kg/m2',
    low: 3,
    high: 250,
    decimals: 1,
    computed: true,
  },
  'heart-rate': { ...loinc('8867-4', 'Fréquence cardiaque'), profile: 'mesures-fr-observation-heartrate', unit: '/min', low: 20, high: 350, decimals: 0 },
  /** Systolic; the diastolic has limits of its own. */
  'blood-pressure': { ...loinc('85354-9', 'Pression artérielle'), profile: 'mesures-fr-observation-bp', unit: 'mm[Hg]', low: 30, high: 300, decimals: 0 },
  'temperature': {
    ...loinc('8310-5', 'Température corporelle'),
    profile: 'mesures-fr-observation-body-temperature',
    unit: 'Cel',
    low: 20,
    high: 46,
    decimals: 1,
  },
  'waist': { ...loinc('8280-0', 'Tour de taille'), profile: 'mesures-observation-waist-circumference', unit: 'cm', low: 20, high: 300, decimals: 1 },
  /** JDV_J154 has 2345-7; the guide's list and older senders 2339-0. */
  'glucose': {
    codings: [
      { code: '2345-7', system: loincSystem, display: 'Glucose sanguin' },
      { code: '2339-0', system: loincSystem, display: 'Glucose sanguin' },
    ],
    profile: 'mesures-observation-glucose',
    unit: 'mg/dL',
    low: 10,
    high: 1500,
    decimals: 0,
  },
  'interstitial-glucose': {
    codings: [
      { code: 'MED-969', system: taAsipSystem, display: 'Glucose interstitiel' },
      { code: 'C159776', system: ncitSystem, display: 'Glucose interstitiel' },
    ],
    profile: 'mesures-observation-glucose',
    unit: 'mg/dL',
    low: 10,
    high: 600,
    decimals: 0,
  },
  'hba1c': { ...loinc('4548-4', 'Hémoglobine glyquée (HbA1c)'), profile: 'mesures-observation-hb1ac', unit: '%', low: 2, high: 25, decimals: 1 },
  'glucose-management': {
    codings: [{ code: 'MED-972', system: taAsipSystem, display: 'Index de gestion de glycémie (IGG)' }],
    profile: 'mesures-observation-glucose',
    unit: '%',
    low: 2,
    high: 25,
    decimals: 1,
  },
  'steps': {
    ...loinc('41950-7', 'Nombre de pas quotidien'),
    profile: 'mesures-observation-steps-by-day',
    unit: '/d',
    low: 0,
    high: 250_000,
    decimals: 0,
  },
  'pain': { ...loinc('72514-3', 'Niveau de douleur'), profile: 'mesures-observation-pain-severity', unit: '{score}', low: 0, high: 10, decimals: 0 },
  'head-circumference': {
    ...loinc('8287-5', 'Périmètre crânien'),
    profile: 'mesures-observation-head-circumference',
    unit: 'cm',
    low: 15,
    high: 80,
    decimals: 1,
  },
} as const satisfies Readonly<Record<string, MeasureKindRow>>;
export type MeasureKind = keyof typeof measureKinds;
export const measureKindCodes = Object.keys(measureKinds) as readonly MeasureKind[];
export const isMeasureKind = (text: string): text is MeasureKind => Object.hasOwn(measureKinds, text);
export const rowOfKind = (kind: MeasureKind): MeasureKindRow => measureKinds[kind];

export const diastolicLimits = { low: 10, high: 250 } as const;
export const systolicCode = '8480-6';
export const diastolicCode = '8462-4';
export const measureCommentMaximum = 150;

/** The type a measure is decided as: the habilitation matrix and the nine spaces know « Mesures de signes vitaux », and no measure (ADR 36). */
export const measureTypeCode = '29274-8';
