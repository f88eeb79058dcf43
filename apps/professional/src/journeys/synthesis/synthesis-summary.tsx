// Where a synthesis stands: what each heading holds, what is missing, and the one press that deposits it. In sight while one scrolls, on a wide screen.

import { synthesisSections } from '@carnet/contract';
import { Button } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { type WrittenPart, isSilent, keptLines } from '../writing/lines.ts';
import type { Writing } from './writing.ts';

interface SummaryProps {
  readonly writing: Writing;
  readonly isPending: boolean;
  readonly toCorrect: boolean;
  readonly onDeposit: () => void;
  /** Why it was not deposited. */
  readonly children: ReactNode;
}

export function SynthesisSummary({ writing, isPending, toCorrect, onDeposit, children }: SummaryProps): ReactNode {
  const { summary, sections, short, deposit } = useWords().synthesis;
  const parts = synthesisSections.flatMap((section) => section.parts);
  const missing = parts.filter((part) => isSilent(writing[part])).length;
  const empty = missing === parts.length;
  const state = (part: WrittenPart): string => {
    const kept = keptLines(part).length;
    return kept > 0 ? summary.lines(kept) : part.none ? summary.none : summary.silent;
  };
  return (
    <aside className="synthesis-summary no-print" aria-labelledby="synthesis-summary">
      <h3 id="synthesis-summary">{summary.title}</h3>
      <ol>
        {synthesisSections.map(({ name, parts: own }) => (
          <li key={name}>
            {sections[name]}
            <ul>
              {own.map((part) => (
                <li key={part} data-silent={isSilent(writing[part]) ? '' : undefined}>
                  <a href={`#part-${part}`}>
                    {own.length > 1 && `${short[part]} : `}
                    {state(writing[part])}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p role="status">{toCorrect ? summary.toCorrect : empty ? summary.empty : missing > 0 ? summary.missing(missing) : summary.complete}</p>
      {children}
      <Button kind="primary" wide isDisabled={empty} isPending={isPending} onPress={onDeposit}>
        {deposit}
      </Button>
      <p className="small quiet">{summary.kept}</p>
    </aside>
  );
}
