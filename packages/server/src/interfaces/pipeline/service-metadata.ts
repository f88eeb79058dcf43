// What a service says of itself when it is registered (RFC 7591, and who answers for it and why): held here, whoever registers it.

import { purposesSchema } from '@carnet/contract';
import { parseStructIdNat } from '@carnet/domain/identity';
import { structureScopes } from './smart-scopes.ts';

/** RFC 7522: a structure shows the assertion (VIHF) that names its user. */
export const assertionGrant = 'urn:ietf:params:oauth:grant-type:saml2-bearer';
const structureGrants: readonly unknown[] = ['client_credentials', assertionGrant];

/** Where a client shows its certificate (RFC 8705 §5). `mtlsIssuer`: `https://localhost:8443/oidc` */
export const mtlsEndpoints = (mtlsIssuer: string) => ({
  token_endpoint: `${mtlsIssuer}/token`,
  revocation_endpoint: `${mtlsIssuer}/token/revocation`,
  introspection_endpoint: `${mtlsIssuer}/token/introspection`,
});

/** What a service opened from a record is told to ask (SMART's `iss`), and where: the professional's own session answers there. */
export const launchIss = (publicUrl: string): string => `${publicUrl}/fhir/pro`;
export const launchAuthorizePath = '/api/pro/authorize';

/** The software of a structure: it asks no patient, and proves itself by its certificate. */
export const isOfStructure = ({ grant_types: grants }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(grants) && grants.length > 0 && grants.every((grant) => structureGrants.includes(grant));

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
const mayReceive = (uri: string, native: boolean): boolean => {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  return url.protocol === 'https:' || (url.protocol === 'http:' ? isLoopback(url) : native);
};

export const originsOf = (uris: readonly string[] = []): readonly string[] =>
  uris.flatMap((uri) => (URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol) ? [new URL(uri).origin] : []));

/** Faults of a registration, the first one. Undefined: none. */
export function faultOfClient(metadata: Readonly<Record<string, unknown>>): string | undefined {
  const { client_name: name, carnet_publisher: publisher, carnet_purposes: purposes, redirect_uris: uris, grant_types: grants = [] } = metadata;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 100) return 'client_name is required, 100 characters at most';
  if (typeof publisher !== 'string' || publisher.trim() === '' || publisher.length > 100) return 'carnet_publisher is required: who answers for the service';
  if (isOfStructure(metadata)) return faultOfStructure(metadata);
  const { token_endpoint_auth_method: method = 'none' } = metadata;
  if (method !== 'none' && method !== 'private_key_jwt') return 'token_endpoint_auth_method may be none or private_key_jwt';
  if (isOfCare(metadata)) return faultOfCare(metadata);
  if (!purposesSchema.safeParse(purposes).success)
    return 'carnet_purposes is required: [{"code":"SUIVI","label":{"fr":"…","en":"…"},"reads":["analyses"],"writes":[]}], each with a space to read or to write';
  if (!Array.isArray(uris) || !uris.every((uri) => mayReceive(String(uri), metadata['application_type'] === 'native')))
    return 'redirect_uris must be https, or http on the loopback; a scheme of its own for application_type native';
  if (!(grants as unknown[]).every((grant) => grant === 'authorization_code' || grant === 'refresh_token'))
    return 'grant_types may be authorization_code and refresh_token';
  return undefined;
}

/** Opened by professionals from a record (SMART EHR launch). */
export const isOfCare = ({ carnet_launch_url: url, carnet_launch_structures: structures }: Readonly<Record<string, unknown>>): boolean =>
  url !== undefined || structures !== undefined;

function faultOfCare({
  carnet_launch_url: url,
  carnet_launch_structures: structures,
  carnet_purposes: purposes,
  redirect_uris: uris,
  grant_types: grants = ['authorization_code'],
}: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof url !== 'string' || !mayReceive(url, false)) return 'carnet_launch_url must be https, or http on the loopback';
  if (!Array.isArray(structures) || structures.length === 0 || !structures.every((one) => parseStructIdNat(String(one)).ok))
    return 'carnet_launch_structures is required: the Struct_IdNat of those whose professionals may open the service, each 1 and its FINESS';
  if (!Array.isArray(uris) || uris.length === 0 || !uris.every((uri) => mayReceive(String(uri), false)))
    return 'redirect_uris must be https, or http on the loopback';
  if (purposes !== undefined && !(Array.isArray(purposes) && purposes.length === 0)) return 'carnet_purposes are for services that patients connect';
  if (!(grants as unknown[]).every((grant) => grant === 'authorization_code'))
    return 'grant_types may be authorization_code: what a service opens is not renewed';
  return undefined;
}

function faultOfStructure({
  carnet_structure: structure,
  carnet_purposes: purposes,
  scope,
  ...metadata
}: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof structure !== 'string' || !parseStructIdNat(structure).ok)
    return 'carnet_structure is required: the Struct_IdNat of the certificate, 1 and its FINESS';
  if (metadata['token_endpoint_auth_method'] !== 'tls_client_auth' || typeof metadata['tls_client_auth_subject_dn'] !== 'string')
    return 'token_endpoint_auth_method must be tls_client_auth, with tls_client_auth_subject_dn';
  if (metadata['tls_client_certificate_bound_access_tokens'] !== true) return 'tls_client_certificate_bound_access_tokens must be true';
  if (purposes !== undefined && !(Array.isArray(purposes) && purposes.length === 0)) return 'carnet_purposes are for services that patients connect';
  if (typeof scope !== 'string' || !scope.split(' ').every((one) => structureScopes.includes(one)))
    return `scope is required, among ${structureScopes.join(' ')}`;
  return undefined;
}
