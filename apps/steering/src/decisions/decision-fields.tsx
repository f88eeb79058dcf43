// The two things every decision on the law says: the day it takes effect, and why. Checked here as they are typed, by the server for good.

import { reasonLength } from '@carnet/contract/steering-limits';
import { TextArea, TextField, formatDay, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
/** Days written this way compare as text. */
export const isPossibleDay = (day: string, earliest: string): boolean => isDay(day) && day >= earliest;
export const isReason = (reason: string): boolean => reason.trim().length >= reasonLength.minimum;

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Faults are shown once the person has asked for the decision. */
  readonly checked: boolean;
}

export function DayField({ value, onChange, checked, earliest }: FieldProps & { readonly earliest: string }): ReactNode {
  const { load } = useWords();
  const { language } = useLanguage();
  const first = formatDay(earliest, language);
  return (
    <TextField
      type="date"
      label={load.day}
      help={load.dayHelp(first)}
      value={value}
      onChange={onChange}
      isRequired
      error={checked && !isPossibleDay(value, earliest) ? load.dayTooEarly(first) : undefined}
    />
  );
}

export function ReasonField({ value, onChange, checked }: FieldProps): ReactNode {
  const { load } = useWords();
  return (
    <TextArea
      label={load.reason}
      help={load.reasonHelp}
      value={value}
      onChange={onChange}
      maxLength={reasonLength.maximum}
      isRequired
      error={checked && !isReason(value) ? load.reasonMissing(reasonLength.minimum) : undefined}
    />
  );
}
