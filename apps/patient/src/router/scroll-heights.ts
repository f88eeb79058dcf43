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

/** False: the browser refused, and a reload begins at the top. */
export function keepForReload(): boolean {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(heights)));
    return true;
  } catch {
    return false;
  }
}
