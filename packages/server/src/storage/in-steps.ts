// Work on many bytes without holding up the others: one step of a mebibyte (about a millisecond) at a time.

import { setImmediate as others } from 'node:timers/promises';

const stepBytes = 1 << 20;

export async function inSteps<T>(bytes: Uint8Array, work: (step: Uint8Array) => T): Promise<T[]> {
  const done: T[] = [];
  for (let start = 0; start < bytes.length; start += stepBytes) {
    if (start > 0) await others();
    done.push(work(bytes.subarray(start, start + stepBytes)));
  }
  return done;
}
