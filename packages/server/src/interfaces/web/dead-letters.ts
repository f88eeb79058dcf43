// Messages that never left, at the operator's door: the list, and sending again one or all.

import { type DeadLetters, sendAgainSchema } from '@carnet/contract';
import { type Result, ok, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { listDeadLetters, sendDeadLetters } from '../../application/dead-letters.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { WebDeps } from './web-deps.ts';

const jsonMaximumBytes = 16 * 1024;

export function deadLetterRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  app.get(
    '/dead-letters',
    call(async ({ caller }): Promise<Result<DeadLetters>> => {
      const found = await listDeadLetters(ports, caller);
      if (!found.ok) return found;
      const { letters, total } = found.value;
      return ok({ total, letters: letters.map(({ writtenAt, kinds, ...letter }) => ({ ...letter, kinds: [...kinds], writtenAt: toIso(writtenAt) })) });
    }),
  );
  app.post(
    '/dead-letters/send-again',
    { bodyLimit: jsonMaximumBytes },
    call(async ({ caller }, { body }) => {
      const input = parseInput(sendAgainSchema, body);
      if (!input.ok) return input;
      const sent = await sendDeadLetters(ports, caller, input.value.batch);
      return sent.ok ? ok({ count: sent.value }) : sent;
    }),
  );
}
