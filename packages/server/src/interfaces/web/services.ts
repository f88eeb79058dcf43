// Services connected to a record, at the patient's door: what each may do and since when, and its end, which kills its tokens at once.

import type { ConnectedService, ConnectedServices } from '@carnet/contract';
import { professionLabel } from '@carnet/contract/wording';
import { type Instant, type Result, ok, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { agreedAmong, endPairing, listPairings } from '../../application/pair-service.ts';
import type { KeptPairing, Service } from '../../ports/index.ts';
import { revokeGrant } from '../pipeline/bearer.ts';
import type { Calls } from './door.ts';
import type { DossierCall, WebDeps } from './web-deps.ts';

const services = '/dossiers/:dossierId/services';

export function serviceRoutes(app: FastifyInstance, deps: WebDeps, { dossier }: Calls): void {
  app.get(
    services,
    dossier((call) => showServices(deps, call)),
  );
  app.delete(
    `${services}/:serviceId`,
    dossier((call, request) => disconnect(deps, call, serviceIdOf(request))),
  );
}

const serviceIdOf = ({ params }: FastifyRequest): string => (params as { readonly serviceId: string }).serviceId;

async function showServices({ ports, bearer }: WebDeps, { caller, dossier, language }: DossierCall): Promise<Result<ConnectedServices>> {
  const listed = await listPairings(ports, caller, dossier);
  if (!listed.ok) return listed;
  const { at, pairings, subscribers } = listed.value;
  const known = new Map((await bearer.services.list()).map((service) => [service.id, service]));
  const shown = pairings.flatMap((pairing) => {
    const service = known.get(pairing.service);
    return service === undefined ? [] : [present(service, pairing, at)];
  });
  return ok({
    services: shown.toSorted((one, other) => other.since.localeCompare(one.since)),
    subscribers: subscribers.map(({ who, service, structureName, topic, createdAt, endsAt }) => ({
      displayName: (service === undefined ? who?.name : known.get(service)?.name) ?? '',
      ...(who?.profession === undefined ? {} : { professionLabel: professionLabel(language, who.profession) }),
      ...(structureName === undefined ? {} : { structureName }),
      topic,
      since: toIso(createdAt),
      until: toIso(endsAt),
    })),
  });
}

async function disconnect({ ports, bearer }: WebDeps, { caller, dossier }: DossierCall, id: string): Promise<Result<undefined>> {
  const service = await bearer.services.find(id);
  const ended = await endPairing(ports, caller, dossier, { id, ...(service === undefined ? {} : { name: service.name }) });
  if (!ended.ok) return ended;
  // The rules refuse from this moment already; its tokens say so themselves.
  for (const grant of ended.value.grants) await revokeGrant(bearer.artefacts, grant);
  return ok(undefined);
}

const present = (service: Service, { purposes, since, until, version, lastUsedAt }: KeptPairing, at: Instant): ConnectedService => ({
  id: service.id,
  name: service.name,
  publisher: service.publisher,
  state: at >= until ? 'ended' : service.state === 'EN_LIGNE' ? 'active' : 'paused',
  purposes: agreedAmong(service.purposes, purposes).map(({ code, label, reads, writes }) => ({ code, label, reads: [...reads], writes: [...writes] })),
  since: toIso(since),
  until: toIso(until),
  toAgreeAgain: service.version > version,
  ...(lastUsedAt === undefined ? {} : { lastUsedAt: toIso(lastUsedAt) }),
});
