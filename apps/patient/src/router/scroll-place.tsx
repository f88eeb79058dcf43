// A page one comes back to is found at the height where it was left, another one at its top, or at what its address names.

import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { decoded } from './addresses.ts';
import { useShown } from './outlet.tsx';
import { heightOf, keepForReload, keepHeight } from './scroll-heights.ts';

/** Once in an app, before its pages. */
export function ScrollPlace(): ReactNode {
  const shown = useShown();
  const { key } = shown;
  useLayoutEffect(() => {
    const { hash } = shown.address;
    const height = heightOf(shown.key);
    const target = hash === '' ? null : document.getElementById(decoded(hash.slice(1)));
    if (height !== undefined) scrollTo(0, height);
    else if (target !== null) target.scrollIntoView();
    else if (!shown.keepsScroll) scrollTo(0, 0);
  }, [shown]);
  useEffect(() => {
    history.scrollRestoration = 'manual';
    const leave = (): void => {
      keepHeight(key);
      keepForReload();
      history.scrollRestoration = 'auto';
    };
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [key]);
  return null;
}
