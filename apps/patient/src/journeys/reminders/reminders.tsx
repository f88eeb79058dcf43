// Every reminder that is due, and what was answered to the others: each answer may be taken back.

import type { Reminders as Told } from '@carnet/contract';
import { BackIcon, Button, DateText, ErrorState, PageHeader, Section, Skeleton, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../frames.tsx';
import { useOpenRecord } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { DueReminderLine, useAnswer } from './due-reminder.tsx';

function Answered({ kept }: { readonly kept: Told['answered'][number] }): ReactNode {
  const { reminders } = useWords();
  const answer = useAnswer(kept.code);
  const { title } = reminders.kinds[kept.code];
  return (
    <li>
      <div className="health-line">
        <h3>{title}</h3>
        <p className="small quiet">
          {reminders.answers[kept.answer]}
          {kept.until !== undefined && (
            <>
              {'. '}
              {reminders.until} <DateText iso={kept.until} as="day" exact />
            </>
          )}
        </p>
        <Button small aria-label={reminders.takeBackThat(title)} isPending={answer.isPending} onPress={() => answer.mutate('shown')}>
          {reminders.takeBack}
        </Button>
      </div>
    </li>
  );
}

export default function Reminders(): ReactNode {
  const { reminders, health } = useWords();
  const { isOwn, firstName } = useOpenRecord();
  const told = useQuery(queries.reminders(useDossierId()));
  usePageTitle(reminders.page);
  return (
    <>
      <PageHeader
        eyebrow={
          <TextLink href="/ma-sante" className="icon-word">
            <BackIcon />
            {isOwn ? health.title : health.titleOf(firstName)}
          </TextLink>
        }
        title={reminders.page}
        lead={<p>{reminders.lead}</p>}
      />
      {told.isPending && <Skeleton count={3} />}
      {told.isError && told.data === undefined && <ErrorState error={told.error} onRetry={() => void told.refetch()} />}
      {told.data?.due.length === 0 && <p className="home-quiet">{reminders.none}</p>}
      {told.data !== undefined && told.data.due.length > 0 && (
        <ul className="list-lines">
          {told.data.due.map((reminder) => (
            <DueReminderLine key={reminder.code} reminder={reminder} level={2} />
          ))}
        </ul>
      )}
      {told.data !== undefined && told.data.answered.length > 0 && (
        <Section title={reminders.answeredTitle}>
          <ul className="list-lines">
            {told.data.answered.map((kept) => (
              <Answered key={kept.code} kept={kept} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
