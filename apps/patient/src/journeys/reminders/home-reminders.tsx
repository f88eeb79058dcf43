// Reminders on the first page: two at most, and nothing where there is none. What could not be read here is said on their own page: the home of a record
// is no place for the failure of what nobody asked for.

import { Section, TextLink } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay } from '../../open-record.tsx';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { DueReminderLine } from './due-reminder.tsx';

const shown = 2;

export function HomeReminders(): ReactNode {
  const { reminders } = useWords();
  const may = useMay();
  const { data } = useQuery({ ...queries.reminders(useDossierId()), enabled: may('read-profile') });
  const due = data?.due ?? [];
  if (due.length === 0) return null;
  return (
    <Section title={reminders.title(due.length)}>
      <ul className="list-lines">
        {due.slice(0, shown).map((reminder) => (
          <DueReminderLine key={reminder.code} reminder={reminder} level={3} />
        ))}
      </ul>
      <p className="row home-after">
        <TextLink href="/ma-sante/rappels">{due.length > shown ? reminders.all(due.length) : reminders.settings}</TextLink>
      </p>
    </Section>
  );
}
