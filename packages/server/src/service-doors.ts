// Composes what services come through: what the provider is told of them, and their FHIR door on the listener browsers reach.

import type { FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';
import { type BearerDoorDeps, bearerDoor } from './interfaces/fhir/bearer-door.ts';
import { issuerOf } from './interfaces/oidc/door.ts';
import { type ServicesDeps, isOriginOf } from './interfaces/oidc/services.ts';
import type { ServiceRegister } from './ports/index.ts';

type Place = Pick<Config, 'publicUrl' | 'mode'>;

export const servicesOf = ({ publicUrl, mode }: Place, services: ServiceRegister): ServicesDeps => ({
  services,
  fhirUrl: `${publicUrl}/fhir`,
  openRegistration: mode === 'sandbox',
});

export const serviceDoor = ({ publicUrl, mode }: Place, deps: Omit<BearerDoorDeps, 'baseUrl' | 'smart' | 'isServiceOrigin'>): FastifyPluginAsync =>
  bearerDoor({
    ...deps,
    baseUrl: `${publicUrl}/fhir`,
    smart: { issuer: issuerOf(publicUrl), openRegistration: mode === 'sandbox' },
    isServiceOrigin: async (origin) => isOriginOf(await deps.bearer.services.list(), origin),
  });
