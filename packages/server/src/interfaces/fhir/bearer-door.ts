// The FHIR door of services (SMART App Launch 2.2), on the listener browsers reach: a bearer token and nothing else opens it, for the one record
// it was given for. A scope says which interactions, the rules which documents. Denies by default: an interaction not listed here is not there.

import { writeCapabilityStatement } from '@carnet/codecs/fhir';
import { type Result, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { appByToken } from '../pipeline/bearer.ts';
import type { SmartInteraction } from '../pipeline/smart-scopes.ts';
import type { FhirCall, FhirDeps } from './call.ts';
import { clinicalReads, clinicalSearches } from './clinical.ts';
import { definitionRoutes } from './definitions.ts';
import { type Arrived, depositMaximumBytes, fhirErrors, interactionsOf, onlyTypes, patchMaximumBytes, searchMaximumBytes } from './door.ts';
import { publishDocument } from './iti105.ts';
import { findDocumentReferences, readDocumentReference } from './iti67.ts';
import { retrieveDocument } from './iti68.ts';
import { createMeasure, deleteMeasure, measuresMaximumBytes, provideMeasures, readOneDevice, updateMeasure } from './measures.ts';
import { formType, resourceTypes } from './negotiation.ts';
import { sendRefusal, sendResource } from './outcome.ts';
import { patientOf, underIns } from './pseudonymous.ts';
import { type Interaction, allowServicePages, idOf, scopeOf, scopedAt } from './scoped.ts';
import {
  createSubscription,
  deleteSubscription,
  findEvents,
  findSubscriptions,
  readOneSubscription,
  replaySubscription,
  subscriptionStatus,
} from './subscriptions.ts';
import { smartConfiguration, smartConfigurationPath, smartEndpoints } from './smart-configuration.ts';

export interface BearerDoorDeps extends FhirDeps {
  /** Of the pages that registered services live on. */
  readonly isServiceOrigin: (origin: string) => Promise<boolean>;
}

export const bearerDoor =
  (deps: BearerDoorDeps): FastifyPluginAsync =>
  async (app) => {
    fhirErrors(app);
    allowServicePages(app, deps.isServiceOrigin, 'GET, POST, PUT, DELETE');
    app.get('/metadata', (_request, reply) => sendResource(reply, statement(deps)));
    definitionRoutes(app, deps);
    app.get(smartConfigurationPath, (_request, reply) => reply.type('application/json').send(smartConfiguration(deps.smart)));
    await app.register(async (known) => interactions(known, deps));
  };

const statement = ({ baseUrl, ports, version, smart }: BearerDoorDeps): object =>
  writeCapabilityStatement({
    baseUrl,
    software: 'Carnet',
    version,
    date: toIso(ports.clock.now()).slice(0, 10),
    publisher: 'Carnet',
    description: 'Carnet, dossier médical partagé : la porte des services connectés par les patients',
    security: 'OAuth 2.1 et SMART App Launch 2.2 : un jeton par dossier, finalités choisies par le patient, révocables à tout moment.',
    apps: { endpoints: smartEndpoints(smart) },
  });

function interactions(app: FastifyInstance, deps: BearerDoorDeps): void {
  const { answer, callOf } = interactionsOf(app, deps, (request, reply) => arrive(deps, request, reply));
  const search = { bodyLimit: searchMaximumBytes, preParsing: onlyTypes([formType]) };
  const scoped = scopedAt('patient');
  const searched = (type: string, find: Interaction): void => {
    app.get(`/${type}`, answer(scoped(type, 's', find)));
    app.post(`/${type}/_search`, search, answer(scoped(type, 's', find)));
  };

  app.get('/Patient/:id', answer(scoped('Patient', 'r', async (call) => ownPatient(call, idOf(call)))));
  searched('DocumentReference', findDocumentReferences);
  app.get('/DocumentReference/:id', answer(scoped('DocumentReference', 'r', (call) => readDocumentReference(call, idOf(call)))));
  app.post(
    '/DocumentReference',
    { bodyLimit: depositMaximumBytes, preParsing: onlyTypes(resourceTypes) },
    answer(
      scoped('DocumentReference', 'c', (call) => {
        if (call.app !== undefined) call.request.body = underIns(call.app, call.request.body as Buffer);
        return publishDocument(call);
      }),
    ),
  );
  const measure = { bodyLimit: patchMaximumBytes, preParsing: onlyTypes(resourceTypes) };
  app.post('/', { ...measure, bodyLimit: measuresMaximumBytes }, answer(scoped('Observation', 'c', provideMeasures)));
  app.post('/Observation', measure, answer(scoped('Observation', 'c', createMeasure)));
  app.put('/Observation/:measureId', measure, answer(scoped('Observation', 'u', updateMeasure)));
  app.delete('/Observation/:measureId', answer(scoped('Observation', 'd', deleteMeasure)));
  app.get('/Device/:id', answer(scoped('Device', 'r', (call) => readOneDevice(call, idOf(call)))));
  for (const [type, find] of Object.entries(clinicalSearches)) searched(type, find);
  for (const [path, one] of Object.entries(clinicalReads)) if (!path.endsWith('$summary')) app.get(path, answer(scoped(path.split('/')[1]!, 'r', one)));
  const byId = (interaction: SmartInteraction, act: (call: FhirCall, id: string) => Promise<Result<object | undefined>>) =>
    answer(scoped('Subscription', interaction, (call) => act(call, idOf(call))));
  app.post('/Subscription', measure, answer(scoped('Subscription', 'c', (call) => subscribeService(call, deps))));
  searched('Subscription', findSubscriptions);
  app.get('/Subscription/:id', byId('r', readOneSubscription));
  app.delete('/Subscription/:id', byId('d', deleteSubscription));
  app.get('/Subscription/:id/$status', byId('r', subscriptionStatus));
  app.get('/Subscription/:id/$events', byId('r', findEvents(false)));
  app.get('/Subscription/:id/$failed-events', byId('r', findEvents(true)));
  app.post('/Subscription/:id/$replay', { bodyLimit: searchMaximumBytes }, byId('u', replaySubscription));
  app.get('/Binary/:id', async (request, reply) => {
    const call = callOf(request, reply);
    const granted = scopeOf(call, ['patient'], 'Binary', 'r');
    return granted.ok ? retrieveDocument(call, idOf(call)) : sendRefusal(reply, granted.refusal);
  });
}

async function arrive(deps: BearerDoorDeps, request: FastifyRequest, reply: FastifyReply): Promise<Result<Arrived>> {
  const found = await appByToken(deps.bearer, request.headers.authorization);
  if (!found.ok) return found;
  const app = found.value;
  const spent = [deps.limits.spend(reply, 'structure', app.service.id), deps.limits.spend(reply, 'person', app.idPe)].find((one) => !one.ok);
  if (spent !== undefined && !spent.ok) return spent;
  const { id, name } = app.service;
  return ok({
    app,
    caller: { actor: { kind: 'service-tiers', id }, mode: 'normal', context: { door: 'fhir', actorName: name, requestId: request.id } },
  });
}

/** What is told when nobody is there needs what the patient was asked for it: access that lasts. */
const subscribeService = (call: FhirCall, { hooks }: BearerDoorDeps): Promise<Result<object>> =>
  call.app?.scopes.includes('offline_access') === true
    ? createSubscription(hooks)(call)
    : Promise.resolve(refuse('PORTEE_INSUFFISANTE', [{ field: 'Authorization', rule: 'PORTEE_ABSENTE', expected: 'offline_access' }]));

/** Who the token is for, by the id the service has of them already; anybody else is not there. */
const ownPatient = ({ app }: FhirCall, id: string): Result<object> => (app?.idPe === id ? ok(patientOf(app)) : refuse('DOSSIER_INEXISTANT'));
