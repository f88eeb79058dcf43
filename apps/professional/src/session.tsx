// Who is signed in, and what this session remembers: the records opened since the card was read, in memory only. All of it goes with the session.

import type { ProfessionalSession } from '@carnet/contract';
import { IdleWatch, useAnnounce } from '@carnet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { onSessionOver, readSession, renewSession, signOut as closeSession } from './api.ts';
import { useOtherWindows } from './other-windows.ts';
import { useWords } from './words.ts';

export interface RecentRecord {
  readonly dossierId: string;
  readonly displayName: string;
  readonly birthDate: string;
  readonly sexe: 'F' | 'M' | 'I';
  readonly openedAt: string;
}

interface SessionState {
  /** Undefined while it is being read; null: nobody. */
  readonly session: ProfessionalSession | null | undefined;
  readonly error: unknown;
  /** Why nobody is signed in any more. */
  readonly left: 'ended' | 'signed-out' | undefined;
  readonly recent: readonly RecentRecord[];
  readonly opened: (session: ProfessionalSession) => void;
  readonly remember: (record: RecentRecord) => void;
  readonly signOut: () => Promise<void>;
}
const SessionContext = createContext<SessionState | undefined>(undefined);

const recentMaximum = 12;

export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const { data: session, error } = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity, retry: 1 });
  const [left, setLeft] = useState<SessionState['left']>(undefined);
  const [recent, setRecent] = useState<readonly RecentRecord[]>([]);

  /** Nothing of a patient outlives the session that read it. */
  const forget = useCallback(
    (why: 'ended' | 'signed-out') => {
      setRecent([]);
      setLeft(why);
      queries.setQueryData(['session'], null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    [queries],
  );
  useEffect(() => onSessionOver(() => forget('ended')), [forget]);

  const opened = useCallback(
    (next: ProfessionalSession) => {
      setLeft(undefined);
      queries.setQueryData(['session'], next);
    },
    [queries],
  );
  const remember = useCallback(
    (record: RecentRecord) => setRecent((all) => [record, ...all.filter(({ dossierId }) => dossierId !== record.dossierId)].slice(0, recentMaximum)),
    [],
  );
  const signOut = useCallback(async () => {
    const { next } = await closeSession();
    forget('signed-out');
    if (next !== undefined) globalThis.location.assign(next);
  }, [forget]);

  const announce = useAnnounce();
  const words = useWords();
  const readAgain = useCallback(async () => {
    const before = queries.getQueryData<ProfessionalSession | null>(['session']);
    const now = await readSession().catch(() => undefined);
    if (now === undefined || before === undefined || (before?.id === now?.id && before?.structure?.id === now?.structure?.id)) return;
    if (now === null) forget('signed-out');
    else if (before === null) opened(now);
    // Somebody else: nothing of what was read or typed here is theirs.
    else if (before.id !== now.id) globalThis.location.replace('/pro/');
    else {
      opened(now);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'dossier' || queryKey[0] === 'patients' });
      announce(now.structure === undefined ? words.structureLeft : words.structureChanged(now.structure.name), 'info');
    }
  }, [announce, forget, opened, queries, words]);
  useOtherWindows(session, readAgain);

  const value = useMemo(() => ({ session, error, left, recent, opened, remember, signOut }), [session, error, left, recent, opened, remember, signOut]);
  return (
    <SessionContext.Provider value={value}>
      {children}
      {session !== null && session !== undefined && <IdleWatch idleSeconds={session.idleSeconds} renew={renewSession} signOut={signOut} />}
    </SessionContext.Provider>
  );
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === undefined) throw new Error('SessionProvider is missing above this component');
  return state;
}

/** Inside the pages only a signed-in professional reaches. */
export function useProfessional(): ProfessionalSession {
  const { session } = useSession();
  if (session === null || session === undefined) throw new Error('this page needs a session');
  return session;
}
