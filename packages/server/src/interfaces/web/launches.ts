// « Ouvrir avec… » : the services of care a professional's structure may use, and the opening of one from a record (SMART EHR launch, ADR 31). What a
// launch names waits sealed on the server: the address says which Carnet asks, and a word drawn for that once.

import { type CareServices, type LaunchedService, launchServiceSchema } from '@carnet/contract';
import { type Result, ok } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TLSSocket } from 'node:tls';
import { launchService } from '../../application/launch-service.ts';
import { careOf, keepLaunch, opensFor } from '../pipeline/launch.ts';
import { launchIss } from '../pipeline/service-metadata.ts';
import type { Calls, Limiting } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { Call, DossierCall, WebDeps } from './web-deps.ts';

export function launchRoutes(app: FastifyInstance, deps: WebDeps, { call, dossier }: Calls, json: { readonly bodyLimit: number }, limited: Limiting): void {
  app.get(
    '/services',
    call((current) => showCareServices(deps, current)),
  );
  app.post(
    '/dossiers/:dossierId/launches',
    { ...json, ...limited },
    dossier((current, request) => launch(deps, current, request), 201),
  );
}

async function showCareServices({ bearer }: WebDeps, { session }: Call): Promise<Result<CareServices>> {
  const structure = session.kind === 'professionnel' ? session.structure : undefined;
  const services = (await bearer.services.list()).filter((service) => opensFor(service, structure));
  return ok({ services: services.map(({ id, name, publisher }) => ({ id, name, publisher })) });
}

async function launch(
  { ports, bearer, sessions, publicUrl }: WebDeps,
  { session, token, caller, dossier }: DossierCall,
  { body, raw }: FastifyRequest,
): Promise<Result<LaunchedService>> {
  const input = parseInput(launchServiceSchema, body);
  if (!input.ok) return input;
  const structure = session.kind === 'professionnel' ? session.structure : undefined;
  const named = await bearer.services.find(input.value.service);
  const service = named !== undefined && opensFor(named, structure) ? named : undefined;
  const allowed = await launchService(ports, caller, dossier, service);
  if (!allowed.ok) return allowed;
  if (service === undefined || structure === undefined) throw new Error('a launch is of a service, from a structure');
  const id = await keepLaunch(bearer.artefacts, {
    service: service.id,
    ...allowed.value,
    idPe: bearer.services.pseudonymOf(service.id, allowed.value.dossier),
    session: sessions.markOf(token),
    structure,
    at: raw.socket instanceof TLSSocket ? 'cards' : 'public',
  });
  const url = new URL(careOf(service)!.launchUrl);
  url.searchParams.set('iss', launchIss(publicUrl));
  url.searchParams.set('launch', id);
  return ok({ url: url.href });
}
