// UUIDs of version 7 (RFC 9562 §5.7): 48 bits of time, then chance. Rows written together lie together in an index.

import { randomUUID } from 'node:crypto';

export function newId(): string {
  // Node draws the chance of many UUIDs at once: a call to the system for each would cost a deposit a quarter of a millisecond.
  const chance = randomUUID();
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(15)}`;
}
