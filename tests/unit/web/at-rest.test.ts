// What is typed is kept at rest, and at once where the page is left.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { atRest } from '../../../packages/ui/src/at-rest.ts';

let page: EventTarget & { visibilityState?: string };
let kept: number;
const keep = (): void => void (kept += 1);

beforeEach(() => {
  vi.useFakeTimers();
  kept = 0;
  page = new EventTarget();
  const browser = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser));
  vi.stubGlobal('leave', () => browser.dispatchEvent(new Event('pagehide')));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const leave = (): void => (globalThis as unknown as { leave: () => void }).leave();

describe('what is typed', () => {
  test('is kept once, after a moment without a key', () => {
    atRest(keep);
    vi.advanceTimersByTime(299);
    expect(kept).toBe(0);
    vi.advanceTimersByTime(1);
    leave();
    expect(kept).toBe(1);
  });

  test('is kept at once where the page is left, and not again', () => {
    atRest(keep);
    leave();
    expect(kept).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(kept).toBe(1);
  });

  test('is kept at once where the page is hidden, not where it is shown again', () => {
    atRest(keep);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(kept).toBe(0);
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(kept).toBe(1);
  });

  test('is not kept where it was given up: another key was pressed', () => {
    atRest(keep)();
    leave();
    vi.advanceTimersByTime(1_000);
    expect(kept).toBe(0);
  });
});
