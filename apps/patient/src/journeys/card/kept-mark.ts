// Whether a card is kept on this device, and its end: all that the rest of the app needs to know of it.

import { keep, recall } from '@carnet/ui';

export const keptDatabase = 'carnet-carte';
const keptMark = 'carnet.carte';

/** Says nothing of what is on it. */
export const isKept = (): boolean => recall(keptMark) !== undefined;
export const noteKept = (): boolean => keep(keptMark, '1');

/** At sign-out, and when it is withdrawn. */
export function forgetKept(): void {
  keep(keptMark, undefined);
  if ('indexedDB' in globalThis) indexedDB.deleteDatabase(keptDatabase);
}
