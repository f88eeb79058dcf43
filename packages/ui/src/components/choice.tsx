// Yes or no: checkbox, switch. One among few: radio.tsx. One among many: select.tsx.

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CheckboxProps, Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { type SwitchProps, Switch as AriaSwitch } from 'react-aria-components/Switch';

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
