// A structure's software as any OAuth client is one that shows a certificate (RFC 8705): registered, sent to the token endpoint on the listener of
// cards, then to the FHIR door there.

import { X509Certificate } from 'node:crypto';
import { send } from '../../tools/deposit/send.ts';
import { senderOf } from '../../tools/simulator/sender.ts';
import { type VihfChoices, type VihfFields, distinguishedName, signedVihf } from '../../tools/simulator/vihf.ts';
import type { FhirServer } from './fhir-server.ts';

export const assertionGrant = 'urn:ietf:params:oauth:grant-type:saml2-bearer';

/** As a registration says it, for the structure of this key. */
export async function metadataOf(fhir: FhirServer, structure: string, scope: string): Promise<Record<string, unknown>> {
  const { cert } = await fhir.material(structure);
  return {
    client_name: `Logiciel de ${structure}`,
    carnet_publisher: 'Exemple Santé',
    carnet_structure: fhir.personas.structures.find(({ key }) => key === structure)!.idNat,
    grant_types: ['client_credentials', assertionGrant],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_auth_subject_dn: distinguishedName(new X509Certificate(cert!)),
    tls_client_certificate_bound_access_tokens: true,
    scope,
  };
}

export interface Given {
  readonly status: number;
  readonly body: Readonly<Record<string, any>>;
}
const jsonOf = ({ status, body }: { readonly status: number; readonly body: Buffer }): Given => ({ status, body: JSON.parse(body.toString('utf8')) });

/** `card`: whose certificate is shown, `none` for none. */
export async function askToken(fhir: FhirServer, card: string, asked: Readonly<Record<string, string>>, endpoint = 'token'): Promise<Given> {
  const url = new URL(`/oidc/${endpoint}`, fhir.url).href;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return jsonOf(await send({ method: 'POST', url, tls: await fhir.material(card), headers, body: new URLSearchParams(asked).toString() }));
}

/** In base64url, signed by the structure of `card` for this person. */
export async function assertionOf(
  fhir: FhirServer,
  keys: { readonly card: string; readonly person?: string },
  patient: string | undefined,
  choices: VihfChoices = {},
  changed: Partial<VihfFields> = {},
): Promise<string> {
  const sender = await senderOf(fhir.sandbox, fhir.personas, keys);
  if (sender === undefined) throw new Error(`nobody speaks so: ${JSON.stringify(keys)}`);
  const named = patient === undefined ? undefined : fhir.personas.patients.find(({ key }) => key === patient)!;
  const about = named === undefined ? {} : { patient: { ins: named.ins, oid: named.oid } };
  return Buffer.from(signedVihf(sender, { ...about, ...choices }, changed)).toString('base64url');
}
