// A screen left alone: before the server closes the session, the person is asked whether they are there; after it, nothing of the record is shown.

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { sessionWatch } from '../http/json-door.ts';
import { useKitWords } from '../wording/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './messages.tsx';

const askedBeforeMs = 2 * 60_000;
/** What the person does is told to the server, whose delay it is, at most this often. */
const toldEveryMs = 5 * 60_000;
const checkedEveryMs = 2_000;
/** The server prolongs a session at most every 30 s: its delay may have begun that much before what was seen of it here. */
const marginMs = 30_000;

type State = 'used' | 'asked' | 'covered';
/** What is covered is uncovered by a press alone: not by an answer that the page asked for itself, as when the network comes back. */
const unlessCovered =
  (next: State) =>
  (state: State): State =>
    state === 'covered' ? state : next;

interface IdleWatchProps {
  /** After so long without a call, the server closes the session. */
  readonly idleSeconds: number;
  /** A call that prolongs it. When there is no session any more, what watches over answers says so. */
  readonly renew: () => Promise<unknown>;
  readonly signOut: () => Promise<unknown>;
}

/** RGAA 13.1, WCAG 2.2.1: a limit of time is told beforehand, and put off by one press. */
export function IdleWatch({ idleSeconds, renew, signOut }: IdleWatchProps): ReactNode {
  const { idle } = useKitWords();
  const [state, setState] = useState<State>('used');
  const [failed, setFailed] = useState(false);
  /** Told by a dialog of the app's own, before what is covered. */
  const [over, setOver] = useState(false);
  const usedAt = useRef(0);
  const stay = useCallback(async () => {
    try {
      await renew();
      usedAt.current = Date.now();
      setFailed(false);
      setState('used');
    } catch {
      // No network, or no session: what covers the screen stays, and the end of a session is told by who watches for it.
      setFailed(true);
    }
  }, [renew]);

  useEffect(() => {
    // Windows of one browser share its session: what is done in one is done in all.
    const others = new BroadcastChannel('carnet-session');
    let toldAt = 0;
    usedAt.current = Date.now();
    const used = (): void => {
      usedAt.current = Date.now();
      setState(unlessCovered('used'));
    };
    const answered = (): void => {
      used();
      if (Date.now() - toldAt < checkedEveryMs) return;
      toldAt = Date.now();
      others.postMessage('used');
    };
    const ended = (): void => setOver(true);
    others.addEventListener('message', used);
    sessionWatch.addEventListener('used', answered);
    sessionWatch.addEventListener('over', ended);
    return () => {
      others.close();
      sessionWatch.removeEventListener('over', ended);
      sessionWatch.removeEventListener('used', answered);
    };
  }, []);

  useEffect(() => {
    const acted = (): void => {
      if (state === 'used' && Date.now() - usedAt.current > toldEveryMs) void stay();
    };
    const check = (): void => {
      const left = idleSeconds * 1_000 - marginMs - (Date.now() - usedAt.current);
      setState(unlessCovered(left <= 0 ? 'covered' : left <= askedBeforeMs ? 'asked' : 'used'));
    };
    const acts = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const act of acts) addEventListener(act, acted, { passive: true });
    // A device that slept wakes up behind its timers.
    document.addEventListener('visibilitychange', check);
    const timer = setInterval(check, checkedEveryMs);
    return () => {
      for (const act of acts) removeEventListener(act, acted);
      document.removeEventListener('visibilitychange', check);
      clearInterval(timer);
    };
  }, [state, stay, idleSeconds]);

  const covered = state === 'covered';
  useEffect(() => {
    document.documentElement.toggleAttribute('data-covered', covered);
    return () => document.documentElement.removeAttribute('data-covered');
  }, [covered]);

  return (
    <Dialog
      isOpen={state !== 'used' && !over}
      onClose={() => undefined}
      mustAnswer
      title={covered ? idle.coveredTitle : idle.askedTitle}
      actions={
        <>
          <Button kind="primary" autoFocus onPress={() => stay()}>
            {covered ? idle.open : idle.stay}
          </Button>
          <Button onPress={() => signOut()}>{idle.leave}</Button>
        </>
      }
    >
      <p className="above-cover">{covered ? idle.covered : idle.asked}</p>
      {failed && (
        <Notice tone="warning" live>
          {idle.failed}
        </Notice>
      )}
    </Dialog>
  );
}
