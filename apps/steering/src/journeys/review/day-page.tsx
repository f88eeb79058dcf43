// One day that stands out: its reasons with their points, its records as numbers, and the conclusion.

import type { WatchedDay } from '@carnet/contract';
import { BackIcon, DateText, ErrorState, Facts, Notice, PageHeader, Section, Skeleton, TextLink, formatDay, useAnnounce, useLanguage } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { concludeDay, readDay } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { Conclude } from './conclude.tsx';

export function DayPage(): ReactNode {
  const { review } = useWords();
  const { language } = useLanguage();
  const [search] = useSearchParams();
  const { data, error, refetch } = useQuery({ queryKey: ['review', 'day', search.toString()], queryFn: () => readDay(search) });
  usePageTitle(data === undefined ? review.title : review.dayOf(data.name, formatDay(data.day, language)));
  if (error !== null) return <ErrorState level={1} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="page" count={3} />;
  return <Known day={data} />;
}

function Known({ day }: { readonly day: WatchedDay }): ReactNode {
  const { review } = useWords();
  const words = review.day;
  const { language } = useLanguage();
  const client = useQueryClient();
  const announce = useAnnounce();
  const { reviewed } = day;
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/controle?vue=journees" className="icon-word back-link">
            <BackIcon />
            {review.back}
          </TextLink>
        }

        title={review.dayOf(day.name, formatDay(day.day, language))}
        lead={[day.professionLabel, day.structureName, day.id].filter(Boolean).join(', ')}
      />
      <Section title={words.why}>
        <Facts
          facts={[
            { term: words.score, value: String(day.score) },
            { term: review.dayColumns.records, value: String(day.records) },
            ...day.signals.map(({ text, points }) => ({ term: words.points(points), value: text })),
          ]}
        />
      </Section>
      <Section title={words.evidence}>
        <Evidence day={day} />
      </Section>
      {reviewed !== undefined && (
        <Notice title={review.conclusions[reviewed.conclusion]}>
          <p>{reviewed.text}</p>
          <p className="small">
            {words.by(reviewed.by)}, <DateText iso={reviewed.at} as="moment" exact />
          </p>
        </Notice>
      )}
      {reviewed === undefined && (
        <Section title={words.concludeTitle} lead={words.concludeWhat}>
          <Conclude
            textLabel={words.text}
            action={words.conclude}
            onConclude={async (conclusion, text) => {
              const { told } = await concludeDay(day, conclusion, text);
              announce(words.concluded(told));
              await client.invalidateQueries({ queryKey: ['review'] });
            }}
          />
        </Section>
      )}
    </>
  );
}

function Evidence({ day }: { readonly day: WatchedDay }): ReactNode {
  const { review } = useWords();
  const { evidenceColumns: columns, marks, noEvidence } = review.day;
  if (day.evidence === undefined || day.evidence.length === 0) return <p className="quiet">{noEvidence}</p>;
  return (
    <table className="plain-table">
      <caption className="visually-hidden">{review.day.evidence}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {day.evidence.map((line) => (
          <tr key={line.record}>
            <th scope="row" data-label={columns.record}>
              {review.report.record(line.record)}
            </th>
            <td data-label={columns.at}>
              <DateText iso={line.firstAt} as="moment" exact />
            </td>
            <td data-label={columns.count}>{line.consultations}</td>
            <td data-label={columns.marks}>
              {[line.emergency && marks.emergency, line.sameName && marks.sameName, !line.care && marks.withoutCare].filter(Boolean).join(', ') || '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
