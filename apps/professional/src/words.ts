// The professional app's own words, in the language in use.

import { professional } from '@carnet/ui/wording/fr/professional';
import { type Catalogue, wordsOf } from '@carnet/ui/wording';
import type { Widen } from '@carnet/ui/wording';

export type Words = Widen<typeof professional>;
export const catalogue: Catalogue<Words> = { fr: professional, en: async () => (await import('@carnet/ui/wording/en/professional')).professional };
export const useWords = wordsOf<Words>();
