// A file of the insurer's whose server is killed with -9 on the way, three times: sent again it goes on, and each patient has each line once.
// The long form, fifty kills, is `npm run drill -- feed` (docs/operations/drills.md).

import { afterAll, beforeAll, expect, test } from 'vitest';
import { FeedWorld } from '../../tools/drill/feed.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await FeedWorld.open();
}, 180_000);
afterAll(() => world.close());

test('nothing is lost and nothing is doubled', async () => {
  expect(await world.run(1, { kills: 3, each: 500 })).toEqual([]);
}, 240_000);
