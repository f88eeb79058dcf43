// A QR code as drawn squares: one path, in ink on white whatever the theme, so that every reader finds it.

import { encodeQR } from 'qr';
import type { ReactNode } from 'react';

/** Four modules of white around, as ISO/IEC 18004 asks. */
const quiet = 4;

/** Rows of modules, true where dark, with their white border. */
export const modulesOf = (text: string): readonly (readonly boolean[])[] => encodeQR(text, 'raw', { ecc: 'medium', border: quiet });

/** What the QR code of a card holds. The token is after the `#`: no server is sent it, no log has it. */
export const cardAddress = (token: string): string => `${location.origin}/carte#${token}`;
/** The same of a code shown to a professional: a telephone that scans it opens their app there. */
export const shareAddress = (secret: string): string => `${location.origin}/pro/partage#${secret}`;

export function Qr({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const modules = modulesOf(text);
  const size = modules.length;
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
