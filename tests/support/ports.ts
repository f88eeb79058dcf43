// What use cases are given, on a storage of the tests and by the test's own clock.

import { portsOn as real } from '@carnet/server/ports-on';
import type { Ports } from '@carnet/server/ports';
import type { Storage } from '@carnet/server/storage/index';
import type { Instant } from '@carnet/domain/kernel';
import { readContent } from './records.ts';

export const portsOn = (storage: Storage, now: () => Instant): Ports => real(storage, { now }, readContent);
