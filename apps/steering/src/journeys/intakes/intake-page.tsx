// One file of an insurer: what became of its lines, and those that were refused, with what to do. The whole list of refusals is a file.

import type { IntakeDetail } from '@carnet/contract';
import { BackIcon, DateText, DownloadIcon, ErrorState, Facts, Notice, PageHeader, Section, Skeleton, TextLink } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { intakeRejectsHref, readIntake } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { IntakeState } from './intakes-page.tsx';

export function IntakePage(): ReactNode {
  const { intakes } = useWords();
  const [query] = useSearchParams();
  const one = useQuery({ queryKey: ['intakes', query.toString()], queryFn: () => readIntake(query) });
  const name = query.get('name') ?? '';
  usePageTitle(name === '' ? intakes.title : name);
  return (
    <>
      <TextLink href="/envois" className="text-link icon-word">
        <BackIcon />
        {intakes.back}
      </TextLink>
      <PageHeader title={name} lead={intakes.from(query.get('insurer') ?? '')} />
      {one.error !== null && <ErrorState error={one.error} onRetry={() => void one.refetch()} />}
      {one.error === null && one.data === undefined && <Skeleton shape="rows" count={5} />}
      {one.data !== undefined && <Intake intake={one.data} query={query} />}
    </>
  );
}

const counted = ['added', 'corrected', 'cancelled', 'unchanged', 'outside', 'insured', 'treating', 'rejected'] as const;

function Intake({ intake, query }: { readonly intake: IntakeDetail; readonly query: URLSearchParams }): ReactNode {
  const { intakes } = useWords();
  return (
    <>
      {!intake.finished && (
        <Notice tone="info">
          <p>{intakes.interrupted}</p>
        </Notice>
      )}
      <Facts
        facts={[
          { term: intakes.columns.state, value: <IntakeState finished={intake.finished} /> },
          { term: intakes.begun, value: <DateText iso={intake.begunAt} as="moment" exact /> },
          { term: intakes.touched, value: <DateText iso={intake.touchedAt} as="moment" exact /> },
          { term: intakes.taken, value: intakes.number(intake.lines) },
        ]}
      />
      <Section title={intakes.countsTitle}>
        <Facts facts={counted.map((name) => ({ term: intakes.counts[name], value: intakes.number(intake.counts[name]) }))} />
      </Section>
      <Section title={intakes.rejectsTitle}>
        {intake.rejects.length === 0 ? <p className="quiet">{intakes.noReject}</p> : <Rejects intake={intake} query={query} />}
      </Section>
    </>
  );
}

function Rejects({ intake: { rejects, counts }, query }: { readonly intake: IntakeDetail; readonly query: URLSearchParams }): ReactNode {
  const { intakes } = useWords();
  const columns = intakes.rejectColumns;
  return (
    <div className="stack">
      <div className="row">
        <a className="button" data-kind="secondary" href={intakeRejectsHref(query)} download>
          <DownloadIcon />
          <span className="button-word">{intakes.download}</span>
        </a>
      </div>
      {counts.rejected > rejects.length && <p className="quiet">{intakes.someShown(rejects.length)}</p>}
      <table className="plain-table">
        <caption className="visually-hidden">{intakes.rejectsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.line}</th>
            <th scope="col">{columns.field}</th>
            <th scope="col">{columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {rejects.map(({ line, field, rule, expected, text }, index) => (
            <tr key={index}>
              <th scope="row" data-label={columns.line}>
                {intakes.number(line)}
              </th>
              <td data-label={columns.field}>
                <code>{field}</code>
              </td>
              <td data-label={columns.why}>
                <span>{text}</span>
                <span className="beside">
                  <code>{rule}</code>
                  {expected !== undefined && ` · ${intakes.expected(expected)}`}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
