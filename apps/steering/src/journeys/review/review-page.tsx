// The review of accesses: what patients report, days that stand out, look-ups that were stopped; one face at a time, kept in the address.

import { PageHeader, Tabs } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { DayList } from './day-list.tsx';
import { ReportList } from './report-list.tsx';
import { StopList } from './stop-list.tsx';

export function ReviewPage(): ReactNode {
  const { review } = useWords();
  const [search, setSearch] = useSearchParams();
  usePageTitle(review.title);
  return (
    <>
      <PageHeader title={review.title} lead={review.lead} />
      <Tabs
        label={review.faces.label}
        selected={search.get('vue') ?? 'signalements'}
        onSelect={(face) => setSearch({ vue: face }, { replace: true })}
        faces={[
          { id: 'signalements', label: review.faces.reports, children: <ReportList /> },
          { id: 'journees', label: review.faces.days, children: <DayList /> },
          { id: 'arrets', label: review.faces.stops, children: <StopList /> },
        ]}
      />
    </>
  );
}
