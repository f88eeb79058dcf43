// The words of one language, in volumes: the first is fetched before anything is shown, another with the page that says it.

import { use } from 'react';

/** `says`: the keys of the words that it holds. */
interface Volume {
  readonly says: readonly string[];
  readonly load: () => Promise<object>;
}

export interface Book<Words> {
  /** Said from a volume that is not here yet: whoever says it waits for it (Suspense), as for the code of a page. */
  readonly words: Words;
  readonly held: () => readonly string[];
  /** The first volume and these. What did not arrive is asked again the next time. */
  readonly fetch: (volumes: readonly string[]) => Promise<unknown>;
}

export function bookOf<Words extends object>(first: () => Promise<object>, others: Readonly<Record<string, Volume>> = {}): Book<Words> {
  const words = {} as Words;
  const asked = new Map<string, Promise<void>>();
  const put = (said: object): void => {
    for (const [key, value] of Object.entries(said)) Object.defineProperty(words, key, { value, enumerable: true, configurable: true });
  };
  const ask = (name: string, load: () => Promise<object>): Promise<void> => {
    const before = asked.get(name);
    if (before !== undefined) return before;
    const arrived = load().then(put, (error: unknown) => {
      asked.delete(name);
      throw error;
    });
    asked.set(name, arrived);
    return arrived;
  };
  for (const [name, { says, load }] of Object.entries(others))
    for (const key of says)
      Object.defineProperty(words, key, {
        enumerable: true,
        configurable: true,
        get: () => {
          use(ask(name, load));
          return words[key as keyof Words];
        },
      });
  return {
    words,
    held: () => [...asked.keys()].filter((name) => others[name] !== undefined),
    fetch: (volumes) => Promise.all([ask('', first), ...volumes.map((name) => ask(name, others[name]!.load))]),
  };
}
