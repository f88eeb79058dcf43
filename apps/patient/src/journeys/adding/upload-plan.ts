// How a file goes part by part: what is sent next, what its answer means, and how long one waits when nothing answers.

import type { Problem } from '@carnet/contract';

const partBytes = 1024 * 1024;

/** What fits in one part leaves with the form. */
export const goesInParts = (size: number): boolean => size > partBytes;

/** Undefined: all of it has arrived. */
export const nextPart = (size: number, received: number): { readonly from: number; readonly to: number } | undefined =>
  received < size ? { from: received, to: Math.min(received + partBytes, size) } : undefined;

/** Of the whole file, between 0 and 1. */
export const shareSent = (size: number, received: number, ofPart: number): number =>
  Math.min(1, (received + ofPart * Math.min(partBytes, size - received)) / size);

/** Where the server says that the next part begins, when it refused one that begins elsewhere. */
export function offsetHeld({ findings = [] }: Problem): number | undefined {
  const expected = findings.find(({ rule }) => rule === 'DECALAGE_FAUX')?.expected;
  return expected !== undefined && /^\d+$/.test(expected) ? Number(expected) : undefined;
}

/** It is no longer at the server: too old, or given way to others. */
export const isGone = ({ findings = [] }: Problem): boolean => findings.some(({ rule }) => rule === 'ENVOI_INCONNU');

/** A server that stops or is too busy answers so, or a proxy in its place: the same is asked again. */
export const isPassing = ({ status }: Problem): boolean => status === 502 || status === 503 || status === 504;

/** Milliseconds, after so many failures one after the other. */
export const waitAfter = (failures: number): number => Math.min(30_000, 1_000 * 2 ** (failures - 1));

/** Beyond it, and though the device says that it has a network, the person is told, and presses again. */
export const failuresBorne = 8;
