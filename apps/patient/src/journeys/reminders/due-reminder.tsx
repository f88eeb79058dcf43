// One reminder: what it is about, why it is shown and who recommends it, and the three answers one may give.

import type { DueReminder, ReminderAnswer, ReminderCode } from '@carnet/contract';
import { Button, ProblemNotice, TextLink, callDoor, useAnnounce, useKitWords } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { documentHref } from '../documents/places.ts';

export function useAnswer(code: ReminderCode): ReturnType<typeof useMutation<unknown, Error, ReminderAnswer>> {
  const { reminders } = useWords();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  return useMutation({
    mutationFn: (answer: ReminderAnswer) => callDoor(recordPath(dossierId, `/reminders/${code}`), { method: 'PUT', body: { answer } }),
    onSuccess: async (_, answer) => {
      // The line is about to go: whoever uses the keyboard stays on the page.
      document.querySelector<HTMLElement>('main')?.focus();
      await client.invalidateQueries({ queryKey: queries.reminders(dossierId).queryKey });
      announce(reminders.said[answer]);
    },
  });
}

export function DueReminderLine({ reminder, level }: { readonly reminder: DueReminder; readonly level: 2 | 3 }): ReactNode {
  const { reminders } = useWords();
  const kit = useKitWords();
  const answer = useAnswer(reminder.code);
  const { title, what, missing } = reminders.kinds[reminder.code];
  const { publisher, title: sourceTitle, published, url } = reminder.source;
  const { reason } = reminder;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <li className="reminder">
      <Heading>{title}</Heading>
      <p>{what}</p>
      <details className="ended">
        <summary>{reminders.why}</summary>
        <div className="reminder-why">
          <p>
            {reason.kind === 'age' ? reminders.reasons.age(reason.age) : reminders.reasons[reason.kind]}{' '}
            {reason.kind === 'document' && <TextLink href={documentHref(reason.documentId, { view: 'recents' })}>{reason.title}</TextLink>}
          </p>
          <p>{missing}</p>
          {reason.kind !== 'age' && reason.kind !== 'declared' && (
            <p>
              <TextLink href="/ma-sante">{reminders.notThat}</TextLink>
            </p>
          )}
          <p className="small quiet">
            <a className="text-link" href={url} target="_blank" rel="noreferrer noopener">
              {reminders.source(publisher, sourceTitle, published.slice(0, 4))}
              <span className="visually-hidden"> ({kit.reading.externalLink})</span>
            </a>
          </p>
        </div>
      </details>
      {answer.isError && <ProblemNotice error={answer.error} />}
      <div className="row">
        <Button small aria-label={reminders.doneThat(title)} onPress={() => answer.mutate('done')} isPending={answer.isPending && answer.variables === 'done'}>
          {reminders.done}
        </Button>
        <Button
          small
          aria-label={reminders.laterThat(title)}
          onPress={() => answer.mutate('later')}
          isPending={answer.isPending && answer.variables === 'later'}
        >
          {reminders.later}
        </Button>
        <Button
          small
          kind="quiet"
          aria-label={reminders.refuseThat(title)}
          onPress={() => answer.mutate('refused')}
          isPending={answer.isPending && answer.variables === 'refused'}
        >
          {reminders.refuse}
        </Button>
      </div>
    </li>
  );
}
