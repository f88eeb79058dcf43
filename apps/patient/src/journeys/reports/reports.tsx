// What was reported, and what becomes of each: received, being examined, answered with its answer.

import type { Report } from '@carnet/contract';
import {
  Badge,
  BlockedIcon,
  ClockIcon,
  DateText,
  DoneIcon,
  EmptyState,
  ErrorState,
  EyeIcon,
  LinkButton,
  Notice,
  PageHeader,
  Skeleton,
  formatDay,
  useLanguage,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { queries } from '../../queries.ts';
import { readableName } from '@carnet/ui/wording/readable-name';
import { useDossierId } from '../../session.tsx';

function StateBadge({ state }: Pick<Report, 'state'>): ReactNode {
  const { reports } = useWords();
  const icons = { received: <ClockIcon />, examining: <EyeIcon />, answered: <DoneIcon /> };
  return (
    <Badge tone={state === 'answered' ? 'plain' : 'waiting'} icon={icons[state]}>
      {reports.states[state]}
    </Badge>
  );
}

function Line({ report }: { readonly report: Report }): ReactNode {
  const { reports, journal } = useWords();
  const { language } = useLanguage();
  const { about, answer, state, at, due, examinedAt, text, blocked, self, reportedBy } = report;
  const capacity = [about.professionLabel, about.structureName].filter(Boolean).join(', ');
  return (
    <li>
      <article className="report-line" aria-label={readableName(about.name)}>
        <h2>{readableName(about.name)}</h2>
        {capacity !== '' && <p className="quiet">{capacity}</p>}
        <p>
          {about.at === undefined ? reports.aPerson : reports.anAccess}
          {about.at !== undefined && <DateText iso={about.at} as="moment" exact />}
        </p>
        {about.reason !== undefined && <p>{journal.reason(about.reason)}</p>}
        {text !== undefined && <p>{self ? reports.youSaid(text) : reports.theySaid(readableName(reportedBy), text)}</p>}
        <span className="flags">
          <StateBadge state={state} />
          {blocked && <Badge icon={<BlockedIcon />}>{reports.blocked}</Badge>}
        </span>
        <p className="small quiet">
          {reports.sent} <DateText iso={at} as="moment" exact />
        </p>
        {examinedAt !== undefined && answer === undefined && (
          <p className="small quiet">
            {reports.examined} <DateText iso={examinedAt} as="moment" exact />
          </p>
        )}
        {answer === undefined ? (
          <p>{reports.expected(formatDay(due, language))}</p>
        ) : (
          <Notice tone={answer.conclusion === 'legitimate' ? 'info' : 'warning'} title={reports.conclusions[answer.conclusion]}>
            <p>{answer.text}</p>
            <p className="small">
              {reports.answered} <DateText iso={answer.at} as="moment" exact />
            </p>
            {answer.conclusion !== 'legitimate' && <p className="small">{reports.recourse}</p>}
          </Notice>
        )}
      </article>
    </li>
  );
}

export default function Reports(): ReactNode {
  const { reports } = useWords();
  const list = useQuery(queries.reports(useDossierId()));
  usePageTitle(reports.title);
  return (
    <>
      <PageHeader title={reports.title} lead={<p>{reports.lead}</p>} />
      {list.isPending && <Skeleton count={3} />}
      {list.isError && list.data === undefined && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.reports.length === 0 && (
        <EmptyState drawing="people" title={reports.empty.title} actions={<LinkButton href="/journal">{reports.empty.action}</LinkButton>}>
          <p>{reports.empty.body}</p>
        </EmptyState>
      )}
      <ul className="list-lines">
        {list.data?.reports.map((report) => (
          <Line key={report.id} report={report} />
        ))}
      </ul>
    </>
  );
}
