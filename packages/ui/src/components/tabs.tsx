// Tabs: several faces of one thing, one at a time.

import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';

export interface TabFace {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}

export function Tabs({
  label,
  faces,
  selected,
  onSelect,
}: {
  readonly label: string;
  readonly faces: readonly TabFace[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
}): ReactNode {
  return (
    <AriaTabs
      className="tabs"
      {...(selected === undefined ? {} : { selectedKey: selected })}
      {...(onSelect === undefined ? {} : { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList className="tab-list" aria-label={label}>
        {faces.map(({ id, label: word }) => (
          <Tab key={id} id={id} className="tab">
            {word}
          </Tab>
        ))}
      </TabList>
      {faces.map(({ id, children }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {children}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
