// Carnet as a relying party of Pro Santé Connect (OpenID Connect Core 1.0; ANS, documentation technique): authorization code with PKCE, `acr_values`
// eidas1, the ID token checked to the letter (issuer, audience, algorithm, signature, nonce, level), then what userinfo says of the same person.

import type { ConnectFault } from '@carnet/domain/audit';
import { createRemoteJWKSet, customFetch } from 'jose';
import { readFileSync } from 'node:fs';
import * as client from 'openid-client';
import { type ConnectSettings, afterLeaving, connectCallback, simulatorClient } from '../../pipeline/connect-settings.ts';
import { Unreachable, boundedFetch } from './bounded-fetch.ts';
import { type Said, readSaid } from './claims.ts';
import { type LoggedOut, readLogoutToken } from './logout-token.ts';

/** What waits, sealed, for the browser that comes back. */
export interface ConnectStart {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Connected =
  | {
      readonly ok: true;
      readonly said: Said;
      readonly idToken: string;
      readonly authenticatedAt: number;
      readonly subject: string;
      /** Of the session there, where the provider names it. */
      readonly sid?: string;
    }
  | { readonly ok: false; readonly fault: ConnectFault };

export interface ConnectClient {
  readonly simulated: boolean;
  /** Rejects when the provider cannot be reached. */
  begin(): Promise<{ readonly url: string; readonly start: ConnectStart }>;
  finish(query: string, start: ConnectStart): Promise<Connected>;
  /** Where the browser goes to end the provider's session too. Undefined: it has no such place. */
  leave(idToken: string): Promise<string | undefined>;
  /** Whose session the provider says it ended. Undefined: it did not say so. Rejects when its keys cannot be fetched. */
  loggedOut(token: string): Promise<LoggedOut | undefined>;
}

/** The only level there is today: CPS or e-CPS. */
const level = 'eidas1';
/** A session of Pro Santé Connect lasts no longer, nor does one of ours that came of it. */
export const connectHours = 4;
const aHour = 3_600_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Of the wallet: at the usual place, Keycloak describes pages no professional is sent to. */
const discoveryOf = (issuer: string): URL => new URL(`${issuer}/.well-known/wallet-openid-configuration`);

export function connectClient(settings: ConnectSettings, publicUrl: string): ConnectClient {
  const { issuer, clientId, simulated } = settings;
  const discover = async (): Promise<client.Configuration> => {
    const { authentication, tls } = proofOf(settings);
    const config = await client.discovery(
      discoveryOf(issuer),
      clientId,
      { id_token_signed_response_alg: 'RS256', use_mtls_endpoint_aliases: settings.certFile !== undefined },
      authentication,
      { [client.customFetch]: boundedFetch(tls), ...(loopback.includes(new URL(issuer).hostname) ? { execute: [client.allowInsecureRequests] } : {}) },
    );
    // Described by a document that was fetched by its address: the library leaves this to us.
    if (config.serverMetadata().issuer !== issuer) throw new Unreachable('the provider names itself otherwise');
    // The code flow trusts TLS by default; the signature is checked all the same.
    client.enableNonRepudiationChecks(config);
    return config;
  };
  const known = keptForAnHour(discover);
  const publishedKeys = keptForAnHour(async () => {
    const { jwks_uri: place } = (await known()).serverMetadata();
    if (place === undefined) throw new Unreachable('the provider publishes no keys');
    const fetch = boundedFetch(proofOf(settings).tls);
    return createRemoteJWKSet(new URL(place), {
      [customFetch]: (url) => fetch(url, { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' }),
    });
  });
  return {
    simulated,
    async begin() {
      const config = await known();
      const start: ConnectStart = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: connectCallback(publicUrl),
        scope: 'openid scope_all',
        acr_values: level,
        // Workstations are shared: a session somebody left open there signs nobody else in.
        prompt: 'login',
        state: start.state,
        nonce: start.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(start.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, start };
    },
    async finish(query, start) {
      try {
        return await exchange(await known(), clientId, new URL(`${connectCallback(publicUrl)}${query}`), start);
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
    async leave(idToken) {
      const config = await known();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: afterLeaving(publicUrl) }).href;
    },
    loggedOut: async (token) => readLogoutToken(token, await publishedKeys(), { issuer, clientId }),
  };
}

function proofOf({ secretFile, caFile, certFile, keyFile, simulated }: ConnectSettings): {
  readonly authentication: client.ClientAuth;
  readonly tls: Parameters<typeof boundedFetch>[0];
} {
  const ca = caFile === undefined ? {} : { ca: readFileSync(caFile) };
  if (certFile !== undefined && keyFile !== undefined)
    return { authentication: client.TlsClientAuth(), tls: { ...ca, cert: readFileSync(certFile), key: readFileSync(keyFile) } };
  const secret = secretFile === undefined ? (simulated ? simulatorClient.secret : undefined) : readFileSync(secretFile, 'utf8').trim();
  if (secret === undefined) throw new Error('neither CARNET_PSC_SECRET_FILE nor CARNET_PSC_CERT_FILE says what Carnet proves who it is with');
  return { authentication: client.ClientSecretPost(secret), tls: ca };
}

/** Its keys and addresses change, and it may be away when the server starts: found at the first sign-in, kept for an hour. */
function keptForAnHour<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly until: number; readonly value: Promise<Value> } | undefined;
  return async () => {
    const current = kept !== undefined && kept.until > Date.now() ? kept : { until: Date.now() + aHour, value: find() };
    kept = current;
    try {
      return await current.value;
    } catch (error) {
      if (kept === current) kept = undefined;
      throw error;
    }
  };
}

async function exchange(config: client.Configuration, clientId: string, callback: URL, start: ConnectStart): Promise<Connected> {
  const tokens = await client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: start.verifier,
    expectedState: start.state,
    expectedNonce: start.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  const idToken = tokens.id_token;
  const refused = (fault: ConnectFault): Connected => ({ ok: false, fault });
  // For us alone: a token made for somebody else as well could be shown here by them.
  if (claims === undefined || idToken === undefined || [claims.aud].flat().join('\n') !== clientId) return refused('PSC_REPONSE_REFUSEE');
  if (claims['acr'] !== level) return refused('PSC_NIVEAU_INSUFFISANT');
  const authenticatedAt = (claims.auth_time ?? claims.iat) * 1_000;
  if (Date.now() - authenticatedAt >= connectHours * aHour) return refused('PSC_REPONSE_REFUSEE');
  const said = readSaid(claims, await client.fetchUserInfo(config, tokens.access_token, claims.sub));
  if (said === undefined) return refused('PSC_IDENTITE_DISCORDANTE');
  const { sub: subject, sid } = claims;
  return { ok: true, said, idToken, authenticatedAt, subject, ...(typeof sid === 'string' ? { sid } : {}) };
}

/** What the wallet answers when nobody came: refused on the telephone, or left there for too long. */
const faultsOfProvider: Readonly<Record<string, ConnectFault>> = {
  access_denied: 'PSC_REFUSE',
  temporarily_unavailable: 'PSC_EXPIRE',
  login_required: 'PSC_EXPIRE',
  server_error: 'PSC_INDISPONIBLE',
};

function faultOf(error: unknown): ConnectFault {
  if (error instanceof client.AuthorizationResponseError) return faultsOfProvider[error.error] ?? 'PSC_REPONSE_REFUSEE';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (cause instanceof Unreachable) return 'PSC_INDISPONIBLE';
  const ofAnswer = [client.ResponseBodyError, client.WWWAuthenticateChallengeError, client.ClientError, TypeError];
  if (ofAnswer.some((kind) => error instanceof kind)) return 'PSC_REPONSE_REFUSEE';
  throw error;
}
