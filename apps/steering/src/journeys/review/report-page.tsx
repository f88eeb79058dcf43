// One report: who acted and how, what else they opened around that time, what was done with it; notes, and the answer to the patient.

import type { Conclusion, ReportCase } from '@carnet/contract';
import { reasonLength } from '@carnet/contract/steering-limits';
import {
  BackIcon,
  Badge,
  Button,
  ClockIcon,
  DateText,
  ErrorState,
  Facts,
  PageHeader,
  ProblemNotice,
  Section,
  Skeleton,
  TextArea,
  TextLink,
  formatDay,
  useAnnounce,
  useLanguage,
} from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { readReport, takeStep } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { Conclude } from './conclude.tsx';

export function ReportPage(): ReactNode {
  const { review } = useWords();
  const { dossierId = '', reportId = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['review', 'report', reportId], queryFn: () => readReport(dossierId, reportId) });
  usePageTitle(data === undefined ? review.title : review.reportOf(data.about.name));
  if (error !== null) return <ErrorState level={1} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton shape="page" count={3} />;
  return <Known report={data} />;
}

function Known({ report }: { readonly report: ReportCase }): ReactNode {
  const { review } = useWords();
  const words = review.report;
  const { language } = useLanguage();
  const client = useQueryClient();
  const announce = useAnnounce();
  const { about } = report;
  const did = async (step: { readonly step: string; readonly text?: string; readonly conclusion?: Conclusion }, said: string): Promise<void> => {
    await takeStep(report, step);
    announce(said);
    await client.invalidateQueries({ queryKey: ['review'] });
  };
  const capacity = [about.professionLabel, about.structureName].filter(Boolean).join(', ');
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/controle" className="icon-word back-link">
            <BackIcon />
            {review.back}
          </TextLink>
        }
        title={review.reportOf(about.name)}
        lead={review.states[report.state]}
      />
      {report.late && (
        <Badge tone="danger" icon={<ClockIcon />}>
          {review.late}
        </Badge>
      )}
      <Facts
        facts={[
          { term: words.actor, value: `${about.name}${capacity === '' ? '' : `, ${capacity}`} (${report.actorId})` },
          { term: words.patient, value: words.patientOf(report.patientName, formatDay(report.patientBirthDate, language)) },
          ...(about.at === undefined ? [] : [{ term: words.access, value: <DateText iso={about.at} as="moment" exact /> }]),
          ...(about.mode === undefined ? [] : [{ term: words.mode, value: words.modes[about.mode] ?? about.mode }]),
          ...(about.reason === undefined ? [] : [{ term: words.declared, value: about.reason }]),
          { term: words.reportedBy, value: report.reportedBy },
          { term: words.said, value: `${report.text ?? words.nothingSaid}${report.blocked ? ` ${words.blocked}` : ''}` },
          { term: words.due, value: formatDay(report.due, language) },
        ]}
      />
      <Section title={words.nearby}>
        <Nearby report={report} />
      </Section>
      <Section title={words.steps}>
        {report.steps.length === 0 && <p className="quiet">{words.noStep}</p>}
        <ul className="stack">
          {report.steps.map((step) => (
            <li key={`${step.at} ${step.step} ${step.text ?? ''}`}>
              <p className="strong">
                {words.stepWords[step.step]}
                {step.conclusion === undefined ? '' : ` : ${review.conclusions[step.conclusion]}`}
              </p>
              {step.text !== undefined && <p>{step.text}</p>}
              <p className="small quiet">
                {step.byName}, <DateText iso={step.at} as="moment" exact />
              </p>
            </li>
          ))}
        </ul>
        {report.state === 'received' && (
          <p>
            <Button onPress={() => void did({ step: 'examined' }, words.begun)}>{words.begin}</Button>
          </p>
        )}
        {report.state === 'examining' && <Note onNote={(text) => did({ step: 'note', text }, words.noted)} />}
      </Section>
      {report.state !== 'answered' && (
        <Section title={words.answerTitle}>
          <Conclude textLabel={words.answer} action={words.send} onConclude={(conclusion, text) => did({ step: 'answered', conclusion, text }, words.sent)} />
        </Section>
      )}
    </>
  );
}

function Note({ onNote }: { readonly onNote: (text: string) => Promise<void> }): ReactNode {
  const { review } = useWords();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const short = text.trim().length < reasonLength.minimum;
  const add = async (): Promise<void> => {
    setTried(true);
    if (short) return;
    try {
      await onNote(text.trim());
      setText('');
      setTried(false);
      setError(undefined);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <div className="stack">
      <TextArea label={review.report.note} value={text} onChange={setText} error={tried && short ? review.textWrong(reasonLength.minimum) : undefined} />
      {error !== undefined && <ProblemNotice error={error} />}
      <p>
        <Button onPress={() => void add()}>{review.report.addNote}</Button>
      </p>
    </div>
  );
}

function Nearby({ report }: { readonly report: ReportCase }): ReactNode {
  const { review } = useWords();
  const words = review.report;
  const { nearbyColumns: columns } = words;
  if (report.nearby.length === 0) return <p className="quiet">{words.nearbyNone}</p>;
  return (
    <table className="plain-table">
      <caption className="visually-hidden">{words.nearby}</caption>
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
        {report.nearby.map((line, index) => (
          <tr key={`${line.at} ${index}`}>
            <td data-label={columns.at}>
              <DateText iso={line.at} as="moment" exact />
            </td>
            <td data-label={columns.record}>{line.sameRecord ? words.thisRecord : words.record(line.record)}</td>
            <td data-label={columns.act}>
              {words.acts[line.action] ?? line.action}
              {line.outcome === 'refused' ? `, ${words.refused}` : ''}
            </td>
            <td data-label={columns.mode}>{words.modes[line.mode] ?? line.mode}</td>
            <td data-label={columns.where}>{line.structureName ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
