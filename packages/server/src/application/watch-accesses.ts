// The watch: every minute, the days of accesses that changed since it last looked are counted again and scored by the domain's table. What is
// over the score of the policy is put before the reviewer. A round that is missed is made up for by the next; one process does it at a time.

import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import type { CivilDate } from '@carnet/domain/kernel';
import { professionalSignals, scoreOf, structureSignals } from '@carnet/domain/watch';
import type { Ports } from '../ports/index.ts';

/** How many days were counted. */
export async function watchAccesses(ports: Ports): Promise<number> {
  const now = ports.clock.now();
  const { policy } = await ports.law.at(now);
  return ports.transactions.run(async ({ watch }) => {
    const since = await watch.take(now);
    if (since === undefined) return 0;
    const touched = await watch.touched(since, now);
    const structures = new Map<string, readonly [StructIdNat, CivilDate]>();
    for (const { id, day } of touched) {
      const counted = await watch.count(id as PsIdNat, day);
      await watch.keep({ kind: 'professionnel', id, day }, counted, scoreOf(professionalSignals, counted.facts, policy));
      if (counted.structure !== undefined) structures.set(`${counted.structure} ${day}`, [counted.structure, day]);
    }
    for (const [id, day] of structures.values()) {
      const counted = await watch.countStructure(id, day);
      await watch.keep({ kind: 'structure', id, day }, counted, scoreOf(structureSignals, counted, policy));
    }
    return touched.length;
  });
}
