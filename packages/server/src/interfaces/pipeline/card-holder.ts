// From the holder of a card to the caller of a use case: looked up in the directory at each request, so that a card, or a tie to a
// structure, that has ended stops at once. A health professional, or the personnel of a structure; anybody else is unknown.

import type { Actor, ClaimedStructure, Mode } from '@carnet/domain/access';
import type { TraceContext } from '@carnet/domain/audit';
import { type Professionnel, type PsIdNat, type StructIdNat, type Structure, shelters } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import type { Directory, RankedPersonnel } from '../../ports/index.ts';

type Context = Pick<TraceContext, 'door' | 'means' | 'software' | 'service' | 'requestId'>;

/** `structure`: where they act; 'the only one': of somebody who has several, none is presumed. */
export async function callerOfCardHolder(
  directory: Directory,
  { id, structure: claimed }: { readonly id: PsIdNat; readonly structure: StructIdNat | 'the only one' | undefined },
  context: Context,
  mode: Mode,
): Promise<Result<Caller>> {
  const found = await directory.holder(id, claimed === 'the only one' ? undefined : claimed);
  const professionnel = found?.professionnel;
  const holder = professionnel ?? (await directory.personnel(id));
  if (holder === undefined) return refuse('CARTE_INCONNUE');
  const structureId = placeOf(holder, claimed);
  const structure =
    structureId === undefined
      ? undefined
      : found === undefined
        ? await directory.structure(structureId)
        : found.places.find((place) => place.id === structureId);
  const acting = structureId === undefined ? {} : { structure: claimedStructure(structureId, structure) };
  return ok({
    actor: professionnel === undefined ? personnelActor(holder as RankedPersonnel, acting) : professionalActor(professionnel, acting),
    mode,
    context: { ...context, actorName: nameOf(holder), ...(structure === undefined ? {} : { structureName: structure.name }) },
  });
}

function placeOf(holder: Professionnel | RankedPersonnel, claimed: StructIdNat | 'the only one' | undefined): StructIdNat | undefined {
  if (claimed !== undefined && claimed !== 'the only one') return claimed;
  if ('structure' in holder) return holder.structure;
  return claimed === 'the only one' && holder.structures.length === 1 ? holder.structures[0] : undefined;
}

const claimedStructure = (id: StructIdNat, structure: Structure | undefined): ClaimedStructure => ({
  id,
  active: structure?.active === true,
  regulates: structure?.regulates === true,
  shelters: structure !== undefined && shelters(structure),
});

const professionalActor = ({ id, profession, specialty, active, structures }: Professionnel, acting: { readonly structure?: ClaimedStructure }): Actor => ({
  kind: 'professionnel',
  id,
  profession,
  ...(specialty === undefined ? {} : { specialty }),
  authentication: 'DIRECTE',
  active,
  structures,
  ...acting,
});

function personnelActor({ id, role, active, structure, rank }: RankedPersonnel, acting: { readonly structure?: ClaimedStructure }): Actor {
  const person = { id, active, structures: [structure], ...acting };
  switch (role) {
    case 'secretariat':
      return { kind: role, authentication: 'DIRECTE', ...person };
    case 'pilotage':
      return { kind: role, rank, ...person };
    case 'exploitation':
    case 'controle':
    case 'guichet':
      return { kind: role, ...person };
  }
}

export const nameOf = ({ givenName, familyName }: Pick<Professionnel, 'givenName' | 'familyName'>): string => `${givenName} ${familyName}`.trim();
