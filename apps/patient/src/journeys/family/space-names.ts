// A share in words: which spaces, until when.

import { type SpaceName, useKitWords } from '@carnet/ui';

/** "Traitements, Analyses". */
export function useSpaceNames(): (categories: readonly SpaceName[]) => string {
  const kit = useKitWords();
  return (categories) =>
    (Object.keys(kit.spaces) as SpaceName[])
      .filter((space) => categories.includes(space))
      .map((space) => kit.spaces[space])
      .join(', ');
}
