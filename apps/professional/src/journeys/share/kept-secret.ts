// What a QR code brought to this tab, while its holder signs in with their card (which leaves the page): in the tab's own memory, for the minutes a
// code lives at most, and gone once it is read. Out of the address at once: neither the history nor whoever looks over a shoulder has it.

const place = 'carnet-partage';
/** The longest a code may live by the policy. */
const keptMs = 3_600_000;
const secretShape = /^[\w-]{22}$/;

/** The secret in what was scanned: the address the patient's app draws. */
export function secretIn(text: string): string | undefined {
  const after = /\/pro\/partage#([\w-]+)$/.exec(text.trim())?.[1];
  return after !== undefined && secretShape.test(after) ? after : undefined;
}

export function keepSecretOf({ pathname, hash }: { readonly pathname: string; readonly hash: string }): void {
  if (pathname !== '/partage' || !secretShape.test(hash.slice(1))) return;
  sessionStorage.setItem(place, JSON.stringify({ secret: hash.slice(1), at: Date.now() }));
  // The router keeps its own state beside: only the address changes.
  history.replaceState(history.state, '', location.pathname);
}

function kept(): string | undefined {
  const { secret, at } = JSON.parse(sessionStorage.getItem(place) ?? '{}') as { readonly secret?: string; readonly at?: number };
  return secret === undefined || at === undefined || Date.now() - at > keptMs ? undefined : secret;
}
export const holdsSecret = (): boolean => kept() !== undefined;

/** Once. */
export function takeSecret(): string | undefined {
  const secret = kept();
  sessionStorage.removeItem(place);
  return secret;
}
