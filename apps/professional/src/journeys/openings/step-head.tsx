// What the three screens of an opening share: their head, and the person who was found.

import type { PresentedPerson } from '@carnet/contract';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

export interface Card {
  readonly ins: string;
  readonly birthDate: string;
}
export interface Found extends Card {
  readonly person: PresentedPerson & { readonly identity: NonNullable<PresentedPerson['identity']> };
}
/** The head of each of the three screens; takes the focus when it comes. */
export function StepHead({ now, title, lead }: { readonly now: 1 | 2 | 3; readonly title: string; readonly lead?: string }): ReactNode {
  const { openings } = useWords();
  return (
    <header className="stack-s no-print">
      <p className="small quiet">{openings.step(now)}</p>
      <h1 tabIndex={-1}>{title}</h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </header>
  );
}
