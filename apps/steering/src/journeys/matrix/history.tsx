// Every matrix that was decided: from which day, what became of it, who loaded it and why. One that has not begun can be withdrawn.

import type { MatrixSummary } from '@carnet/contract';
import { Badge, Button, DateText, EmptyState, ErrorState, Skeleton, TextLink, formatDay, formatRelative, useKitWords, useLanguage } from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { withdrawMatrix } from '../../api.ts';
import { StateBadge } from '../../decisions/state-badge.tsx';
import { WithdrawDialog } from '../../decisions/withdraw-dialog.tsx';
import { useMatrices } from '../../law.ts';
import { useSteering } from '../../session.tsx';
import { useWords } from '../../words.ts';

export function History(): ReactNode {
  const { history } = useWords();
  const { data, error, refetch } = useMatrices();
  const [withdrawn, setWithdrawn] = useState<MatrixSummary>();
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="rows" count={4} />;
  if (data.matrices.length === 0)
    return (
      <EmptyState level={3} title={history.empty.title}>
        <p>{history.empty.why}</p>
      </EmptyState>
    );
  const { columns } = history;
  return (
    <>
      <table className="plain-table history-table">
        <caption className="visually-hidden">{history.title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.source}</th>
            <th scope="col">{columns.cells}</th>
            <th scope="col">{columns.loaded}</th>
          </tr>
        </thead>
        <tbody>
          {data.matrices.map((one) => (
            <Line key={one.id} matrix={one} onWithdraw={() => setWithdrawn(one)} />
          ))}
        </tbody>
      </table>
      {withdrawn !== undefined && (
        <WithdrawDialog day={withdrawn.from} onClose={() => setWithdrawn(undefined)} onWithdraw={(reason) => withdrawMatrix(withdrawn.from, reason)} />
      )}
    </>
  );
}

function Line({ matrix, onWithdraw }: { readonly matrix: MatrixSummary; readonly onWithdraw: () => void }): ReactNode {
  const { history, withdraw } = useWords();
  const { language } = useLanguage();
  const { may } = useSteering();
  const { columns } = history;
  const { from, until, state, source, counts } = matrix;
  const day = formatDay(from, language);
  const shows = state !== 'replaced' && state !== 'withdrawn';
  return (
    <tr>
      <th scope="row" data-label={columns.from}>
        <span>{day}</span>
        {until !== undefined && <span className="beside">{history.until(formatDay(until, language))}</span>}
        {shows && (
          <TextLink href={`/matrice?jour=${from}`} className="beside" aria-label={history.seeOf(day)}>
            {history.see}
          </TextLink>
        )}
      </th>
      <td data-label={columns.state}>
        <StateBadge state={state} />
        {state === 'coming' && may('change-law') && (
          <span className="beside">
            <Button small kind="quiet" onPress={onWithdraw} aria-label={withdraw.ofMatrix(day)}>
              {withdraw.action}
            </Button>
          </span>
        )}
      </td>
      <td data-label={columns.source}>
        <span>{source}</span>
      </td>
      <td data-label={columns.cells}>
        <span>{history.cells(counts.open, counts.cells)}</span>
        <span className="beside">{history.origins(counts.sourced, counts.prudent)}</span>
      </td>
      <td data-label={columns.loaded}>
        <Loaded matrix={matrix} />
      </td>
    </tr>
  );
}

function Loaded({ matrix: { loaded, loadedAt, withdrawn } }: { readonly matrix: MatrixSummary }): ReactNode {
  const { history } = useWords();
  const { language } = useLanguage();
  const kit = useKitWords();
  return (
    <>
      <DateText iso={loadedAt} as="moment" />
      <span className="beside">{loaded === undefined ? history.shipped : history.by(loaded.by)}</span>
      {loaded !== undefined && <span className="beside">{history.reason(loaded.reason)}</span>}
      {withdrawn !== undefined && (
        <span className="beside">
          <Badge>{history.withdrawnBy(withdrawn.by, formatRelative(withdrawn.at, language, kit))}</Badge>
          <span className="beside">{history.reason(withdrawn.reason)}</span>
        </span>
      )}
    </>
  );
}
