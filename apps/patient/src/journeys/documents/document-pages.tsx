// A list that stays smooth at ten thousand rows: shown by chunks of fifty, each skipped by the browser while it is off screen, the next
// one fetched or shown when the end comes near, or by a button for who does not scroll.

import type { DocumentSummary } from '@carnet/contract';
import { Button, DocumentRow, ProblemNotice, type SortKey, serverNow, useKitWords } from '@carnet/ui';
import { Fragment, type ReactNode, memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { RowPin } from '../binders/pins.tsx';
import { chunksLeft, useKeptPlace } from './kept-place.ts';
import { type ListPlace, documentHref, sortOf } from './places.ts';
import type { SortedDocuments } from './sorted-documents.ts';

const chunkRows = 50;
/** As many as a screen shows: drawn first, the others of the first chunk as soon as these are seen. */
const firstRows = 12;

const Chunk = memo(function Chunk({
  documents,
  place,
  openId,
  before,
}: {
  readonly documents: readonly DocumentSummary[];
  readonly place: ListPlace;
  readonly openId: string | undefined;
  /** The year of the document just before. */
  readonly before: string | undefined;
}): ReactNode {
  const yearOf = yearIn[sortOf(place).sort];
  const years = yearOf === undefined ? [documents] : [...Map.groupBy(documents, yearOf).values()];
  return (
    <div className="list-chunk">
      {years.map((all) => {
        const year = yearOf?.(all[0]!);
        return (
          <Fragment key={all[0]!.id}>
            {year !== undefined && year !== before && <h2 className="list-year">{year}</h2>}
            <ul className="document-list" data-roomy={openId === undefined ? '' : undefined}>
              {all.map((document) => (
                <li key={document.id} className="pinnable">
                  <DocumentRow document={document} href={documentHref(document.id, place)} isCurrent={document.id === openId} />
                  {openId === undefined && <RowPin document={document} />}
                </li>
              ))}
            </ul>
          </Fragment>
        );
      })}
    </div>
  );
});

const parisYear = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', year: 'numeric' });
/** Of the orders that go by years. The current one needs no name. */
const yearIn: Readonly<Partial<Record<SortKey, (document: DocumentSummary) => string>>> = {
  service: ({ serviceStart }) => parisYear.format(new Date(serviceStart)),
  deposited: ({ depositedAt }) => parisYear.format(new Date(depositedAt)),
};

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
  const atOnce = useMemo(
    () => (comesBack || openId !== undefined ? shown : shown.slice(0, 1).map((rows) => rows.slice(0, firstRows))),
    [shown, comesBack, openId],
  );
  const drawn = useDeferredValue(shown, atOnce);
  const yearOf = yearIn[sortOf(place).sort];
  const yearBefore = (document: DocumentSummary | undefined): string | undefined =>
    document === undefined || yearOf === undefined ? parisYear.format(serverNow()) : yearOf(document);
  const shownRows = Math.min(wanted * chunkRows, documents.length);
  const hasMore = shownRows < documents.length || query.hasNextPage;
  const isDrawn = drawn === shown;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  const more = (): void => {
    if (shownRows < documents.length) setWanted(wanted + 1);
    else if (hasNextPage && !isFetchingNextPage) void fetchNextPage().then(() => setWanted((before) => before + 1));
  };
  const latest = useRef(more);
  latest.current = more;
  useEffect(() => {
    const element = end.current;
    // Before all of them are drawn the end is near because they are few: nobody came to it.
    if (element === null || !hasMore || isError || !isDrawn) return undefined;
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting === true && latest.current(), { rootMargin: '600px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, shownRows, isError, isDrawn]);
  return (
    <>
      {children === undefined
        ? drawn.map((chunk, index) => <Chunk key={index} documents={chunk} place={place} openId={openId} before={yearBefore(drawn[index - 1]?.at(-1))} />)
        : children(drawn)}
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
