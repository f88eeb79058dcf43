// Pro Santé Connect, or whoever it is here, says that a session of its own has ended: those it had opened here end too (OpenID Connect Back-Channel
// Logout 1.0). No browser comes here, and nothing but the signature of the token says who speaks.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { connectLogout } from '../../pipeline/connect-settings.ts';
import type { WebDeps } from '../web-deps.ts';
import type { ConnectClient } from './connect-client.ts';
import { type LoggedOut, logoutSeconds } from './logout-token.ts';

const maximumBytes = 16 * 1024;
const model = 'ConnectLogout';

type LogoutDeps = WebDeps & { readonly connect: ConnectClient };

export function connectLogoutPage(app: FastifyInstance, deps: LogoutDeps): void {
  void app.register(async (door) => {
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: maximumBytes }, (_request, body, parsed) =>
      parsed(null, new URLSearchParams(body as string)),
    );
    door.post(connectLogout(''), (request, reply) => endSessions(deps, request, reply));
  });
}

async function endSessions(deps: LogoutDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { sessions, bearer } = deps;
  void reply.header('cache-control', 'no-store');
  const left = await leftBy(deps, request);
  // The same token again says nothing new, and would end a session opened since.
  if (left === undefined || (await bearer.artefacts.find(model, left.jti)) !== undefined) return reply.code(400).send({ error: 'invalid_request' });
  const ended = await sessions.closeConnected(left);
  await bearer.artefacts.upsert(model, left.jti, {}, 2 * logoutSeconds);
  request.log.info({ id: request.id, ended }, 'sessions ended by Pro Santé Connect');
  return reply.code(200).send();
}

async function leftBy({ connect }: LogoutDeps, request: FastifyRequest): Promise<LoggedOut | undefined> {
  const given = request.body instanceof URLSearchParams ? request.body.getAll('logout_token') : [];
  if (given.length !== 1) return undefined;
  try {
    return await connect.loggedOut(given[0]!);
  } catch (error) {
    request.log.warn({ err: error }, 'the keys of Pro Santé Connect cannot be fetched');
    return undefined;
  }
}
