// Above the list: its text and its space, the other filters and the order in a panel, the filters in force, the help on keys.

import { Button, FilterIcon, KeyboardIcon, Select, TextField, useKitWords } from '@carnet/ui';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../words.ts';
import { ActiveFilters, type Named } from './active-filters.tsx';
import { type Criteria, type InAddress, type SpaceChoice, activeFilters, spaceNames } from './criteria.ts';
import { FilterPanel } from './filter-panel.tsx';

interface ListToolsProps extends InAddress {
  readonly named: Named;
  readonly panelIsOpen: boolean;
  readonly onPanel: (open: boolean) => void;
  readonly onHelp: () => void;
  /** What was pressed may go with the filter it takes off. */
  readonly focusBack: () => void;
}

export function ListTools({ criteria, change, type, clear, named, panelIsOpen, onPanel, onHelp, focusBack }: ListToolsProps): ReactNode {
  const { list } = useWords();
  const panelId = useId();
  const takeOff = (changes: Partial<Criteria>): void => {
    change(changes);
    focusBack();
  };
  return (
    <>
      <div className="list-tools">
        <ListFilter value={criteria.text} onChange={type} />
        <SpaceSelect value={criteria.space} onChange={(space) => change({ space })} />
      </div>
      <div className="list-more-tools">
        <Button
          small
          icon={<FilterIcon />}
          aria-expanded={panelIsOpen}
          {...(panelIsOpen ? { 'aria-controls': panelId } : {})}
          onPress={() => onPanel(!panelIsOpen)}
        >
          {list.filters.open(activeFilters(criteria).length)}
        </Button>
        <div className="list-keys-help">
          <Button small kind="quiet" icon={<KeyboardIcon />} onPress={onHelp}>
            {list.keys.open}
          </Button>
        </div>
      </div>
      {panelIsOpen && <FilterPanel id={panelId} criteria={criteria} choices={named.choices} onChange={change} />}
      <ActiveFilters criteria={criteria} choices={named.choices} documents={named.documents} onChange={takeOff} onClear={clear} />
    </>
  );
}

function ListFilter({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const { list } = useWords();
  return (
    <div className="list-filter">
      <TextField label={list.filter} value={value} onChange={onChange} placeholder={list.filterHint} autoComplete="off" />
    </div>
  );
}

function SpaceSelect({ value, onChange }: { readonly value: SpaceChoice; readonly onChange: (value: SpaceChoice) => void }): ReactNode {
  const { list, care } = useWords();
  const kit = useKitWords();
  const choices: readonly { value: SpaceChoice; label: string }[] = [
    { value: 'all', label: list.everySpace },
    ...spaceNames.map((name) => ({ value: name, label: kit.spaces[name] })),
    { value: 'archives', label: care.labels.archives },
  ];
  return (
    <div className="list-space">
      <Select label={list.space} choices={choices} value={value} onChange={onChange} />
    </div>
  );
}
