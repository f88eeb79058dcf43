// The windows that open over a page, fetched together: when the first is asked for, or once the page is there and nothing else is to be done.

import { lazy } from 'react';
import { arrived } from '../http/arrived.ts';
import type * as Windows from './windows.tsx';

const fetchWindows = (): Promise<typeof Windows> => arrived(import('./windows.tsx'));

export const DialogWindow = lazy(async () => ({ default: (await fetchWindows()).DialogWindow }));
export const MenuWindow = lazy(async () => ({ default: (await fetchWindows()).MenuWindow }));
export const BubbleWindow = lazy(async () => ({ default: (await fetchWindows()).BubbleWindow }));

/** Ahead of the first press, with what looks after the focus. What does not come now is asked for again then. */
export const fetchWindowsAhead = (): Promise<unknown> =>
  Promise.all([fetchWindows(), import('./kept-focus.ts').then(({ keepFocus }) => keepFocus())]).catch(() => undefined);
