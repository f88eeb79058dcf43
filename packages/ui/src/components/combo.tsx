// One among many, found by typing: the choices whose words hold what is typed, in groups. Accents and capitals do not matter.

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import type { Choice } from './radio.tsx';
import { FieldError, FieldHead, type FieldTexts } from './field.tsx';
import { ListChoice } from './list-choice.tsx';

export interface ComboGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}
interface ComboProps extends FieldTexts {
  readonly groups: readonly ComboGroup[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Said where nothing holds what is typed. */
  readonly nothing: string;
}

export function Combo({ label, help, error, optional = false, groups, value, onChange, nothing }: ComboProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  // The list follows the field where what holds it moves: React Aria places it anew when the window changes size, and at no scroll.
  useEffect(() => {
    if (!isOpen) return undefined;
    const follow = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(field.current)) requestAnimationFrame(() => dispatchEvent(new Event('resize')));
    };
    document.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', follow, { capture: true });
  }, [isOpen]);
  return (
    <AriaComboBox
      className="field"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      menuTrigger="input"
      onOpenChange={setOpen}
      allowsEmptyCollection
      selectedKey={value ?? null}
      onSelectionChange={(key) => onChange(key === null ? undefined : String(key))}
    >
      <FieldHead label={label} help={help} optional={optional} />
      <div className="combo" ref={field}>
        <Input className="input" />
        <AriaButton className="combo-open">
          <ChevronDown />
        </AriaButton>
      </div>
      <FieldError error={error} />
      {/* Closed by the field alone: left to itself the list closes where the page moves under it, as it does when a phone shows its keyboard. */}
      <Popover className="popover list-popover" maxHeight={360} isOpen={isOpen}>
        <ListBox className="list-box" renderEmptyState={() => <p className="combo-nothing quiet">{nothing}</p>}>
          {groups.map((group) => (
            <ListBoxSection key={group.title} id={group.title}>
              <Header className="list-box-header">{group.title}</Header>
              {group.choices.map((choice) => (
                <ListChoice key={choice.value} choice={choice} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
