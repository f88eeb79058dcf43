// The patient stands over the page on a narrow screen: what gets the focus is brought below, however many lines the patient and an emergency take.

import { type RefObject, useEffect } from 'react';

const breathing = 8;

export function useHeaderRoom(header: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = header.current;
    if (element === null) return undefined;
    const { style } = document.documentElement;
    const measured = new ResizeObserver(() => {
      const stays = getComputedStyle(element).position === 'sticky';
      style.scrollPaddingBlockStart = stays ? `${element.offsetHeight + breathing}px` : '';
    });
    measured.observe(element);
    return () => {
      measured.disconnect();
      style.scrollPaddingBlockStart = '';
    };
  }, [header]);
}
