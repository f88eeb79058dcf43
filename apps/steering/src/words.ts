// The app's own words, in the language in use.

import { type Catalogue, type Widen, bookOf, wordsOf } from '@carnet/ui/wording';
import type { steering } from '@carnet/ui/wording/fr/steering';
import { typeset } from '@carnet/ui/wording/typeset';

export type Words = Widen<typeof steering>;
export const catalogue: Catalogue<Words> = {
  fr: bookOf(async () => typeset((await import('@carnet/ui/wording/fr/steering')).steering)),
  en: bookOf(async () => (await import('@carnet/ui/wording/en/steering')).steering),
};
export const useWords = wordsOf<Words>();
