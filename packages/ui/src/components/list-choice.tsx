// A line of a list that one chooses in: its words, and what more is to be said of it.

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBoxItem } from 'react-aria-components/ListBox';
import { Text } from 'react-aria-components/Text';
import type { Choice } from './radio.tsx';

export function ListChoice({ choice: { value, label, help } }: { readonly choice: Choice }): ReactNode {
  return (
    <ListBoxItem id={value} textValue={label} className="list-box-item">
      {({ isSelected }) => (
        <>
          <span className="list-box-words">
            <Text slot="label">{label}</Text>
            {help !== undefined && (
              <Text slot="description" className="field-help">
                {help}
              </Text>
            )}
          </span>
          {isSelected && <Check />}
        </>
      )}
    </ListBoxItem>
  );
}
