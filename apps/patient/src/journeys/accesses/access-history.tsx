// Every agreement there ever was, folded until asked for.

import { DateText, ErrorState, Section, Skeleton } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

function Lines(): ReactNode {
  const { accesses } = useWords();
  const history = useQuery(queries.accessHistory(useDossierId()));
  if (history.isPending) return <Skeleton count={3} />;
  if (history.data === undefined) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data.autorisations.length === 0) return <p className="home-quiet">{accesses.historyNone}</p>;
  return (
    <ul className="list-lines">
      {history.data.autorisations.map((one) => (
        <li key={`${one.id}-${one.declaredAt}`}>
          <div className="person">
            <p className="person-name">{one.displayName}</p>
            <p>
              {accesses.since} <DateText iso={one.declaredAt} as="day" exact />. {accesses.given[one.given](one.declaredBy)}
            </p>
            <p>
              {accesses.historyStates[one.renewed === true ? 'renewed' : one.state]}
              {one.state !== 'valid' && (
                <>
                  {' : '}
                  <DateText iso={one.endedAt ?? one.expiresAt} as="moment" exact />
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function AccessHistory(): ReactNode {
  const { accesses } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Section title={accesses.historyTitle} lead={accesses.historyLead}>
      <details className="ended" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{accesses.historyShow}</summary>
        {open && <Lines />}
      </details>
    </Section>
  );
}
