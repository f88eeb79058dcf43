// Who is signed in. What was read in a session goes with it.

import type { SteeringSession } from '@carnet/contract';
import { IdleWatch } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { onSessionOver, readSession, renewSession, signOut as closeSession } from './api.ts';

export type Ability = SteeringSession['abilities'][number];

interface SessionState {
  /** Undefined while it is being read; null: nobody; `no-role`: a card holder who has no role here. */
  readonly session: SteeringSession | 'no-role' | null | undefined;
  readonly error: unknown;
  /** Why nobody is signed in any more. */
  readonly left: 'ended' | 'signed-out' | undefined;
  readonly opened: (session: SteeringSession) => void;
  readonly signOut: () => Promise<void>;
}
const SessionContext = createContext<SessionState | undefined>(undefined);

export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const { data: session, error } = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity, retry: 1 });
  const [left, setLeft] = useState<SessionState['left']>(undefined);

  const forget = useCallback(
    (why: 'ended' | 'signed-out') => {
      setLeft(why);
      queries.setQueryData(['session'], null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    [queries],
  );
  useEffect(() => onSessionOver(() => forget('ended')), [forget]);

  const opened = useCallback(
    (next: SteeringSession) => {
      setLeft(undefined);
      queries.setQueryData(['session'], next);
    },
    [queries],
  );
  const signOut = useCallback(async () => {
    await closeSession();
    forget('signed-out');
  }, [forget]);

  const value = useMemo(() => ({ session, error, left, opened, signOut }), [session, error, left, opened, signOut]);
  const idleSeconds = session === null || session === 'no-role' ? undefined : session?.idleSeconds;
  return (
    <SessionContext.Provider value={value}>
      {children}
      {idleSeconds !== undefined && <IdleWatch idleSeconds={idleSeconds} renew={renewSession} signOut={signOut} />}
    </SessionContext.Provider>
  );
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === undefined) throw new Error('SessionProvider is missing above this component');
  return state;
}

/** Inside the pages only a signed-in person reaches. */
export function useSteering(): { readonly session: SteeringSession; readonly may: (ability: Ability) => boolean } {
  const { session } = useSession();
  if (session === null || session === undefined || session === 'no-role') throw new Error('this page needs a session');
  return { session, may: (ability) => session.abilities.includes(ability) };
}
