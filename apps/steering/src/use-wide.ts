// Whether the screen holds the whole matrix, or one profession at a time.

import { useSyncExternalStore } from 'react';

const query = matchMedia('(min-width: 64rem)');
const subscribe = (changed: () => void): (() => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
