// The patient app's words: of one's own record, and of somebody else's, where the sentences that say "your record" are replaced. Easy French
// stands over French, sentence by sentence.

import { patientOther as frenchOther } from './fr/patient-other.ts';
import { patient as french } from './fr/patient.ts';
import { type Catalogue, wordsOf } from './language.tsx';
import { type Some, over } from './over.ts';
import type { Widen } from './widen.ts';

export type PatientWords = Widen<typeof french>;
/** What is said otherwise: of somebody else's record, or in easy French. */
export type SomePatientWords = Some<PatientWords>;

export const ownCatalogue: Catalogue<PatientWords> = {
  'fr': french,
  'fr-simple': async () => over<PatientWords>(french, (await import('./fr-simple/patient.ts')).patient),
  'en': async () => (await import('./en/patient.ts')).patient,
};
export const otherCatalogue: Catalogue<PatientWords> = {
  'fr': over<PatientWords>(french, frenchOther),
  'fr-simple': async () => {
    const [{ patient }, { patientOther }] = await Promise.all([import('./fr-simple/patient.ts'), import('./fr-simple/patient-other.ts')]);
    return [patient, frenchOther, patientOther].reduce((words: PatientWords, part: SomePatientWords) => over<PatientWords>(words, part), french);
  },
  'en': async () => {
    const [{ patient }, { patientOther }] = await Promise.all([import('./en/patient.ts'), import('./en/patient-other.ts')]);
    return over<PatientWords>(patient, patientOther);
  },
};
export const useWords = wordsOf<PatientWords>();
