// On a narrow screen the document takes the list's place: it starts at its top, and the list comes back at the row that was opened,
// which takes the focus. Side by side, each scrolls by itself and nothing has to be done.

import { type RefObject, useLayoutEffect, useRef } from 'react';

/** `panes` holds the list and the document. */
export function useListPlace(panes: RefObject<HTMLElement | null>, documentId: string | undefined, wide: boolean): void {
  const left = useRef(documentId);
  useLayoutEffect(() => {
    if (wide) return;
    if (documentId !== undefined) {
      left.current = documentId;
      scrollTo(0, 0);
      return;
    }
    if (left.current === undefined) return;
    const row = panes.current?.querySelector<HTMLElement>(`.document-rows a[data-document="${CSS.escape(left.current)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'center' });
  }, [panes, documentId, wide]);
}
