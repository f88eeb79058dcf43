// Does, again and again, what acts and time leave to be done: every hour, clearing ended sign-ins and bytes that no entry points to; every
// minute, what falls due on a day. A round that is missed is made up for by the next; a task that fails leaves the others to theirs.

const everyMs = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;

export interface Task {
  /** For the log, when it fails. */
  readonly what: string;
  readonly run: () => Promise<unknown>;
}
export interface Repeated {
  /** A round now, beside those of the clock: resolves when it is over. */
  runNow(): Promise<void>;
  stop(): Promise<void>;
}

/** One round at a time; the first at once. */
export function repeatEvery(period: keyof typeof everyMs, tasks: readonly Task[], onError: (error: unknown, what: string) => void): Repeated {
  let running: Promise<void> = Promise.resolve();
  const round = async (): Promise<void> => {
    for (const { what, run } of tasks) await run().catch((error: unknown) => onError(error, what));
  };
  const runNow = (): Promise<void> => (running = running.then(round));
  void runNow();
  // A round that takes longer than the period is not followed by a queue of others.
  let waiting = false;
  const timer = setInterval(() => {
    if (waiting) return;
    waiting = true;
    void runNow().then(() => (waiting = false));
  }, everyMs[period]);
  return {
    runNow,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
