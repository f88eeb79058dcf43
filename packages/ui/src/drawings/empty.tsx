// Small line drawings for empty and broken states: ink lines, one touch of honey. Drawn for Carnet; decorative, so unspoken.

import type { ReactNode } from 'react';

export type EmptyDrawing = 'page' | 'letter' | 'door' | 'people' | 'broken' | 'search' | 'pencil';

const drawings: Readonly<Record<EmptyDrawing, ReactNode>> = {
  page: (
    <>
      <path d="M30 20h44l16 16v64a6 6 0 0 1-6 6H30a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6Z" />
      <path d="M74 20v16h16" />
      <path d="M38 56h32M38 68h38M38 80h22" />
      <path className="drawing-accent" d="M96 14v30l-7-6-7 6V14Z" />
    </>
  ),
  letter: (
    <>
      <path d="M18 40h84v56a6 6 0 0 1-6 6H24a6 6 0 0 1-6-6Z" />
      <path d="m18 42 42 34 42-34" />
      <path className="drawing-accent" d="M60 12v14M42 18l5 11M78 18l-5 11" />
    </>
  ),
  door: (
    <>
      <path d="M36 104V22a6 6 0 0 1 6-6h36a6 6 0 0 1 6 6v82" />
      <path d="M22 104h76" />
      <path className="drawing-accent" d="M70 58a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z" />
    </>
  ),
  people: (
    <>
      <path d="M42 58a14 14 0 1 0 0-28 14 14 0 0 0 0 28Z" />
      <path d="M16 100c0-18 11-30 26-30s26 12 26 30" />
      <path d="M80 62a11 11 0 1 0 0-22 11 11 0 0 0 0 22Z" />
      <path d="M74 74c18-4 30 7 30 24" />
      <path className="drawing-accent" d="M60 16v8M56 20h8" />
    </>
  ),
  broken: (
    <>
      <path d="M26 104V26a6 6 0 0 1 6-6h42l16 16v22l-14 10 10 12-14 12 4 12Z" />
      <path d="M74 20v16h16M40 52h26M40 64h20" />
      <path className="drawing-accent" d="m98 66 8-4M98 82h9M96 98l7 5" />
    </>
  ),
  search: (
    <>
      <path d="M52 84a32 32 0 1 0 0-64 32 32 0 0 0 0 64Z" />
      <path d="m76 76 28 28" />
      <path className="drawing-accent" d="M38 46a18 18 0 0 1 14-12" />
    </>
  ),
  pencil: (
    <>
      <path d="m26 94 6-24 52-52 18 18-52 52Z" />
      <path d="m74 28 18 18M32 70l18 18" />
      <path className="drawing-accent" d="M26 106h66" />
    </>
  ),
};

export function Empty({ drawing }: { readonly drawing: EmptyDrawing }): ReactNode {
  return (
    <svg
      className="drawing"
      viewBox="0 0 120 120"
      width="120"
      height="120"
      fill="none"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[drawing]}
    </svg>
  );
}
