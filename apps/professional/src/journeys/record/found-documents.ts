// What the criteria find: asked of the server page by page; the text is looked for in what came, so that typing asks for nothing.

import type { DocumentCriteria, DocumentList, DocumentSummary } from '@carnet/contract';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { listDocuments, readCriteria } from '../../api.ts';
import { type Criteria, activeFilters } from './criteria.ts';

const asked = ({ space, type, from, until, author, set, folder, sort }: Criteria): Parameters<typeof listDocuments>[1] => ({
  ...(space === 'all' ? {} : space === 'archives' ? { archived: 'true' } : { space }),
  type,
  createdFrom: from,
  createdUntil: until,
  author,
  set,
  folder,
  sort: sort === 'service' ? undefined : sort,
});

/** As it is compared: without accents nor capitals. */
export const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const searchable = (document: DocumentSummary): string =>
  folded(
    [
      document.title,
      document.typeLabel,
      document.classLabel,
      ...document.authors.flatMap(({ displayName, institution = '' }) => [displayName, institution]),
    ].join(' '),
  );

export interface FoundDocuments {
  readonly page: UseInfiniteQueryResult<{ readonly pages: readonly DocumentList[] }>;
  /** Those that came. */
  readonly documents: readonly DocumentSummary[];
  /** Those among them that hold the text. */
  readonly shown: readonly DocumentSummary[];
  /** Whether a text is looked for. */
  readonly filtered: boolean;
  /** What the filters may be, once it was asked for. */
  readonly choices: DocumentCriteria | undefined;
}

export function useFoundDocuments(dossierId: string, criteria: Criteria, choosing: boolean): FoundDocuments {
  const wanted = asked(criteria);
  const page = useInfiniteQuery({
    queryKey: ['dossier', dossierId, 'documents', wanted],
    queryFn: ({ pageParam }) => listDocuments(dossierId, wanted, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: DocumentList) => last.nextCursor,
  });
  // A type, a set or a folder of the address has its name there.
  const names = activeFilters(criteria).some((name) => name === 'type' || name === 'set' || name === 'folder');
  const choices = useQuery({ queryKey: ['dossier', dossierId, 'criteria'], queryFn: () => readCriteria(dossierId), enabled: choosing || names }).data;
  const documents = useMemo(() => page.data?.pages.flatMap((one) => one.documents) ?? [], [page.data]);
  const sought = folded(useDeferredValue(criteria.text).trim());
  const shown = useMemo(() => (sought === '' ? documents : documents.filter((one) => searchable(one).includes(sought))), [documents, sought]);
  return { page, documents, shown, filtered: sought !== '', choices };
}
