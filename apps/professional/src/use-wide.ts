// Whether the screen holds a list and a document side by side. Paper has the document, or the record at a glance, as a wide screen does.

import { useSyncExternalStore } from 'react';

const query = matchMedia('print, (min-width: 60rem)');
const subscribe = (changed: () => void): (() => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
