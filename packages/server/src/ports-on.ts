// What use cases are given, over a storage that is open.

import { createHash } from 'node:crypto';
import { newId } from './new-id.ts';
import type { Clock, Ports } from './ports/index.ts';
import type { Storage } from './storage/index.ts';

export const portsOn = (
  { transactions, blobs, law }: Pick<Storage, 'transactions' | 'blobs' | 'law'>,
  clock: Clock,
  readContent: Ports['readContent'],
): Ports => ({
  clock,
  newId,
  sha1: (bytes) => createHash('sha1').update(bytes).digest('hex'),
  readContent,
  transactions,
  blobs,
  law,
});
