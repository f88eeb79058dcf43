// The keyboard of the list: `/` goes to the filter from anywhere on the page, the down arrow from the filter to the first row,
// Escape from the filter or the open document back to the row that is open. Arrows and Enter inside the list are the grid's own.

import { type RefObject, useEffect } from 'react';

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
const dialogIsOpen = (): boolean => document.querySelector('[role=dialog],[role=alertdialog]') !== null;

/** `panes` holds the list and the document. */
export function useListKeys(panes: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const holder = panes.current;
      if (holder === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialogIsOpen()) return;
      const filter = holder.querySelector<HTMLInputElement>('.list-filter input');
      const focusRow = (which: string): void =>
        (holder.querySelector<HTMLElement>(`.pro-row${which}`) ?? holder.querySelector<HTMLElement>('.pro-row'))?.focus();
      if (event.key === '/' && !typesText(event.target) && filter !== null) {
        event.preventDefault();
        filter.select();
      } else if (event.key === 'ArrowDown' && event.target === filter) {
        event.preventDefault();
        focusRow('');
      } else if (event.key === 'Escape' && !(event.target instanceof Element && event.target.closest('.pro-row') !== null)) focusRow('[data-current]');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [panes]);
}
