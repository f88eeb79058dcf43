// Chance that always falls the same: a small generator (sfc32, C. Doty-Humphrey) begun from a digest of the seed and of what is drawn.
// For thousands of draws a record; `draw.ts`, which digests each time, is for the few people who tell stories.

import { hash } from 'node:crypto';

export interface Dice {
  /** A whole number from 0, below this one. */
  below(count: number): number;
  chance(probability: number): boolean;
  pick<T>(among: readonly T[]): T;
  /** A UUID in the form of version 4. */
  uuid(): string;
}

export function diceOf(seed: number, label: string): Dice {
  const digest = hash('sha256', `${seed} ${label}`, 'buffer');
  let [a, b, c, counter] = [0, 4, 8, 12].map((place) => digest.readUInt32LE(place)) as [number, number, number, number];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  const below = (count: number): number => Math.floor((next() / 0x1_0000_0000) * count);
  return {
    below,
    chance: (probability) => next() < probability * 0x1_0000_0000,
    pick: (among) => among[below(among.length)]!,
    uuid() {
      const [one, two, three, four] = [next(), next(), next(), next()];
      const [high, low] = [upper(one), lower(one)];
      return `${high}${low}-${upper(two)}-4${lower(two).slice(1)}-8${upper(three).slice(1)}-${lower(three)}${upper(four)}${lower(four)}`;
    },
  };
}

/** Four digits for each of two bytes: written once, since a record draws dozens. */
const digits = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'));
const upper = (word: number): string => digits[word >>> 16]!;
const lower = (word: number): string => digits[word & 0xffff]!;
