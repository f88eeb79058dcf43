// Keeps what is being added as it is typed, and gives it back when the page is opened again.

import { atRest } from '@carnet/ui';
import { useEffect, useRef, useState } from 'react';
import { useDossierId, useSession } from '../../session.tsx';
import { type Draft, emptyDraft } from './details-fields.tsx';
import { type KeptDraft, dropDraft, keepDraft, readDraft } from './kept-draft.ts';

interface Kept {
  /** It was found on this device. */
  readonly resumed: boolean;
  /** Deposited, or given up: nothing of it stays. */
  readonly drop: () => void;
}

export function useKeptDraft(draft: Draft, file: File | undefined, restore: (kept: KeptDraft) => void): Kept {
  const { personneId } = useSession();
  const dossierId = useDossierId();
  const [ready, setReady] = useState(false);
  const [resumed, setResumed] = useState(false);
  const lastFile = useRef<File | undefined>(undefined);
  const now = useRef({ draft, file, restore });
  now.current = { draft, file, restore };
  useEffect(() => {
    let left = false;
    void readDraft({ personneId, dossierId }).then((kept) => {
      if (left) return;
      // What was typed before it was found is what counts.
      if (kept !== undefined && now.current.draft === emptyDraft && now.current.file === undefined) {
        lastFile.current = kept.file;
        now.current.restore(kept);
        setResumed(true);
      }
      setReady(true);
    });
    return () => {
      left = true;
    };
  }, [personneId, dossierId]);
  useEffect(() => {
    if (!ready || (draft === emptyDraft && file === undefined)) return undefined;
    return atRest(() => {
      const changed = file !== lastFile.current;
      lastFile.current = file;
      // Where the browser refuses to keep it, the page goes on without.
      void keepDraft({ personneId, dossierId }, { draft, ...(file === undefined ? {} : { file }) }, changed).catch(() => undefined);
    });
  }, [ready, draft, file, personneId, dossierId]);
  const drop = (): void => {
    lastFile.current = undefined;
    setResumed(false);
    void dropDraft();
  };
  return { resumed, drop };
}
