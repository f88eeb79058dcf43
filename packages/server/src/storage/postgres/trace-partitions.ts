// The monthly partitions of the journal, made before the first trace of a month (by a function of the owner: the server may create nothing).
// Made outside the transaction that needs it, so that a rolled-back access takes no partition with it.

import type { Instant } from '@carnet/domain/kernel';
import type { Queryable } from './connection.ts';
import { toTimestamp } from './instants.ts';

export interface TracePartitions {
  ensure(at: Instant): Promise<void>;
}

export function tracePartitions(db: Queryable): TracePartitions {
  const made = new Set<string>();
  return {
    async ensure(at) {
      const timestamp = toTimestamp(at);
      const month = timestamp.slice(0, 7);
      if (made.has(month)) return;
      await db.query({ text: 'SELECT ensure_trace_partition($1)', values: [timestamp] });
      made.add(month);
    },
  };
}
