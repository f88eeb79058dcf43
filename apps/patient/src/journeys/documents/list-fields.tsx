// The fields that narrow a list of documents, fetched once it is there or when they are first opened.

import { Segmented, Select, TextField, sortKeys } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import type { ReactNode } from 'react';
import { useNavigate } from '../../router/outlet.tsx';
import type { Among, Narrowed, Sought } from './narrowed.ts';
import { type ListPlace, listHref, onlySome, sortOf } from './places.ts';
import { useSortBy } from './sort-by.ts';
import type { SortedDocuments } from './sorted-documents.ts';

export interface ListToolsProps {
  readonly place: ListPlace;
  readonly list: SortedDocuments;
  readonly sought: Sought;
  readonly onSeek: (change: Partial<Sought>) => void;
  readonly narrowed: Narrowed;
  /** The list is to be read whole, for what there is to choose from. */
  readonly onWhole: () => void;
}

const any = '';

export default function ListFields({ place, sought, onSeek, narrowed, onWhole, wide }: ListToolsProps & { readonly wide: boolean }): ReactNode {
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
