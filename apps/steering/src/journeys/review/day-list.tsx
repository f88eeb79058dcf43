// Days of accesses that stand out, heaviest first, each with its reasons in words; a structure's month is its review list, as a file too.

import type { WatchedDay } from '@carnet/contract';
import { Checkbox, LinkButton, TextField, TextLink, formatDay, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { daysCsvHref, readDays } from '../../api.ts';
import { useWords } from '../../words.ts';
import { ReviewTable } from './review-table.tsx';

const monthShape = /^\d{4}-(?:0[1-9]|1[0-2])$/;

export function DayList(): ReactNode {
  const { review } = useWords();
  const [reviewed, setReviewed] = useState(false);
  const [structure, setStructure] = useState('');
  const [month, setMonth] = useState('');
  const wrong = month !== '' && !monthShape.test(month);
  const asked = { reviewed, ...(structure.trim() === '' ? {} : { structure: structure.trim() }), ...(month === '' || wrong ? {} : { month }) };
  const list = useQuery({ queryKey: ['review', 'days', asked], queryFn: () => readDays(asked) });
  return (
    <div className="stack">
      <div className="row">
        <TextField label={review.structure} help={review.structureHelp} mono value={structure} onChange={setStructure} />
        <TextField label={review.month} help={review.monthHelp} mono value={month} onChange={setMonth} error={wrong ? review.monthWrong : undefined} />
      </div>
      <div className="row">
        <Checkbox isSelected={reviewed} onChange={setReviewed}>
          {review.reviewedShown}
        </Checkbox>
        <LinkButton href={daysCsvHref(asked)} download>
          {review.download}
        </LinkButton>
      </div>
      <ReviewTable query={list} rows={list.data?.days} caption={review.faces.days} columns={review.dayColumns} empty={review.noDay} drawing="search">
        {(day) => <Row key={`${day.kind} ${day.id} ${day.day}`} day={day} />}
      </ReviewTable>
    </div>
  );
}

function Row({ day }: { readonly day: WatchedDay }): ReactNode {
  const { review } = useWords();
  const { language } = useLanguage();
  const { dayColumns: columns } = review;
  return (
    <tr>
      <th scope="row" data-label={columns.who}>
        <TextLink href={`/controle/journee?${new URLSearchParams({ kind: day.kind, id: day.id, day: day.day })}`}>{day.name}</TextLink>
        <span className="beside">{[day.professionLabel, day.structureName].filter(Boolean).join(', ')}</span>
      </th>
      <td data-label={columns.day}>{formatDay(day.day, language)}</td>
      <td data-label={columns.records}>{day.records}</td>
      <td data-label={columns.score}>
        <span className="strong">{day.score}</span>
        {day.reviewed !== undefined && <span className="beside">{review.conclusions[day.reviewed.conclusion]}</span>}
      </td>
      <td data-label={columns.why}>
        {day.signals.map(({ code, text }) => (
          <span key={code} className="beside">
            {text}
          </span>
        ))}
      </td>
    </tr>
  );
}
