// What narrows and orders a list: one field over all that a row says, its types and its years with how many there are of each, the two heaps one
// looks for most. On a narrow screen one line, that opens: the first document comes first.

import { Button, FilterIcon, Gloss, Segmented, Select, type SortKey, TextField, sortKeys, useMedia } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useId, useState } from 'react';
import { useNavigate } from '../../router/outlet.tsx';
import { type Among, type Narrowed, type Sought, waysOf } from './narrowed.ts';
import { type ListPlace, listHref, onlySome, sortOf } from './places.ts';
import type { SortedDocuments } from './sorted-documents.ts';
import './list-tools.css';

/** How one changes the order of a list: the other way round when it is the same. */
export function useSortBy(place: ListPlace): (next: SortKey) => void {
  const navigate = useNavigate();
  const { sort, descending } = sortOf(place);
  return (next) => void navigate(listHref({ ...place, sort: next, ascending: next === sort ? descending : undefined }), { replace: true, keepsScroll: true });
}

interface ListToolsProps {
  readonly place: ListPlace;
  readonly list: SortedDocuments;
  readonly sought: Sought;
  readonly onSeek: (change: Partial<Sought>) => void;
  readonly narrowed: Narrowed;
  /** The list is to be read whole, for what there is to choose from. */
  readonly onWhole: () => void;
}

const any = '';

export function ListTools(props: ListToolsProps): ReactNode {
  const { place, list, sought, narrowed } = props;
  const { counters, search } = useWords().documents;
  const wide = useMedia('(min-width: 62rem)');
  const [opened, setOpened] = useState(false);
  const id = useId();
  const ways = waysOf(sought, place);
  const found = narrowed.documents.length;
  return (
    <div className="list-head">
      <div className="list-line">
        <p className="counters">
          <Gloss term={counters.line(list.total - list.masked, list.total)}>{counters.explained(list.masked)}</Gloss>
        </p>
        {!wide && (
          <Button icon={<FilterIcon />} small aria-expanded={opened} aria-controls={id} onPress={() => setOpened(!opened)}>
            {search.open(ways)}
          </Button>
        )}
      </div>
      <search id={id} className="list-search" aria-label={search.label} hidden={!wide && !opened}>
        <Fields {...props} wide={wide} />
      </search>
      <p role="status" className="quiet">
        {ways > 0 && (list.gathering ? search.reading(found, list.documents.length, list.total) : search.found(found))}
      </p>
    </div>
  );
}

function Fields({ place, sought, onSeek, narrowed, onWhole, wide }: ListToolsProps & { readonly wide: boolean }): ReactNode {
  const words = useWords().documents;
  const { search } = words;
  const navigate = useNavigate();
  const sortBy = useSortBy(place);
  const show = (only: ListPlace['only']): void => void navigate(listHref({ ...place, only }), { replace: true, keepsScroll: true });
  const among = (all: string, found: readonly Among[]) => [
    { value: any, label: all },
    ...found.map(({ value, label, count }) => ({ value, label: search.counted(label, count) })),
  ];
  return (
    <>
      <div className="list-fields">
        <TextField label={search.label} value={sought.text} onChange={(text) => onSeek({ text })} placeholder={search.hint} autoComplete="off" />
        <Select
          label={search.type}
          value={sought.type ?? any}
          choices={among(search.anyType, narrowed.types)}
          onOpen={onWhole}
          onChange={(type) => onSeek({ type: type === any ? undefined : type })}
        />
        <Select
          label={search.year}
          value={sought.year ?? any}
          choices={among(search.anyYear, narrowed.years)}
          onOpen={onWhole}
          onChange={(year) => onSeek({ year: year === any ? undefined : year })}
        />
        {!wide && (
          <Select
            label={words.sort.label}
            value={sortOf(place).sort}
            onChange={sortBy}
            choices={sortKeys.map((value) => ({ value, label: words.sort[value] }))}
          />
        )}
      </div>
      <Segmented
        label={search.only}
        hideLabel
        value={place.only ?? 'all'}
        choices={(['all', ...onlySome] as const).map((value) => ({ value, label: search.which[value] }))}
        onChange={(value) => show(value === 'all' ? undefined : value)}
      />
    </>
  );
}
