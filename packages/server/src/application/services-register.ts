// The register of services, kept by whoever runs Carnet: who may ask patients at all. Each change is traced with its reason; a service suspended or
// struck off is dead at the next request of each of its tokens.

import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DescribedService, Ports, Service, ServiceRegister, ServiceState } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { tracedAs } from './decide-law.ts';
import { withAccessAcross } from './with-access.ts';

export const readServices = (ports: Ports, services: ServiceRegister, caller: Caller): Promise<Result<readonly Service[]>> =>
  withAccessAcross(ports, caller, 'administer', async () => ok(await services.list()));

export function keepService(
  ports: Ports,
  services: ServiceRegister,
  caller: Caller,
  service: Pick<Service, 'id' | 'client'> & DescribedService,
  reason: string,
): Promise<Result<Service>> {
  return withAccessAcross(ports, tracedAs(caller, `Service « ${service.name} » inscrit au registre`, reason), 'administer', async ({ at }) =>
    ok(await services.keep(service, at)),
  );
}

export function changeServiceState(
  ports: Ports,
  services: ServiceRegister,
  caller: Caller,
  asked: { readonly id: string; readonly state: ServiceState; readonly reason: string },
): Promise<Result<undefined>> {
  return withAccessAcross(ports, tracedAs(caller, `Service ${asked.id} : ${asked.state}`, asked.reason), 'administer', async () =>
    (await services.changeState(asked.id, asked.state)) ? ok(undefined) : refuse('PARAMETRE_INVALIDE', [{ field: 'serviceId', rule: 'VALEUR_HORS_LISTE' }]),
  );
}
