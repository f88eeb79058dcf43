// A refused deposit, kept for the structure that sent it, whichever door it came by. That it could not be kept is logged, and changes nothing of
// the answer.

import type { Refusal } from '@carnet/domain/kernel';
import type { FastifyBaseLogger } from 'fastify';
import { type Feeder, type RefusedSubmission, keepRefusedDeposit } from '../../application/refused-deposits.ts';
import type { Ports } from '../../ports/index.ts';

export async function keepRefused(
  { ports, log }: { readonly ports: Ports; readonly log: FastifyBaseLogger },
  feeder: Feeder | undefined,
  submission: RefusedSubmission,
  refusal: Refusal,
): Promise<void> {
  if (feeder === undefined) return;
  try {
    await keepRefusedDeposit(ports, feeder, submission, refusal);
  } catch (error) {
    log.error({ err: error }, 'a refused deposit was not kept for its structure');
  }
}
