// Routes of the signed-in person's account, as packages/contract says. An unsafe one is answered to our own pages only.

import { addPasskeySchema, askPasskeySchema, closeSessionsSchema, passwordChangeSchema, renamePasskeySchema } from '@carnet/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccountPorts } from '../../ports/index.ts';
import { requireSameOrigin } from '../pipeline/same-origin.ts';
import { sessionCookie } from '../session-cookie.ts';
import { type AccountCall, changeOwnPassword, closeOtherSessions, listSessions } from './account.ts';
import { addPasskey, listPasskeys, questionForNew, removePasskey, renamePasskey } from './passkeys.ts';
import type { RelyingParty } from './passkey-ceremony.ts';
import { type Step, done, refused } from './sign-in-refusal.ts';
import { answerProblem, readBody } from './sign-in-routes.ts';

export function accountRoutes(app: FastifyInstance, ports: AccountPorts, origin: string, party: RelyingParty): void {
  const signedIn =
    (status: number, act: (call: AccountCall, body: unknown, id: string) => Promise<Step<unknown>>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const call = requireSameOrigin(request).ok ? await callOf(request) : refused('REQUETE_MALFORMEE');
      const outcome = call.ok ? await act(call.value, request.body, (request.params as { passkeyId?: string }).passkeyId ?? '') : call;
      return outcome.ok ? reply.code(status).send(outcome.value) : answerProblem(request, reply, ports.clock, outcome);
    };
  const callOf = async (request: FastifyRequest): Promise<Step<AccountCall>> => {
    const token = request.cookies[sessionCookie('patient', origin).name];
    const session = token === undefined ? undefined : await ports.sessions.find(token);
    if (token === undefined || session?.kind !== 'patient') return refused('NON_AUTHENTIFIE');
    return done({ token, session, address: request.ip, requestId: request.id });
  };

  app.get(
    '/api/patient/sessions',
    signedIn(200, async (call) => done(await listSessions(ports, call))),
  );
  app.post(
    '/api/patient/sessions/close-others',
    signedIn(204, async (call, body) => {
      const input = readBody(body, closeSessionsSchema);
      return input.ok ? closeOtherSessions(ports, call, input.value) : input;
    }),
  );
  app.post(
    '/api/patient/password',
    signedIn(204, async (call, body) => {
      const input = readBody(body, passwordChangeSchema);
      return input.ok ? changeOwnPassword(ports, call, input.value) : input;
    }),
  );

  app.get(
    '/api/patient/passkeys',
    signedIn(200, async (call) => done(await listPasskeys(ports, call))),
  );
  app.post(
    '/api/patient/passkeys/options',
    signedIn(200, async (call, body) => {
      const input = readBody(body, askPasskeySchema);
      return input.ok ? questionForNew(ports, party, call, input.value) : input;
    }),
  );
  app.post(
    '/api/patient/passkeys',
    signedIn(201, async (call, body) => {
      const input = readBody(body, addPasskeySchema);
      return input.ok ? addPasskey(ports, party, call, input.value) : input;
    }),
  );
  app.put(
    '/api/patient/passkeys/:passkeyId',
    signedIn(204, async (call, body, id) => {
      const input = readBody(body, renamePasskeySchema);
      return input.ok ? renamePasskey(ports, call, id, input.value) : input;
    }),
  );
  app.post(
    '/api/patient/passkeys/:passkeyId/remove',
    signedIn(204, async (call, body, id) => {
      const input = readBody(body, askPasskeySchema);
      return input.ok ? removePasskey(ports, call, id, input.value) : input;
    }),
  );
}
