// Lists gone through before, in this house: when, by whom, and how many of each outcome. No resident is named.

import { DateText, ErrorState, Section, Skeleton } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readRounds } from '../../api.ts';
import { useWords } from '../../words.ts';
import { Tally } from './going-through.tsx';

export function Rounds(): ReactNode {
  const { residents: words } = useWords().openings;
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['rounds'], queryFn: readRounds });
  return (
    <div className="no-print">
      <Section title={words.history} lead={words.perPerson}>
        {isPending && <Skeleton shape="rows" count={2} />}
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data !== undefined && data.rounds.length === 0 && <p className="quiet">{words.historyNone}</p>}
        {data !== undefined && data.rounds.length > 0 && (
          <ul className="list-lines">
            {data.rounds.map(({ id, at, by, counts }) => (
              <li key={id} className="stack-s">
                <p>
                  <span className="strong">
                    <DateText iso={at} as="moment" />
                  </span>{' '}
                  <span className="quiet">{words.by(by)}</span>
                </p>
                <Tally of={counts.map(({ outcome, count }) => [words.outcomes[outcome], count] as const)} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
