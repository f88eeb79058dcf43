// Composes what services come through: what the provider is told of them, and their FHIR door on the listener browsers reach.

import type { FastifyPluginAsync } from 'fastify';
import { type Config, certificatesOf } from './config.ts';
import { bearerDoor } from './interfaces/fhir/bearer-door.ts';
import { launchDoor } from './interfaces/fhir/launch-door.ts';
import type { FhirDeps } from './interfaces/fhir/call.ts';
import type { SmartAddresses } from './interfaces/fhir/smart-configuration.ts';
import { issuerOf } from './interfaces/oidc/door.ts';
import { type ServicesDeps, isOriginOf } from './interfaces/oidc/services.ts';
import type { StructuresDeps } from './interfaces/oidc/structures.ts';
import { careOf } from './interfaces/pipeline/launch.ts';
import { launchAuthorizePath, launchIss } from './interfaces/pipeline/service-metadata.ts';
import { type VihfDeps, callerByAssertion } from './interfaces/soap/caller-by-vihf.ts';
import type { Service, ServiceRegister } from './ports/index.ts';

type Place = Pick<Config, 'publicUrl' | 'cardUrl' | 'mode'>;

export const servicesOf = ({ publicUrl, mode }: Pick<Place, 'publicUrl' | 'mode'>, services: ServiceRegister): ServicesDeps => ({
  services,
  fhirUrl: `${publicUrl}/fhir`,
  openRegistration: mode === 'sandbox',
});

/** Those that cards and signature certificates come from. */
export const authoritiesOf = (of: {
  readonly config: Pick<Config, 'cardAuthorityFile'>;
  readonly sandbox: { readonly material: { readonly authorityFile: string } } | undefined;
}): ReturnType<typeof certificatesOf> => certificatesOf(of.config.cardAuthorityFile ?? of.sandbox?.material.authorityFile);

/** What the software of structures is told, and how the provider learns whom its assertions name. */
export const structuresOf = ({ cardUrl }: Pick<Place, 'cardUrl'>, deps: VihfDeps): StructuresDeps => ({
  revocations: deps.revocations,
  mtlsIssuer: issuerOf(cardUrl),
  cardUrl,
  byAssertion: (arrival) => callerByAssertion(deps, arrival),
});

export const smartOf = ({ publicUrl, cardUrl, mode }: Place): SmartAddresses => ({
  issuer: issuerOf(publicUrl),
  mtlsIssuer: issuerOf(cardUrl),
  openRegistration: mode === 'sandbox',
});

/** At /fhir, services that patients connected; under it, those that professionals open from a record. */
export const serviceDoor =
  (deps: Omit<FhirDeps, 'baseUrl'>, publicUrl: string): FastifyPluginAsync =>
  async (app) => {
    const { services } = deps.bearer;
    await app.register(bearerDoor({ ...deps, baseUrl: `${publicUrl}/fhir`, isServiceOrigin: async (origin) => isOriginOf(await services.list(), origin) }));
    const ofCare = async (): Promise<readonly Service[]> => (await services.list()).filter((service) => careOf(service) !== undefined);
    await app.register(
      launchDoor({
        ...deps,
        baseUrl: launchIss(publicUrl),
        authorizationEndpoint: `${publicUrl}${launchAuthorizePath}`,
        isServiceOrigin: async (origin) => isOriginOf(await ofCare(), origin),
      }),
      { prefix: '/pro' },
    );
  };
