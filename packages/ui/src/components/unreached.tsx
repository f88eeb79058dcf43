// A part of the application that did not arrive: what happened, and the page loaded anew. Made of what the first script holds, and nothing else.

import { type ReactNode, useEffect } from 'react';
import { Empty } from '../drawings/empty.tsx';
import { type UnreachedError, takeNewVersion } from '../http/arrived.ts';
import type { Speech } from '../wording/language.tsx';
import { unreached } from '../wording/unreached.ts';

export function Unreached({ speech, error }: { readonly speech: Speech; readonly error: UnreachedError }): ReactNode {
  const { isReplaced } = error;
  useEffect(() => {
    if (isReplaced) takeNewVersion();
  }, [isReplaced]);
  const { title, why, what, again } = unreached[speech];
  if (isReplaced) return null;
  return (
    <div className="state" role="alert" lang={speech}>
      <Empty drawing="broken" />
      <h1 className="state-title">{title}</h1>
      <p>{why}</p>
      <p>{what}</p>
      <div className="row state-actions">
        <button type="button" className="button" data-kind="primary" onClick={() => location.reload()}>
          {again}
        </button>
      </div>
    </div>
  );
}
