// The four pillars of security with the figures that measure each (features A116): a table a pillar, read top to bottom.

import type { Figure, Pillars } from '@carnet/contract';
import { ErrorState, Notice, PageHeader, Section, Skeleton, formatDay, formatNumber, formatRelative, useKitWords, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readPillars } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

export function PillarsPage(): ReactNode {
  const { pillars, indicators } = useWords();
  const { language } = useLanguage();
  const kit = useKitWords();
  usePageTitle(pillars.title);
  const { data, error, refetch } = useQuery({ queryKey: ['pillars'], queryFn: readPillars, staleTime: 0 });
  return (
    <>
      <PageHeader title={pillars.title} lead={pillars.lead} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton shape="rows" count={8} />}
      {data !== undefined && (
        <>
          <div className="stack-s">
            <p className="quiet">{pillars.at(formatRelative(data.at, language, kit))}</p>
            <Notice>{indicators.hidden(data.smallestCount)}</Notice>
          </div>
          <div className="indicators">
            {data.pillars.map((pillar) => (
              <Pillar key={pillar.key} pillar={pillar} measured={data} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

function Pillar({ pillar: { key, figures }, measured }: { readonly pillar: Pillars['pillars'][number]; readonly measured: Pillars }): ReactNode {
  const { pillars } = useWords();
  const { title, what } = pillars.keys[key];
  return (
    <Section title={title} lead={what}>
      <table className="count-table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{pillars.columns.what}</th>
            <th scope="col" className="count">
              {pillars.columns.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.code}>
              <th scope="row">{pillars.figures[figure.code](measured.periodDays)}</th>
              <td className="count">
                <Measure figure={figure} smallest={measured.smallestCount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Measure({ figure: { unit, value, day }, smallest }: { readonly figure: Figure; readonly smallest: number }): ReactNode {
  const { pillars, indicators } = useWords();
  const { language } = useLanguage();
  if (unit === 'day') return day === undefined ? <span className="quiet">{pillars.noDay}</span> : formatDay(day, language);
  if (value === undefined) return <span className="quiet">{indicators.hiddenCount(smallest)}</span>;
  return unit === 'count' ? formatNumber(language, value) : pillars[unit](value);
}
