// What narrows the list beside its text and its space: type, dates of creation, author's name, submission set, folder (A143); and its order.
// The filters are asked for together: each asking is a reading of the list, written in the patient's journal.

import { documentSorts } from '@carnet/contract';
import { Button, Select, TextField, formatDay, useLanguage } from '@carnet/ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../../words.ts';
import type { Named } from './active-filters.tsx';
import { type Criteria, groupings } from './criteria.ts';

type Filters = Pick<Criteria, 'type' | 'from' | 'until' | 'author' | 'set' | 'folder'>;
const every = 'every';

interface PanelProps {
  readonly id: string;
  readonly criteria: Criteria;
  readonly choices: Named['choices'];
  readonly onChange: (changes: Partial<Criteria>) => void;
}

export function FilterPanel({ id, criteria, choices, onChange }: PanelProps): ReactNode {
  const { filters } = useWords().list;
  const { type, from, until, author, set, folder } = criteria;
  const inForce = { type, from, until, author, set, folder };
  return (
    <section id={id} className="filter-panel" aria-label={filters.region} tabIndex={-1}>
      <FilterForm key={JSON.stringify(inForce)} inForce={inForce} choices={choices} onChange={onChange} />
      <div className="filter-order">
        <Select
          label={filters.sort}
          choices={documentSorts.map((value) => ({ value, label: filters.sorts[value] }))}
          value={criteria.sort}
          onChange={(sort) => onChange({ sort })}
        />
        <Select
          label={filters.group}
          choices={groupings.map((value) => ({ value, label: filters.groups[value] }))}
          value={criteria.group}
          onChange={(group) => onChange({ group })}
        />
      </div>
    </section>
  );
}

function FilterForm({ inForce, choices, onChange }: Pick<PanelProps, 'choices' | 'onChange'> & { readonly inForce: Filters }): ReactNode {
  const { filters } = useWords().list;
  const { language } = useLanguage();
  const [asked, setAsked] = useState<Filters>(inForce);
  const [tried, setTried] = useState(false);
  const backwards = asked.from !== undefined && asked.until !== undefined && asked.until < asked.from;
  const ask = (change: Filters): void => setAsked((before) => ({ ...before, ...change }));
  const said = (text: string): string | undefined => (text === '' || text === every ? undefined : text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!backwards) onChange({ ...asked, author: said(asked.author?.trim() ?? '') });
  };
  const types = (choices?.types ?? []).map(({ code, label }) => ({ value: code, label }));
  // A set of one document is that document.
  const sets = (choices?.sets ?? [])
    .filter(({ id, documents }) => documents > 1 || id === asked.set)
    .map((one) => ({ value: one.id, label: filters.setOf(formatDay(one.submittedAt, language), one.author, one.documents) }));
  const folders = (choices?.folders ?? []).map((one) => ({ value: one.id, label: filters.folderOf(one.title, one.documents) }));
  const among = (all: string, rest: readonly { readonly value: string; readonly label: string }[]) =>
    choices === undefined ? [] : [{ value: every, label: all }, ...rest];
  return (
    <form className="filter-form" onSubmit={submit} noValidate>
      <Select label={filters.type} choices={among(filters.everyType, types)} value={asked.type ?? every} onChange={(type) => ask({ type: said(type) })} />
      <TextField label={filters.author} value={asked.author ?? ''} onChange={(author) => ask({ author })} maxLength={80} autoComplete="off" />
      <TextField type="date" label={filters.from} value={asked.from ?? ''} onChange={(from) => ask({ from: said(from) })} />
      <TextField
        type="date"
        label={filters.until}
        value={asked.until ?? ''}
        onChange={(until) => ask({ until: said(until) })}
        error={tried && backwards ? filters.untilBeforeFrom : undefined}
      />
      {sets.length > 0 && (
        <Select label={filters.set} choices={among(filters.everySet, sets)} value={asked.set ?? every} onChange={(set) => ask({ set: said(set) })} />
      )}
      {folders.length > 0 && (
        <Select
          label={filters.folder}
          choices={among(filters.everyFolder, folders)}
          value={asked.folder ?? every}
          onChange={(folder) => ask({ folder: said(folder) })}
        />
      )}
      <div className="row filter-apply">
        <Button type="submit" kind="primary" small>
          {filters.apply}
        </Button>
      </div>
    </form>
  );
}
