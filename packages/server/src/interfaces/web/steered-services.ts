// The register of services, under /api/pilotage: who may ask patients, and in which state each is.

import { type SteeredServices, registerServiceSchema, serviceStateSchema } from '@carnet/contract';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { changeServiceState, keepService, readServices } from '../../application/services-register.ts';
import type { Service } from '../../ports/index.ts';
import { careOf } from '../pipeline/launch.ts';
import { faultOfClient } from '../pipeline/service-metadata.ts';
import { structureOf } from '../pipeline/structure-token.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { Call, WebDeps } from './web-deps.ts';

const jsonMaximumBytes = 64 * 1024;

export function steeredServiceRoutes(app: FastifyInstance, deps: WebDeps, { call }: Calls): void {
  const json = { bodyLimit: jsonMaximumBytes };
  app.get(
    '/services',
    call(async ({ caller }) => {
      const read = await readServices(deps.ports, deps.bearer.services, caller);
      return read.ok ? ok({ services: read.value.map(present) } satisfies SteeredServices) : read;
    }),
  );
  app.post(
    '/services',
    json,
    call((current, { body }) => register(deps, current, body), 201),
  );
  app.post(
    '/services/:serviceId/state',
    json,
    call(async ({ caller }, request) => {
      const input = parseInput(serviceStateSchema, request.body);
      return input.ok ? changeServiceState(deps.ports, deps.bearer.services, caller, { id: serviceIdOf(request), ...input.value }) : input;
    }, 204),
  );
}

const serviceIdOf = ({ params }: FastifyRequest): string => (params as { readonly serviceId: string }).serviceId;

async function register({ ports, bearer }: WebDeps, { caller }: Call, body: unknown): Promise<Result<SteeredServices['services'][number]>> {
  const input = parseInput(registerServiceSchema, body);
  if (!input.ok) return input;
  const { reason, id = ports.newId(), metadata } = input.value;
  const fault = faultOfClient(metadata);
  if (fault !== undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'metadata', rule: 'FORME', expected: fault }]);
  const { client_name: name, carnet_publisher: publisher, carnet_purposes: purposes, client_id: _id, ...client } = metadata;
  const kept = await keepService(
    ports,
    bearer.services,
    caller,
    { id, name: String(name), publisher: String(publisher), purposes: (purposes ?? []) as Service['purposes'], client },
    reason,
  );
  return kept.ok ? ok(present(kept.value)) : kept;
}

const present = ({ id, name, publisher, state, version, versionSince, purposes, client }: Service): SteeredServices['services'][number] => ({
  id,
  name,
  publisher,
  state,
  version,
  versionSince: toIso(versionSince),
  purposes: purposes.map(({ code, label, reads, writes }) => ({ code, label, reads: [...reads], writes: [...writes] })),
  ...ofStructure(client),
  ...ofCare(client),
});

const ofCare = (client: Service['client']): Pick<SteeredServices['services'][number], 'care'> => {
  const care = careOf({ client });
  return care === undefined ? {} : { care: { launchUrl: care.launchUrl, structures: [...care.structures] } };
};

const ofStructure = (client: Service['client']): Pick<SteeredServices['services'][number], 'structure'> => {
  const id = structureOf({ client });
  return id === undefined ? {} : { structure: { id, scopes: String(client['scope']).split(' ') } };
};
