// Reports that await, by the day their answer is due; and those answered, on demand.

import type { ReportLine } from '@carnet/contract';
import { Badge, Checkbox, ClockIcon, DateText, TextLink, formatDay, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readReports } from '../../api.ts';
import { useWords } from '../../words.ts';
import { ReviewTable } from './review-table.tsx';

export function ReportList(): ReactNode {
  const { review } = useWords();
  const [answered, setAnswered] = useState(false);
  const list = useQuery({ queryKey: ['review', 'reports', answered], queryFn: () => readReports(answered) });
  return (
    <div className="stack">
      <Checkbox isSelected={answered} onChange={setAnswered}>
        {review.answeredShown}
      </Checkbox>
      <ReviewTable
        query={list}
        rows={list.data?.reports}
        caption={review.faces.reports}
        columns={review.reportColumns}
        empty={review.noReport}
        drawing="letter"
      >
        {(report) => <Row key={report.id} report={report} />}
      </ReviewTable>
    </div>
  );
}

function Row({ report }: { readonly report: ReportLine }): ReactNode {
  const { review } = useWords();
  const { language } = useLanguage();
  const { id, dossierId, name, professionLabel, structureName, at, due, late, state } = report;
  return (
    <tr>
      <th scope="row" data-label={review.reportColumns.who}>
        <TextLink href={`/controle/signalements/${dossierId}/${id}`}>{name}</TextLink>
        <span className="beside">{[professionLabel, structureName].filter(Boolean).join(', ')}</span>
      </th>
      <td data-label={review.reportColumns.at}>
        <DateText iso={at} as="moment" exact />
      </td>
      <td data-label={review.reportColumns.due}>
        {formatDay(due, language)}
        {late && (
          <span className="beside">
            <Badge tone="danger" icon={<ClockIcon />}>
              {review.late}
            </Badge>
          </span>
        )}
      </td>
      <td data-label={review.reportColumns.state}>{review.states[state]}</td>
    </tr>
  );
}
