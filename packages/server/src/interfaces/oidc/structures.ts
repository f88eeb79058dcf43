// Tokens of structures' software (ADR 31): proved by the organisational certificate of the connection and bound to it (RFC 8705), for what the
// structure does by itself (client_credentials) or for the one person and patient an assertion names (RFC 7522, the VIHF of accès indirect renforcé).

import { type NameAttribute, namesTheSame } from '@carnet/codecs/vihf';
import type { Refusal } from '@carnet/domain/kernel';
import { type Configuration, type KoaContextWithOIDC, type default as Provider, errors } from 'oidc-provider';
import type { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { OidcArtefactStore } from '../../ports/index.ts';
import type { ByAssertion } from '../pipeline/air.ts';
import { type StructureCard, cardOf } from '../pipeline/card.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import { assertionGrant, mtlsEndpoints } from '../pipeline/service-metadata.ts';
import { keepNamedUser } from '../pipeline/structure-token.ts';

export interface StructuresDeps {
  readonly revocations: Revocations;
  /** Where a certificate can be shown: `https://localhost:8443/oidc`. */
  readonly mtlsIssuer: string;
  /** How a browser with a card reaches that listener: `https://localhost:8443` */
  readonly cardUrl: string;
  /** Whom an assertion names, held against the certificate and the directory. */
  readonly byAssertion: ByAssertion;
}

/** Shorter than a service's: a certificate asks again at no cost to anybody. */
export const structureTokenSeconds = 300;

type WithSocket = Pick<KoaContextWithOIDC, 'req'>;
const certificateIn = ({ req: { socket } }: WithSocket): X509Certificate | undefined =>
  socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
function structureIn({ req: { socket } }: WithSocket, revocations: Revocations): StructureCard | undefined {
  const card = cardOf(socket, revocations);
  return card.ok && card.value.kind === 'structure' ? card.value : undefined;
}
/** One attribute a line, as Node writes them. */
const attributesOf = ({ subject }: X509Certificate): readonly NameAttribute[] =>
  subject.split('\n').map((line): NameAttribute => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1).replaceAll(/\\(.)/g, '$1')];
  });

export const structureConfiguration = ({ revocations, mtlsIssuer }: StructuresDeps) =>
  ({
    discovery: { mtls_endpoint_aliases: mtlsEndpoints(mtlsIssuer) },
    features: {
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        tlsClientAuth: true,
        getCertificate: certificateIn,
        certificateAuthorized: (ctx) => structureIn(ctx, revocations) !== undefined,
        certificateSubjectMatches: (ctx, property, expected) => {
          const certificate = certificateIn(ctx);
          const named = property === 'tls_client_auth_subject_dn' && certificate !== undefined && namesTheSame(expected, attributesOf(certificate));
          return named && structureIn(ctx, revocations)?.id === ctx.oidc.client?.['carnet_structure'];
        },
      },
    },
  }) as const satisfies Configuration;

type Asking = Parameters<Parameters<Provider['registerGrantType']>[1]>[0];

/**
 * What both grants give: the scopes of this level that the software is registered for, or those it asks for among them, bound to the certificate of
 * the connection. The provider's own client_credentials would let pass a scope it does not know.
 */
async function issue(provider: Provider, ctx: Asking, level: 'system' | 'user', asked: string | undefined): Promise<string> {
  const { client } = ctx.oidc;
  const registered = (client.scope ?? '').split(' ').filter((one) => one.startsWith(`${level}/`));
  const scopes = asked === undefined ? registered : asked.split(' ');
  const beyond = scopes.find((one) => !registered.includes(one));
  if (beyond !== undefined || scopes.length === 0) throw new errors.InvalidScope('requested scope is not allowed', beyond ?? `${level}/…`);
  const token = new provider.ClientCredentials({ client, scope: scopes.join(' ') });
  // Whoever got here showed it: tls_client_auth is the only way such a client has.
  token.setThumbprint('x5t', certificateIn(ctx)!);
  ctx.oidc.entity('ClientCredentials', token);
  const value = await token.save();
  ctx.body = { access_token: value, token_type: token.tokenType, expires_in: token.expiration, scope: token.scope };
  return value;
}

export function registerStructureGrants(provider: Provider, { byAssertion }: StructuresDeps, artefacts: OidcArtefactStore): void {
  provider.registerGrantType<{ readonly scope?: string }>(
    'client_credentials',
    async (ctx) => void (await issue(provider, ctx, 'system', ctx.oidc.params.scope)),
    ['scope'],
  );
  // RFC 7522 §2.1: the assertion is the VIHF of accès indirect renforcé.
  provider.registerGrantType<{ readonly assertion?: string; readonly scope?: string }>(
    assertionGrant,
    async (ctx) => {
      const { assertion, scope } = ctx.oidc.params;
      if (assertion === undefined || !/^[\w-]+={0,2}$/.test(assertion)) throw new errors.InvalidRequest('assertion is required: a VIHF, in base64url');
      const { req, res } = ctx;
      const requestId = String(res.getHeader('x-request-id') ?? '');
      const named = await byAssertion({ socket: req.socket, headers: req.headers, requestId, xml: Buffer.from(assertion, 'base64url') });
      if (!named.ok) throw refusedFor(sayOf(named.refusal));
      const { patient, caller } = named.value;
      const { actor, mode, secret } = caller;
      if (actor.kind !== 'professionnel' || actor.structure === undefined) throw refusedFor('the assertion names no professional: ask with client_credentials');
      if (patient === undefined) throw refusedFor('the assertion names no patient: resource-id is required');
      if (mode !== 'normal' || secret === true) throw refusedFor('the purpose of use and the connexion secrète are said at each request');
      const value = await issue(provider, ctx, 'user', scope);
      await keepNamedUser(artefacts, value, { id: actor.id, structure: actor.structure.id, patient }, structureTokenSeconds);
    },
    ['assertion', 'scope'],
  );
}
const sayOf = ({ code, findings }: Refusal): string => [code, ...findings.map(({ rule }) => rule)].join(' ');
/** RFC 6749 §5.2, which says little unless told. */
const refusedFor = (why: string): errors.InvalidGrant => Object.assign(new errors.InvalidGrant(why), { error_description: why });
