// What is asked for in one turn goes out once, each is answered in its place, and a fault is everybody's of that turn and nobody else's.

import { expect, test } from 'vitest';
import { together } from '@carnet/server/storage/postgres/together';

test('those of one turn are asked for at once, in the order they came; those of the next by themselves', async () => {
  const sent: (readonly number[])[] = [];
  const double = together(async (asked: readonly number[]) => {
    sent.push(asked);
    return asked.map((one) => one * 2);
  });
  expect(await Promise.all([double(3), double(1), double(3)])).toEqual([6, 2, 6]);
  expect(await double(5)).toBe(10);
  expect(sent).toEqual([[3, 1, 3], [5]]);
});

test('what fails is told to each who asked, and to nobody who asks later', async () => {
  let broken = true;
  const ask = together((asked: readonly string[]) => (broken ? Promise.reject(new Error('no answer')) : Promise.resolve(asked)));
  expect(await Promise.allSettled([ask('a'), ask('b')])).toMatchObject([{ reason: new Error('no answer') }, { reason: new Error('no answer') }]);
  broken = false;
  expect(await ask('c')).toBe('c');
});
