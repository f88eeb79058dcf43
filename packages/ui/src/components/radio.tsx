// One among few: in a column, or on one line. A file of its own: what moves between its choices weighs more than a form that has none.

import type { ReactNode } from 'react';
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { FieldError, FieldHead, FieldLabel, type FieldTexts } from './field.tsx';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly help?: string;
}

export interface ChoiceProps<Value extends string> extends FieldTexts {
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

export function RadioGroup<Value extends string>({
  label,
  help,
  error,
  optional = false,
  choices,
  value,
  onChange,
  isRequired = false,
}: ChoiceProps<Value>): ReactNode {
  return (
    <AriaRadioGroup
      className="field"
      isInvalid={error !== undefined}
      isRequired={isRequired}
      validationBehavior="aria"
      value={value ?? null}
      onChange={(next) => onChange(next as Value)}
    >
      <FieldHead label={label} help={help} optional={optional} />
      <div className="choice-list">
        {choices.map((choice) => (
          <AriaRadio key={choice.value} value={choice.value} className="choice">
            <span className="choice-mark" data-round="" aria-hidden="true" />
            <span>
              {choice.label}
              {choice.help !== undefined && <span className="field-help choice-help">{choice.help}</span>}
            </span>
          </AriaRadio>
        ))}
      </div>
      <FieldError error={error} />
    </AriaRadioGroup>
  );
}

/** A few short choices on one line; it is a radio group, so arrows move and the choice is spoken. */
export function Segmented<Value extends string>({
  label,
  choices,
  value,
  onChange,
  hideLabel = false,
}: {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean;
}): ReactNode {
  return (
    <AriaRadioGroup
      className="segmented-field"
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as Value)}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <FieldLabel label={label} />}
      <div className="segmented">
        {choices.map((choice) => (
          <AriaRadio key={choice.value} value={choice.value} className="segment">
            {choice.label}
          </AriaRadio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
