// The keyboard of the list: `/` goes to its text, `f` to its filters, `j` and `k` from line to line, `c` opens a line beside, `?` to their explanation; the down arrow
// from the text to the first line, Escape from the text or the open document back to the line that is open, and out of what stands over the list: its
// filters, a second document, the document itself where it takes the list's place. Arrows and Enter inside the list are the grid's own. Single keys
// are never taken from what is being typed, and may be turned off on this device (WCAG 2.1.4).

import { keep, recall } from '@carnet/ui';
import { type RefObject, useEffect, useState } from 'react';

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('[role=listbox],[role=menu]') !== null);
const dialogIsOpen = (): boolean => document.querySelector('[role=dialog],[role=alertdialog]') !== null;

const remembered = 'carnet-single-keys';
/** Whether keys alone are shortcuts on this device. */
export function useSingleKeys(): { readonly on: boolean; readonly turn: (on: boolean) => void } {
  const [on, setOn] = useState(() => recall(remembered) !== 'off');
  return {
    on,
    turn: (next) => {
      setOn(next);
      keep(remembered, next ? undefined : 'off');
    },
  };
}

interface ListKeys {
  /** Holds the list and the document. */
  readonly panes: RefObject<HTMLElement | null>;
  readonly single: boolean;
  readonly onFilters: () => void;
  readonly onBeside: (id: string) => void;
  readonly onHelp: () => void;
  readonly onLeaveFilters: () => void;
  /** Out of what took the list's place, from where the focus is; false: the list is there. */
  readonly onBack: (from: Element) => boolean;
}

const lines = '.pro-row, .document-rows .pro-card';

export function useListKeys({ panes, single, onFilters, onBeside, onHelp, onLeaveFilters, onBack }: ListKeys): void {
  useEffect(() => {
    const modified = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;
    const step = (holder: HTMLElement, by: 1 | -1): void => {
      const all = [...holder.querySelectorAll<HTMLElement>(lines)];
      const here = document.activeElement?.closest<HTMLElement>(lines) ?? holder.querySelector<HTMLElement>('.pro-row[data-current]');
      const next = here === null ? all[0] : all[all.indexOf(here) + by];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    };
    /** Before the grid, which would look for a line that begins with that letter. */
    const pressSingle = (event: KeyboardEvent): void => {
      const holder = panes.current;
      if (!single || holder === null || event.defaultPrevented || modified(event) || dialogIsOpen() || typesText(event.target)) return;
      const act = {
        '/': () => holder.querySelector<HTMLInputElement>('.list-filter input')?.select(),
        'f': onFilters,
        'j': () => step(holder, 1),
        'k': () => step(holder, -1),
        'c': () => {
          const id = document.activeElement?.closest<HTMLElement>(lines)?.dataset.document;
          if (id !== undefined) onBeside(id);
        },
        '?': onHelp,
      }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const press = (event: KeyboardEvent): void => {
      const holder = panes.current;
      if (holder === null || event.defaultPrevented || modified(event) || dialogIsOpen()) return;
      const filter = holder.querySelector<HTMLInputElement>('.list-filter input');
      const focusRow = (which: string): void => (holder.querySelector<HTMLElement>(which) ?? holder.querySelector<HTMLElement>(lines))?.focus();
      if (event.key === 'ArrowDown' && event.target === filter) {
        event.preventDefault();
        focusRow(lines);
      } else if (event.key === 'Escape' && event.target instanceof Element) {
        if (event.target.closest('.filter-panel') !== null) onLeaveFilters();
        else if (event.target.closest(lines) === null && !onBack(event.target)) focusRow('.pro-row[data-current]');
      }
    };
    document.addEventListener('keydown', pressSingle, true);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', pressSingle, true);
      document.removeEventListener('keydown', press);
    };
  }, [panes, single, onFilters, onBeside, onHelp, onLeaveFilters, onBack]);
}
