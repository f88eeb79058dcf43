// What a purpose lets a service do, in words: the spaces it reads, those it files in, and measures of health, which are in none.

import type { StatedPurpose } from '@carnet/contract';
import type { SpaceName } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useSpaceNames } from '../family/space-names.ts';

/** One sentence for each thing, in the words of the question or of the list. */
export function usePurposeWords(where: 'question' | 'list'): (purpose: StatedPurpose) => readonly string[] {
  const words = useWords().services.may[where];
  const spaceNames = useSpaceNames();
  const spacesIn = (categories: StatedPurpose['reads']): readonly SpaceName[] => categories.filter((one) => one !== 'mesures');
  return ({ reads, writes }) => [
    ...(spacesIn(reads).length > 0 ? [words.reads(spaceNames(spacesIn(reads)))] : []),
    ...(reads.includes('mesures') ? [words.readsMeasures] : []),
    ...(spacesIn(writes).length > 0 ? [words.writes(spaceNames(spacesIn(writes)))] : []),
    ...(writes.includes('mesures') ? [words.writesMeasures] : []),
  ];
}
