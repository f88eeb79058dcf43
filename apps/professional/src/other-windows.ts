// Windows of one browser share its session: a card presented, a structure chosen or a sign-out in one is so in all. Without this one of them would go on
// showing the patients of whoever was there, and would sign in the name of whoever came.

import type { ProfessionalSession } from '@carnet/contract';
import { useEffect } from 'react';

/** `session` undefined: not read yet. `readAgain`: what another window says of it is not what this one knows. */
export function useOtherWindows(session: ProfessionalSession | null | undefined, readAgain: () => void): void {
  const known = session === undefined ? undefined : JSON.stringify([session?.id ?? null, session?.structure?.id ?? null]);
  useEffect(() => {
    if (known === undefined) return undefined;
    const others = new BroadcastChannel('carnet-professional');
    others.addEventListener('message', ({ data }) => {
      if (data !== known) readAgain();
    });
    others.postMessage(known);
    return () => others.close();
  }, [known, readAgain]);
}
