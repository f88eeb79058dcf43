// A professional signs in by Pro Santé Connect: /auth/psc/login sends the browser there, /auth/psc/callback takes it back, and opens the same session a
// card opens. What began a sign-in waits sealed under the state and a cookie together, and is taken once: an answer begun elsewhere opens nothing.
// Every end of it is a line of the journal, and a refusal is said by the sign-in page.

import { type ConnectFault, traceOfConnect } from '@carnet/domain/audit';
import type { Left, SignInMeans } from '@carnet/contract';
import type { Professionnel } from '@carnet/domain/identity';
import { instantOf, ok } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { cookiePrefix, isSecure } from '../../session-cookie.ts';
import { sendResult } from '../answer.ts';
import { directPlace } from '../direct-access.ts';
import { clearToken, setToken } from '../session-cookies.ts';
import type { Call, WebDeps } from '../web-deps.ts';
import { type Matched, type Said, matchedWith } from './claims.ts';
import { type ConnectClient, type ConnectStart, connectHours } from './connect-client.ts';
import { connectLogoutPage } from './connect-logout.ts';

/** To find one's telephone, and to say yes on it. */
const waitsSeconds = 600;
const model = 'ConnectStart';
const path = '/auth/psc';

interface Waiting extends ConnectStart {
  /** Came for what a program of care opened: goes on with it. */
  readonly direct?: true;
}

type ConnectDeps = WebDeps & { readonly connect: ConnectClient };

/** Outside the API: where the browser goes by itself. */
export function connectPages(app: FastifyInstance, deps: WebDeps): void {
  const { connect } = deps;
  if (connect === undefined) return;
  app.get(`${path}/login`, (request, reply) => begin({ ...deps, connect }, request, reply));
  app.get(`${path}/callback`, (request, reply) => finish({ ...deps, connect }, request, reply));
  connectLogoutPage(app, { ...deps, connect });
}

export const showMeans = ({ connect, sandboxCards }: Pick<WebDeps, 'connect' | 'sandboxCards'>): SignInMeans => ({
  ...(connect === undefined ? {} : { proSanteConnect: { simulated: connect.simulated } }),
  ...(sandboxCards === undefined ? {} : { portal: '/sandbox/portail' }),
});

const cookieFor = (publicUrl: string, state: string) =>
  ({
    name: `${cookiePrefix(publicUrl, '__Secure-')}carnet_psc_${state.replaceAll(/[^\w-]/g, '').slice(0, 12)}`,
    options: { path, httpOnly: true, sameSite: 'lax', secure: isSecure(publicUrl) },
  }) as const;
/** Neither is anything without the other. */
const idOf = (state: string, bound: string): string => `${state}.${bound}`;

async function begin(deps: ConnectDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { publicUrl, connect, bearer } = deps;
  // The other listener, or another name of a laptop: cookies must be those of the place one comes back to.
  if (`${request.protocol}://${request.host}` !== publicUrl && isLocal(request.hostname)) return reply.redirect(`${publicUrl}${request.url}`, 307);
  const direct = (request.query as { readonly vers?: unknown }).vers === 'acces-direct';
  const begun = await connect.begin().catch((error: unknown) => {
    request.log.warn({ err: error }, 'Pro Santé Connect cannot be reached');
    return undefined;
  });
  if (begun === undefined) return refuse(deps, request, reply, 'PSC_INDISPONIBLE', { direct });
  const bound = randomBytes(32).toString('base64url');
  const waiting: Waiting = { ...begun.start, ...(direct ? { direct } : {}) };
  await bearer.artefacts.upsert(model, idOf(begun.start.state, bound), { ...waiting }, waitsSeconds);
  const { name, options } = cookieFor(publicUrl, begun.start.state);
  void reply.setCookie(name, bound, { ...options, maxAge: waitsSeconds });
  return reply.redirect(begun.url, 303);
}
const isLocal = (name: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(name);

async function finish(deps: ConnectDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { connect, ports, sessions, publicUrl, bearer } = deps;
  const { state } = request.query as Readonly<Record<string, unknown>>;
  const cookie = typeof state === 'string' ? cookieFor(publicUrl, state) : undefined;
  const bound = cookie === undefined ? undefined : request.cookies[cookie.name];
  const waiting =
    typeof state !== 'string' || bound === undefined ? undefined : ((await bearer.artefacts.take(model, idOf(state, bound))) as Waiting | undefined);
  if (cookie === undefined || waiting === undefined) return refuse(deps, request, reply, 'PSC_DEMANDE_PERDUE', { direct: false });
  void reply.clearCookie(cookie.name, cookie.options);
  const direct = waiting.direct === true;
  const came = await connect.finish(request.url.slice(request.url.indexOf('?')), waiting);
  if (!came.ok) return refuse(deps, request, reply, came.fault, { direct });
  const { known, matched } = await lookUp(deps, came.said);
  if (!matched.ok) return refuse(deps, request, reply, matched.fault, { direct, said: came.said, known });
  await trace(deps, request, undefined, { said: came.said, known });
  const openedAt = ports.clock.now();
  const { structures } = matched;
  const token = await sessions.open({
    kind: 'professionnel',
    professionnel: came.said.id,
    // Whoever works in several places says which.
    ...(structures.length === 1 ? { structure: structures[0]! } : {}),
    connect: { idToken: came.idToken, structures, subject: came.subject, ...(came.sid === undefined ? {} : { sid: came.sid }) },
    openedAt,
    expiresAt: instantOf(openedAt + connectHours * 3_600_000 - Math.max(0, Date.now() - came.authenticatedAt)),
  });
  setToken(request, reply, 'professionnel', publicUrl, token);
  return reply.redirect(direct ? directPlace : '/pro/', 303);
}

const lookUp = ({ ports }: WebDeps, said: Said): Promise<{ readonly known: Professionnel | undefined; readonly matched: Matched }> =>
  ports.transactions.run(async ({ directory }) => {
    const known = await directory.professionnel(said.id);
    const active = (await directory.structures(known?.structures ?? [])).filter((structure) => structure.active);
    return {
      known,
      matched: matchedWith(
        said,
        known,
        active.map(({ id }) => id),
      ),
    };
  });

interface Whom {
  readonly said?: Said;
  readonly known?: Professionnel | undefined;
}

async function refuse(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: ConnectFault,
  { direct, ...whom }: Whom & { readonly direct: boolean },
): Promise<FastifyReply> {
  await trace(deps, request, fault, whom);
  return reply.redirect(`/pro/connexion?refus=${fault}${direct ? '&vers=acces-direct' : ''}`, 303);
}

const trace = ({ ports }: WebDeps, { id: requestId }: FastifyRequest, fault: ConnectFault | undefined, { said, known }: Whom): Promise<void> => {
  const named = said && {
    id: said.id,
    name: known === undefined ? '' : `${known.givenName} ${known.familyName}`.trim(),
    ...(known === undefined ? {} : { profession: known.profession }),
  };
  const line = traceOfConnect({ at: ports.clock.now(), professionnel: named, ...(fault === undefined ? {} : { fault }), requestId });
  return ports.transactions.run(({ traces }) => traces.append(line));
};

/** POST /api/pro/logout: our session first; then the browser is told where to end the provider's. */
export async function leaveConnect(deps: WebDeps, { session, token }: Call, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await deps.sessions.close(token);
  clearToken(request, reply, 'professionnel', deps.publicUrl);
  const held = session.kind === 'professionnel' ? session.connect : undefined;
  const next = held === undefined ? undefined : await deps.connect?.leave(held.idToken).catch(() => undefined);
  return sendResult(request, reply, ok<Left>(next === undefined ? {} : { next }), 200);
}
