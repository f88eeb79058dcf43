// Public registers, read by number: a professional or a structure, active or not. No record is read, so nothing is decided or traced; the door
// limits how often one asks.

import type { Professionnel, PsIdNat, StructIdNat, Structure } from '@carnet/domain/identity';
import type { Ports } from '../ports/index.ts';

export interface InDirectory {
  readonly professionnel?: Professionnel;
  readonly structure?: Structure;
  /** Where the professional works. */
  readonly workplaces: readonly Structure[];
}

export const lookUpDirectory = (ports: Ports, number: { readonly professionnel: PsIdNat } | { readonly structure: StructIdNat }): Promise<InDirectory> =>
  ports.transactions.run(async ({ directory }) => {
    if ('structure' in number) {
      const structure = await directory.structure(number.structure);
      return { ...(structure === undefined ? {} : { structure }), workplaces: [] };
    }
    const professionnel = await directory.professionnel(number.professionnel);
    return professionnel === undefined ? { workplaces: [] } : { professionnel, workplaces: await directory.structures(professionnel.structures) };
  });
