// Opposing, without a session, the opening that was announced: whoever holds the code of the e-mail or of the letter. Eighty random bits, and
// wrong ones slow the next try down, so that none is found by trying.

import { type OpeningAnnounced, type OppositionRecorded, oppositionCodeSchema } from '@carnet/contract';
import { type Result, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../application/caller.ts';
import { findOppositionCode, opposeByCode } from '../../application/record-opposition.ts';
import type { OpeningPorts } from './opening.ts';
import { perAddress } from './sign-in-policy.ts';
import { slowedDown } from './sign-in.ts';
import { type Step, done, refusedInput } from './sign-in-refusal.ts';
import { answerProblem, readBody } from './sign-in-routes.ts';

const unknownCode = refusedInput({ field: 'code', rule: 'CODE_OPPOSITION_INCONNU' });

export function oppositionRoutes(app: FastifyInstance, ports: OpeningPorts): void {
  const { records } = ports;
  const withCode =
    <T>(act: (caller: (name: string) => Caller, code: string) => Promise<T | undefined>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const outcome = await proved(request, act);
      return outcome.ok ? reply.send(outcome.value) : answerProblem(request, reply, ports.clock, outcome);
    };
  async function proved<T>(request: FastifyRequest, act: (caller: (name: string) => Caller, code: string) => Promise<T | undefined>): Promise<Step<T>> {
    const input = readBody(request.body, oppositionCodeSchema);
    if (!input.ok) return input;
    const key = { kind: 'address', value: request.ip } as const;
    const slowed = await slowedDown(ports, key, perAddress);
    if (slowed !== undefined) return slowed;
    const caller = (actorName: string): Caller => ({
      actor: { kind: 'systeme' },
      mode: 'normal',
      context: { door: 'patient', actorName, requestId: request.id },
    });
    const found = await act(caller, input.value.code);
    if (found === undefined) return unknownCode;
    await ports.attempts.forgive(key, 'this-one');
    return done(found);
  }

  app.post(
    '/api/opposition/find',
    withCode<OpeningAnnounced>(async (caller, code) => granted(await findOppositionCode(records, caller('Carnet'), code))),
  );
  app.post(
    '/api/opposition/record',
    withCode<OppositionRecorded>(async (caller, code) => {
      const found = granted(await findOppositionCode(records, caller('Carnet'), code));
      if (found === undefined) return undefined;
      const recorded = granted(await opposeByCode(records, caller(found.name), code));
      return recorded.kind === 'opened' ? { state: 'opened' } : { state: 'recorded', at: toIso(recorded.at) };
    }),
  );
}

/** Carnet's own act, which the rules give it. */
function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`an opposition was refused: ${result.refusal.code}`);
  return result.value;
}
