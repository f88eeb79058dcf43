// 200 deposits under load while the server, then PostgreSQL, then both are killed with -9. After each: every acknowledged document is there,
// byte for byte, listed once and traced; a document that was not acknowledged is there whole or not at all; sending it again settles it.
// The long form, fifty kills, is `npm run drill -- kill` (docs/operations/drills.md).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killDuring } from '../../tools/drill/kill.ts';
import { World, records } from '../../tools/drill/world.ts';
import { startSandbox } from '../../tools/sandbox-server/index.ts';

const documents = 200;
let world: World;

beforeAll(async () => {
  world = await World.open(await startSandbox({ environment: { CARNET_SANDBOX_POPULATION: String(records) } }), documents);
}, 180_000);
afterAll(() => world.close());

describe('nothing acknowledged is lost', () => {
  test('when the server is killed', async () => {
    await killDuring(world, 'server', 40);
    expect(await world.faults()).toEqual([]);
  }, 240_000);

  test('when PostgreSQL is killed: the server starts it again by itself', async () => {
    const { pid } = world.server.process;
    await killDuring(world, 'database', 90);
    expect(world.server.process.pid).toBe(pid);
    expect(await world.faults()).toEqual([]);
  }, 240_000);

  test('when both are killed', async () => {
    await killDuring(world, 'both', 140);
    expect(await world.faults()).toEqual([]);
  }, 240_000);

  test('and what was not acknowledged is settled by sending it again, once', async () => {
    await world.depositUntil(documents);
    expect(world.acknowledged.size).toBe(documents);
    expect(await world.faults()).toEqual([]);
  }, 240_000);
});
