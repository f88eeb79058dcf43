// A machine whose time jumps: forward is followed, back is held for a quarter of an hour; a jump is told. No test sets this machine's clock:
// both clocks are handed over.

import { steadyClock } from '@carnet/server/clock';
import { expect, test } from 'vitest';

const minute = 60_000;
const start = 1_700_000_000_000;

/** Two clocks that go on together, and one of them set. */
function clocks() {
  let [wall, counter] = [start, 5_000];
  const clock = steadyClock(
    () => wall,
    () => counter,
  );
  return {
    clock,
    pass(milliseconds: number): void {
      wall += milliseconds;
      counter += milliseconds;
      clock.now();
    },
    set(by: number): void {
      wall += by;
    },
  };
}

test('goes with the machine, small corrections included, and tells nothing', () => {
  const { clock, pass, set } = clocks();
  for (let times = 0; times < 100; times++) {
    pass(minute);
    set(times % 2 === 0 ? 300 : -200);
  }
  expect(clock.now()).toBe(start + 100 * minute + 50 * 100);
  expect(clock.jumpedAt()).toBeUndefined();
});

test('a jump forward is followed, and told', () => {
  const { clock, pass, set } = clocks();
  pass(minute);
  set(60 * minute);
  expect(clock.now()).toBe(start + 61 * minute);
  expect(clock.jumpedAt()).toBe(5_000 + minute);
});

test('a jump back is told, and not followed: time goes on from where it was', () => {
  const { clock, pass, set } = clocks();
  pass(minute);
  set(-24 * 60 * minute);
  expect(clock.now()).toBe(start + minute);
  pass(5 * minute);
  expect(clock.now()).toBe(start + 6 * minute);
  expect(clock.jumpedAt()).toBe(5_000 + 6 * minute);
  // Put right: as if nothing had been.
  set(24 * 60 * minute);
  expect(clock.now()).toBe(start + 6 * minute);
});

test('a time set back for a quarter of an hour was set on purpose', () => {
  const { clock, pass, set } = clocks();
  set(-60 * minute);
  clock.now();
  for (let minutes = 0; minutes < 14; minutes++) pass(minute);
  expect(clock.now()).toBe(start + 14 * minute);
  pass(minute);
  expect(clock.now()).toBe(start - 45 * minute);
});
