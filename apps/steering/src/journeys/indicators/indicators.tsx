// Counts, each table with its bars beside it. Never a person: what is too small to hide one is not given.

import type { Indicators as Counts, IndicatorTable } from '@carnet/contract';
import { EmptyState, ErrorState, Notice, PageHeader, Section, Skeleton, formatNumber, formatRelative, useKitWords, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readIndicators } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

export function Indicators(): ReactNode {
  const { indicators } = useWords();
  const { language } = useLanguage();
  const kit = useKitWords();
  usePageTitle(indicators.title);
  const { data, error, refetch } = useQuery({ queryKey: ['indicators'], queryFn: readIndicators });
  return (
    <>
      <PageHeader title={indicators.title} lead={indicators.lead} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton shape="rows" count={8} />}
      {data !== undefined && data.tables.length === 0 && (
        <EmptyState title={indicators.empty.title}>
          <p>{indicators.empty.why}</p>
        </EmptyState>
      )}
      {data !== undefined && data.tables.length > 0 && (
        <>
          <div className="stack-s">
            <p className="quiet">{indicators.at(formatRelative(data.at, language, kit))}</p>
            {data.smallestCount > 1 && <Notice>{indicators.hidden(data.smallestCount)}</Notice>}
          </div>
          <div className="indicators">
            {data.tables.map((table) => (
              <Table key={table.key} table={table} counts={data} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** Authorisations and blocks are not of one kind: their sum means nothing. */
const withoutTotal: readonly IndicatorTable['key'][] = ['autorisations'];
const overPeriod: readonly IndicatorTable['key'][] = ['consultations-par-profession', 'urgences', 'refus-par-regle'];

function Table({ table: { key, lines }, counts }: { readonly table: IndicatorTable; readonly counts: Counts }): ReactNode {
  const { indicators } = useWords();
  const { language } = useLanguage();
  const monthly = key.endsWith('-par-mois');
  const title = indicators.tables[key];
  const highest = Math.max(1, ...lines.map(({ count }) => count ?? 0));
  const hasTotal = lines.length > 1 && !withoutTotal.includes(key) && lines.every(({ count }) => count !== undefined);
  return (
    <Section title={title} {...(overPeriod.includes(key) ? { aside: <span className="quiet">{indicators.period(counts.periodDays)}</span> } : {})}>
      {lines.length === 0 ? (
        <p className="quiet">{indicators.emptyTable}</p>
      ) : (
        <table className="count-table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{monthly ? indicators.columns.month : indicators.columns.what}</th>
              <th scope="col" className="count">
                {indicators.columns.count}
              </th>
              {/* The bar says nothing the number does not. */}
              <td aria-hidden="true" className="bar-column" />
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, label, count }) => (
              <tr key={code}>
                <th scope="row">{label ?? (monthly ? monthInWords(code, language) : (indicators.codes[code] ?? code))}</th>
                <td className="count">
                  {count === undefined ? <span className="quiet">{indicators.hiddenCount(counts.smallestCount)}</span> : formatNumber(language, count)}
                </td>
                <td aria-hidden="true" className="bar-column">
                  <Bar share={(count ?? 0) / highest} />
                </td>
              </tr>
            ))}
          </tbody>
          {hasTotal && (
            <tfoot>
              <tr>
                <th scope="row">{indicators.total}</th>
                <td className="count">
                  {formatNumber(
                    language,
                    lines.reduce((sum, { count }) => sum + (count ?? 0), 0),
                  )}
                </td>
                <td aria-hidden="true" className="bar-column" />
              </tr>
            </tfoot>
          )}
        </table>
      )}
    </Section>
  );
}

function Bar({ share }: { readonly share: number }): ReactNode {
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
      {share > 0 && <rect x="0" y="0" width={Math.max(1, share * 100)} height="10" />}
    </svg>
  );
}

/** `mars 2026`. */
function monthInWords(month: string, language: string): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return Number.isNaN(date.getTime())
    ? month
    : new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'Europe/Paris', month: 'long', year: 'numeric' }).format(date);
}
