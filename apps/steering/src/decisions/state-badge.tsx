// What became of a decision, in a word; honey for what is to come.

import type { LawState } from '@carnet/contract';
import { Badge, ClockIcon, DoneIcon } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

export function StateBadge({ state }: { readonly state: LawState }): ReactNode {
  const { states } = useWords();
  return (
    <Badge
      tone={state === 'coming' ? 'waiting' : 'plain'}
      {...(state === 'in-force' ? { icon: <DoneIcon /> } : state === 'coming' ? { icon: <ClockIcon /> } : {})}
    >
      {states[state]}
    </Badge>
  );
}
