// What is typed is kept once no key was pressed for a moment; at once where the page is left, or that moment would be lost.

const restMs = 300;

/** Answers how to give it up. */
export function atRest(act: () => void): () => void {
  const now = (): void => {
    stop();
    act();
  };
  // A phone shuts a page that it hid, and says no more.
  const ifHidden = (): void => {
    if (document.visibilityState === 'hidden') now();
  };
  const timer = setTimeout(now, restMs);
  const stop = (): void => {
    clearTimeout(timer);
    removeEventListener('pagehide', now);
    document.removeEventListener('visibilitychange', ifHidden);
  };
  addEventListener('pagehide', now);
  document.addEventListener('visibilitychange', ifHidden);
  return stop;
}
