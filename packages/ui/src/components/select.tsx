// Choosing one among many.

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import type { ChoiceProps } from './radio.tsx';
import { FieldError, FieldHead } from './field.tsx';
import { ListChoice } from './list-choice.tsx';

export function Select<Value extends string>({
  onOpen,
  label,
  help,
  error,
  optional = false,
  choices,
  value,
  onChange,
  placeholder,
  isRequired = false,
}: ChoiceProps<Value> & { /** For choices fetched when they are looked at. */ readonly onOpen?: () => void }): ReactNode {
  return (
    <AriaSelect
      className="field"
      onOpenChange={(open) => open && onOpen?.()}
      // What there is to choose from is still on its way: a press would do nothing, without saying so.
      isDisabled={choices.length === 0}
      isInvalid={error !== undefined}
      isRequired={isRequired}
      validationBehavior="aria"
      value={value ?? null}
      onChange={(key) => key !== null && onChange(key as Value)}
      {...(placeholder === undefined ? {} : { placeholder })}
    >
      <FieldHead label={label} help={help} optional={optional} />
      <AriaButton className="input select-button">
        <SelectValue className="select-value">
          {({ defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : choices.find((choice) => choice.value === value)?.label)}
        </SelectValue>
        <ChevronDown />
      </AriaButton>
      <FieldError error={error} />
      <Popover className="popover list-popover">
        <ListBox className="list-box">
          {choices.map((choice) => (
            <ListChoice key={choice.value} choice={choice} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
