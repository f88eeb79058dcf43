// Ports on a storage, with the test's own clock.

import { newId } from '@carnet/server/new-id';
import type { Ports } from '@carnet/server/ports';
import type { Storage } from '@carnet/server/storage/index';
import type { Instant } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import { readContent } from './records.ts';

export const portsOn = ({ transactions, blobs, law }: Storage, now: () => Instant): Ports => ({
  clock: { now },
  newId,
  sha1: (bytes) => createHash('sha1').update(bytes).digest('hex'),
  readContent,
  transactions,
  blobs,
  law,
});
