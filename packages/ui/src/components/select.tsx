// Choosing one among many.

import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import type { ChoiceProps } from './choice.tsx';
import { FieldError, FieldLabel } from './field.tsx';

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
      <FieldLabel label={label} optional={optional} />
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
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
            <ListBoxItem key={choice.value} id={choice.value} textValue={choice.label} className="list-box-item">
              {({ isSelected }) => (
                <>
                  <span className="list-box-words">
                    <Text slot="label">{choice.label}</Text>
                    {choice.help !== undefined && (
                      <Text slot="description" className="field-help">
                        {choice.help}
                      </Text>
                    )}
                  </span>
                  {isSelected && <Check />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
