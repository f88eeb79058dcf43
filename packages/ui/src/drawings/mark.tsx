// Carnet's mark: a notebook, its spine and its honey ribbon. The word goes with it, drawn in the text's own letters.

import type { ReactNode } from 'react';

export function Mark({ size = 32 }: { readonly size?: number }): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path className="mark-cover" d="M8 3h16a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4H8a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z" />
      <path className="mark-spine" d="M10.5 3v26" />
      <path className="mark-ribbon" d="M17.5 3h5.5v12.5l-2.75-2.4-2.75 2.4Z" />
    </svg>
  );
}

export function Wordmark(): ReactNode {
  return (
    <span className="wordmark">
      <Mark />
      <span>Carnet</span>
    </span>
  );
}
