// The welcome drawing: an open notebook with its ribbon, what is written in it, and a hand's ease. Drawn for Carnet; decorative, so unspoken.

import type { ReactNode } from 'react';

export function Notebook(): ReactNode {
  return (
    <svg className="notebook-drawing" viewBox="0 0 360 300" fill="none" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path className="drawing-page" d="M178 70C150 48 104 42 46 50v184c58-8 104-2 132 20Z" />
      <path className="drawing-page" d="M182 70c28-22 74-28 132-20v184c-58-8-104-2-132 20Z" />
      <path d="M34 60v188c60-8 112-2 146 22 34-24 86-30 146-22V60" />
      <path d="M72 84c26-3 52-1 76 8M72 110c26-3 52-1 76 8M72 136c18-2 36-1 52 3" />
      <path d="M74 190c10-1 14-26 22-26s8 40 16 40 8-22 14-22 8 8 22 11" className="drawing-pulse" />
      <path d="M212 122c24-9 50-11 76-8M212 148c24-9 50-11 76-8M212 174c16-6 32-9 48-9" />
      <path d="M214 204c10-4 20-6 30-7" />
      <path className="drawing-ribbon" d="M262 46h26v62l-13-11-13 11Z" />
    </svg>
  );
}
