// The journal: who, in which role and structure, what, when; refusals and one's own acts included. Filters, pages, no way to erase.

import {
  Badge,
  BlockedIcon,
  Button,
  DateText,
  DownloadIcon,
  EmergencyIcon,
  EmptyState,
  ErrorState,
  LinkButton,
  PageHeader,
  Segmented,
  Skeleton,
  formatDay,
  formatTime,
  serverNow,
  useKitWords,
  useLanguage,
  MissingNotice,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { lastDayBefore } from '../../days.ts';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { queries, recordPath } from '../../queries.ts';
import { useFirstThenAll } from '../../router/below-first.tsx';
import { useDossierId } from '../../session.tsx';
import { readableName } from '@carnet/ui/wording/readable-name';
import { useLastAsked } from '../accesses/asked.ts';
import { ReportDialog, type Reported } from '../reports/report-dialog.tsx';
import { type GroupedLine, groupByDay, meansOf, sentenceOf, switchesOf } from './sentences.ts';

type Period = 'all' | 'week' | 'month' | 'year';
type Kind = 'all' | 'consultation' | 'depot' | 'visibilite' | 'acces' | 'profil';
type Outcome = 'all' | 'granted' | 'refused';
const days: Readonly<Record<Exclude<Period, 'all'>, number>> = { week: 7, month: 30, year: 365 };

/** Start of the day, so that the same filter is the same question all day long. */
function since(period: Period): string | undefined {
  if (period === 'all') return undefined;
  const start = new Date(serverNow().getTime() - days[period] * 86_400_000);
  start.setUTCHours(0, 0, 0, 0);
  return start.toISOString();
}

/** Whoever reads a record as somebody else: not the reader, the patient, nor Carnet itself. */
const reportable: readonly string[] = ['professionnel', 'structure', 'secretariat', 'representant', 'aidant', 'ayant-droit', 'service-tiers'];

function Line({ line, onReport }: { readonly line: GroupedLine; readonly onReport: (reported: Reported) => void }): ReactNode {
  const { journal, reports } = useWords();
  const { language } = useLanguage();
  const kit = useKitWords();
  const { isOwn } = useOpenRecord();
  const { first, last, count, looks } = line;
  const capacity = first.self ? '' : [first.professionLabel ?? journal.capacities[first.actorKind], first.structureName].filter(Boolean).join(', ');
  const switches = switchesOf(journal, first);
  const means = meansOf(journal, first);
  return (
    <li className="journal-line">
      <span className="journal-time">
        <time dateTime={first.at}>{formatTime(first.at, language)}</time>
        {count > 1 && last.at.slice(0, 16) !== first.at.slice(0, 16) && (
          <>
            {' – '}
            <time dateTime={last.at}>{formatTime(last.at, language)}</time>
          </>
        )}
      </span>
      <div className="journal-words">
        {looks !== undefined && looks.size > 1 ? (
          <>
            <p>{journal.looked}</p>
            <p className="journal-who">
              {[...looks].map(([action, times]) => journal.look(journal.looks[action as keyof typeof journal.looks] ?? action, times)).join(' · ')}
            </p>
          </>
        ) : (
          <p>
            {sentenceOf(journal, first, kit.spaces, isOwn)}
            {count > 1 && <span className="quiet"> ({journal.times(count)})</span>}
          </p>
        )}
        {switches.length > 0 && <p className="journal-who">{switches.join(' · ')}</p>}
        {first.about?.until !== undefined && <p className="journal-who">{journal.untilDay(formatDay(lastDayBefore(first.about.until), language))}</p>}
        {capacity !== '' && <p className="journal-who">{capacity}</p>}
        {first.serviceName !== undefined && <p className="journal-who">{journal.through(first.serviceName)}</p>}
        {means !== undefined && <p className="journal-who">{means}</p>}
        {first.reason !== undefined && <p className="journal-who">{journal.reason(first.reason)}</p>}
        {first.rule !== undefined && <p className="journal-who">{journal.why(journal.rules[first.rule] ?? first.rule)}</p>}
        {(first.outcome === 'refused' || first.mode !== 'normal') && (
          <span className="flags">
            {first.outcome === 'refused' && (
              <Badge tone="danger" icon={<BlockedIcon />}>
                {journal.refused}
              </Badge>
            )}
            {first.mode !== 'normal' && (
              <Badge tone="waiting" icon={<EmergencyIcon />}>
                {journal.emergency}
              </Badge>
            )}
          </span>
        )}
        {!first.self && reportable.includes(first.actorKind) && (
          <p>
            <Button
              kind="quiet"
              small
              aria-label={reports.unknownPersonOf(readableName(first.actorName))}
              onPress={() =>
                onReport({ name: readableName(first.actorName), access: { id: first.id, at: first.at }, canBlock: first.actorKind === 'professionnel' })
              }
            >
              {reports.unknownPerson}
            </Button>
          </p>
        )}
      </div>
    </li>
  );
}

type Days = ReturnType<typeof groupByDay>;
/** More than a screen shows. */
const firstLines = 8;

/** The first lines of the last day, then all. */
function DaysOf({ days: all, onReport }: { readonly days: Days; readonly onReport: (reported: Reported) => void }): ReactNode {
  const first = useMemo(() => all.slice(0, 1).map(({ day, lines }) => ({ day, lines: lines.slice(0, firstLines) })), [all]);
  return useFirstThenAll<Days>(all, first).map(({ day, lines }) => (
    <section key={day}>
      <h2 className="journal-day">
        <DateText iso={day} />
      </h2>
      <ul>
        {lines.map((line) => (
          <Line key={line.first.id} line={line} onReport={onReport} />
        ))}
      </ul>
    </section>
  ));
}

export default function JournalPage(): ReactNode {
  const { journal, reports } = useWords();
  const kit = useKitWords();
  const { isOwn, firstName } = useOpenRecord();
  const dossierId = useDossierId();
  const [period, setPeriod] = useState<Period>('all');
  const [kind, setKind] = useState<Kind>('all');
  const [outcome, setOutcome] = useState<Outcome>('all');
  const [reported, setReported] = useState<Reported | undefined>(undefined);
  const asked = useLastAsked(reported);
  const page = useInfiniteQuery(
    queries.journal(dossierId, { from: since(period), what: kind === 'all' ? undefined : kind, outcome: outcome === 'all' ? undefined : outcome }),
  );
  const grouped = useMemo(() => groupByDay(page.data?.pages.flatMap(({ lines }) => lines) ?? []), [page.data]);
  usePageTitle(journal.title);
  const choices = <Value extends string>(labels: Readonly<Record<Value, string>>): { value: Value; label: string }[] =>
    (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }));
  const clear = (): void => {
    setPeriod('all');
    setKind('all');
    setOutcome('all');
  };
  const total = page.data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={isOwn ? journal.title : journal.titleOf(firstName)}
        lead={<p>{isOwn ? journal.lead : journal.leadOf}</p>}
        actions={
          <>
            <a className="button" data-kind="secondary" href={recordPath(dossierId, '/journal/export')} download>
              <DownloadIcon />
              <span className="button-word">{journal.download}</span>
            </a>
            <LinkButton href="/signalements" kind="quiet">
              {reports.see}
            </LinkButton>
          </>
        }
      />
      <div className="filters" role="group" aria-label={journal.filters}>
        <Segmented<Period> label={journal.period} value={period} onChange={setPeriod} choices={choices(journal.periods)} />
        <Segmented<Kind> label={journal.kind} value={kind} onChange={setKind} choices={choices(journal.kinds)} />
        <Segmented<Outcome> label={journal.outcome} value={outcome} onChange={setOutcome} choices={choices(journal.outcomes)} />
      </div>
      <p role="status" className="small quiet">
        {total === undefined ? '' : journal.total(total)}
      </p>
      {page.isPending && <Skeleton count={6} />}
      {page.isError && page.data === undefined && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      <MissingNotice pages={page.data?.pages} />
      {page.data?.pages[0]?.total === 0 && (
        <EmptyState drawing="search" title={journal.empty.title} actions={<Button onPress={clear}>{journal.clear}</Button>}>
          <p>{journal.empty.body}</p>
        </EmptyState>
      )}
      {grouped.length > 0 && <DaysOf days={grouped} onReport={setReported} />}
      {page.hasNextPage && (
        <div className="list-foot">
          <Button onPress={() => void page.fetchNextPage()} isPending={page.isFetchingNextPage}>
            {kit.list.more}
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <ReportDialog key={asked.opening} reported={asked.question} isOpen={reported !== undefined} onClose={() => setReported(undefined)} />
      )}
    </>
  );
}
