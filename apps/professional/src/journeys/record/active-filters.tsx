// The filters that narrow the list now, each said in words and taken off by itself; or all at once.

import type { DocumentCriteria, DocumentSummary } from '@carnet/contract';
import { Button, CloseIcon, formatDay, useKitWords, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { type Criteria, type FilterName, activeFilters, without } from './criteria.ts';

/** What names a type, a set or a folder: what may be chosen, where it was asked for, or the documents at hand. */
export interface Named {
  readonly choices: DocumentCriteria | undefined;
  readonly documents: readonly DocumentSummary[];
}

interface FiltersProps extends Named {
  readonly criteria: Criteria;
}

/** `Type : Ordonnance`, for each. */
export function useFilterWords({ criteria, choices, documents }: FiltersProps): readonly { readonly name: FilterName; readonly words: string }[] {
  const { list, care } = useWords();
  const { filters } = list;
  const kit = useKitWords();
  const { language } = useLanguage();
  const { text, space, type, from, until, author, set, folder } = criteria;
  const dayOf = (iso: string): string => formatDay(iso, language);
  const dates = (): string => {
    if (from !== undefined && until !== undefined) return filters.between(dayOf(from), dayOf(until));
    return from === undefined ? filters.upTo(dayOf(until ?? '')) : filters.since(dayOf(from));
  };
  const nameOfType = (): string =>
    choices?.types.find(({ code }) => code === type)?.label ?? documents.find(({ typeCode }) => typeCode === type)?.typeLabel ?? type ?? '';
  const nameOfSet = (): string => {
    const found = choices?.sets.find(({ id }) => id === set);
    return found === undefined ? filters.unnamedSet : `${dayOf(found.submittedAt)}, ${found.author}`;
  };
  const valueOf: Readonly<Record<FilterName, () => string>> = {
    text: () => text.trim(),
    space: () => (space === 'archives' ? care.labels.archives : space === 'all' ? list.everySpace : kit.spaces[space]),
    type: nameOfType,
    dates,
    author: () => author ?? '',
    set: nameOfSet,
    folder: () => choices?.folders.find(({ id }) => id === folder)?.title ?? filters.unnamedFolder,
  };
  return activeFilters(criteria).map((name) => ({ name, words: filters.named(filters.names[name], valueOf[name]()) }));
}

export function ActiveFilters({
  onChange,
  onClear,
  ...asked
}: FiltersProps & { readonly onChange: (changes: Partial<Criteria>) => void; readonly onClear: () => void }): ReactNode {
  const { filters } = useWords().list;
  const active = useFilterWords(asked);
  if (active.length === 0) return null;
  return (
    <div className="active-filters" role="group" aria-label={filters.active(active.length)}>
      <ul>
        {active.map(({ name, words }) => (
          <li key={name}>
            <Button small icon={<CloseIcon />} aria-label={filters.remove(words)} onPress={() => onChange(without(name))}>
              {words}
            </Button>
          </li>
        ))}
      </ul>
      <Button small kind="quiet" onPress={onClear}>
        {filters.clear}
      </Button>
    </div>
  );
}
