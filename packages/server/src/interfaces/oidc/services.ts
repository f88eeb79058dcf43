// What the provider is told of services (ADR 31): who they are, from the register; which scopes, clients and addresses it takes; and what a
// token answer says beside the token. Public clients with PKCE, or clients with a key of their own; no shared secret exists.

import type { PersonneId } from '@carnet/domain/dossier';
import { type AdapterPayload, type Configuration, type KoaContextWithOIDC, type default as Provider, errors } from 'oidc-provider';
import { randomBytes } from 'node:crypto';
import type { Clock, OidcArtefactStore, Purpose, Service, ServiceRegister } from '../../ports/index.ts';
import { grantedRecord } from '../pipeline/bearer.ts';
import { launchTokenSeconds, launchedRecord, launchedSeconds } from '../pipeline/launch.ts';
import { faultOfClient, isOfCare, isOfStructure, originsOf } from '../pipeline/service-metadata.ts';
import { smartScopes, structureScopes } from '../pipeline/smart-scopes.ts';

export interface ServicesDeps {
  readonly services: ServiceRegister;
  /** What a client names in `aud`: `http://localhost:8080/fhir`. */
  readonly fhirUrl: string;
  /** Whoever comes registers a service by themselves (RFC 7591): in the sandbox only. */
  readonly openRegistration: boolean;
}

/** Long enough for a page of documents, short enough that one stolen is soon worth nothing; a disconnection kills it at once anyway. */
export const accessTokenSeconds = 600;
/** As long as a pairing may last (`pairingDays`), and a day. */
export const grantSeconds = 366 * 86_400;

/** Whatever their state: the page of one that is suspended reads the 401 it gets. What it may ask is its token's affair. */
export const isOriginOf = (services: readonly Service[], origin: string): boolean =>
  services.some(({ client }) => originsOf(client['redirect_uris'] as readonly string[] | undefined).includes(origin));

/** Undefined: unknown, or not on line. */
export async function clientOf(services: ServiceRegister, id: string): Promise<AdapterPayload | undefined> {
  const service = await services.find(id);
  return service?.state === 'EN_LIGNE' ? metadataOf(service) : undefined;
}
const metadataOf = ({ id, name, publisher, purposes, client }: Service): AdapterPayload =>
  ({
    ...client,
    ...(isOfStructure(client) ? { response_types: [], redirect_uris: [] } : {}),
    client_id: id,
    client_name: name,
    subject_type: 'pairwise',
    carnet_publisher: publisher,
    carnet_purposes: purposes,
  }) as AdapterPayload;

/** Names no person: whoever opened a service from a record is read in their session, at each request. */
const launchPrefix = 'lancement|';
export const launchAccount = (id: string): string => `${launchPrefix}${id}`;
export const isLaunchAccount = (accountId: string | undefined): boolean => accountId?.startsWith(launchPrefix) === true;

type OfAccount = { readonly accountId?: string | undefined };
export const lifeOfToken = ({ accountId }: OfAccount): number => (isLaunchAccount(accountId) ? launchTokenSeconds : accessTokenSeconds);
export const lifeOfGrant = ({ accountId }: OfAccount): number => (isLaunchAccount(accountId) ? launchedSeconds : grantSeconds);

/** What a registration said, as the register keeps it. Reading as a professional is not for whoever comes, not even in the sandbox. */
export async function keepClient(services: ServiceRegister, clock: Clock, id: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
  if (isOfCare(payload)) throw new errors.InvalidClientMetadata('services of care are registered by whoever runs Carnet');
  const { client_id: _id, client_name: name, carnet_publisher: publisher, carnet_purposes: purposes, ...client } = payload;
  await services.keep({ id, name: String(name), publisher: String(publisher), purposes: (purposes ?? []) as readonly Purpose[], client }, clock.now());
}

export const serviceConfiguration = (own: string, { services, fhirUrl, openRegistration }: ServicesDeps) =>
  ({
    scopes: ['openid', 'offline_access', ...smartScopes, ...structureScopes],
    subjectTypes: ['public', 'pairwise'],
    // What one service knows a person by says nothing to another.
    pairwiseIdentifier: async (_ctx, accountId, client) => services.pseudonymOf(`sub|${client.clientId}`, accountId as PersonneId),
    extraParams: {
      aud: (_ctx, aud, client) => {
        if (isOfCare({ ...client.metadata() })) throw new errors.UnauthorizedClient('this service is opened from a record, by a professional');
        if (client.clientId !== own && aud !== fhirUrl) throw new errors.InvalidRequest(`aud must be ${fhirUrl}`);
      },
    },
    extraClientMetadata: {
      properties: ['carnet_publisher', 'carnet_purposes', 'carnet_structure', 'carnet_launch_url', 'carnet_launch_structures'],
      validator: (_ctx, key, _value, metadata) => {
        const fault = key !== 'carnet_purposes' || metadata.client_id === own ? undefined : faultOfClient({ ...metadata });
        if (fault !== undefined) throw new errors.InvalidClientMetadata(fault);
      },
    },
    clientAuthMethods: ['none', 'private_key_jwt', 'tls_client_auth'],
    clientBasedCORS: (_ctx, origin, client) => client.clientId !== own && originsOf(client.redirectUris).includes(origin),
    features: {
      registration: { enabled: openRegistration, initialAccessToken: false, issueRegistrationAccessToken: false, idFactory: newClientId },
      revocation: { enabled: true, allowedPolicy: ownToken },
      introspection: { enabled: true, allowedPolicy: ownToken },
    },
  }) as const satisfies Configuration;

const ownToken = (_ctx: unknown, client: { readonly clientId: string }, token: { readonly clientId?: string | undefined }): boolean =>
  token.clientId === client.clientId;

const newClientId = (): string => `app-${randomBytes(12).toString('base64url')}`;

/** Both factors, and the purposes, are asked again each time a service is connected: nothing is granted from an earlier agreement. */
export const askEachTime =
  (own: string): Parameters<Provider['use']>[0] =>
  async (ctx, next) => {
    if (ctx.path === '/auth' && ctx.query['client_id'] !== own && ctx.query['prompt'] !== 'none') {
      const { url, originalUrl } = ctx.req as typeof ctx.req & { readonly originalUrl: string };
      ctx.query = { ...ctx.query, prompt: 'login consent' };
      // The provider derives its own addresses from the difference of the two: they change alike.
      Object.assign(ctx.req, { originalUrl: `${originalUrl.slice(0, -url!.length)}${ctx.req.url!}` });
    }
    await next();
  };

/** SMART App Launch 2.2 §2.0.10.3: the patient in context, by the id this service knows them by. Opened from a record, it is in a tab of its own, where nothing of ours says whose record that is. */
export const tellPatient =
  (artefacts: OidcArtefactStore): Parameters<Provider['use']>[0] =>
  async (ctx, next) => {
    await next();
    const { oidc } = ctx as Partial<KoaContextWithOIDC>;
    const grantId = oidc?.route === 'token' ? oidc.entities.AccessToken?.grantId : undefined;
    const granted = grantId === undefined || !isObject(ctx.body) ? undefined : await grantedRecord(artefacts, grantId);
    if (granted !== undefined) ctx.body = { ...(ctx.body as object), patient: granted.idPe };
    const launched = grantId === undefined || !isObject(ctx.body) ? undefined : await launchedRecord(artefacts, grantId);
    if (launched !== undefined) ctx.body = { ...(ctx.body as object), patient: launched.idPe, need_patient_banner: true };
  };
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
