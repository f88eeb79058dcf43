// The sandbox's Pro Santé Connect: a real OpenID provider on an issuer of its own, laid out as the realm of the real one (discovery, scope, level, claims,
// errors), where a telephone simulated on a page says yes, no, or nothing. Beside the sandbox's professionals it knows people who go wrong, each in one
// way. It keeps everything in memory and is never mounted in production.

import { SignJWT, generateKeyPair, exportJWK } from 'jose';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import Provider, { type Adapter, type AdapterPayload, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { People } from '../../sandbox/people.ts';
import { afterLeaving, connectCallback, connectLogout, simulatorClient, simulatorPath } from '../pipeline/connect-settings.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { type Holder, holdersOf, saidOf } from './connect-people.ts';
import { accountPage, listPage, telephonePage } from './connect-telephone.ts';

const telephonePath = '/sandbox/psc/telephone';
const accountPath = '/sandbox/psc/compte';
const protocol = '/protocol/openid-connect';
const sessionCookieName = 'carnet_psc_simulator';
const hours = 3_600;

export const connectSimulator =
  ({ people, publicUrl }: { readonly people: People; readonly publicUrl: string }): FastifyPluginAsync =>
  async (app) => {
    const holders = holdersOf(people);
    const simulator = await simulatedProvider(holders, people, publicUrl);
    await app.register(async (mount) => mountProvider(mount, simulator, publicUrl));
    await app.register(async (pages) => telephonePages(pages, simulator, holders));
  };

interface Simulator {
  readonly provider: Provider;
  /** To Carnet, by its server: this session of this person has ended here. */
  readonly tellEnded: (sub: string, sid: string) => Promise<void>;
}

async function simulatedProvider(holders: readonly Holder[], people: People, publicUrl: string): Promise<Simulator> {
  const kid = randomBytes(8).toString('hex');
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const configuration: Configuration = {
    adapter: inMemory(),
    clients: [
      {
        client_id: simulatorClient.id,
        client_secret: simulatorClient.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [connectCallback(publicUrl)],
        post_logout_redirect_uris: [afterLeaving(publicUrl)],
        backchannel_logout_uri: connectLogout(publicUrl),
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'RS256',
        scope: 'openid scope_all',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid }] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: sessionCookieName, interaction: `${sessionCookieName}_interaction`, resume: `${sessionCookieName}_resume` },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    routes: {
      authorization: `${protocol}/auth`,
      token: `${protocol}/token`,
      userinfo: `${protocol}/userinfo`,
      jwks: `${protocol}/certs`,
      end_session: `${protocol}/logout`,
    },
    scopes: ['openid', 'scope_all'],
    claims: {
      openid: ['sub', 'acr', 'auth_time', 'preferred_username', 'given_name', 'family_name', 'authMode'],
      scope_all: ['SubjectNameID', 'SubjectRole', 'SubjectOrganization', 'SubjectOrganizationID', 'SubjectRefPro', 'otherIds'],
    },
    acrValues: ['eidas1'],
    responseTypes: ['code'],
    pkce: { required: () => false },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: true }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
    interactions: { url: (_ctx, { uid }) => `${telephonePath}/${uid}` },
    findAccount: async (_ctx, sub) => {
      const holder = holders.find((one) => one.sub === sub);
      return holder && { accountId: sub, claims: async () => ({ sub, ...saidOf(holder, people) }) };
    },
    loadExistingGrant: async ({ oidc: { client, session, provider } }: KoaContextWithOIDC) => {
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid scope_all');
      await grant.save();
      return grant;
    },
    ttl: {
      AuthorizationCode: () => 60,
      AccessToken: () => 120,
      IdToken: () => 120,
      Interaction: () => 600,
      Session: () => 4 * hours,
      Grant: () => 4 * hours,
    },
  };
  const provider = new Provider(`${publicUrl}${simulatorPath}`, configuration);
  provider.proxy = true;
  return {
    provider,
    // By hand: the library calls no server of the machine it is on.
    async tellEnded(sub, sid) {
      const token = await new SignJWT({ sid, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'logout+jwt' })
        .setIssuer(provider.issuer)
        .setAudience(simulatorClient.id)
        .setSubject(sub)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('2m')
        .sign(privateKey);
      await fetch(connectLogout(publicUrl), { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
    },
  };
}

/** Hands the raw request to the provider. The wallet's own description is at another place than the usual one. */
function mountProvider(mount: FastifyInstance, simulator: Simulator, publicUrl: string): void {
  const { provider } = simulator;
  mount.removeAllContentTypeParsers();
  mount.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
  const callback = provider.callback();
  const { host, protocol: scheme } = new URL(publicUrl);
  const hand = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { raw } = request;
    if (request.method === 'GET' && raw.url!.startsWith(`${simulatorPath}${protocol}/logout?`)) return leave(simulator, publicUrl, request, reply);
    const asked = raw.url!.replace('/wallet-openid-configuration', '/openid-configuration');
    Object.assign(raw, { originalUrl: asked, url: asked.slice(simulatorPath.length) });
    raw.headers['x-forwarded-host'] = host;
    raw.headers['x-forwarded-proto'] = scheme.slice(0, -1);
    const { date: _date, ...headers } = reply.getHeaders();
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    void callback(raw, reply.raw);
    return reply;
  };
  mount.get(`${simulatorPath}/*`, hand);
  mount.post(`${simulatorPath}/*`, hand);
}

/** As Keycloak does with an `id_token_hint`: without a question. */
async function leave(simulator: Simulator, publicUrl: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await endSession(simulator, request, reply);
  return reply.redirect(afterLeaving(publicUrl), 303);
}

type OpenSession = InstanceType<Provider['Session']>;
async function sessionOf(provider: Provider, request: FastifyRequest, reply: FastifyReply): Promise<OpenSession | undefined> {
  const id = provider.createContext(request.raw, reply.raw).cookies.get(sessionCookieName, { signed: true });
  return id === undefined ? undefined : provider.Session.find(id);
}

/** And says so to whom it had signed them in at, as Keycloak does wherever its session ends. */
async function endSession({ provider, tellEnded }: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const session = await sessionOf(provider, request, reply);
  if (session === undefined) return;
  const { accountId } = session;
  const sid = session.authorizations?.[simulatorClient.id] === undefined ? undefined : session.sidFor(simulatorClient.id);
  await session.destroy();
  if (accountId === undefined || sid === undefined) return;
  await tellEnded(accountId, sid).catch((error: unknown) => request.log.warn({ err: error }, 'the end of a session could not be told'));
}

function telephonePages(pages: FastifyInstance, simulator: Simulator, holders: readonly Holder[]): void {
  const { provider } = simulator;
  pages.removeAllContentTypeParsers();
  pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 4_096 }, (_request, body, parsed) =>
    parsed(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  const html = (reply: FastifyReply, text: string): FastifyReply => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
  const named = (key: unknown): Holder | undefined => holders.find((one) => one.key === key);
  pages.get(`${telephonePath}/:uid`, async (request, reply) => {
    await provider.interactionDetails(request.raw, reply.raw);
    const { uid } = request.params as { readonly uid: string };
    const holder = named((request.query as { readonly qui?: unknown }).qui);
    const language = languageOf(request.headers);
    return html(reply, holder === undefined ? listPage(language, holders) : telephonePage(language, holder, numbersFor(uid)));
  });
  pages.post(`${telephonePath}/:uid`, async (request, reply) => {
    await provider.interactionDetails(request.raw, reply.raw);
    const { uid } = request.params as { readonly uid: string };
    const { qui, reponse } = (request.body ?? {}) as { readonly qui?: string; readonly reponse?: string };
    const holder = named(qui);
    const right = reponse === numbersFor(uid).shown;
    const result =
      reponse === 'rien' || holder === undefined
        ? { error: 'temporarily_unavailable', error_description: 'authentication_expired' }
        : !right || holder.fault === 'suspendu'
          ? { error: 'access_denied', error_description: holder.fault === 'suspendu' ? 'account_disabled' : 'user_refused' }
          : { login: { accountId: holder.sub, ...(holder.fault === 'sans-niveau' ? {} : { acr: 'eidas1' }) } };
    const next = await provider.interactionResult(request.raw, reply.raw, result);
    return reply.redirect(next, 303);
  });
  pages.get(accountPath, async (request, reply) => {
    const session = await sessionOf(provider, request, reply);
    const holder = holders.find(({ sub }) => sub === session?.accountId);
    return html(reply, accountPage(languageOf(request.headers), holder));
  });
  pages.post(accountPath, async (request, reply) => {
    await endSession(simulator, request, reply);
    return reply.redirect(accountPath, 303);
  });
  pages.setErrorHandler(async (error, request, reply) => {
    request.log.warn({ err: error }, 'the simulator of Pro Santé Connect did not find what it was asked of');
    return reply.redirect('/pro/connexion', 303);
  });
}

/** One is shown beside the telephone; the telephone offers three. */
function numbersFor(uid: string): { readonly shown: string; readonly offered: readonly string[] } {
  const digest = createHash('sha256').update(uid).digest();
  const first = 10 + (digest[0]! % 30);
  const offered = [first, first + 1 + (digest[1]! % 25), first + 27 + (digest[2]! % 30)].map(String);
  return { shown: offered[digest[3]! % offered.length]!, offered };
}

const inMemory = (): ((model: string) => Adapter) => {
  const kept = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>();
  const find = (test: (key: string, payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
    for (const [key, { payload, until }] of kept) {
      if (until < Date.now()) kept.delete(key);
      else if (test(key, payload)) return payload;
    }
    return undefined;
  };
  return (model) => ({
    upsert: async (id, payload, expiresIn) => void kept.set(`${model}:${id}`, { payload, until: Date.now() + (expiresIn ?? hours) * 1_000 }),
    find: async (id) => find((key) => key === `${model}:${id}`),
    findByUid: async (uid) => find((key, payload) => key.startsWith(`${model}:`) && payload.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = find((key) => key === `${model}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    destroy: async (id) => void kept.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
};
