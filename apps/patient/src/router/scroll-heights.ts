// How far down each place of the history was. Kept for a reload of the window too: numbers under keys drawn at random, nothing of any address.

const storageKey = 'carnet.defilement';

function kept(): Map<string, number> {
  try {
    return new Map(Object.entries(JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Record<string, number>));
  } catch {
    return new Map();
  }
}
const heights = kept();

export const keepHeight = (key: string): void => void heights.set(key, scrollY);
export const heightOf = (key: string): number | undefined => heights.get(key);

export function keepForReload(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(heights)));
  } catch {
    // A browser that keeps nothing for us: a reload begins at the top.
  }
}
