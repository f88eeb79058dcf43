// JSON routes of the opening online, as packages/contract says. Without a session, until the last one opens it.

import { openingCompleteSchema, openingIdentitySchema, openingVerifySchema } from '@carnet/contract';
import type { FastifyInstance } from 'fastify';
import { requireSameOrigin } from '../pipeline/same-origin.ts';
import { sessionCookie } from '../session-cookie.ts';
import { type OpeningPorts, completeOpening, readIdentity, startOpening, started, verifyOpening } from './opening.ts';
import { refused } from './sign-in-refusal.ts';
import { answerProblem, readBody } from './sign-in-routes.ts';
import { openSession } from './web-session.ts';

export function openingRoutes(app: FastifyInstance, ports: OpeningPorts, origin: string): void {
  const underWay = new Set<Promise<void>>();
  app.addHook('onClose', async () => void (await Promise.all(underWay)));

  app.post('/api/opening/start', async (request, reply) => {
    const input = readBody(request.body, openingIdentitySchema);
    const typed = input.ok ? readIdentity(ports, input.value) : input;
    if (!typed.ok) return answerProblem(request, reply, ports.clock, typed);
    // After the answer, whose time must tell nothing of who was typed.
    const work: Promise<void> = startOpening(ports, request, typed.value)
      .catch((error: unknown) => request.log.error({ err: error }, 'an opening could not start'))
      .finally(() => underWay.delete(work));
    underWay.add(work);
    return reply.code(202).send(started(ports));
  });
  app.post('/api/opening/verify', async (request, reply) => {
    const input = readBody(request.body, openingVerifySchema);
    const outcome = input.ok ? await verifyOpening(ports, request, input.value) : input;
    return outcome.ok ? reply.send(outcome.value) : answerProblem(request, reply, ports.clock, outcome);
  });
  app.post('/api/opening/complete', async (request, reply) => {
    // It opens a session: asked by our own page only.
    const input = requireSameOrigin(request).ok ? readBody(request.body, openingCompleteSchema) : refused('REQUETE_MALFORMEE');
    const outcome = input.ok ? await completeOpening(ports, request, input.value) : input;
    if (!outcome.ok) return answerProblem(request, reply, ports.clock, outcome);
    // The code and the password are both factors, given a moment ago.
    const token = await openSession(ports, { personne: outcome.value.account.personne, means: 'password' }, request);
    const { name, options } = sessionCookie('patient', origin);
    if (token !== undefined) reply.setCookie(name, token, options);
    return reply.send(outcome.value.answer);
  });
}
