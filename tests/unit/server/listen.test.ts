// A listening connection that breaks, or does not answer, is given up once and replaced by one: the pool never ends up empty.

import { EventEmitter } from 'node:events';
import { listen } from '@carnet/server/storage/postgres/listen';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

class Connection extends EventEmitter {
  released: unknown = 'held';
  readonly answers: boolean;
  constructor(answers: boolean) {
    super();
    this.answers = answers;
  }
  async query(): Promise<void> {
    if (!this.answers) throw new Error('Query read timeout');
  }
  release(how: unknown): void {
    expect(this.released).toBe('held');
    this.released = how;
  }
}
const connections: Connection[] = [];
let answers = true;
const pool = {
  connect: async () => {
    const made = new Connection(answers);
    connections.push(made);
    return made;
  },
} as unknown as Parameters<typeof listen>[0];
const held = (): number => connections.filter(({ released }) => released === 'held').length;
let woken = 0;
const start = (): ReturnType<typeof listen> => listen(pool, 'news', () => (woken += 1));

beforeEach(() => {
  vi.useFakeTimers();
  connections.length = 0;
  answers = true;
  woken = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

test('one that breaks is replaced by one, which wakes', async () => {
  const stop = await start();
  connections[0]!.emit('error', new Error('cut'));
  expect(held()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([connections.length, held(), woken]).toEqual([2, 1, 2]);
  connections[1]!.emit('notification', {});
  expect(woken).toBe(3);
  await stop();
  expect(held()).toBe(0);
});

test('one that does not answer is given back, again and again, until one does', async () => {
  const stop = await start();
  answers = false;
  connections[0]!.emit('error', new Error('cut'));
  await vi.advanceTimersByTimeAsync(32_000);
  expect(connections.length).toBe(7);
  expect(held()).toBe(0);
  answers = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([connections.length, held(), woken]).toEqual([8, 1, 2]);
  await stop();
});

test('a start that is not answered is told, and holds nothing', async () => {
  answers = false;
  await expect(start()).rejects.toThrow('Query read timeout');
  expect(held()).toBe(0);
});
