// The professional app's own words, in the language in use.

import { type Catalogue, type Widen, bookOf, wordsOf } from '@carnet/ui/wording';
import type { professional } from '@carnet/ui/wording/fr/professional';
import { typeset } from '@carnet/ui/wording/typeset';

export type Words = Widen<typeof professional>;
export const catalogue: Catalogue<Words> = {
  fr: bookOf(async () => typeset((await import('@carnet/ui/wording/fr/professional')).professional)),
  en: bookOf(async () => (await import('@carnet/ui/wording/en/professional')).professional),
};
export const useWords = wordsOf<Words>();
