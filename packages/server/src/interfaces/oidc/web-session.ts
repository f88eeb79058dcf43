// The patient app's session: the browser never holds a token of the provider, only a cookie for our API (backend for frontend).
// /auth/login starts a code flow with PKCE against our own issuer and leads to the page of the sign-in, /auth/callback checks what came back and opens the session,
// /api/patient/logout ends both the session and the provider's. Every sign-in asks for both factors again (features A017).

import type { PersonneId } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import * as client from 'openid-client';
import type { AccountPorts } from '../../ports/index.ts';
import { cookiePrefix, isSecure, sessionCookie } from '../session-cookie.ts';
import { deviceOf } from './device.ts';
import { errorPage } from './pages.ts';
import { type SignInMeans, acceptedAmr, patientClientId, requiredAcr } from './provider.ts';
import { sessionHours, signInMinutes } from './sign-in-policy.ts';

export interface WebSessionDeps {
  readonly ports: AccountPorts;
  readonly provider: Provider;
  readonly issuer: string;
  /** Scheme, host and port under which browsers see us. */
  readonly origin: string;
}

const callbackPath = '/auth/callback';
export const callbackOf = (origin: string): string => `${origin}${callbackPath}`;

/** One per sign-in begun, so that two tabs do not disturb each other; a browser that holds more of them starts afresh. */
const startCookiePrefix = 'carnet_start_';
const startCookiePath = '/auth';
const mostStarts = 4;
const startCookieName = (origin: string, state: string): string => `${cookiePrefix(origin, '__Secure-')}${startCookiePrefix}${state.slice(0, 12)}`;

interface Start {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly retour: string;
}

export function webSessionRoutes(app: FastifyInstance, deps: WebSessionDeps): void {
  const { ports, origin } = deps;
  const relyingParty = lazyRelyingParty(deps.issuer);
  const startCookie = { path: startCookiePath, httpOnly: true, sameSite: 'lax', secure: isSecure(origin), signed: true } as const;

  app.get('/auth/login', async (request, reply) => {
    if (isOurOtherName(request, origin)) return reply.redirect(`${origin}${request.url}`, 307);
    const retour = localPath((request.query as Record<string, unknown>)['retour'], origin);
    if (retour === undefined) return showError(request, reply, 400, 'retour');
    const config = await relyingParty();
    const start: Start = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), retour };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: callbackOf(origin),
      scope: 'openid',
      prompt: 'login',
      acr_values: requiredAcr,
      state: start.state,
      nonce: start.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(start.verifier),
      code_challenge_method: 'S256',
    });
    // Whoever asks to sign in may be somebody else than the last one here: nothing of that session is carried over.
    await endProviderSession(deps, request, reply);
    forgetOldStarts(request, reply, startCookie);
    reply.setCookie(startCookieName(origin, start.state), JSON.stringify(start), { ...startCookie, maxAge: signInMinutes * 60 });
    const begun = await begin(app, request, url);
    if (begun === undefined) return reply.header('cache-control', 'no-store').redirect(url.href, 303);
    // The provider's cookies end at a date of the machine's clock: counted from another one, they would be over as they come.
    return reply.header('set-cookie', begun.cookies).removeHeader('date').header('cache-control', 'no-store').redirect(begun.page, 303);
  });
  // What people type, who know that pages have names.
  app.get('/connexion', (_request, reply) => reply.redirect(`/auth/login?retour=${encodeURIComponent('/accueil')}`, 303));

  app.get(callbackPath, async (request, reply) => {
    const start = startOf(request, origin);
    if (start === undefined) return showError(request, reply, 400, 'state');
    reply.clearCookie(startCookieName(origin, start.state), startCookie);
    const entered = await exchange(await relyingParty(), new URL(request.url, origin), start);
    const token = entered && (await openSession(ports, entered, request));
    if (token === undefined) return showError(request, reply, 403, 'sign-in');
    // Always a new token: whatever the browser held before never becomes a session.
    const { name, options } = sessionCookie('patient', origin);
    reply.setCookie(name, token, options);
    return reply.header('cache-control', 'no-store').redirect(start.retour, 303);
  });

  app.post('/api/patient/logout', async (request, reply) => {
    const { name, options } = sessionCookie('patient', origin);
    const token = request.cookies[name];
    if (token !== undefined) await ports.sessions.close(token);
    await endProviderSession(deps, request, reply);
    reply.clearCookie(name, options);
    return reply.code(204).send();
  });
}

/**
 * What the provider would answer to the browser at that address, asked here: on a slow network each address on the way to a page is a fifth of a
 * second. Nothing of a session is shown to it, none being carried over. Undefined: it leads elsewhere than to the sign-in, which is for the browser.
 */
async function begin(
  app: FastifyInstance,
  request: FastifyRequest,
  { host, pathname, search }: URL,
): Promise<{ readonly page: string; readonly cookies: string[] } | undefined> {
  const headers = { host, 'accept-language': request.headers['accept-language'] ?? '', 'user-agent': request.headers['user-agent'] ?? '' };
  const answer = await app.inject({ url: `${pathname}${search}`, headers, remoteAddress: request.ip });
  const { location, 'set-cookie': cookies } = answer.headers;
  if (answer.statusCode !== 303 || location?.startsWith('/connexion/') !== true || !Array.isArray(cookies)) return undefined;
  return { page: location, cookies };
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
/**
 * A laptop has several names for itself, and two listeners; cookies of the sign-in must be those of the name the issuer goes by.
 * Between loopback names only: elsewhere a reverse proxy decides, and a second opinion here could redirect for ever.
 */
const isOurOtherName = (request: FastifyRequest, origin: string): boolean =>
  `${request.protocol}://${request.host}` !== origin && loopbackNames.includes(request.hostname) && loopbackNames.includes(new URL(origin).hostname);

/** A path of ours to come back to. Undefined: anything that could lead elsewhere. */
export function localPath(given: unknown, origin: string): string | undefined {
  if (given === undefined) return '/';
  if (typeof given !== 'string' || given.length > 512 || !localPathShape.test(given) || !URL.canParse(given, origin)) return undefined;
  const url = new URL(given, origin);
  const normal = `${url.pathname}${url.search}${url.hash}`;
  // Checked again: `/..//elsewhere.test` is ours as written, and not once its dots are resolved.
  return url.origin === origin && localPathShape.test(normal) ? normal : undefined;
}
/** One slash, then printable ASCII without a backslash: two slashes, or a slash and a backslash, name another host. */
const localPathShape = /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/;

/** Our issuer answers once the server listens: discovered at the first sign-in, then kept. */
function lazyRelyingParty(issuer: string): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | undefined;
  const discover = (): Promise<client.Configuration> =>
    client.discovery(new URL(issuer), patientClientId, undefined, client.None(), issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {});
  return async () => {
    known ??= discover();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

function startOf(request: FastifyRequest, origin: string): Start | undefined {
  const { state } = request.query as Record<string, unknown>;
  const cookie = typeof state === 'string' ? request.cookies[startCookieName(origin, state)] : undefined;
  const read = cookie === undefined ? undefined : request.unsignCookie(cookie);
  if (read?.valid !== true) return undefined;
  const start = JSON.parse(read.value) as Start;
  return start.state === state ? start : undefined;
}

function forgetOldStarts(request: FastifyRequest, reply: FastifyReply, options: { readonly path: string; readonly secure: boolean }): void {
  const held = Object.keys(request.cookies).filter((name) => name.includes(startCookiePrefix));
  if (held.length >= mostStarts) for (const name of held) reply.clearCookie(name, options);
}

interface Entered {
  readonly personne: PersonneId;
  readonly means: SignInMeans;
}

/** The person, when the code was exchanged, the ID token is ours and says that both factors were given. */
async function exchange(config: client.Configuration, callback: URL, start: Start): Promise<Entered | undefined> {
  try {
    const tokens = await client.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: start.verifier,
      expectedState: start.state,
      expectedNonce: start.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const amr: unknown = claims?.['amr'];
    const means = (Object.keys(acceptedAmr) as SignInMeans[]).find((one) => Array.isArray(amr) && acceptedAmr[one].every((factor) => amr.includes(factor)));
    return claims?.['acr'] === requiredAcr && means !== undefined ? { personne: claims.sub as PersonneId, means } : undefined;
  } catch (error) {
    // A code used twice, an answer that is not for this start, a refusal of the provider: the caller's fault. Anything else is ours.
    if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError || error instanceof client.ClientError)
      return undefined;
    throw error;
  }
}

/** The session of who has just given both factors. Undefined: they have no account. */
export async function openSession(
  { accounts, sessions, clock, traceAccount }: AccountPorts,
  { personne, means }: Entered,
  { id, headers }: FastifyRequest,
): Promise<string | undefined> {
  const account = await accounts.byPersonne(personne);
  if (account === undefined) return undefined;
  const openedAt = clock.now();
  const authentication = means === 'passkey' ? 'CLE_D_ACCES' : 'DEUX_FACTEURS';
  await traceAccount({ action: 'sign-in', at: openedAt, holder: account, uid: personne, authentication, requestId: id });
  const previousSignInAt = await accounts.recordSignIn(personne, openedAt);
  return sessions.open({
    kind: 'patient',
    personne,
    dossier: account.dossier,
    displayName: account.displayName,
    factors: 2,
    device: deviceOf(headers['user-agent']),
    openedAt,
    expiresAt: instantOf(openedAt + sessionHours * 3_600_000),
    ...(previousSignInAt === undefined ? {} : { previousSignInAt }),
  });
}

/** What RP-initiated logout does, without leaving the page: the provider's session in this browser, and what it granted to our app. */
async function endProviderSession({ ports, provider, origin }: WebSessionDeps, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const ctx = provider.createContext(request.raw, reply.raw);
  const id = ctx.cookies.get(provider.cookieName('session'), { signed: true });
  const session = id === undefined ? undefined : await provider.Session.find(id);
  if (session === undefined) return;
  const grantId = session.grantIdFor(patientClientId);
  if (grantId !== undefined) await ports.artefacts.revokeByGrantId(grantId);
  await session.destroy();
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(origin) } as const;
  for (const name of [provider.cookieName('session'), `${provider.cookieName('session')}.sig`]) reply.clearCookie(name, options);
}

export function showError(request: FastifyRequest, reply: FastifyReply, status: number, what: string): FastifyReply {
  const page = errorPage(request.headers['accept-language'], what);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', page.contentSecurityPolicy)
    .header('cache-control', 'no-store')
    .send(page.html);
}
