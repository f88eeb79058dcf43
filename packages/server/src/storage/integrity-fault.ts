// Sealed bytes that do not open, or bytes that are not those they should be: moved, altered, missing, sealed with a key that is no longer there.
// Says where without saying whose: the table or `blob`, and a reference that finds the row (docs/operations/keys.md).

import { createHash } from 'node:crypto';

/** What doors know it by. */
const faultCode = 'CONTENU_ALTERE';

export class IntegrityFault extends Error {
  readonly code = faultCode;
  /** A table, or `blob`. */
  readonly place: string;
  /** Of a row: the first 16 figures of the SHA-256 of its sealed bytes. Of a blob: its address. */
  readonly reference: string;
  constructor(place: string, reference: string, why: string, cause?: unknown) {
    super(`${place} ${reference}: ${why}`, { cause });
    this.name = 'IntegrityFault';
    this.place = place;
    this.reference = reference;
  }
}

/** The key that sealed this is not among those at hand: either the dossier's key was rotated a moment ago, or the bytes were altered. */
export class UnknownKeyGeneration extends IntegrityFault {}

/** Of a list: a row that was altered is told (the alarm, where it is opened) and left out, and its page counts it; the others are still shown. */
export function unlessAltered<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof IntegrityFault) || error instanceof UnknownKeyGeneration) throw error;
    return undefined;
  }
}
export const isThere = <T>(one: T | undefined): one is T => one !== undefined;

/** `binding` begins with the table: `document_entry|<dossier>|…`. */
export const placeOf = (binding: string): string => binding.slice(0, binding.indexOf('|'));
export const referenceOf = (sealed: Uint8Array): string => createHash('sha256').update(sealed).digest('hex').slice(0, 16);

/** Hears of each fault once, when it is known to be one. */
export type Alarm = (fault: IntegrityFault) => void;
