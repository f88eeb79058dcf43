// What stands under the first screen of a page is drawn as soon as that screen is seen, rather than with it: on a slow telephone it is what one waits
// for. Drawn at once where one comes back to a place in the page, or to a part of it.

import { type ReactNode, useDeferredValue } from 'react';
import { useShown } from './outlet.tsx';
import { heightOf } from './scroll-heights.ts';

/** `first` as it appears, then all of it. */
export function useFirstThenAll<Value>(all: Value, first: Value): Value {
  const { address, key } = useShown();
  return useDeferredValue(all, address.hash !== '' || heightOf(key) !== undefined ? all : first);
}

export const BelowFirst = ({ children }: { readonly children: ReactNode }): ReactNode => useFirstThenAll(true, false) && children;
