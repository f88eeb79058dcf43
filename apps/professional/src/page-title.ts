// The browser's title never names a patient: it stays in the history of a shared workstation.

import { useEffect } from 'react';

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Carnet`;
  }, [title]);
}
