// The documents of a list that hold what was typed: every word of it, in any order, without accents nor capitals, in what the row says (name, title,
// type, authors, place, space) or in its date as one writes it. Titles and names are sealed in the database: it is looked for here, in what came.

import type { DocumentSummary } from '@carnet/contract';
import { type Kit, type Language, authorLine, documentName, formatDay, formatShortDay, useKitWords, useLanguage } from '@carnet/ui';
import { useDeferredValue, useMemo } from 'react';
import type { ListPlace } from './places.ts';

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

/** What was typed in each list. Kept while the app is open, never stored nor put in an address: what one looks for says what one has. */
const typed = new Map<string, string>();
export const typedIn = (list: string): string => typed.get(list) ?? '';
export const keepTyped = (list: string, text: string): void => void typed.set(list, text);

const holds: Readonly<Record<NonNullable<ListPlace['only']>, (document: DocumentSummary) => boolean>> = {
  new: ({ isNew }) => isNew,
  masked: ({ masked }) => masked,
};

export function useNarrowed(documents: readonly DocumentSummary[], text: string, only: ListPlace['only']): readonly DocumentSummary[] {
  const words = useKitWords();
  const { language } = useLanguage();
  const sought = useDeferredValue(text);
  return useMemo(() => {
    const kept = only === undefined ? documents : documents.filter(holds[only]);
    const wanted = folded(sought).split(/\s+/u).filter(Boolean);
    return wanted.length === 0 ? kept : kept.filter((one) => wanted.every((word) => saidOf(one, words, language).includes(word)));
  }, [documents, only, sought, words, language]);
}
