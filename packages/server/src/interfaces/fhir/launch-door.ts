// The FHIR door of services of care, under /fhir/pro: a service that a professional opened from a record reads that record, with their rights and for
// as long as their session (SMART EHR launch, ADR 31). Readings only: whoever wants to feed does it in their own app, with their own card.

import { writeCapabilityStatement } from '@carnet/codecs/fhir';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { launchedByToken } from '../pipeline/launch.ts';
import { spendByActor } from '../pipeline/rate-limits.ts';
import type { FhirDeps } from './call.ts';
import { clinicalReads, clinicalSearches } from './clinical.ts';
import { type Arrived, fhirErrors, interactionsOf, onlyTypes, searchMaximumBytes } from './door.ts';
import { findDocumentReferences, readDocumentReference } from './iti67.ts';
import { retrieveDocument } from './iti68.ts';
import { readOneDevice } from './measures.ts';
import { formType } from './negotiation.ts';
import { sendRefusal, sendResource } from './outcome.ts';
import { patientOf } from './pseudonymous.ts';
import { type Interaction, allowServicePages, idOf, scopeOf, scopedAt } from './scoped.ts';
import { launchConfiguration, smartConfigurationPath, smartEndpoints } from './smart-configuration.ts';

export interface LaunchDoorDeps extends FhirDeps {
  /** Where the professional's session answers: `http://localhost:8080/api/pro/authorize`. */
  readonly authorizationEndpoint: string;
  /** Of the pages that registered services of care live on. */
  readonly isServiceOrigin: (origin: string) => Promise<boolean>;
}

export const launchDoor =
  (deps: LaunchDoorDeps): FastifyPluginAsync =>
  async (app) => {
    fhirErrors(app);
    allowServicePages(app, deps.isServiceOrigin, 'GET, POST');
    app.get('/metadata', (_request, reply) => sendResource(reply, statement(deps)));
    app.get(smartConfigurationPath, (_request, reply) => reply.type('application/json').send(launchConfiguration(deps.smart, deps.authorizationEndpoint)));
    await app.register(async (known) => interactions(known, deps));
  };

const statement = ({ baseUrl, ports, version, smart, authorizationEndpoint }: LaunchDoorDeps): object =>
  writeCapabilityStatement({
    baseUrl,
    software: 'Carnet',
    version,
    date: toIso(ports.clock.now()).slice(0, 10),
    publisher: 'Carnet',
    description: 'Carnet, dossier médical partagé : la porte des services ouverts depuis un dossier par un professionnel',
    security: 'SMART App Launch 2.2, lancement depuis l’app : les droits du professionnel, ce dossier seul, le temps de sa session ; lecture seule.',
    apps: { endpoints: { ...smartEndpoints(smart), authorization_endpoint: authorizationEndpoint }, readOnly: true },
  });

const levels = ['patient', 'user'] as const;

function interactions(app: FastifyInstance, deps: LaunchDoorDeps): void {
  const { answer, callOf } = interactionsOf(app, deps, (request, reply) => arrive(deps, request, reply));
  const scoped = scopedAt(...levels);
  const search = { bodyLimit: searchMaximumBytes, preParsing: onlyTypes([formType]) };
  const searched = (type: string, find: Interaction): void => {
    app.get(`/${type}`, answer(scoped(type, 's', find)));
    app.post(`/${type}/_search`, search, answer(scoped(type, 's', find)));
  };
  // The traits are the service's own: Carnet's are not for software to show (RG_0320).
  app.get(
    '/Patient/:id',
    answer(scoped('Patient', 'r', async (call) => (call.app?.idPe === idOf(call) ? ok(patientOf(call.app)) : refuse('DOSSIER_INEXISTANT')))),
  );
  searched('DocumentReference', findDocumentReferences);
  app.get('/DocumentReference/:id', answer(scoped('DocumentReference', 'r', (call) => readDocumentReference(call, idOf(call)))));
  for (const [type, find] of Object.entries(clinicalSearches)) searched(type, find);
  for (const [path, one] of Object.entries(clinicalReads)) if (!path.endsWith('$summary')) app.get(path, answer(scoped(path.split('/')[1]!, 'r', one)));
  app.get('/Device/:id', answer(scoped('Device', 'r', (call) => readOneDevice(call, idOf(call)))));
  app.get('/Binary/:id', async (request, reply) => {
    const call = callOf(request, reply);
    const granted = scopeOf(call, levels, 'Binary', 'r');
    return granted.ok ? retrieveDocument(call, idOf(call)) : sendRefusal(reply, granted.refusal);
  });
}

async function arrive(deps: LaunchDoorDeps, request: FastifyRequest, reply: FastifyReply): Promise<Result<Arrived>> {
  const found = await launchedByToken(deps, request.headers.authorization, request.id);
  if (!found.ok) return found;
  const spent = spendByActor(deps.limits, reply, found.value.caller.actor);
  return spent.ok ? found : spent;
}
