// The patient app's words: of one's own record, and of somebody else's, where the sentences that say "your record" are replaced.

import { patientOther as frenchOther } from './fr/patient-other.ts';
import { patient as french } from './fr/patient.ts';
import { type Catalogue, wordsOf } from './language.tsx';
import type { Widen } from './widen.ts';

export type PatientWords = Widen<typeof french>;
type Some<T> = T extends string | readonly unknown[] | ((...given: never[]) => string) ? T : { readonly [Key in keyof T]?: Some<T[Key]> };
/** What is said otherwise of somebody else's record. */
export type PatientOther = Some<PatientWords>;

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

export const ownCatalogue: Catalogue<PatientWords> = { fr: french, en: async () => (await import('./en/patient.ts')).patient };
export const otherCatalogue: Catalogue<PatientWords> = {
  fr: over(french, frenchOther),
  en: async () => {
    const [{ patient }, { patientOther }] = await Promise.all([import('./en/patient.ts'), import('./en/patient-other.ts')]);
    return over(patient, patientOther);
  },
};
export const useWords = wordsOf<PatientWords>();

/** The same catalogue, what `other` says instead of what it said. */
function over(words: PatientWords, other: PatientOther): PatientWords {
  const merged = (base: Tree, part: Tree): Tree => ({
    ...base,
    ...Object.fromEntries(
      Object.entries(part).map(([key, value]) => {
        const before = base[key];
        return [key, isTree(value) && isTree(before) ? merged(before, value) : value];
      }),
    ),
  });
  return merged(words, other) as unknown as PatientWords;
}
