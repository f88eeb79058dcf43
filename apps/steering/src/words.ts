// The app's own words, in the language in use.

import { type Catalogue, type Widen, wordsOf } from '@carnet/ui/wording';
import { steering } from '@carnet/ui/wording/fr/steering';

export type Words = Widen<typeof steering>;
export const catalogue: Catalogue<Words> = { fr: steering, en: async () => (await import('@carnet/ui/wording/en/steering')).steering };
export const useWords = wordsOf<Words>();
