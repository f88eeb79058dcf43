// Drawing numbers from the sandbox's seed: the same seed and label give the same draw, whatever else is drawn, in whatever order.

import { createHash } from 'node:crypto';

export type Draw = (label: string, from: number, to: number) => number;

/** Whole numbers between `from` and `to`, both included. */
export const drawFrom =
  (seed: number): Draw =>
  (label, from, to) =>
    from + (createHash('sha256').update(`${seed}:${label}`).digest().readUIntBE(0, 6) % (to - from + 1));

/** The digit that makes a number valid by Luhn (RPPS, FINESS, SIREN). */
export function luhnDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
