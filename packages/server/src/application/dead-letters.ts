// Messages that were tried until there was no sense in it, for whoever runs the installation: seen, and sent again once what was wrong is right.

import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DeadLetter, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

const lettersShown = 200;

export const listDeadLetters = (ports: Ports, caller: Caller): Promise<Result<{ readonly letters: readonly DeadLetter[]; readonly total: number }>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx }) => ok(await tx.deadLetters.list(permit, lettersShown)));

/** Undefined: all of them. Refuses what is no longer among them: sent, or sent again, meanwhile. */
export const sendDeadLetters = (ports: Ports, caller: Caller, batch: string | undefined): Promise<Result<number>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx }) => {
    const count = await tx.deadLetters.sendAgain(permit, batch);
    return batch !== undefined && count === 0 ? refuse('TRANSITION_INTERDITE', [{ field: 'batch', rule: 'RIEN_A_RENVOYER' }]) : ok(count);
  });
