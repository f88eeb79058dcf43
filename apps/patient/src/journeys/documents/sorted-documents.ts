// The documents of a list in the order asked for. The server gives pages by act or by arrival, newest first. Any other order needs the
// whole list, because titles and authors are sealed in the database: every page is then fetched, and the sorting is done here.

import type { DocumentSummary } from '@carnet/contract';
import { type Kit, type SortKey, authorLine, documentName, useKitWords, useLanguage } from '@carnet/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { queries } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';
import { type ListPlace, sortOf } from './places.ts';

/** What a document is sorted by: worked out once each, because ten thousand are compared a hundred thousand times. */
const sortedBy: Readonly<Record<SortKey, (words: Kit, document: DocumentSummary) => string | number>> = {
  service: (_, { serviceStart }) => Date.parse(serviceStart),
  deposited: (_, { depositedAt }) => Date.parse(depositedAt),
  title: (words, document) => documentName(words, document).name,
  author: authorLine,
};

function inOrder(
  documents: readonly DocumentSummary[],
  keyOf: (document: DocumentSummary) => string | number,
  language: string,
  descending: boolean,
): readonly DocumentSummary[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const sign = descending ? -1 : 1;
  return documents
    .map((document) => ({ document, key: keyOf(document) }))
    .sort(({ key: one }, { key: other }) => sign * (typeof one === 'number' && typeof other === 'number' ? one - other : compare(String(one), String(other))))
    .map(({ document }) => document);
}

export interface SortedDocuments {
  readonly query: ReturnType<typeof useList>;
  readonly documents: readonly DocumentSummary[];
  readonly total: number;
  readonly masked: number;
  /** All pages are being fetched: to be sorted, or to be looked through. */
  readonly gathering: boolean;
  /** What came stands in the order asked for. */
  readonly ordered: boolean;
}

// The kept type is inferred from useInfiniteQuery.
const useList = (place: ListPlace, sort: 'service' | 'deposited') =>
  useInfiniteQuery(queries.documents(useDossierId(), { space: place.space, own: place.view === 'les-miens' ? true : undefined, binder: place.binder, sort }));

/** `whole`: every page is fetched, also where the server's order is the one asked for. */
export function useSortedDocuments(place: ListPlace, whole: boolean): SortedDocuments {
  const words = useKitWords();
  const { language } = useLanguage();
  const { sort, descending } = sortOf(place);
  const byServer = (sort === 'service' || sort === 'deposited') && descending;
  const query = useList(place, sort === 'deposited' ? 'deposited' : 'service');
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  const gathering = (whole || !byServer) && hasNextPage && !isError;
  useEffect(() => {
    if (gathering && !isFetchingNextPage) void fetchNextPage();
  }, [gathering, isFetchingNextPage, fetchNextPage]);
  const documents = useMemo(() => {
    const loaded = query.data?.pages.flatMap((page) => page.documents) ?? [];
    if (byServer || gathering) return loaded;
    return inOrder(loaded, (document) => sortedBy[sort](words, document), language, descending);
  }, [query.data, byServer, gathering, sort, descending, words, language]);
  const [first] = query.data?.pages ?? [];
  return { query, documents, total: first?.total ?? 0, masked: first?.masked ?? 0, gathering, ordered: byServer || !gathering };
}
