// The server's one clock. In production it is the machine's; in the sandbox it can be moved, and keeps its lead across restarts,
// so that deadlines, majority and retention can be seen at once. Certificates are always checked at the machine's time.
// A machine whose time is set back is not followed at once: rights that have ended would begin again.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { Clock } from './ports/index.ts';

/** A step beyond this, in ms, is a jump: what a time server corrects little by little stays below. */
const jumpMs = 2_000;
/** A time set back for this long, in ms, was set on purpose. */
const believedAfterMs = 15 * 60_000;

export interface SteadyClock extends Clock {
  /** When the time of the machine last left that of the steady counter, on that counter; undefined: never. While set back, it is now. */
  jumpedAt(): number | undefined;
}

/**
 * The machine's time (`wall`), checked against a counter that nobody can set (`steady`), both in milliseconds. Forward jumps are followed: rights
 * end sooner, never later, and a machine that slept wakes so. Backward ones are held back for a quarter of an hour, going on from the time that was.
 */
export function steadyClock(wall: () => number, steady: () => number): SteadyClock {
  let lead = wall() - steady();
  let backSince: number | undefined;
  let jumped: number | undefined;
  const now = (): number => {
    const counter = steady();
    const gap = wall() - (counter + lead);
    if (gap < -jumpMs) {
      backSince ??= counter;
      jumped = counter;
      if (counter - backSince < believedAfterMs) return counter + lead;
    } else if (gap > jumpMs) jumped = counter;
    backSince = undefined;
    lead += gap;
    return counter + lead;
  };
  return {
    now: () => instantOf(Math.round(now())),
    jumpedAt() {
      now();
      return jumped;
    },
  };
}

const ofThisMachine = steadyClock(Date.now, () => performance.now());
export const machineClock: Clock = ofThisMachine;
export const jumpedAt = (): number | undefined => ofThisMachine.jumpedAt();

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
    now: () => instantOf(machineClock.now() + lead),
    moveTo(to) {
      lead = to - machineClock.now();
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
