// Words of a line that are typed and not kept yet: they are on the screen, so whoever signs signs them too. The deposit takes them, as Enter does.

import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { LineChange } from './lines.ts';

/** What is typed in one field, which is left; undefined: nothing. */
type Take = () => LineChange | undefined;

export const PendingLines = createContext<Set<Take>>(new Set());
export const usePendingLines = (): Set<Take> => useState(() => new Set<Take>())[0];

export function usePendingLine(take: Take): void {
  const pending = useContext(PendingLines);
  const last = useRef(take);
  useEffect(() => {
    last.current = take;
  });
  useEffect(() => {
    const one: Take = () => last.current();
    pending.add(one);
    return () => void pending.delete(one);
  }, [pending]);
}

export const takeAll = (pending: ReadonlySet<Take>): readonly LineChange[] => [...pending].map((take) => take()).filter((change) => change !== undefined);
