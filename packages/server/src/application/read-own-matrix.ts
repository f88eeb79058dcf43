// What one's own profession may read, by the matrix in force today (features A095). It is the law, not a record: nothing to decide, nothing to trace.

import type { HabilitationMatrix } from '@carnet/domain/access';
import type { ProfessionCode, SpecialtyCode } from '@carnet/domain/identity';
import { type CivilDate, type Result, civilDateInParis, ok, refuse } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';

export interface OwnMatrix {
  readonly day: CivilDate;
  readonly profession: ProfessionCode;
  readonly specialty?: SpecialtyCode;
  readonly matrix: HabilitationMatrix;
}

/** Whoever is no health professional has no row in it. */
export async function readOwnMatrix(ports: Ports, { actor }: Caller): Promise<Result<OwnMatrix>> {
  if (actor.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
  const at = ports.clock.now();
  const { matrix } = await ports.law.at(at);
  const { profession, specialty } = actor;
  return ok({ day: civilDateInParis(at), profession, ...(specialty === undefined ? {} : { specialty }), matrix });
}
