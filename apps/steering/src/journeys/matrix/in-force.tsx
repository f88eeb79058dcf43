// The matrix in force on a chosen day, filtered. Day and filters live in the address: the same place can be sent to a colleague.

import type { MatrixInForce } from '@carnet/contract';
import { Button, DownloadIcon, EmptyState, ErrorState, Gloss, Notice, Select, Skeleton, TextField, formatDay, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { matrixCsvHref, readMatrixInForce } from '../../api.ts';
import { useWide } from '../../use-wide.ts';
import { useWords } from '../../words.ts';
import { MatrixGrid } from './matrix-grid.tsx';
import { MatrixList } from './matrix-list.tsx';
import { type Answer, type Filters, shownMatrix } from './shown-matrix.ts';

const every = '*';
const filterNames = ['profession', 'classe', 'reponse', 'type'] as const;
type Name = (typeof filterNames)[number] | 'jour';

function useAddress(): {
  readonly read: (name: Name) => string | undefined;
  readonly write: (name: Name, value: string | undefined) => void;
  readonly clear: () => void;
} {
  const [params, setParams] = useSearchParams();
  const changed = (change: (next: URLSearchParams) => void): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        change(next);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    read: (name) => params.get(name) ?? undefined,
    write: (name, value) => changed((next) => (value === undefined || value === '' || value === every ? next.delete(name) : next.set(name, value))),
    clear: () =>
      changed((next) => {
        for (const name of filterNames) next.delete(name);
      }),
  };
}

export function InForce(): ReactNode {
  const { matrix: words } = useWords();
  const { read, write } = useAddress();
  const asked = read('jour');
  const day = asked !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : undefined;
  // The day before stays on screen while the next one comes.
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['law', 'in-force', day ?? 'today'],
    queryFn: () => readMatrixInForce(day),
    placeholderData: (before) => before,
  });
  if (data === undefined && error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="rows" count={8} />;
  return (
    <div className="stack">
      {error !== null && <Notice tone="danger" title={words.dayWrong} live />}
      <div className="matrix-top">
        <div className="matrix-day row">
          <TextField type="date" label={words.day} value={asked ?? data.today} onChange={(value) => write('jour', value === data.today ? undefined : value)} />
          {data.matrix !== undefined && (
            <a className="button" data-kind="secondary" href={matrixCsvHref(day)} download>
              <DownloadIcon />
              <span className="button-word">{words.download}</span>
            </a>
          )}
        </div>
        {data.matrix !== undefined && <Standing inForce={data.matrix} today={data.today} />}
      </div>
      <div aria-busy={isPlaceholderData} className="stack">
        {data.matrix === undefined ? (
          <EmptyState level={3} drawing="door" title={words.none.title}>
            <p>{words.none.why}</p>
          </EmptyState>
        ) : (
          <Matrix matrix={data} />
        )}
      </div>
    </div>
  );
}

function Matrix({ matrix }: { readonly matrix: MatrixInForce }): ReactNode {
  const { matrix: words } = useWords();
  const wide = useWide();
  const { read, clear } = useAddress();
  const asked = matrix.professions.find(({ code }) => code === read('profession'))?.code;
  // A narrow screen always holds one profession.
  const profession = asked ?? (wide ? undefined : matrix.professions[0]?.code);
  const [classCode, answer, search] = [read('classe'), (read('reponse') ?? 'all') as Answer, useDeferredValue(read('type') ?? '')];
  const shown = useMemo(() => {
    const filters: Filters = { profession, classCode, answer, search };
    return shownMatrix(matrix, filters);
  }, [matrix, profession, classCode, answer, search]);
  return (
    <>
      <FilterBar matrix={matrix} profession={profession} wide={wide} />
      <div className="matrix-line">
        <p role="status" className="small quiet">
          {words.shown(shown.count, matrix.types.length)}
        </p>
        <Legend starred={profession === undefined} />
      </div>
      {shown.count === 0 ? (
        <EmptyState level={3} drawing="search" title={words.nothing.title} actions={<Button onPress={clear}>{words.nothing.clear}</Button>}>
          <p>{words.nothing.why}</p>
        </EmptyState>
      ) : profession === undefined ? (
        <>
          <MatrixGrid shown={shown} />
          <p className="small quiet">{words.keys}</p>
        </>
      ) : (
        <MatrixList shown={shown} />
      )}
    </>
  );
}

function Standing({ inForce, today }: { readonly inForce: NonNullable<MatrixInForce['matrix']>; readonly today: string }): ReactNode {
  const { matrix: words } = useWords();
  const { language } = useLanguage();
  const day = (iso: string): string => formatDay(iso, language);
  const { from, until, source, counts } = inForce;
  return (
    <div className="matrix-standing">
      <p className="strong">
        {from > today ? words.willHold(day(from)) : until === undefined ? words.holds(day(from)) : words.holdsUntil(day(from), day(until))}
      </p>
      <p>{source}</p>
      <p className="quiet">{words.counts(counts.open, counts.cells, counts.prudent)}</p>
    </div>
  );
}

function FilterBar({
  matrix,
  profession,
  wide,
}: {
  readonly matrix: MatrixInForce;
  readonly profession: string | undefined;
  readonly wide: boolean;
}): ReactNode {
  const { matrix: words } = useWords();
  const { read, write } = useAddress();
  const classes = useMemo(() => [...new Map(matrix.types.map((type) => [type.class.code, type.class])).values()], [matrix.types]);
  const professions = matrix.professions.map(({ code, label }) => ({ value: code, label }));
  return (
    <div className="matrix-filters">
      <Select
        label={words.profession}
        choices={wide ? [{ value: every, label: words.everyProfession }, ...professions] : professions}
        value={profession ?? every}
        onChange={(value) => write('profession', value)}
      />
      <Select
        label={words.class}
        choices={[{ value: every, label: words.everyClass }, ...classes.map(({ code, label }) => ({ value: code, label }))]}
        value={read('classe') ?? every}
        onChange={(value) => write('classe', value)}
      />
      <Select
        label={words.answer}
        choices={(['all', 'yes', 'no', 'prudent'] as const).map((value) => ({ value, label: words.answers[value] }))}
        value={(read('reponse') ?? 'all') as Answer}
        onChange={(value) => write('reponse', value === 'all' ? undefined : value)}
      />
      <TextField label={words.search} placeholder={words.searchHint} value={read('type') ?? ''} onChange={(value) => write('type', value)} autoComplete="off" />
    </div>
  );
}

function Legend({ starred }: { readonly starred: boolean }): ReactNode {
  const { matrix: words } = useWords();
  return (
    <ul className="legend small" aria-label={words.legend}>
      {(['sourced', 'prudent'] as const).map((origin) => (
        <li key={origin}>
          {starred && (
            <span className="matrix-cell legend-cell" data-origin={origin} aria-hidden="true">
              {words.yes}
              {origin === 'prudent' && '*'}
            </span>
          )}
          <Gloss term={words.origin[origin]}>{words.originHelp[origin]}</Gloss>
        </li>
      ))}
    </ul>
  );
}
