// The files of the insurers: one row each, with how far it was taken and how many lines were refused.

import type { IntakeSummary } from '@carnet/contract';
import { Badge, ClockIcon, DateText, DoneIcon, PageHeader, TextLink } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readIntakes } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';
import { ReviewTable } from '../review/review-table.tsx';

export function IntakesPage(): ReactNode {
  const { intakes } = useWords();
  usePageTitle(intakes.title);
  const list = useQuery({ queryKey: ['intakes'], queryFn: readIntakes });
  return (
    <>
      <PageHeader title={intakes.title} lead={intakes.lead} />
      <ReviewTable query={list} rows={list.data?.intakes} caption={intakes.caption} columns={intakes.columns} empty={intakes.none} drawing="search">
        {(intake) => <Row key={`${intake.insurer.code} ${intake.name}`} intake={intake} />}
      </ReviewTable>
    </>
  );
}

const intakeHref = ({ insurer, name }: Pick<IntakeSummary, 'insurer' | 'name'>): string =>
  `/envois/un?${new URLSearchParams({ insurer: insurer.code, name }).toString()}`;

export function IntakeState({ finished }: Pick<IntakeSummary, 'finished'>): ReactNode {
  const { intakes } = useWords();
  return (
    <Badge tone={finished ? 'plain' : 'new'} icon={finished ? <DoneIcon /> : <ClockIcon />}>
      {finished ? intakes.finished : intakes.underWay}
    </Badge>
  );
}

function Row({ intake }: { readonly intake: IntakeSummary }): ReactNode {
  const { intakes } = useWords();
  const { columns } = intakes;
  return (
    <tr>
      <th scope="row" data-label={columns.name}>
        <TextLink href={intakeHref(intake)}>{intake.name}</TextLink>
        <span className="beside">{intake.insurer.label}</span>
      </th>
      <td data-label={columns.when}>
        <DateText iso={intake.begunAt} as="moment" />
      </td>
      <td data-label={columns.lines}>
        <span>{intakes.lines(intake.lines)}</span>
        <span className="beside">{intakes.rejected(intake.counts.rejected)}</span>
      </td>
      <td data-label={columns.state}>
        <IntakeState finished={intake.finished} />
      </td>
    </tr>
  );
}
