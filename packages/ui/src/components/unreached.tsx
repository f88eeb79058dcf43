// A part of the application that did not arrive: what happened, and the page loaded anew. Made of what the first script holds, and nothing else.

import type { ReactNode } from 'react';
import { Empty } from '../drawings/empty.tsx';
import type { Speech } from '../wording/language.tsx';
import { unreached } from '../wording/unreached.ts';

export function Unreached({ speech }: { readonly speech: Speech }): ReactNode {
  const { title, why, what, again } = unreached[speech];
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
