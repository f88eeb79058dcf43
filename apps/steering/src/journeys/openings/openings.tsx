// Where the openings are: who has no record yet, who was informed, when theirs opens, who opposed; the letters to print; and an opposition that
// came on paper. Counts only: nobody is named here but whom an opposition is recorded for.

import type { SteeredOpenings } from '@carnet/contract';
import {
  Button,
  DateText,
  EmptyState,
  ErrorState,
  Notice,
  PageHeader,
  ProblemNotice,
  Section,
  Skeleton,
  formatDay,
  formatNumber,
  useAnnounce,
  useLanguage,
} from '@carnet/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { lettersHref, printLetters, readOpenings } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { OppositionDialog } from './opposition-dialog.tsx';

export function OpeningsPage(): ReactNode {
  const { openings } = useWords();
  usePageTitle(openings.title);
  const { data, error, refetch } = useQuery({ queryKey: ['openings'], queryFn: readOpenings });
  const [recording, setRecording] = useState(false);
  return (
    <>
      <PageHeader title={openings.title} lead={<p>{openings.lead}</p>} actions={<Button onPress={() => setRecording(true)}>{openings.record}</Button>} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton shape="rows" count={6} />}
      {data !== undefined && (
        <div className="stack-l">
          <Notice tone={data.regime === 'opposition' ? 'info' : 'warning'}>
            {data.regime === 'opposition' ? openings.regime.opposition(data.weeks) : openings.regime.consentement}
          </Notice>
          <Progress counts={data} />
          <Coming coming={data.coming} />
          <Letters counts={data} />
        </div>
      )}
      {recording && <OppositionDialog onClose={() => setRecording(false)} />}
    </>
  );
}

function Progress({ counts }: { readonly counts: SteeredOpenings }): ReactNode {
  const { openings } = useWords();
  const { language } = useLanguage();
  const lines = [
    ['waiting', counts.waiting],
    ['email', counts.informed.email],
    ['letter', counts.informed.letter],
    ['lettersToPrint', counts.lettersToPrint],
    ['unreachable', counts.unreachable],
    ['opposed', counts.opposed],
    ['opened', counts.opened],
  ] as const;
  return (
    <Section title={openings.progress}>
      <table className="count-table">
        <caption className="visually-hidden">{openings.progress}</caption>
        <thead>
          <tr>
            <th scope="col">{openings.columns.what}</th>
            <th scope="col" className="count">
              {openings.columns.people}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([key, count]) => (
            <tr key={key}>
              <th scope="row">
                {openings.lines[key].what}
                <span className="beside">{openings.lines[key].why}</span>
              </th>
              <td className="count">{formatNumber(language, count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Coming({ coming }: Pick<SteeredOpenings, 'coming'>): ReactNode {
  const { openings } = useWords();
  const { language } = useLanguage();
  if (coming.length === 0)
    return (
      <EmptyState title={openings.nothingComing.title}>
        <p>{openings.nothingComing.why}</p>
      </EmptyState>
    );
  const highest = Math.max(...coming.map(({ count }) => count));
  return (
    <Section title={openings.coming}>
      <table className="count-table">
        <caption className="visually-hidden">{openings.coming}</caption>
        <thead>
          <tr>
            <th scope="col">{openings.columns.day}</th>
            <th scope="col" className="count">
              {openings.columns.records}
            </th>
            {/* The bar says nothing the number does not. */}
            <td aria-hidden="true" className="bar-column" />
          </tr>
        </thead>
        <tbody>
          {coming.map(({ day, count }) => (
            <tr key={day}>
              <th scope="row">{formatDay(`${day}T12:00:00Z`, language)}</th>
              <td className="count">{formatNumber(language, count)}</td>
              <td aria-hidden="true" className="bar-column">
                <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
                  <rect x="0" y="0" width={Math.max(1, (100 * count) / highest)} height="10" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Letters({ counts: { lettersToPrint, weeks, runs } }: { readonly counts: SteeredOpenings }): ReactNode {
  const { openings } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const print = useMutation({
    mutationFn: printLetters,
    onSuccess: ({ at, count }) => {
      announce(openings.letters.printed(count));
      void client.invalidateQueries({ queryKey: ['openings'] });
      location.assign(lettersHref(at));
    },
  });
  return (
    <Section title={openings.letters.title}>
      <div className="stack">
        <p>{openings.letters.what(weeks)}</p>
        {print.isError && <ProblemNotice error={print.error} />}
        <p>
          <Button isDisabled={lettersToPrint === 0} isPending={print.isPending} onPress={() => print.mutate()}>
            {openings.letters.print(lettersToPrint)}
          </Button>
        </p>
        {runs.length > 0 && (
          <ul className="stack-s">
            {runs.map(({ at, count }) => (
              <li key={at}>
                <a href={lettersHref(at)}>{openings.letters.run(count)}</a> <DateText iso={at} as="moment" exact />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
