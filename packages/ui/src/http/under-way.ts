// What the page waits for: answers of the server, parts of the app. Whoever fetches ahead of need begins when nothing is waited for any more.

let underWay = 0;
const waiting: (() => void)[] = [];

/** The same promise, counted until it is settled. */
export async function waitedFor<Answer>(promise: Promise<Answer>): Promise<Answer> {
  underWay += 1;
  try {
    return await promise;
  } finally {
    underWay -= 1;
    if (underWay === 0) for (const goOn of waiting.splice(0)) goOn();
  }
}

export const isAwaited = (): boolean => underWay > 0;

/** Once nothing is waited for: at once, where nothing is. */
export const nothingAwaited = (): Promise<void> =>
  underWay === 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        waiting.push(resolve);
      });
