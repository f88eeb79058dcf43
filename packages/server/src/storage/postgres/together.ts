// What many callers ask for one by one, asked of the database once for all who came in the same turn of the event loop: under load a packet and a
// statement serve several; alone, nobody waits.

interface Waiting<Asked, Found> {
  readonly asked: Asked;
  readonly resolve: (found: Found) => void;
  readonly reject: (error: unknown) => void;
}

/** `askAll` answers each in its place. */
export function together<Asked, Found>(askAll: (asked: readonly Asked[]) => Promise<readonly Found[]>): (asked: Asked) => Promise<Found> {
  let waiting: Waiting<Asked, Found>[] = [];
  const send = async (): Promise<void> => {
    const sent = waiting;
    waiting = [];
    try {
      const found = await askAll(sent.map(({ asked }) => asked));
      for (const [index, { resolve }] of sent.entries()) resolve(found[index]!);
    } catch (error) {
      for (const { reject } of sent) reject(error);
    }
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void send());
      waiting.push({ asked, resolve, reject });
    });
}
