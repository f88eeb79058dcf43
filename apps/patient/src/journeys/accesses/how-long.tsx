// For how long: a few durations whose last day is told, or a day of one's own; without end where that is possible.

import { RadioGroup, TextField, formatDay, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { isDay, lastDayAfterMonths, today } from '../../days.ts';

export type Span = 'endless' | 'month' | 'quarter' | 'year' | 'day';
export interface Duration {
  readonly span: Span;
  readonly day: string;
}
const months: Readonly<Record<'month' | 'quarter' | 'year', number>> = { month: 1, quarter: 3, year: 12 };

/** The last day, included; undefined: without end, or not chosen yet. */
export function lastDayOf({ span, day }: Duration): string | undefined {
  if (span === 'endless') return undefined;
  return span === 'day' ? (isDay(day) ? day : undefined) : lastDayAfterMonths(months[span]);
}

/** A day to come; the server holds any other limit. */
export const durationIsChosen = (duration: Duration): boolean => duration.span === 'endless' || (lastDayOf(duration) ?? '') >= today();

export function HowLong({
  spans,
  value,
  onChange,
  error,
  label,
}: {
  readonly spans: readonly Span[];
  readonly value: Duration;
  readonly onChange: (value: Duration) => void;
  readonly error?: string | undefined;
  readonly label?: string;
}): ReactNode {
  const { accesses } = useWords();
  const { howLong } = accesses;
  const { language } = useLanguage();
  const help = (span: Span): { help?: string } =>
    span === 'endless' || span === 'day' ? {} : { help: howLong.untilDay(formatDay(lastDayAfterMonths(months[span]), language)) };
  return (
    <>
      <RadioGroup<Span>
        label={label ?? howLong.label}
        value={value.span}
        onChange={(span) => onChange({ ...value, span })}
        choices={spans.map((span) => ({ value: span, label: howLong[span], ...help(span) }))}
      />
      {value.span === 'day' && (
        <TextField type="date" label={howLong.dayLabel} value={value.day} onChange={(day) => onChange({ ...value, day })} error={error} />
      )}
    </>
  );
}
