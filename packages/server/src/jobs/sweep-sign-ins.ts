// Clears, every hour, what ended sign-ins and sessions leave behind. Missing a round costs a little room and nothing else.

import type { Clock, SignInSweep } from '../ports.ts';

const everyMs = 3_600_000;

export function startSignInSweep({
  sweep,
  clock,
  onError,
}: {
  readonly sweep: SignInSweep;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}): { stop(): void } {
  const round = (): void => void sweep(clock.now()).catch(onError);
  round();
  const timer = setInterval(round, everyMs);
  return { stop: () => clearInterval(timer) };
}
