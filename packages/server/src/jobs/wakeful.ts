// A job that an outbox wakes: one round at a time, a wake-up during a round starts one more after it, and a round now and then even when every
// wake-up was lost.

export interface Woken {
  /** A round now, or the one that is coming: what it did. */
  readonly now: () => Promise<number>;
  stop(): Promise<void>;
}
export interface WakefulJob {
  /** Calls back when there is something to do. Resolves to what stops listening. */
  readonly onNew: (wake: () => void) => Promise<() => Promise<void>>;
  readonly round: () => Promise<number>;
  readonly onError: (error: unknown) => void;
}

/** Even with every notification lost, a notice of emergency access leaves within the minute (features A106). */
const pollEveryMs = 30_000;

export async function wakeful({ onNew, round, onError }: WakefulJob): Promise<Woken> {
  let running: Promise<number> = Promise.resolve(0);
  let queued = false;
  const wake = (): Promise<number> => {
    if (queued) return running;
    queued = true;
    running = running
      .then(() => {
        queued = false;
        return round();
      })
      .catch((error: unknown) => {
        onError(error);
        return 0;
      });
    return running;
  };
  const unlisten = await onNew(() => void wake());
  const poll = setInterval(() => void wake(), pollEveryMs);
  void wake();
  return {
    now: wake,
    async stop() {
      clearInterval(poll);
      await unlisten();
      await running;
    },
  };
}
