// Who is signed in, and what happens when nobody is any more: sign in again, then come back to the same place.

import type { PatientSession } from '@carnet/contract';
import {
  Button,
  Dialog,
  ErrorState,
  IdleWatch,
  LinkButton,
  Skeleton,
  arrived,
  callDoor,
  fetchWords,
  isSessionOver,
  sessionWatch,
  useAnnounce,
  useExplained,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, createContext, lazy, useContext, useEffect, useState } from 'react';
import { forgetDraft } from './journeys/adding/draft-mark.ts';
import { forgetKept, isKept } from './journeys/card/kept-mark.ts';
import { door, queries } from './queries.ts';
import { recordOfAddress } from './record-address.ts';
import { signInHref } from './sign-in-href.ts';
import { catalogue } from './words.ts';

/** Few records are closed: what is said of them is fetched for them. */
const ClosedRecord = lazy(async () => {
  const [{ ClosedRecord: Closed }] = await arrived(Promise.all([import('./journeys/account/close-record.tsx'), fetchWords(catalogue, ['opening'])]));
  return { default: Closed };
});

const SessionContext = createContext<PatientSession | undefined>(undefined);

export function useSession(): PatientSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('SessionGate is missing above this page');
  return session;
}
/** The record this window is open on. */
export const useDossierId = (): string => {
  const { dossierId } = useSession();
  return recordOfAddress ?? dossierId;
};

const renewSession = (): Promise<unknown> => callDoor(`${door}/session`);
const here = (): string => location.pathname + location.search + location.hash;
const signIn = (backTo: string = here()): void => location.assign(signInHref(backTo));

/** Opens the record's pages to who is signed in; the others go to sign-in and come back here. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const { card } = useWords();
  const signOut = useSignOut();
  const session = useQuery(queries.session());
  const leaving = session.data === undefined && isSessionOver(session.error);
  useEffect(() => {
    if (leaving) signIn();
  }, [leaving]);
  if (session.data !== undefined)
    return (
      <SessionContext value={session.data}>
        {session.data.closed === true && recordOfAddress === undefined ? (
          <Suspense fallback={<Skeleton shape="page" count={1} />}>
            <ClosedRecord dossierId={session.data.dossierId} onSignOut={() => void signOut()} />
          </Suspense>
        ) : (
          children
        )}
        <SessionOver />
        <IdleWatch idleSeconds={session.data.idleSeconds} renew={renewSession} signOut={signOut} />
      </SessionContext>
    );
  if (session.isError && !leaving)
    return (
      <ErrorState error={session.error} onRetry={() => void session.refetch()} level={1}>
        {isKept() && <LinkButton href="/ma-carte">{card.kept.open}</LinkButton>}
      </ErrorState>
    );
  return <Skeleton shape="page" count={1} />;
}

/** Any answer that says the session is over opens this, wherever the person is; what was typed stays behind it. */
function SessionOver(): ReactNode {
  const words = useWords();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listen = (): void => setOver(true);
    sessionWatch.addEventListener('over', listen);
    return () => sessionWatch.removeEventListener('over', listen);
  }, []);
  return (
    <Dialog
      isOpen={over}
      onClose={() => undefined}
      mustAnswer
      title={words.sessionOver.title}
      actions={
        <Button kind="primary" autoFocus onPress={() => signIn()}>
          {words.sessionOver.signIn}
        </Button>
      }
    >
      <p className="above-cover">{words.sessionOver.body}</p>
    </Dialog>
  );
}

/** Ends the session, at the server first; nothing of the record stays in memory. When the server does not answer, the session goes on and it is said. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const announce = useAnnounce();
  const explained = useExplained();
  return async () => {
    try {
      await callDoor(`${door}/logout`, { method: 'POST' });
    } catch (error) {
      const { title, why } = explained(error);
      announce(`${title}. ${why}`, 'danger');
      return;
    }
    client.clear();
    forgetKept();
    forgetDraft();
    location.assign('/');
  };
}
