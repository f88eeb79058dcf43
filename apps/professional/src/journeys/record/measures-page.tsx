// The patient's measures over time: HbA1c, weight and blood pressure drawn at once, the others on demand. Each value says who measured it, or which
// document it comes from.

import type { Curve as Series, MeasureKind } from '@carnet/contract';
import { Button, Curve, DateText, EmptyState, ErrorState, MeasureTable, MissingNotice, Skeleton, useLanguage, valueText } from '@carnet/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readMeasures } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

const drawnFirst: readonly MeasureKind[] = ['hba1c', 'weight', 'blood-pressure'];

export function MeasuresPage({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { measures } = useWords();
  const { language } = useLanguage();
  usePageTitle(measures.title);
  const [drawn, setDrawn] = useState(drawnFirst);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['dossier', dossierId, 'measures', drawn],
    queryFn: () => readMeasures(dossierId, drawn),
    placeholderData: keepPreviousData,
  });
  const curves = data?.curves ?? [];
  const isWhole = ({ kind, points, total }: Series): boolean => drawn.includes(kind) && points.length === total;
  const whole = curves.filter(isWhole);
  const others = curves.filter((one) => !isWhole(one));
  return (
    <section className="record-page stack" aria-labelledby="measures" tabIndex={0}>
      <h2 id="measures">{measures.title}</h2>
      <p className="quiet">{measures.leadPro}</p>
      {isPending && <Skeleton shape="rows" count={6} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      <MissingNotice pages={data === undefined ? undefined : [data]} />
      {data !== undefined && curves.length === 0 && (
        <EmptyState drawing="page" title={measures.empty.title} level={3}>
          <p>{measures.empty.pro}</p>
        </EmptyState>
      )}
      {whole.length > 0 && (
        <div className="measure-curves">
          {whole.map((series) => (
            <section key={series.kind} className="stack" aria-labelledby={`measure-${series.kind}`}>
              <h3 id={`measure-${series.kind}`}>{measures.kinds[series.kind]}</h3>
              <Curve series={series} words={measures} target={series.kind === 'hba1c' ? data?.hba1cTarget : undefined} />
              <MeasureTable series={series} words={measures} reader="other" documentHref={(id) => `/dossier/${dossierId}/document/${id}`} />
            </section>
          ))}
        </div>
      )}
      {data?.more === true && <p className="quiet">{measures.bounded}</p>}
      {others.length > 0 && (
        <section className="stack">
          <h3>{measures.others}</h3>
          <ul className="measure-others">
            {others.map(({ kind, points: [last] }) => (
              <li key={kind}>
                <span>{measures.kinds[kind]}</span>
                {last !== undefined && (
                  <span>
                    <strong className="measure-value">{valueText(kind, last, measures, language)}</strong>{' '}
                    <span className="quiet">
                      <DateText iso={last.at} />
                    </span>
                  </span>
                )}
                <Button small aria-label={measures.see(measures.kinds[kind])} onPress={() => setDrawn([...drawn, kind])}>
                  {measures.see(measures.kinds[kind])}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}
