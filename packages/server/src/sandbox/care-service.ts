// The service of care the sandbox is born with: every structure of care may open it from a record, and its page is the sandbox's own.

import type { Instant } from '@carnet/domain/kernel';
import type { ServiceRegister } from '../ports/index.ts';
import { sandboxAuthorityMark } from '../config.ts';
import type { People } from './people.ts';

/** `publicUrl`: how browsers see this server. */
export const sampleService = (publicUrl: string): { readonly id: string; readonly launchUrl: string; readonly redirectUri: string } => ({
  id: 'exemple-de-service',
  launchUrl: `${publicUrl}/sandbox/service/launch`,
  redirectUri: `${publicUrl}/sandbox/service`,
});

/** The establishment whose portal opens the app for its professionals. */
export const portalStructure = 'hopital-saint-fictif';

/** Registered for nothing else. */
async function seedPortal(services: ServiceRegister, { structures }: People, now: Instant): Promise<void> {
  const { id, name } = structures.find(({ key }) => key === portalStructure)!;
  const client = {
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_auth_subject_dn: `CN=${name},OU=${id},O=${sandboxAuthorityMark},C=FR`,
    tls_client_certificate_bound_access_tokens: true,
    grant_types: ['client_credentials'],
    carnet_structure: id,
    scope: 'launch',
  };
  await services.keep({ id: 'exemple-de-portail', name: `${name}, portail`, publisher: 'Bac à sable de Carnet', purposes: [], client }, now);
}

/** Known already, it keeps its state: whoever suspended it to see finds it so. */
export async function seedCareService(services: ServiceRegister, people: People, publicUrl: string, now: Instant): Promise<void> {
  const { structures } = people;
  await seedPortal(services, people, now);
  const { id, launchUrl, redirectUri } = sampleService(publicUrl);
  const caring = structures.filter(({ assuranceMaladie }) => assuranceMaladie !== true).map((structure) => structure.id);
  const client = {
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    carnet_launch_url: launchUrl,
    carnet_launch_structures: caring,
  };
  await services.keep({ id, name: 'Exemple de service', publisher: 'Bac à sable de Carnet', purposes: [], client }, now);
}
