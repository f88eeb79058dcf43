// Tabs: several faces of one thing, one at a time.

import { type ReactNode, useEffect, useRef } from 'react';
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
  const list = useRef<HTMLDivElement>(null);
  // On a narrow screen the row of tabs is wider than the page: the chosen one is shown whole, without moving the page itself.
  useEffect(() => {
    // A frame later: the kit draws the tabs in a second pass.
    const frame = requestAnimationFrame(() => {
      const row = list.current;
      const chosen = row?.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
      if (row === null || chosen === undefined) return;
      const around = row.getBoundingClientRect();
      row.scrollLeft += Math.min(0, chosen.left - around.left) + Math.max(0, chosen.right - around.right);
    });
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return (
    <AriaTabs
      className="tabs"
      {...(selected === undefined ? {} : { selectedKey: selected })}
      {...(onSelect === undefined ? {} : { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList ref={list} className="tab-list" aria-label={label}>
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
