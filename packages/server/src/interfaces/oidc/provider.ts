// The OpenID provider of the patients: authorization code with PKCE, two factors at every sign-in (eIDAS substantial), no consent screen
// for our own app; services ask the patient each time (services.ts, pairing-routes.ts). The interactions are driven by the patient app. Deny by
// default: what is not listed is off.

import Provider, { type Adapter, type AdapterPayload, type ClientMetadata, type Configuration, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import type { PersonneId } from '@carnet/domain/dossier';
import type { AccountPorts, Clock, OidcArtefactStore, SystemSecrets } from '../../ports/index.ts';
import { cookiePrefix } from '../session-cookie.ts';
import { errorPage, leavingPage, leftPage } from './pages.ts';
import {
  type ServicesDeps,
  askEachTime,
  clientOf,
  grantSeconds,
  isLaunchAccount,
  keepClient,
  lifeOfGrant,
  lifeOfToken,
  serviceConfiguration,
  tellPatient,
} from './services.ts';
import { sessionHours, signInMinutes } from './sign-in-policy.ts';
import { type StructuresDeps, registerStructureGrants, structureConfiguration, structureTokenSeconds } from './structures.ts';

export const patientClientId = 'carnet-patient';
/** The provider's name for its prompt that asks the person what they agree to. */
export const agreementPrompt = 'consent';
/** eIDAS substantial: the lowest level the law accepts for a patient's access (L.1470-2 CSP). */
export const requiredAcr = 'eidas2';
/** By what both factors were given (RFC 8176): a password and a code; or a key that its device uses for its verified owner only. */
export const acceptedAmr = { password: ['pwd', 'otp'], passkey: ['pop', 'user', 'mfa'] } as const;
export type SignInMeans = keyof typeof acceptedAmr;

/** Binds a sign-in, or the question of a service, to the browser that began it: sent to its own routes only. A link to somebody else's opens nothing. */
export const interactionCookie = (issuer: string): string => `${cookiePrefix(issuer, '__Secure-')}carnet_sign_in`;
const apiPathOf = { 'sign-in': (uid: string): string => `/api/sign-in/${uid}`, 'pairing': (uid: string): string => `/api/pairing/${uid}` } as const;

export interface ProviderAddresses {
  readonly issuer: string;
  readonly callback: string;
  /** Where the browser comes back after a sign-out asked of the provider itself. */
  readonly home: string;
}

const oneMinute = 60;
const oneHour = 3_600;

export async function createProvider(
  ports: AccountPorts,
  { issuer, callback, home }: ProviderAddresses,
  ofServices: ServicesDeps,
  ofStructures: StructuresDeps,
): Promise<Provider> {
  const { features, ...forServices } = serviceConfiguration(patientClientId, ofServices);
  const { features: structureFeatures, ...forStructures } = structureConfiguration(ofStructures);
  const patientClient: ClientMetadata = {
    client_id: patientClientId,
    client_name: 'Carnet',
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: 'openid',
    redirect_uris: [callback],
    post_logout_redirect_uris: [home],
    id_token_signed_response_alg: 'ES256',
  };
  const configuration: Configuration = {
    ...forServices,
    ...forStructures,
    adapter: adapterFor(ports, ofServices),
    clients: [patientClient],
    jwks: await signingKeys(ports.secrets),
    cookies: {
      keys: [await cookieKey(ports.secrets)],
      // The provider binds the last two to the path of one sign-in.
      names: {
        session: `${cookiePrefix(issuer, '__Host-')}carnet_oidc`,
        interaction: `${cookiePrefix(issuer, '__Secure-')}carnet_oidc_interaction`,
        resume: `${cookiePrefix(issuer, '__Secure-')}carnet_oidc_resume`,
      },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    acrValues: [requiredAcr],
    responseTypes: ['code'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256', 'ES384', 'RS384', 'PS256'] },
    pkce: { required: () => true },
    features: {
      ...features,
      ...structureFeatures,
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, 200, leavingPage(language(ctx), form)),
        postLogoutSuccessSource: (ctx) => show(ctx, 200, leftPage(language(ctx))),
      },
    },
    interactions: { url: (ctx, { uid, prompt }) => toPage(ctx, uid, prompt.name === 'login' ? 'sign-in' : 'pairing') },
    findAccount: async (_ctx, sub) => {
      if (isLaunchAccount(sub)) return { accountId: sub, claims: async () => ({ sub }) };
      const account = await ports.accounts.byPersonne(sub as PersonneId);
      return account && { accountId: sub, claims: async () => ({ sub }) };
    },
    loadExistingGrant,
    renderError: (ctx, { error }) => show(ctx, ctx.status >= 400 ? ctx.status : 400, errorPage(language(ctx), error)),
    ttl: {
      AuthorizationCode: () => oneMinute,
      AccessToken: (_ctx, token) => lifeOfToken(token),
      ClientCredentials: () => structureTokenSeconds,
      RefreshToken: () => grantSeconds,
      IdToken: () => 10 * oneMinute,
      Interaction: () => signInMinutes * oneMinute,
      Session: () => sessionHours * oneHour,
      Grant: (_ctx, grant) => (grant.clientId === patientClientId ? sessionHours * oneHour : lifeOfGrant(grant)),
    },
  };
  const provider = new Provider(issuer, configuration);
  // The door writes the forwarded headers itself, from the issuer: the Host a client sends never shows in what is answered.
  provider.proxy = true;
  closeWebSessions(provider, ports);
  provider.use(askEachTime(patientClientId));
  provider.use(tellPatient(ports.artefacts));
  registerStructureGrants(provider, ofStructures, ports.artefacts);
  return provider;
}

/** Whoever ends the provider's session by its own page would believe everything closed: so it is, before the page says so. */
function closeWebSessions(provider: Provider, { sessions }: AccountPorts): void {
  provider.use(async (ctx, next) => {
    await next();
    const { oidc } = ctx as Partial<KoaContextWithOIDC>;
    const personne = oidc?.route === 'end_session_confirm' && oidc.body?.['logout'] !== undefined ? oidc.session?.accountId : undefined;
    if (personne !== undefined) await sessions.closeAllOf(personne as PersonneId);
  });
}

function toPage(ctx: KoaContextWithOIDC, uid: string, page: keyof typeof apiPathOf): string {
  ctx.cookies.set(interactionCookie(ctx.oidc.issuer), uid, {
    path: apiPathOf[page](uid),
    httpOnly: true,
    sameSite: 'lax',
    signed: true,
    maxAge: signInMinutes * oneMinute * 1_000,
  });
  return `/${page === 'sign-in' ? 'connexion' : 'connecter'}/${uid}`;
}

type Grant = InstanceType<Provider['Grant']>;

/** Our own app needs nobody's agreement to know who signed in; a service has the one just given by the patient, and no other. */
async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client?.clientId !== patientClientId) {
    const given = ctx.oidc.result?.[agreementPrompt]?.grantId;
    return given === undefined ? undefined : provider.Grant.find(given);
  }
  if (session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(patientClientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: patientClientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

const language = (ctx: KoaContextWithOIDC): string | undefined => ctx.get('accept-language');

function show(ctx: KoaContextWithOIDC, status: number, page: { readonly html: string; readonly contentSecurityPolicy: string }): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.set('content-security-policy', page.contentSecurityPolicy);
  ctx.body = page.html;
}

const adapterFor =
  ({ artefacts, clock }: AccountPorts, { services }: ServicesDeps) =>
  (model: string): Adapter =>
    model === 'Client' ? registered(services, clock) : kept(artefacts, model);

const notKept = async (): Promise<undefined> => undefined;
/** Clients are the services of the register. */
const registered = (services: ServicesDeps['services'], clock: Clock): Adapter => ({
  upsert: (id, payload) => keepClient(services, clock, id, { ...payload }),
  find: (id) => clientOf(services, id),
  findByUid: notKept,
  findByUserCode: notKept,
  consume: notKept,
  destroy: notKept,
  revokeByGrantId: notKept,
});

const kept = (artefacts: OidcArtefactStore, model: string): Adapter => ({
  upsert: (id, payload, expiresIn) => artefacts.upsert(model, id, payload as Readonly<Record<string, unknown>>, expiresIn),
  find: (id) => artefacts.find(model, id) as Promise<AdapterPayload | undefined>,
  findByUid: (uid) => artefacts.findByUid(model, uid) as Promise<AdapterPayload | undefined>,
  findByUserCode: notKept,
  consume: (id) => artefacts.consume(model, id),
  destroy: (id) => artefacts.destroy(model, id),
  revokeByGrantId: (grantId) => artefacts.revokeByGrantId(grantId),
});

/** Generated once, kept sealed: tokens stay verifiable across restarts and between several servers. */
async function signingKeys(secrets: SystemSecrets): Promise<JWKS> {
  const kept = await secrets.obtain('oidc-signing-key', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    return JSON.stringify({ ...(await exportJWK(privateKey)), use: 'sig', alg: 'ES256', kid: randomBytes(8).toString('hex') });
  });
  return { keys: [JSON.parse(kept)] };
}
const cookieKey = (secrets: SystemSecrets): Promise<string> => secrets.obtain('oidc-cookie-key', async () => randomBytes(32).toString('base64url'));
