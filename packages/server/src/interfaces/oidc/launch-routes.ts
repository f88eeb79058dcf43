// The authorization endpoint of services opened from a record (SMART EHR launch, ADR 31). It answers to the professional's session and asks nobody
// anything: the press in the app was the act, and the launch says of which record, by whom, for which service. Codes and tokens are the provider's:
// who a client is, PKCE at the exchange, single use and revocation are its own. Denies by default; a browser is never sent to an address unknown.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type Provider from 'oidc-provider';
import type { AccountPorts, Service, ServiceRegister } from '../../ports/index.ts';
import { type Launch, careOf, keepLaunched, lookAtLaunch, opensFor, standing, takeLaunch } from '../pipeline/launch.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import { launchAuthorizePath, launchIss } from '../pipeline/service-metadata.ts';
import { launchScopes } from '../pipeline/smart-scopes.ts';
import { sessionCookie } from '../session-cookie.ts';
import { launchRefusedPage } from './pages.ts';
import { launchAccount } from './services.ts';

export interface LaunchRoutesDeps {
  readonly ports: AccountPorts;
  readonly services: ServiceRegister;
  readonly revocations: Revocations;
  readonly publicUrl: string;
  /** Where a professional with a card in a reader signed in, and their cookie goes. */
  readonly cardUrl: string;
}

type Asked = Readonly<Record<string, string>>;
interface Fault {
  readonly error: 'invalid_request' | 'unsupported_response_type' | 'invalid_scope' | 'access_denied';
  readonly why: string;
}
interface Granted {
  readonly launch: Launch;
  readonly scope: string;
}

export function launchRoutes(app: FastifyInstance, deps: LaunchRoutesDeps, provider: Provider): void {
  const { artefacts } = deps.ports;
  app.get(launchAuthorizePath, async (request, reply) => {
    const asked = onceEach(request.query as Readonly<Record<string, unknown>>);
    const { client_id: id = '', redirect_uri: redirectUri = '', state, launch: drawn = '' } = asked ?? {};
    const service = await deps.services.find(id);
    const client = service === undefined || careOf(service) === undefined ? undefined : await provider.Client.find(id);
    if (asked === undefined || service === undefined || client?.redirectUriAllowed(redirectUri) !== true) return refusedHere(request, reply);
    const atCards = (await lookAtLaunch(artefacts, drawn))?.at === 'cards';
    if (atCards && !(request.raw.socket instanceof TLSSocket))
      return reply.redirect(`${deps.cardUrl}${launchAuthorizePath}?${new URLSearchParams(asked).toString()}`, 303);
    const answer = (parameters: Readonly<Record<string, string>>): FastifyReply => {
      const url = new URL(redirectUri);
      for (const [name, value] of Object.entries({ ...parameters, ...(state === undefined ? {} : { state }) })) url.searchParams.set(name, value);
      return reply.redirect(url.href, 303);
    };
    const granted = faultOf(asked, deps.publicUrl) ?? (await grantedBy(asked, service, request, deps));
    if ('error' in granted) return answer({ error: granted.error, error_description: granted.why });
    const accountId = launchAccount(randomUUID());
    const grant = new provider.Grant({ clientId: id, accountId });
    grant.addOIDCScope(granted.scope);
    const grantId = await grant.save();
    await keepLaunched(artefacts, { ...granted.launch, grantId });
    const challenge = { gty: 'authorization_code', codeChallenge: asked['code_challenge']!, codeChallengeMethod: 'S256' };
    const code = new provider.AuthorizationCode({ client, accountId, grantId, redirectUri, scope: granted.scope, ...challenge });
    return answer({ code: await code.save() });
  });
}

/** Undefined: something was said twice, or is no text. */
function onceEach(query: Readonly<Record<string, unknown>>): Asked | undefined {
  return Object.values(query).every((value) => typeof value === 'string') ? (query as Asked) : undefined;
}

/** SHA-256, as RFC 7636 §4.2 writes it. */
const challengeShape = /^[\w-]{43}$/;

/** What is wrong with the request itself, whoever brings it. */
function faultOf(asked: Asked, publicUrl: string): Fault | undefined {
  const invalid = (why: string): Fault => ({ error: 'invalid_request', why });
  if (asked['response_type'] !== 'code') return { error: 'unsupported_response_type', why: 'response_type must be code' };
  if ('request' in asked || 'request_uri' in asked) return invalid('request objects are not taken');
  if ((asked['response_mode'] ?? 'query') !== 'query') return invalid('response_mode must be query');
  if (asked['aud'] !== launchIss(publicUrl)) return invalid(`aud must be ${launchIss(publicUrl)}`);
  if (asked['code_challenge_method'] !== 'S256' || !challengeShape.test(asked['code_challenge'] ?? '')) return invalid('PKCE is required, with S256');
  if (asked['launch'] === undefined) return invalid('launch is required: this service is opened from a record');
  if (asked['scope']?.split(' ').includes('launch') !== true) return { error: 'invalid_scope', why: 'the scope launch is required' };
  return undefined;
}

/** Taken whatever comes of it: a launch that was shown once is worth nothing afterwards. */
async function grantedBy(asked: Asked, service: Service, request: FastifyRequest, deps: LaunchRoutesDeps): Promise<Granted | Fault> {
  const { sessions, artefacts } = deps.ports;
  const launch = await takeLaunch(artefacts, asked['launch']!);
  const origin = request.protocol === 'https' ? `https://${request.host}` : deps.publicUrl;
  const token = request.cookies[sessionCookie('professionnel', origin).name];
  const session = token === undefined ? undefined : await sessions.find(token);
  if (token === undefined || launch === undefined || launch.service !== service.id || launch.session !== sessions.markOf(token))
    return { error: 'access_denied', why: 'the launch is unknown, over, or of another session or service' };
  if (standing(session, launch, deps.revocations) === undefined || !opensFor(service, launch.structure))
    return { error: 'access_denied', why: 'the session it was drawn in no longer allows it' };
  // What is asked beyond readings is left out, as SMART has it: the answer says what was granted.
  return {
    launch,
    scope: asked['scope']!.split(' ')
      .filter((one) => launchScopes.includes(one))
      .join(' '),
  };
}

/** Of a client or an address nobody registered: nothing is sent there. */
function refusedHere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { html, contentSecurityPolicy } = launchRefusedPage(request.headers['accept-language']);
  return reply.code(400).type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy).send(html);
}
