// The door of patients' sign-in: the OpenID provider under its issuer's path, the JSON routes of its screens, the web session.
// Guarantees: no cached answer, small bodies only, an unexpected error is logged without what was typed and answers a plain problem.

import cookie from '@fastify/cookie';
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { AccountPorts } from '../../ports/index.ts';
import { accountRoutes } from './account-routes.ts';
import { openingRoutes } from './opening-routes.ts';
import { launchRoutes } from './launch-routes.ts';
import type { OpeningPorts } from './opening.ts';
import { oppositionRoutes } from './opposition-routes.ts';
import { pairingRoutes } from './pairing-routes.ts';
import { relyingPartyOf } from './passkey-ceremony.ts';
import { createProvider } from './provider.ts';
import type { ServicesDeps } from './services.ts';
import { refused } from './sign-in-refusal.ts';
import { answerProblem, recoveryRoutes, signInRoutes } from './sign-in-routes.ts';
import type { StructuresDeps } from './structures.ts';
import { callbackOf, showError, webSessionRoutes } from './web-session.ts';

export interface OidcDoorDeps {
  readonly ports: AccountPorts;
  readonly opening: Pick<OpeningPorts, 'records' | 'insOids'>;
  readonly ofServices: ServicesDeps;
  readonly ofStructures: StructuresDeps;
  /** How browsers see us, without a final slash; the issuer is `<publicUrl>/oidc`. */
  readonly publicUrl: string;
}

export const issuerOf = (publicUrl: string): string => `${publicUrl}/oidc`;

/** No step of a sign-in carries more than a login and two passwords. */
const largestBody = 8_192;

export const oidcDoor =
  ({ ports, opening, ofServices, ofStructures, publicUrl }: OidcDoorDeps): FastifyPluginAsync =>
  async (app) => {
    const { origin } = new URL(publicUrl);
    const issuer = issuerOf(publicUrl);
    const party = relyingPartyOf(origin);
    const provider = await createProvider(ports, { issuer, callback: callbackOf(origin), home: `${origin}/` }, ofServices, ofStructures);
    provider.on('server_error', (_ctx, error) => app.log.error({ err: error }, 'the OpenID provider failed'));

    await app.register(async (mount) => mountProvider(mount, provider, new URL(issuer)));
    await app.register(async (routes) => {
      await routes.register(cookie, { secret: await ports.secrets.obtain('sign-in-cookie-key', async () => randomBytes(32).toString('base64url')) });
      acceptEmptyJson(routes);
      routes.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
      routes.setErrorHandler((error: FastifyError, request, reply) => answerError(ports, error, request, reply));
      signInRoutes(routes, ports, provider, party);
      recoveryRoutes(routes, ports);
      openingRoutes(routes, { ...ports, ...opening }, origin);
      oppositionRoutes(routes, { ...ports, ...opening });
      accountRoutes(routes, ports, origin, party);
      pairingRoutes(routes, { ports, records: opening.records, services: ofServices.services }, provider);
      launchRoutes(routes, { ...ofStructures, ports, services: ofServices.services, publicUrl }, provider);
      webSessionRoutes(routes, { ports, provider, issuer, origin });
    });
  };

/** Hands the raw request to the provider: Fastify must neither read its body nor answer it. */
function mountProvider(mount: FastifyInstance, provider: Provider, issuer: URL): void {
  mount.removeAllContentTypeParsers();
  mount.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
  const callback = provider.callback();
  mount.all(`${issuer.pathname}/*`, (request, reply) => {
    const { raw } = request;
    // The TLS listener of a sandbox whose issuer is clear HTTP: the provider would mix the two in its addresses.
    // Not so where software shows its certificate, which answers with none of them (RFC 8705 §5).
    const ofSoftware = raw.url!.startsWith(`${issuer.pathname}/token`);
    if (issuer.protocol === 'http:' && request.protocol === 'https' && !ofSoftware) return reply.redirect(`${issuer.origin}${raw.url!}`, 308);
    // Before the prefix is taken off: the provider derives its own addresses from the difference.
    Object.assign(raw, { originalUrl: raw.url, url: raw.url!.slice(issuer.pathname.length) });
    raw.headers['x-forwarded-host'] = issuer.host;
    raw.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
    // Hijacked, the answer would leave without what the listener set: protections of browsers, request id, rates. Not its date: the provider
    // dates its cookies by the machine, and a browser counts the time left of a cookie from the date of the answer.
    const { date: _date, ...headers } = reply.getHeaders();
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    void callback(raw, reply.raw);
    return reply;
  });
}

/** A step without content may still be announced as JSON. */
function acceptEmptyJson(routes: FastifyInstance): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: largestBody }, (_request, body, parsed) => {
    if (body === '') return parsed(null, undefined);
    try {
      parsed(null, JSON.parse(body as string));
    } catch {
      parsed(Object.assign(new Error('not JSON'), { statusCode: 400 }));
    }
  });
}

function answerError({ clock }: AccountPorts, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return answerProblem(request, reply, clock, refused('REQUETE_MALFORMEE'));
  request.log.error({ err: error }, 'a step of the sign-in failed');
  if (request.url.startsWith('/auth/')) return showError(request, reply, 503, 'SERVICE_INDISPONIBLE');
  return answerProblem(request, reply, clock, refused('SERVICE_INDISPONIBLE'));
}
