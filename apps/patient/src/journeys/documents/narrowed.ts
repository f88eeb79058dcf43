// The documents of a list that hold what is looked for: every word typed, in any order, without accents nor capitals, in what the row says (name,
// title, type, authors, place, space) or in its date as one writes it; of one type, of one year. Titles and names are sealed in the database: it is
// looked for here, in what came.

import type { DocumentSummary } from '@carnet/contract';
import { type Kit, type Language, authorLine, documentName, formatDay, formatShortDay, plainType, useKitWords, useLanguage } from '@carnet/ui';
import { useDeferredValue, useMemo, useState } from 'react';
import { type ListPlace, sortOf } from './places.ts';

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/œ/giu, 'oe').toLowerCase();

/** Worked out once each in a language: ten thousand are looked through at each letter. */
const memory = new Map<Language, WeakMap<DocumentSummary, string>>();
function saidOf(document: DocumentSummary, words: Kit, language: Language): string {
  const known = memory.get(language) ?? new WeakMap<DocumentSummary, string>();
  memory.set(language, known);
  const before = known.get(document);
  if (before !== undefined) return before;
  const { name, beside = '' } = documentName(words, document);
  const said = folded(
    [
      name,
      beside,
      document.title,
      document.typeLabel,
      words.spaces[document.space],
      authorLine(words, document),
      ...document.authors.flatMap(({ displayName, institution = '' }) => [displayName, institution]),
      formatDay(document.serviceStart, language),
      formatShortDay(document.serviceStart, language),
    ].join(' '),
  );
  known.set(document, said);
  return said;
}

/** What is looked for in a list, beside what its address says. */
export interface Sought {
  readonly text: string;
  readonly type?: string | undefined;
  readonly year?: string | undefined;
}
const nothing: Sought = { text: '' };
/** How many ways the list is narrowed. */
export const waysOf = ({ text, type, year }: Sought, { only }: ListPlace): number =>
  [text.trim() !== '', type !== undefined, year !== undefined, only !== undefined].filter(Boolean).length;

/** Kept while the app is open, never stored nor put in an address: what one looks for says what one has. */
const kept = new Map<string, Sought>();

/** What is looked for in this list; another list has its own. */
export function useSought(list: string): readonly [Sought, (change: Partial<Sought>) => void] {
  const [state, setState] = useState({ sought: kept.get(list) ?? nothing, list });
  if (state.list !== list) setState({ sought: kept.get(list) ?? nothing, list });
  const seek = (change: Partial<Sought>): void => {
    const sought = { ...state.sought, ...change };
    kept.set(list, sought);
    setState({ sought, list });
  };
  return [state.sought, seek];
}

const parisYear = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', year: 'numeric' });
/** Of the act; of its arrival in a list that goes by arrivals. */
const yearOf = (byArrival: boolean, { serviceStart, depositedAt }: DocumentSummary): string =>
  parisYear.format(new Date(byArrival ? depositedAt : serviceStart));

const holds: Readonly<Record<NonNullable<ListPlace['only']>, (document: DocumentSummary) => boolean>> = {
  new: ({ isNew }) => isNew,
  masked: ({ masked }) => masked,
};

export interface Among {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
export interface Narrowed {
  readonly documents: readonly DocumentSummary[];
  /** What there is to choose from, and how much of it with all that was asked for beside. What is chosen is in it, even of nothing. */
  readonly types: readonly Among[];
  readonly years: readonly Among[];
}

function counted(documents: readonly DocumentSummary[], of: (document: DocumentSummary) => readonly [value: string, label: string]): Map<string, Among> {
  const found = new Map<string, Among>();
  for (const document of documents) {
    const [value, label] = of(document);
    found.set(value, { value, label, count: (found.get(value)?.count ?? 0) + 1 });
  }
  return found;
}

export function useNarrowed(documents: readonly DocumentSummary[], { text, type, year }: Sought, place: ListPlace): Narrowed {
  const words = useKitWords();
  const { language } = useLanguage();
  const sought = useDeferredValue(text);
  const { only } = place;
  const byArrival = sortOf(place).sort === 'deposited';
  return useMemo(() => {
    const wanted = folded(sought).split(/\s+/u).filter(Boolean);
    const asked = documents.filter((one) => (only === undefined || holds[only](one)) && wanted.every((word) => saidOf(one, words, language).includes(word)));
    const typed = (one: DocumentSummary): boolean => type === undefined || one.typeCode === type;
    const dated = (one: DocumentSummary): boolean => year === undefined || yearOf(byArrival, one) === year;
    const typeOf = (one: DocumentSummary) => [one.typeCode, plainType(words, one.typeCode, one.typeLabel)] as const;
    const types = counted(asked.filter(dated), typeOf);
    const chosen = type === undefined || types.has(type) ? undefined : documents.find(({ typeCode }) => typeCode === type);
    if (chosen !== undefined) types.set(chosen.typeCode, { value: chosen.typeCode, label: typeOf(chosen)[1], count: 0 });
    const years = counted(asked.filter(typed), (one) => [yearOf(byArrival, one), yearOf(byArrival, one)]);
    if (year !== undefined && !years.has(year)) years.set(year, { value: year, label: year, count: 0 });
    const { compare } = new Intl.Collator(language);
    return {
      documents: asked.filter((one) => typed(one) && dated(one)),
      types: [...types.values()].toSorted((one, other) => compare(one.label, other.label)),
      years: [...years.values()].toSorted((one, other) => compare(other.value, one.value)),
    };
  }, [documents, only, sought, type, year, byArrival, words, language]);
}
