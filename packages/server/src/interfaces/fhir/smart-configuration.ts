// GET …/.well-known/smart-configuration (SMART App Launch 2.2 §2.1.2): where a service asks, and what it may ask for. Nothing is listed that is
// not served.

import { assertionGrant, mtlsEndpoints } from '../pipeline/service-metadata.ts';
import { launchScopes, smartScopes, structureScopes } from '../pipeline/smart-scopes.ts';

export const smartConfigurationPath = '/.well-known/smart-configuration';

export interface SmartAddresses {
  /** `http://localhost:8080/oidc` */
  readonly issuer: string;
  /** The same, where a certificate can be shown: `https://localhost:8443/oidc` */
  readonly mtlsIssuer: string;
  /** Services register by themselves: in the sandbox only. */
  readonly openRegistration: boolean;
}

export const smartEndpoints = ({ issuer, openRegistration }: SmartAddresses) => ({
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  revocation_endpoint: `${issuer}/token/revocation`,
  introspection_endpoint: `${issuer}/token/introspection`,
  ...(openRegistration ? { registration_endpoint: `${issuer}/reg` } : {}),
});

/** Of the door of services of care: opened from a record, never by themselves, and nobody registers there by themselves. */
export const launchConfiguration = (addresses: SmartAddresses, authorizationEndpoint: string): object => {
  const { registration_endpoint: _none, ...endpoints } = { registration_endpoint: undefined, ...smartEndpoints(addresses) };
  return {
    ...endpoints,
    authorization_endpoint: authorizationEndpoint,
    grant_types_supported: ['authorization_code'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'ES384', 'RS384', 'PS256'],
    scopes_supported: launchScopes,
    capabilities: [
      'launch-ehr',
      'client-public',
      'client-confidential-asymmetric',
      'context-banner',
      'context-ehr-patient',
      'permission-patient',
      'permission-user',
      'permission-v2',
    ],
  };
};

export const smartConfiguration = (addresses: SmartAddresses): object => ({
  issuer: addresses.issuer,
  jwks_uri: `${addresses.issuer}/jwks`,
  ...smartEndpoints(addresses),
  mtls_endpoint_aliases: mtlsEndpoints(addresses.mtlsIssuer),
  tls_client_certificate_bound_access_tokens: true,
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials', assertionGrant],
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none', 'private_key_jwt', 'tls_client_auth'],
  token_endpoint_auth_signing_alg_values_supported: ['ES256', 'ES384', 'RS384', 'PS256'],
  scopes_supported: ['openid', 'offline_access', ...smartScopes, ...structureScopes],
  capabilities: [
    'launch-standalone',
    'authorize-post',
    'client-public',
    'client-confidential-asymmetric',
    'context-standalone-patient',
    'permission-offline',
    'permission-patient',
    'permission-v2',
  ],
});
