// What is fetched ahead waits for what the page itself waits for, and goes one thing after the other.

import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { waitedFor } from '../../../packages/ui/src/http/under-way.ts';
import { whenIdle } from '../../../packages/ui/src/when-idle.ts';

const turn = (): Promise<void> => later(0);
const idleOnce = async (): Promise<void> => {
  for (let times = 0; times < 3; times += 1) await turn();
};

beforeEach(() => vi.stubGlobal('requestIdleCallback', (act: () => void) => setImmediate(act)));
afterEach(() => vi.unstubAllGlobals());

describe('what waits until nothing else is to be done', () => {
  test('is not begun while an answer is on its way, and is once it came', async () => {
    const did: string[] = [];
    let answer = (_: string): void => undefined;
    const answered = waitedFor(new Promise<string>((resolve) => (answer = resolve)));
    whenIdle(() => did.push('ahead'));
    await idleOnce();
    expect(did).toEqual([]);
    answer('here');
    expect(await answered).toBe('here');
    await idleOnce();
    expect(did).toEqual(['ahead']);
  });

  test('goes on after an answer that did not come', async () => {
    const did: string[] = [];
    await expect(waitedFor(Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    whenIdle(() => did.push('ahead'));
    await idleOnce();
    expect(did).toEqual(['ahead']);
  });

  test('is done in the order asked for, each after what the one before asked', async () => {
    const did: string[] = [];
    let come = (): void => undefined;
    whenIdle(() => new Promise<void>((resolve) => ((come = resolve), did.push('first'))));
    const giveUp = whenIdle(() => did.push('given up'));
    whenIdle(() => did.push('last'));
    await idleOnce();
    expect(did).toEqual(['first']);
    giveUp();
    come();
    await idleOnce();
    expect(did).toEqual(['first', 'last']);
  });
});
