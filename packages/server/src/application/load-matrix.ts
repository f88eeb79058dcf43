// A habilitation matrix loaded from a file: read, compared with what it would replace, then put in force from a day that has not begun
// (or from today, where no matrix begins today yet). What was decided for a day to come can be taken back.

import {
  type CellDifference,
  type HabilitationMatrix,
  compareMatrices,
  dayAfter,
  earliestDay,
  inForceOn,
  parseHabilitationFile,
  standing,
} from '@carnet/domain/access';
import { type CivilDate, type Result, civilDateInParis, ok, refuse } from '@carnet/domain/kernel';
import type { MatrixDecision, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { decidedBy, tracedAs } from './decide-law.ts';
import { registerOf } from './read-law.ts';
import { withAccessAcross } from './with-access.ts';

export interface MatrixPreview {
  /** The day it would take effect. */
  readonly from: CivilDate;
  readonly earliestFrom: CivilDate;
  /** As read, with the file's own day. */
  readonly matrix: HabilitationMatrix;
  /** What holds that day as things stand; undefined: nothing does. */
  readonly against?: MatrixDecision;
  /** Decided for exactly that day, and would give way. */
  readonly replaces?: MatrixDecision;
  readonly differences: readonly CellDifference[];
}

const readFile = (csv: string): Result<HabilitationMatrix> => {
  const read = parseHabilitationFile(csv);
  return read.ok ? ok(read.value) : refuse('CONTENU_REFUSE', read.findings);
};

const later = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? b : a);

/** Decides nothing. A day that has begun, asked for or the file's, becomes the earliest possible. */
export const previewMatrix = (
  ports: Ports,
  caller: Caller,
  { csv, from }: { readonly csv: string; readonly from?: CivilDate },
): Promise<Result<MatrixPreview>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx, at }) => {
    const read = readFile(csv);
    if (!read.ok) return read;
    const decisions = await tx.law.matrices(permit);
    const earliestFrom = earliestDay(decisions, civilDateInParis(at));
    const day = later(from ?? read.value.from, earliestFrom);
    const against = inForceOn(decisions, day);
    const before = against === undefined ? { cells: new Map() } : await tx.law.matrix(permit, against);
    return ok({
      from: day,
      earliestFrom,
      matrix: read.value,
      ...(against === undefined ? {} : { against, ...(against.from === day ? { replaces: against } : {}) }),
      differences: compareMatrices(before, read.value),
    });
  });

export interface LawDay {
  readonly from: CivilDate;
  readonly reason: string;
}

/** The decision just taken, as the register shows it. */
export const loadMatrix = (
  ports: Ports,
  caller: Caller,
  { csv, from, reason }: LawDay & { readonly csv: string },
): Promise<Result<ReturnType<typeof registerOf>['matrices'][number]>> =>
  withAccessAcross(ports, tracedAs(caller, `Matrice d’habilitation à partir du ${from}`, reason), 'administer', async ({ permit, tx, at }) => {
    const read = readFile(csv);
    if (!read.ok) return read;
    await tx.law.hold(permit);
    const earliest = earliestDay(await tx.law.matrices(permit), civilDateInParis(at));
    if (from < earliest) return refuse('PARAMETRE_INVALIDE', [{ field: 'from', rule: 'JOUR_DEJA_COMMENCE', given: from, expected: `>= ${earliest}` }]);
    const { source, cells } = read.value;
    await tx.law.putInForce(permit, { from, source, cells }, decidedBy(permit, caller, at, reason));
    return ok(registerOf(await tx.law.matrices(permit), at).matrices.at(-1)!);
  });

export const withdrawMatrix = (ports: Ports, caller: Caller, { from, reason }: LawDay): Promise<Result<undefined>> =>
  withAccessAcross(ports, tracedAs(caller, `Retrait de la matrice prévue le ${from}`, reason), 'administer', async ({ permit, tx, at }) => {
    await tx.law.hold(permit);
    const today = civilDateInParis(at);
    if (from <= today) return refuse('PARAMETRE_INVALIDE', [{ field: 'from', rule: 'JOUR_DEJA_COMMENCE', given: from, expected: `>= ${dayAfter(today)}` }]);
    if (!standing(await tx.law.matrices(permit)).some((one) => one.from === from))
      return refuse('PARAMETRE_INVALIDE', [{ field: 'from', rule: 'RIEN_DE_PREVU', given: from }]);
    await tx.law.withdrawMatrix(permit, from, decidedBy(permit, caller, at, reason));
    return ok(undefined);
  });
