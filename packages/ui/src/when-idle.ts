// What may wait until the page is there and nothing else is to be done. Answers how to give it up.

/** Where a browser does not say when it is idle: long enough for a first view. */
const otherwiseAfterMs = 3_000;

export function whenIdle(act: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const asked = requestIdleCallback(act, { timeout: 10_000 });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(act, otherwiseAfterMs);
  return () => clearTimeout(timer);
}
