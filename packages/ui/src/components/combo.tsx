// One among many, found by typing: the choices whose words hold what is typed, in groups. Accents and capitals do not matter.

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { FieldError, FieldLabel, type FieldTexts } from './field.tsx';

export interface ComboGroup {
  readonly title: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
}
interface ComboProps extends FieldTexts {
  readonly groups: readonly ComboGroup[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Said where nothing holds what is typed. */
  readonly nothing: string;
}

export function Combo({ label, help, error, optional = false, groups, value, onChange, nothing }: ComboProps): ReactNode {
  return (
    <AriaComboBox
      className="field"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      menuTrigger="input"
      allowsEmptyCollection
      selectedKey={value ?? null}
      onSelectionChange={(key) => onChange(key === null ? undefined : String(key))}
    >
      <FieldLabel label={label} optional={optional} />
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <div className="combo">
        <Input className="input" />
        <AriaButton className="combo-open">
          <ChevronDown />
        </AriaButton>
      </div>
      <FieldError error={error} />
      <Popover className="popover list-popover" maxHeight={360}>
        <ListBox className="list-box" renderEmptyState={() => <p className="combo-nothing quiet">{nothing}</p>}>
          {groups.map((group) => (
            <ListBoxSection key={group.title} id={group.title}>
              <Header className="list-box-header">{group.title}</Header>
              {group.choices.map((choice) => (
                <ListBoxItem key={choice.value} id={choice.value} textValue={choice.label} className="list-box-item">
                  <span className="list-box-words">
                    <Text slot="label">{choice.label}</Text>
                    {choice.help !== undefined && (
                      <Text slot="description" className="field-help">
                        {choice.help}
                      </Text>
                    )}
                  </span>
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
