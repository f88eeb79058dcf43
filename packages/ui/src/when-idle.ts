// What may wait until the page is there and nothing else is to be done: one thing after the other, in the order it was asked for, never while
// the page waits for an answer or for a part of itself.

import { isAwaited, nothingAwaited } from './http/under-way.ts';

/** Where a browser does not say when it is idle: long enough for a page to be drawn. */
const otherwiseAfterMs = 1_000;

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 10_000 });
    else setTimeout(resolve, otherwiseAfterMs);
  });

let acts: (() => unknown)[] = [];
let isRunning = false;

async function run(): Promise<void> {
  isRunning = true;
  while (acts.length > 0) {
    await nothingAwaited();
    await idle();
    // An answer that came has its page drawn, which may ask for more.
    if (isAwaited()) continue;
    await acts.shift()?.();
  }
  isRunning = false;
}

/** `act` does not fail; where it answers a promise, what was asked after it waits for that. Answers how to give it up. */
export function whenIdle(act: () => unknown): () => void {
  acts.push(act);
  if (!isRunning) void run();
  return () => {
    acts = acts.filter((one) => one !== act);
  };
}
