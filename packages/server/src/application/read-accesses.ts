// TD1.6: who may consult the record, and who may not, with the names of the directory.

import type { Professionnel, Structure } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { AccessOverview, DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface NamedAccesses extends AccessOverview {
  readonly professionnels: ReadonlyMap<string, Professionnel>;
  readonly structures: ReadonlyMap<string, Structure>;
}

export function readAccesses(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<NamedAccesses>> {
  return withAccess(ports, caller, { action: 'read-accesses', dossier }, async ({ permit, tx }) => {
    const overview = await tx.accesses.list(permit);
    const beneficiaires = overview.autorisations.map(({ beneficiaire }) => beneficiaire);
    const people = [
      ...(overview.medecinTraitant === undefined ? [] : [overview.medecinTraitant]),
      ...overview.blocages.map(({ professionnel }) => professionnel),
      ...beneficiaires.flatMap((one) => (one.kind === 'professionnel' ? [one.id] : [])),
    ];
    const professionnels = await tx.directory.professionnels([...new Set(people)]);
    const structureIds = [...beneficiaires.flatMap((one) => (one.kind === 'structure' ? [one.id] : [])), ...professionnels.flatMap((one) => one.structures)];
    const structures = await tx.directory.structures([...new Set(structureIds)]);
    return ok({
      ...overview,
      professionnels: new Map(professionnels.map((one) => [one.id, one])),
      structures: new Map(structures.map((one) => [one.id, one])),
    });
  });
}
