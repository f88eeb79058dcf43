// A deposit that was refused, kept for the structure that sent it (ADR 60): what was answered, when, by which door, under which number of its software.
// Written after the answer is known and outside what was undone; it reads nothing of any record, so it cannot tell more than the answer did.

import { actorId } from '@carnet/domain/audit';
import type { StructIdNat } from '@carnet/domain/identity';
import { type Refusal, type RefusalCode, plusDays } from '@carnet/domain/kernel';
import type { DepositDoor, GivenNumbers, Ports, Sender } from '../ports/index.ts';
import type { Caller } from './caller.ts';

/** Who sent, in the name of which structure. */
export interface Feeder {
  readonly structure: StructIdNat;
  readonly sender: Sender;
}

/** Undefined: in the name of no structure, or of one that is not theirs, whose list is not written by strangers. */
export function feederOf({ actor, context: { actorName, software } }: Caller): Feeder | undefined {
  const structure =
    actor.kind === 'structure'
      ? actor.id
      : (actor.kind === 'professionnel' || actor.kind === 'secretariat') && actor.structure !== undefined && actor.structures.includes(actor.structure.id)
        ? actor.structure.id
        : undefined;
  if (structure === undefined) return undefined;
  return { structure, sender: { kind: actor.kind, id: actorId(actor), name: actorName, ...(software === undefined ? {} : { software }) } };
}

/** Not of what was sent, but of the moment: the software sends it again, and is answered then. */
const ofTheMoment: readonly RefusalCode[] = ['TROP_DE_DEMANDES', 'ECRITURE_SUSPENDUE', 'SERVICE_INDISPONIBLE'];

/** Kept one by one; the others of that hour are counted by reason. */
export const refusalsKeptAnHour = 200;
/** One of each rule, the first. */
const faultsKept = 5;
const longestField = 160;
const documentsKept = 5;
const longestNumber = 128;

export interface RefusedSubmission {
  readonly door: DepositDoor;
  readonly numbers: GivenNumbers;
}

export async function keepRefusedDeposit(ports: Ports, { structure, sender }: Feeder, { door, numbers }: RefusedSubmission, refusal: Refusal): Promise<void> {
  const { code, findings } = refusal;
  if (ofTheMoment.includes(code)) return;
  const { set, documents } = numbers;
  await ports.transactions.run(({ deposits }) =>
    deposits.refuse(
      {
        id: ports.newId(),
        structure,
        at: ports.clock.now(),
        door,
        code,
        faults: findings
          .filter(({ rule }, index) => findings.findIndex((one) => one.rule === rule) === index)
          .slice(0, faultsKept)
          .map(({ rule, field }) => ({ rule, field: field.slice(0, longestField) })),
        sender,
        numbers: {
          ...(set === undefined ? {} : { set: set.slice(0, longestNumber) }),
          documents: documents.slice(0, documentsKept).map((number) => number.slice(0, longestNumber)),
        },
      },
      refusalsKeptAnHour,
    ),
  );
}

/** Swept every hour. */
export async function forgetRefusedDeposits({ clock, law, transactions }: Ports): Promise<number> {
  const now = clock.now();
  const { policy } = await law.at(now);
  return transactions.run(({ deposits }) => deposits.forget(plusDays(now, -policy.refusedDepositDays)));
}
