// Whether a document that is being added is kept on this device, and its end: all that the rest of the app needs to know of it.

import { keep, recall } from '@carnet/ui';

export const draftDatabase = 'carnet-ajout';
const draftMark = 'carnet.ajout';

/** Says nothing of what it is. */
export const isDraftKept = (): boolean => recall(draftMark) !== undefined;
export const noteDraft = (): boolean => keep(draftMark, '1');

/** At sign-out, once it is deposited, and when it is given up. */
export function forgetDraft(): void {
  keep(draftMark, undefined);
  if ('indexedDB' in globalThis) indexedDB.deleteDatabase(draftDatabase);
}
