// Which files go part by part, what is sent next, and what the answer to a part means.

import { uploadPartMaximumBytes, uploadPartMinimumBytes } from '@carnet/contract/deposit-limits';
import { expect, test } from 'vitest';
import { goesInParts, isGone, isPassing, nextPart, offsetHeld, shareSent, waitAfter } from '../../../apps/patient/src/journeys/adding/upload-plan.ts';

const mebi = 1024 * 1024;
const problem = (status: number, rule?: string, expected?: string) => ({
  type: 'about:blank',
  status,
  code: 'X',
  title: '',
  detail: '',
  ...(rule === undefined ? {} : { findings: [{ field: 'x', rule, ...(expected === undefined ? {} : { expected }) }] }),
});

test('what fits in one part goes whole', () => {
  expect([1, mebi, mebi + 1].map(goesInParts)).toEqual([false, false, true]);
});

test('parts follow one another without a hole, none beyond what the server takes, the last as long as what remains', () => {
  const size = 2 * mebi + 100;
  const parts: { readonly from: number; readonly to: number }[] = [];
  for (let part = nextPart(size, 0); part !== undefined; part = nextPart(size, part.to)) parts.push(part);
  expect(parts).toEqual([
    { from: 0, to: mebi },
    { from: mebi, to: 2 * mebi },
    { from: 2 * mebi, to: size },
  ]);
  expect(mebi).toBeLessThanOrEqual(uploadPartMaximumBytes);
  expect(mebi).toBeGreaterThanOrEqual(uploadPartMinimumBytes);
  // From wherever the server stopped, which need not be where a part ends here.
  expect(nextPart(size, 20_000)).toEqual({ from: 20_000, to: 20_000 + mebi });
  expect(nextPart(size, size)).toBeUndefined();
});

test('what has left is told of the whole file', () => {
  expect(shareSent(4 * mebi, mebi, 0.5)).toBe(0.375);
  expect(shareSent(mebi + 2, mebi, 0.5)).toBe((mebi + 1) / (mebi + 2));
  expect(shareSent(mebi, mebi, 1)).toBe(1);
});

test('a part that begins elsewhere is answered with where the next one begins; any other refusal is none', () => {
  expect(offsetHeld(problem(409, 'DECALAGE_FAUX', '1048576'))).toBe(mebi);
  expect(offsetHeld(problem(409, 'DECALAGE_FAUX'))).toBeUndefined();
  expect(offsetHeld(problem(409, 'DECALAGE_FAUX', '-1'))).toBeUndefined();
  expect(offsetHeld(problem(413, 'TAILLE', '4'))).toBeUndefined();
  expect([problem(404, 'ENVOI_INCONNU'), problem(404), problem(409, 'DECALAGE_FAUX', '0')].map(isGone)).toEqual([true, false, false]);
});

test('a server that stops is asked again, a refusal is not; each wait is twice the last, half a minute at most', () => {
  expect([401, 403, 413, 429, 500, 502, 503, 504].filter((status) => isPassing(problem(status)))).toEqual([502, 503, 504]);
  expect([1, 2, 3, 4, 5, 6, 7].map(waitAfter)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
