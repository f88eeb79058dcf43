// Whether the screen holds a list and a document side by side.

import { useSyncExternalStore } from 'react';

const query = matchMedia('(min-width: 60rem)');
const subscribe = (changed: () => void): (() => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
