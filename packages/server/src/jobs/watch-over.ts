// Looks, every two seconds, at what the server stands on, and raises or clears the alarms. A look that hangs says so itself: it is not begun
// again until it ends, and counts as the worst meanwhile. Nothing here changes what is served: doors refuse by what they meet, not by alarms.

export interface Look<Mode extends string> {
  /** The modes it can find. */
  readonly finds: readonly Mode[];
  readonly look: () => Promise<readonly Mode[]>;
  /** What to think when it has not ended within `endsWithinMs`, or failed in a way it does not know. */
  readonly silent: Mode;
}

const everyMs = 2_000;
const endsWithinMs = 1_500;

export function watchOver<Mode extends string>(
  looks: readonly Look<Mode>[],
  set: (mode: Mode, raised: boolean) => void,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const busy = new Set<Look<Mode>>();
  const tell = ({ finds }: Look<Mode>, found: readonly Mode[]): void => {
    for (const mode of finds) set(mode, found.includes(mode));
  };
  const one = async (look: Look<Mode>): Promise<void> => {
    if (busy.has(look)) return;
    busy.add(look);
    const late = setTimeout(() => tell(look, [look.silent]), endsWithinMs);
    try {
      tell(look, await look.look());
    } catch (error) {
      onError(error);
      tell(look, [look.silent]);
    } finally {
      clearTimeout(late);
      busy.delete(look);
    }
  };
  const round = (): void => {
    for (const look of looks) void one(look);
  };
  round();
  const timer = setInterval(round, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      const deadline = performance.now() + endsWithinMs;
      while (busy.size > 0 && performance.now() < deadline) await new Promise((later) => setTimeout(later, 20));
    },
  };
}
