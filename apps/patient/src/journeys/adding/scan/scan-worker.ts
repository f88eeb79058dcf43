// Straightens one page away from the page that people touch.

import type { Corners } from './geometry.ts';
import { type Pixels, straightened, whitened } from './straighten.ts';

export interface PageAsked {
  readonly picture: Pixels;
  readonly corners: Corners;
  readonly longestSide: number;
  readonly whiten: boolean;
}

// Of a worker, not of a window: the types of the one are not loaded where the other's are.
const worker = globalThis as unknown as {
  onmessage: (event: MessageEvent<PageAsked>) => void;
  postMessage: (message: Pixels, transfer: readonly ArrayBuffer[]) => void;
};
worker.onmessage = ({ data: { picture, corners, longestSide, whiten } }) => {
  const sheet = straightened(picture, corners, longestSide);
  const page = whiten ? whitened(sheet) : sheet;
  worker.postMessage(page, [page.data.buffer]);
};
