// TD1.6: who may consult the record, and who may not, with the names of the directory. The patient also reads every agreement there ever was.

import type { Beneficiaire } from '@carnet/domain/dossier';
import type { Professionnel, PsIdNat, Structure } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { AccessOverview, Directory, DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { forPatientSide } from './patient-side.ts';
import { withAccess } from './with-access.ts';

export interface DirectoryNames {
  readonly professionnels: ReadonlyMap<string, Professionnel>;
  readonly structures: ReadonlyMap<string, Structure>;
}
export type NamedAccesses = AccessOverview & DirectoryNames;

export function readAccesses(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<NamedAccesses>> {
  return withAccess(ports, caller, { action: 'read-accesses', dossier }, async ({ permit, tx }) => {
    const overview = await tx.accesses.list(permit);
    return ok({ ...overview, ...(await namesOf(tx.directory, overview)) });
  });
}

/** The same with every autorisation there ever was, ended ones included. */
export function readAccessHistory(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<NamedAccesses>> {
  return withAccess(ports, caller, { action: forPatientSide(caller, 'read-accesses'), dossier }, async ({ permit, tx }) => {
    const overview = { ...(await tx.accesses.list(permit)), autorisations: await tx.accesses.history(permit) };
    return ok({ ...overview, ...(await namesOf(tx.directory, overview)) });
  });
}

export async function namesOf(
  directory: Directory,
  { medecinTraitant, administrateurs, autorisations, blocages }: Pick<AccessOverview, 'medecinTraitant' | 'administrateurs' | 'autorisations' | 'blocages'>,
): Promise<DirectoryNames> {
  const beneficiaires = autorisations.map(({ beneficiaire }): Beneficiaire => beneficiaire);
  const people: readonly PsIdNat[] = [
    ...(medecinTraitant === undefined ? [] : [medecinTraitant]),
    ...administrateurs.map(({ professionnel }) => professionnel),
    ...blocages.map(({ professionnel }) => professionnel),
    ...beneficiaires.flatMap((one) => (one.kind === 'professionnel' ? [one.id] : [])),
  ];
  const professionnels = await directory.professionnels([...new Set(people)]);
  const structureIds = [...beneficiaires.flatMap((one) => (one.kind === 'structure' ? [one.id] : [])), ...professionnels.flatMap((one) => one.structures)];
  const structures = await directory.structures([...new Set(structureIds)]);
  return { professionnels: new Map(professionnels.map((one) => [one.id, one])), structures: new Map(structures.map((one) => [one.id, one])) };
}
