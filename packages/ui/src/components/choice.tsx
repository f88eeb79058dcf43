// Choosing: one among few (radio, segmented), yes or no (checkbox, switch). One among many: select.tsx.

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CheckboxProps, Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { type SwitchProps, Switch as AriaSwitch } from 'react-aria-components/Switch';
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

export function Checkbox({
  children,
  help,
  ...props
}: Omit<CheckboxProps, 'children' | 'className' | 'style'> & { readonly children: ReactNode; readonly help?: string }): ReactNode {
  return (
    <AriaCheckbox {...props} className="choice">
      <span className="choice-mark" aria-hidden="true">
        <Check />
      </span>
      <span>
        {children}
        {help !== undefined && <span className="field-help choice-help">{help}</span>}
      </span>
    </AriaCheckbox>
  );
}

export function Switch({
  children,
  help,
  ...props
}: Omit<SwitchProps, 'children' | 'className' | 'style'> & { readonly children: ReactNode; readonly help?: string }): ReactNode {
  return (
    <AriaSwitch {...props} className="choice switch">
      <span className="switch-track" aria-hidden="true">
        <span className="switch-thumb" />
      </span>
      <span>
        {children}
        {help !== undefined && <span className="field-help choice-help">{help}</span>}
      </span>
    </AriaSwitch>
  );
}
