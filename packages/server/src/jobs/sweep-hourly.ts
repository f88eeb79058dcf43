// Clears, every hour, what acts leave behind: ended sign-ins and sessions, bytes that no entry points to.
// Missing a round costs a little room and nothing else; a sweep that fails leaves the others to theirs.

const everyMs = 3_600_000;

export interface Sweep {
  /** For the log, when it fails. */
  readonly what: string;
  readonly run: () => Promise<unknown>;
}

export function startHourlySweeps(sweeps: readonly Sweep[], onError: (error: unknown, what: string) => void): { stop(): Promise<void> } {
  const round = async (): Promise<void> => {
    for (const { what, run } of sweeps) await run().catch((error: unknown) => onError(error, what));
  };
  let running = round();
  const timer = setInterval(() => {
    running = running.then(round);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
