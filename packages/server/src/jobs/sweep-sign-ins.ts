// Clears, every hour, what ended sign-ins and sessions leave behind. Missing a round costs a little room and nothing else.

import type { Clock, SignInSweep } from '../ports.ts';

const everyMs = 3_600_000;

export interface SignInSweepDeps {
  readonly sweep: SignInSweep;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

export function startSignInSweep({ sweep, clock, onError }: SignInSweepDeps): { stop(): Promise<void> } {
  const round = async (): Promise<void> => {
    try {
      await sweep(clock.now());
    } catch (error) {
      onError(error);
    }
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
