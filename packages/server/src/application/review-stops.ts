// Stops of look-ups by INS, as the reviewer of accesses reads and lifts them.

import { actorId } from '@carnet/domain/audit';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { Watched } from '@carnet/domain/watch';
import type { LookUpStop, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

const stopsShownDays = 90;

export interface NamedStop extends LookUpStop {
  readonly name?: string;
  readonly liftedByName?: string;
}

export const readStops = (ports: Ports, caller: Caller): Promise<Result<readonly NamedStop[]>> =>
  withAccessAcross(ports, caller, 'review-accesses', async ({ permit, tx, at }) => {
    const stops = await tx.lookUps.stops(permit, plusDays(at, -stopsShownDays));
    const named: NamedStop[] = [];
    for (const stop of stops) {
      const name = await nameOfWatched(tx, stop);
      const by = stop.lifted === undefined ? undefined : await tx.directory.personnel(stop.lifted.by);
      named.push({ ...stop, ...(name === undefined ? {} : { name }), ...(by === undefined ? {} : { liftedByName: `${by.givenName} ${by.familyName}` }) });
    }
    return ok(named);
  });

async function nameOfWatched({ directory }: Stores, { id }: Watched): Promise<string | undefined> {
  const person = (await directory.professionnel(id as PsIdNat)) ?? (await directory.personnel(id as PsIdNat));
  if (person !== undefined) return `${person.givenName} ${person.familyName}`;
  return (await directory.structure(id as StructIdNat))?.name;
}

/** Why it is lifted is kept in the journal too. */
export const liftStop = (ports: Ports, caller: Caller, watched: Watched, reason: string): Promise<Result<true>> =>
  withAccessAcross(
    ports,
    { ...caller, context: { ...caller.context, reason: `Arrêt levé, ${watched.kind} ${watched.id} : ${reason}` } },
    'review-accesses',
    async ({ permit, tx, at }) =>
      (await tx.lookUps.lift(permit, watched, { at, by: actorId(permit.actor) as PsIdNat, reason }))
        ? ok(true as const)
        : refuse('TRANSITION_INTERDITE', [{ field: 'id', rule: 'RIEN_A_LEVER', given: watched.id }]),
  );
