// What one's structure fed and what was refused of it, newest first: each refusal in plain words, with what to do now. No patient is named, nor found
// from here: the number is the software's own, and leads back to it.

import type { Deposits } from '@carnet/contract';
import { BackIcon, Button, DownloadIcon, EmptyState, ErrorState, LinkButton, PageHeader, Segmented, Select, Skeleton, TextLink, serverNow } from '@carnet/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type DepositFilters, depositsFileHref, listDeposits } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useProfessional } from '../../session.tsx';
import { useWords } from '../../words.ts';
import { DepositLine } from './deposit-line.tsx';

export function DepositsPage(): ReactNode {
  const { deposits } = useWords();
  usePageTitle(deposits.title);
  const { listsDeposits, structure } = useProfessional();
  return listsDeposits === true && structure !== undefined ? <OfStructure key={structure.id} structure={structure} /> : <Closed />;
}

const outcomes = ['all', 'taken', 'refused'] as const;
type Shown = (typeof outcomes)[number];
const periods = [7, 30] as const;
const dayMs = 86_400_000;
/** Every reason. */
const any = '';

function OfStructure({ structure }: { readonly structure: { readonly id: string; readonly name: string } }): ReactNode {
  const { deposits } = useWords();
  const [shown, setShown] = useState<Shown>('all');
  const [days, setDays] = useState<number>(periods[0]);
  const [code, setCode] = useState(any);
  const filters: DepositFilters = {
    from: new Date(serverNow().getTime() - (days - 1) * dayMs).toISOString().slice(0, 10),
    ...(shown === 'all' ? {} : { outcome: shown }),
    ...(code === any ? {} : { code }),
  };
  const page = useInfiniteQuery({
    queryKey: ['deposits', structure.id, filters],
    queryFn: ({ pageParam }) => listDeposits(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Deposits) => last.nextCursor,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const [first] = page.data?.pages ?? [];
  const lines = page.data?.pages.flatMap((one) => one.lines) ?? [];
  const isFiltered = shown !== 'all' || code !== any;
  const lengths = [...periods.filter((one) => first === undefined || one < first.keptDays), ...(first === undefined ? [] : [first.keptDays])];
  return (
    <div className="stack-l">
      <PageHeader
        eyebrow={
          <TextLink href="/" className="icon-word back-link">
            <BackIcon />
            {deposits.back}
          </TextLink>
        }
        title={deposits.title}
        lead={deposits.lead(structure.name)}
      />
      <div className="deposit-tools">
        <Segmented
          label={deposits.show}
          choices={outcomes.map((value) => ({ value, label: deposits.shows[value] }))}
          value={shown}
          onChange={(next) => {
            setShown(next);
            if (next === 'taken') setCode(any);
          }}
        />
        <Select
          label={deposits.period}
          choices={lengths.map((length) => ({ value: String(length), label: deposits.lastDays(length) }))}
          value={String(days)}
          onChange={(next) => {
            setDays(Number(next));
            // Of other days, other reasons.
            setCode(any);
          }}
        />
        {shown !== 'taken' && first?.counts !== undefined && first.counts.reasons.length > 0 && (
          <Select
            label={deposits.reason}
            choices={[
              { value: any, label: deposits.everyReason },
              ...first.counts.reasons.map((reason) => ({ value: reason.code, label: deposits.reasonTimes(reason.title, reason.times) })),
            ]}
            value={code}
            onChange={setCode}
          />
        )}
      </div>
      {page.isPending && <Skeleton shape="rows" count={6} />}
      {page.error !== null && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.error === null && first !== undefined && (
        <>
          <div className="deposit-summary">
            {first.counts !== undefined && <p role="status">{deposits.summary(first.counts.taken, first.counts.refused)}</p>}
            {lines.length > 0 && (
              <a className="button" data-kind="secondary" data-small="" href={depositsFileHref(filters)} download>
                <DownloadIcon />
                <span className="button-word">{deposits.file}</span>
              </a>
            )}
          </div>
          {lines.length === 0 ? (
            <EmptyState drawing="page" title={isFiltered ? deposits.none.filtered : deposits.none.title}>
              <p>{isFiltered ? deposits.none.filteredWhy : deposits.none.why}</p>
            </EmptyState>
          ) : (
            <ul className="deposit-lines" aria-label={deposits.list} aria-busy={page.isPlaceholderData}>
              {lines.map((line) => (
                <DepositLine key={line.id} line={line} />
              ))}
            </ul>
          )}
          {page.hasNextPage && (
            <Button isPending={page.isFetchingNextPage} onPress={() => void page.fetchNextPage()}>
              {deposits.more}
            </Button>
          )}
          <p className="quiet small">{deposits.kept(first.keptDays)}</p>
        </>
      )}
    </div>
  );
}

function Closed(): ReactNode {
  const { deposits } = useWords();
  const { structure, structures } = useProfessional();
  const why = structure === undefined && structures.length > 0 ? deposits.closed.chooseStructure : deposits.closed.why;
  return (
    <EmptyState
      level={1}
      drawing="people"
      title={deposits.closed.title}
      actions={
        <LinkButton href="/" kind="primary">
          {deposits.back}
        </LinkButton>
      }
    >
      <p>{why}</p>
    </EmptyState>
  );
}
