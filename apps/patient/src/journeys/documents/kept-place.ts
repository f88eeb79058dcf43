// Where one was in a list, so that coming back from a document finds the same rows at the same height. The browser's own memory of the scroll
// is not enough: rows come as one scrolls, and chunks off screen only have a guessed height. Kept while the app is open, never stored.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type ListPlace, listHref } from './places.ts';

interface Left {
  readonly chunks: number;
  /** The first row on screen, and how far from the top of the window. */
  readonly row?: { readonly href: string; readonly top: number };
}
const left = new Map<string, Left>();

export const chunksLeft = (place: ListPlace): number => left.get(listHref(place))?.chunks ?? 1;

const linksOf = (holder: Element): readonly HTMLAnchorElement[] => [...holder.querySelectorAll<HTMLAnchorElement>('a.document-row, a.document-link')];

function firstOnScreen(holder: Element): Left['row'] {
  const first = linksOf(holder).find((link) => link.getBoundingClientRect().bottom > 0);
  const href = first?.getAttribute('href');
  return first === undefined || href === null || href === undefined ? undefined : { href, top: first.getBoundingClientRect().top };
}

interface Keeping {
  readonly place: ListPlace;
  readonly chunks: number;
  /** The last element of the list. */
  readonly end: RefObject<HTMLElement | null>;
  readonly comesBack: boolean;
  readonly openId: string | undefined;
}

export function useKeptPlace({ place, chunks, end, comesBack, openId }: Keeping): void {
  const now = useRef({ key: '', chunks });
  now.current = { key: listHref(place), chunks };
  const isWhole = openId === undefined;
  useLayoutEffect(() => {
    const holder = end.current?.parentElement;
    if (holder === null || holder === undefined || !isWhole) return undefined;
    return () => {
      const row = firstOnScreen(holder);
      left.set(now.current.key, { chunks: now.current.chunks, ...(row === undefined ? {} : { row }) });
    };
  }, [end, isWhole]);
  // Once, after the router has put the page where it thinks it was.
  useEffect(() => {
    const holder = end.current?.parentElement;
    if (holder === null || holder === undefined) return undefined;
    const frame = requestAnimationFrame(() => {
      if (isWhole && comesBack) backTo(holder, left.get(now.current.key)?.row);
      if (!isWhole) showCurrent(holder);
    });
    return () => cancelAnimationFrame(frame);
    // What the list was when it appeared is what counts: it is not moved under the reader's eyes afterwards.
  }, []);
}

function backTo(holder: Element, row: Left['row']): void {
  const link = row === undefined ? undefined : linksOf(holder).find((one) => one.getAttribute('href') === row.href);
  if (link !== undefined && row !== undefined) scrollBy({ top: link.getBoundingClientRect().top - row.top, behavior: 'instant' });
}

/** Beside an open document, the list is a column that scrolls by itself: its row is shown a third of the way down. */
function showCurrent(holder: Element): void {
  const current = holder.querySelector('[aria-current]');
  const column = holder.closest('.documents-list');
  if (current !== null && column !== null)
    column.scrollBy({ top: current.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3, behavior: 'instant' });
}
