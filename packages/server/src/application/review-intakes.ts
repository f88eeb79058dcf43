// The intakes of the insurers' files, for whoever runs the installation: how far each was taken, what became of its lines, what was wrong with
// which. Counts and places in a file: nothing of anybody.

import type { StructIdNat } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { Intake, IntakeReject, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

const intakesShown = 200;
/** As many as are kept of one file. */
const rejectsMaximum = 10_000;

export const listIntakes = (ports: Ports, caller: Caller): Promise<Result<readonly (Intake & { readonly insurerName: string })[]>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx }) => ok(await tx.intakes.list(permit, intakesShown)));

export interface ReviewedIntake {
  readonly intake: Intake;
  readonly rejects: readonly IntakeReject[];
}
/** Undefined: no file of that name came from them; that it was looked for is a line all the same. */
export const reviewIntake = (
  ports: Ports,
  caller: Caller,
  { insurer, name, limit = rejectsMaximum }: { readonly insurer: StructIdNat; readonly name: string; readonly limit?: number },
): Promise<Result<ReviewedIntake | undefined>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx }) => {
    const intake = await tx.intakes.find(permit, insurer, name);
    return ok(intake && { intake, rejects: await tx.intakes.rejects(permit, intake, 0, limit) });
  });
