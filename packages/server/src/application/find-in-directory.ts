// Finds whom to authorise, block or mask to: active professionals by name or by RPPS number, structures by name. Public registers: no record
// is read, so nothing is decided or traced here; the door limits how often one asks.

import type { Professionnel, PsIdNat, Structure } from '@carnet/domain/identity';
import type { Ports } from '../ports/index.ts';

export interface FoundInDirectory {
  readonly professionnels: readonly Professionnel[];
  readonly structures: readonly Structure[];
  /** Where those professionals work. */
  readonly workplaces: ReadonlyMap<string, Structure>;
  readonly more: boolean;
}
const limit = 20;

/** `number`: the professional of that identifier and nobody else. */
export function findInDirectory(ports: Ports, sought: { readonly number: PsIdNat } | { readonly name: string }): Promise<FoundInDirectory> {
  return ports.transactions.run(async ({ directory }) => {
    const found = 'name' in sought ? await directory.search(sought.name, limit + 1) : await byNumber(sought.number);
    const professionnels = found.professionnels.slice(0, limit);
    const workplaces = await directory.structures([...new Set(professionnels.flatMap(({ structures }) => structures))]);
    return {
      professionnels,
      structures: found.structures.slice(0, limit),
      workplaces: new Map(workplaces.filter(({ active }) => active).map((one) => [one.id, one])),
      more: found.professionnels.length > limit || found.structures.length > limit,
    };
    async function byNumber(id: PsIdNat): Promise<Pick<FoundInDirectory, 'professionnels' | 'structures'>> {
      const one = await directory.professionnel(id);
      return { professionnels: one?.active === true ? [one] : [], structures: [] };
    }
  });
}
