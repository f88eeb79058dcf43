// The server's one clock. In production it is the machine's; in the sandbox it can be moved, and keeps its lead across restarts,
// so that deadlines, majority and retention can be seen at once. Certificates are always checked at the machine's time.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { Clock } from './ports.ts';

export const machineClock: Clock = { now: () => instantOf(Date.now()) };

export interface MovableClock extends Clock {
  /** From now on the clock says `to`, and goes on from there. */
  moveTo(to: Instant): void;
  /** Back to the machine's time. */
  release(): void;
}

/** `file` keeps the lead, in milliseconds. */
export function movableClock(file: string): MovableClock {
  let lead = readLead(file);
  return {
    now: () => instantOf(Date.now() + lead),
    moveTo(to) {
      lead = to - Date.now();
      writeFileSync(file, JSON.stringify({ leadMilliseconds: lead }));
    },
    release() {
      lead = 0;
      rmSync(file, { force: true });
    },
  };
}

function readLead(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
  const lead: unknown = (JSON.parse(text) as { leadMilliseconds?: unknown }).leadMilliseconds;
  if (!Number.isSafeInteger(lead)) throw new Error(`${file} does not hold a clock's lead`);
  return lead as number;
}
