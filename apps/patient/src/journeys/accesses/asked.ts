// What can be asked on the page of accesses, each one a dialog that says what it will do.

import { useAnnounce } from '@carnet/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { forgetAccesses } from '../../queries.ts';
import type { Found } from './person-search.tsx';

interface Named {
  readonly id: string;
  readonly name: string;
}
export type Asked =
  | { readonly act: 'authorise'; /** Somebody who has, or had, an agreement: it is extended. */ readonly renews?: Found }
  | ({ readonly act: 'withdraw'; readonly kind: Found['kind'] } & Named)
  | { readonly act: 'block'; readonly who?: Found }
  | ({ readonly act: 'unblock' | 'end-doctor' | 'give-admin' | 'take-admin' } & Named)
  | ({ readonly act: 'report'; readonly kind: Found['kind'] } & Named)
  | { readonly act: 'doctor' }
  | { readonly act: 'hide-space'; readonly who?: Found };

/** The last question stays while its dialog leaves the screen; each opening is a new one, with nothing left in its fields. */
export function useLastAsked<Question>(asked: Question | undefined): { readonly question: Question; readonly opening: number } | undefined {
  const [last, setLast] = useState<{ readonly question: Question; readonly opening: number } | undefined>(undefined);
  useEffect(() => {
    if (asked !== undefined) setLast((before) => ({ question: asked, opening: (before?.opening ?? 0) + 1 }));
  }, [asked]);
  return last;
}

/** Does it, says that it is done, and asks again for what it changed. */
export function useAct(): (call: () => Promise<string>) => Promise<void> {
  const client = useQueryClient();
  const announce = useAnnounce();
  return async (call) => {
    announce(await call());
    await forgetAccesses(client);
  };
}
