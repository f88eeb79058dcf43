// The journal of the record: a professional's own lines, all of them for the médecin traitant.

import type { Journal, JournalLine } from '@carnet/contract';
import { Badge, BlockIcon, Button, DateText, DoneIcon, EmptyState, ErrorState, MissingNotice, Skeleton } from '@carnet/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readJournal } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { type Words, useWords } from '../../words.ts';

export function JournalPage({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { journal, list, errors } = useWords();
  usePageTitle(journal.title);
  const page = useInfiniteQuery({
    queryKey: ['dossier', dossierId, 'journal'],
    queryFn: ({ pageParam }) => readJournal(dossierId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Journal) => last.nextCursor,
    // Reading it adds a line to it: always as it is now.
    staleTime: 0,
  });
  const lines = page.data?.pages.flatMap((one) => one.lines) ?? [];
  return (
    <section className="record-page stack" aria-labelledby="journal" tabIndex={0}>
      <h2 id="journal">{journal.title}</h2>
      <p className="quiet">{lines.some(({ self }) => !self) ? journal.all : journal.own}</p>
      {page.isPending && <Skeleton shape="rows" count={8} />}
      {page.error !== null && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      <MissingNotice pages={page.data?.pages} />
      {page.data?.pages[0]?.total === 0 && (
        <EmptyState drawing="page" title={journal.empty.title} level={3}>
          <p>{journal.empty.why}</p>
        </EmptyState>
      )}
      {lines.length > 0 && <Lines lines={lines} journal={journal} ruleCode={errors.ruleCode} />}
      {page.hasNextPage && (
        <Button isPending={page.isFetchingNextPage} onPress={() => void page.fetchNextPage()}>
          {list.more}
        </Button>
      )}
    </section>
  );
}

/** One reading leaves several lines (the view, its pictures, its sheet): the same act, by the same person, within five minutes, is told once. */
const sameActMilliseconds = 5 * 60_000;
const actOf = ({ actorId, action, about, outcome, rule, documentId, mode, serviceName, means }: JournalLine): string =>
  [actorId, action, about?.act, outcome, rule, documentId, mode, serviceName, means].join('|');

function repeatsFolded(lines: readonly JournalLine[]): readonly { readonly line: JournalLine; readonly times: number }[] {
  const folded: { line: JournalLine; times: number }[] = [];
  for (const line of lines) {
    const last = folded.at(-1);
    if (last !== undefined && actOf(last.line) === actOf(line) && Date.parse(last.line.at) - Date.parse(line.at) < sameActMilliseconds) last.times += 1;
    else folded.push({ line, times: 1 });
  }
  return folded;
}

function Lines({
  lines,
  journal,
  ruleCode,
}: {
  readonly lines: readonly JournalLine[];
  readonly journal: Words['journal'];
  readonly ruleCode: Words['errors']['ruleCode'];
}): ReactNode {
  const { columns } = journal;
  return (
    <table className="plain-table" data-plain="">
      <caption className="visually-hidden">{journal.title}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.who}</th>
          <th scope="col">{columns.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {repeatsFolded(lines).map(({ line, times }) => (
          <tr key={line.id}>
            <td data-label={columns.when}>
              <DateText iso={line.at} as="moment" />
            </td>
            <th scope="row" data-label={columns.what}>
              {journal.actions[line.about?.act ?? ''] ?? journal.actions[line.action] ?? journal.otherAction}
              {times > 1 && <span className="quiet repeated"> {journal.times(times)}</span>}
              {(line.documentTitle ?? line.typeLabel) !== undefined && <span className="document-beside">{line.documentTitle ?? line.typeLabel}</span>}
            </th>
            <td data-label={columns.who}>
              {line.actorName}
              {line.self && <span className="quiet"> ({journal.you})</span>}
              <span className="document-beside">
                {[
                  line.actorKind === 'titulaire' ? journal.patient : line.professionLabel,
                  line.structureName,
                  line.serviceName === undefined ? undefined : journal.through(line.serviceName),
                  line.means === undefined || line.means === 'service' ? undefined : journal.means[line.means],
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </td>
            <td data-label={columns.outcome}>
              {line.outcome === 'granted' ? (
                <span className="icon-word">
                  <DoneIcon />
                  {journal.granted}
                </span>
              ) : (
                <Badge tone="danger" icon={<BlockIcon />}>
                  {journal.refused}
                </Badge>
              )}
              {line.rule !== undefined && <span className="document-beside">{ruleCode(line.rule)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
