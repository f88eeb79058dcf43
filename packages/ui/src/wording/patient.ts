// The patient app's words.

import { patient as french } from './fr/patient.ts';
import { type Catalogue, wordsOf } from './language.tsx';
import type { Widen } from './widen.ts';

export type PatientWords = Widen<typeof french>;
export const patientCatalogue: Catalogue<PatientWords> = { fr: french, en: async () => (await import('./en/patient.ts')).patient };
export const useWords = wordsOf<PatientWords>();
