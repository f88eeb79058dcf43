// A list that stays smooth at ten thousand rows: shown by chunks of fifty, each skipped by the browser while it is off screen, the next
// one fetched or shown when the end comes near, or by a button for who does not scroll.

import type { DocumentSummary } from '@carnet/contract';
import { Button, DocumentRow, ProblemNotice, useKitWords } from '@carnet/ui';
import { type ReactNode, memo, useEffect, useMemo, useRef, useState } from 'react';
import { chunksLeft, useKeptPlace } from './kept-place.ts';
import { type ListPlace, documentHref } from './places.ts';
import type { SortedDocuments } from './sorted-documents.ts';

const chunkRows = 50;

const Chunk = memo(function Chunk({
  documents,
  place,
  openId,
}: {
  readonly documents: readonly DocumentSummary[];
  readonly place: ListPlace;
  readonly openId: string | undefined;
}): ReactNode {
  return (
    <ul className="document-list list-chunk" data-roomy={openId === undefined ? '' : undefined}>
      {documents.map((document) => (
        <li key={document.id}>
          <DocumentRow document={document} href={documentHref(document.id, place)} isCurrent={document.id === openId} />
        </li>
      ))}
    </ul>
  );
});

interface DocumentPagesProps {
  readonly list: SortedDocuments;
  readonly place: ListPlace;
  /** Coming back to the list: as many rows as were shown, at the same place. */
  readonly comesBack: boolean;
  readonly openId?: string | undefined;
  readonly children?: (chunks: readonly (readonly DocumentSummary[])[]) => ReactNode;
}

export function DocumentPages({ list, place, comesBack, openId, children }: DocumentPagesProps): ReactNode {
  const words = useKitWords();
  const { documents, total, query } = list;
  const [wanted, setWanted] = useState(() => (comesBack || openId !== undefined ? chunksLeft(place) : 1));
  const end = useRef<HTMLDivElement>(null);
  useKeptPlace({ place, chunks: wanted, end, comesBack, openId });
  const chunks = useMemo(
    () => Array.from({ length: Math.ceil(documents.length / chunkRows) }, (_, index) => documents.slice(index * chunkRows, (index + 1) * chunkRows)),
    [documents],
  );
  const shown = useMemo(() => chunks.slice(0, wanted), [chunks, wanted]);
  const shownRows = Math.min(wanted * chunkRows, documents.length);
  const hasMore = shownRows < documents.length || query.hasNextPage;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  const more = (): void => {
    if (shownRows < documents.length) setWanted(wanted + 1);
    else if (hasNextPage && !isFetchingNextPage) void fetchNextPage().then(() => setWanted((before) => before + 1));
  };
  const latest = useRef(more);
  latest.current = more;
  useEffect(() => {
    const element = end.current;
    if (element === null || !hasMore || isError) return undefined;
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting === true && latest.current(), { rootMargin: '600px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, shownRows, isError]);
  return (
    <>
      {children === undefined ? shown.map((chunk, index) => <Chunk key={index} documents={chunk} place={place} openId={openId} />) : children(shown)}
      <div className="list-foot" ref={end}>
        {isError && <ProblemNotice error={query.error} />}
        {total > chunkRows && <p role="status">{words.list.loaded(shownRows, total)}</p>}
        {hasMore && (
          <Button onPress={more} isPending={isFetchingNextPage}>
            {words.list.more}
          </Button>
        )}
      </div>
    </>
  );
}
