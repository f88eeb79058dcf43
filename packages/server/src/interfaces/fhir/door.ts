// The FHIR door (PDSm): finds who calls by the card, reads a request, calls one use case, writes its answer. Who may do what is decided by
// the use case alone. The card, the size and the type of what is sent are looked at before any of it is read.

import { jsonOfXml, writeCapabilityStatement } from '@carnet/codecs/fhir';
import { type Parsed, type Refusal, type Result, ok, parsed, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../application/caller.ts';
import { type Arrival, type Doorway, callerByCard } from '../pipeline.ts';
import { refusalOfError } from '../pipeline/listener.ts';
import { spendByActor } from '../pipeline/rate-limits.ts';
import type { Failure } from '../pipeline/outage.ts';
import { type SmartInteraction, allows } from '../pipeline/smart-scopes.ts';
import { bearsToken, callerByToken } from '../pipeline/structure-token.ts';
import { declareAgreement, endAgreement, findAgreements } from './agreements.ts';
import type { FhirCall, FhirDeps } from './call.ts';
import { changesPath, findChanges } from './changes.ts';
import { clinicalReads, clinicalSearches } from './clinical.ts';
import { definitionRoutes } from './definitions.ts';
import { publishDocument } from './iti105.ts';
import { findInRegisters, readInRegisters } from './directory.ts';
import { findLists, readList } from './iti66.ts';
import { findAuditEvents } from './journal.ts';
import { createMeasure, deleteMeasure, provideBundle, readOneDevice, updateMeasure } from './measures.ts';
import { findDocumentReferences, readDocumentReference } from './iti67.ts';
import { retrieveDocument } from './iti68.ts';
import { answerForm, bodyType, fhirFormOf, formType, jsonPatchType, resourceTypes, xmlPatchType } from './negotiation.ts';
import { sendRefusal, sendResource } from './outcome.ts';
import { patchById, patchOnCondition } from './patch.ts';
import { callerForPurpose } from './purpose.ts';
import { findPatient, readPatient } from './patient.ts';
import { keepRefusedDocument } from './refused-deposits.ts';
import { smartConfiguration, smartConfigurationPath } from './smart-configuration.ts';
import {
  createSubscription,
  deleteSubscription,
  findEvents,
  findSubscriptions,
  readOneSubscription,
  replaySubscription,
  subscriptionStatus,
} from './subscriptions.ts';

export type { FhirDeps };

/** A document of 100 MB (policy `documentMaximumBytes`) in base64, and what surrounds it. */
export const depositMaximumBytes = 140 * 1024 * 1024;
export const patchMaximumBytes = 256 * 1024;
export const searchMaximumBytes = 16 * 1024;

export const fhirDoor =
  (deps: FhirDeps): FastifyPluginAsync =>
  async (app) => {
    fhirErrors(app);
    app.get('/metadata', (_request, reply) => sendResource(reply, capabilities(deps)));
    definitionRoutes(app, deps);
    app.get(smartConfigurationPath, (_request, reply) => reply.type('application/json').send(smartConfiguration(deps.smart)));
    await app.register(async (known) => interactions(known, deps));
  };

/** What the FHIR doors share before any interaction: bodies kept as bytes, faults and unknown addresses answered as an OperationOutcome. */
export function fhirErrors(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...resourceTypes, jsonPatchType, xmlPatchType, formType], { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  app.setErrorHandler((error: Failure & { statusCode?: number }, request, reply) => {
    const { refusal, status } = refusalOfError(error);
    if (status >= 500) request.log.error({ id: request.id, route: request.routeOptions.url ?? 'none', err: error }, 'failed');
    return sendRefusal(reply, refusal, status);
  });
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, { code: 'NON_PRIS_EN_CHARGE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE' }] }, 404));
}

export const capabilities = ({ baseUrl, ports, version }: Pick<FhirDeps, 'baseUrl' | 'ports' | 'version'>): object =>
  writeCapabilityStatement({
    baseUrl,
    software: 'Carnet',
    version,
    date: toIso(ports.clock.now()).slice(0, 10),
    publisher: 'Carnet',
    description: 'Carnet, dossier médical partagé',
    security: 'TLS mutuel : la carte d’un professionnel consulte et alimente, le certificat d’une structure alimente seulement.',
  });

/** Who came, and as what. */
export type Arrived = Pick<FhirCall, 'caller' | 'app'>;

/** Nothing of a request is read before whoever sends it is known. */
export function interactionsOf(app: FastifyInstance, deps: FhirDeps, arrive: (request: FastifyRequest, reply: FastifyReply) => Promise<Result<Arrived>>) {
  const arrivals = new WeakMap<FastifyRequest, Arrived>();
  app.addHook('onRequest', async (request, reply) => {
    const arrived = await arrive(request, reply);
    if (!arrived.ok) return sendRefusal(reply, arrived.refusal);
    arrivals.set(request, arrived.value);
    return undefined;
  });
  const callOf = (request: FastifyRequest, reply: FastifyReply): FhirCall => {
    const arrived = arrivals.get(request);
    if (arrived === undefined) throw new Error('an interaction ran without its caller');
    return { ...deps, ...arrived, request, reply };
  };
  // Too large, or of another media type: refused before it is read, and a deposit refused all the same.
  app.addHook('onError', async (request, _reply, error) => {
    const arrived = arrivals.get(request);
    const { refusal, status } = refusalOfError(error);
    if (arrived !== undefined && status < 500) await keepRefusedDocument({ ports: deps.ports, caller: arrived.caller, request }, refusal);
  });
  const answer = (act: (call: FhirCall) => Promise<Result<object | undefined>>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const call = callOf(request, reply);
    const refused = async (refusal: Refusal, status?: number): Promise<FastifyReply> => {
      await keepRefusedDocument(call, refusal);
      return sendRefusal(reply, refusal, status);
    };
    if (answerForm(request) === undefined) return refused(notAcceptable, 406);
    const read = inJson(request);
    if (!read.ok) return refused({ code: 'REQUETE_MALFORMEE', findings: read.findings });
    const result = await act(call);
    // A status set already says what no code of refusal does: that there is no such line in the public registers.
    if (!result.ok) return refused(result.refusal, reply.statusCode === 404 ? 404 : undefined);
    return result.value === undefined ? reply.code(reply.statusCode === 200 ? 204 : reply.statusCode).send() : sendResource(reply, result.value);
  };
  return { answer, callOf };
}

async function arriveByCard(deps: FhirDeps, request: FastifyRequest, reply: FastifyReply): Promise<Result<Arrived>> {
  const arrival = { socket: request.raw.socket, headers: request.headers, requestId: request.id };
  const doorway = { door: 'fhir', mode: 'normal', revocations: deps.revocations } as const;
  const caller = bearsToken(request.headers) ? await callerInScope(deps, arrival, doorway, request) : await callerByCard(deps.ports, arrival, doorway);
  if (!caller.ok) return caller;
  const spent = spendByActor(deps.limits, reply, caller.value.actor);
  if (!spent.ok) return spent;
  const purposed = callerForPurpose(caller.value, request.headers);
  return purposed.ok ? ok({ caller: purposed.value }) : purposed;
}

/** A token of a structure's software, on the connection it is bound to: never more than the certificate, and what its scopes say of it. */
async function callerInScope(deps: FhirDeps, arrival: Arrival, doorway: Doorway, request: FastifyRequest): Promise<Result<Caller>> {
  const found = await callerByToken(deps, arrival, doorway);
  if (!found.ok) return found;
  const { caller, level, scopes } = found.value;
  const [type, interaction] = interactionOf(request);
  if (interaction !== undefined && allows(scopes, level, type, interaction)) return ok(caller);
  return refuse('PORTEE_INSUFFISANTE', [{ field: 'Authorization', rule: 'PORTEE_ABSENTE', expected: `${level}/${type}.${interaction ?? '-'}` }]);
}

/** What is asked, in the words of scopes. No letter: no scope opens it. */
function interactionOf({ method, routeOptions: { url = '' } }: FastifyRequest): readonly [type: string, interaction: SmartInteraction | undefined] {
  // A bundle of documents, or of measures, which no structure writes.
  const [, , type = '', ...rest] = url.split('/');
  if (type === '') return ['DocumentReference', 'c'];
  if (rest.at(-1) === '_search') return [type, 's'];
  if (method === 'POST') return [type, rest.length === 0 ? 'c' : undefined];
  if (method === 'PUT' || method === 'PATCH') return [type, 'u'];
  if (method !== 'GET' && method !== 'HEAD') return [type, undefined];
  // The summary says something of every resource.
  if (rest.at(-1) === '$summary') return ['*', 'r'];
  return [type, rest[0]?.startsWith(':') === true ? 'r' : 's'];
}

/** Everything that needs a card. */
function interactions(app: FastifyInstance, deps: FhirDeps): void {
  const { answer, callOf } = interactionsOf(app, deps, (request, reply) => arriveByCard(deps, request, reply));
  const idOf = ({ request }: FhirCall): string => (request.params as { readonly id: string }).id;
  const deposit = { bodyLimit: depositMaximumBytes, preParsing: onlyTypes(resourceTypes) };
  const change = { bodyLimit: patchMaximumBytes, preParsing: onlyTypes([...resourceTypes, jsonPatchType, xmlPatchType]) };

  const search = { bodyLimit: searchMaximumBytes, preParsing: onlyTypes([formType]) };
  const searched = (type: string, find: (call: FhirCall) => Promise<Result<object>>): void => {
    app.get(`/${type}`, answer(find));
    app.post(`/${type}/_search`, search, answer(find));
  };
  const read = (type: string, one: (call: FhirCall, id: string) => Promise<Result<object>>): void =>
    void app.get(
      `/${type}/:id`,
      answer((call) => one(call, idOf(call))),
    );

  searched('Patient', findPatient);
  read('Patient', readPatient);
  searched('DocumentReference', findDocumentReferences);
  read('DocumentReference', readDocumentReference);
  app.get(changesPath, answer(findChanges));
  app.post(changesPath, search, answer(findChanges));
  searched('List', findLists);
  read('List', readList);
  searched('Consent', findAgreements);
  app.post('/Consent', { bodyLimit: patchMaximumBytes, preParsing: onlyTypes(resourceTypes) }, answer(declareAgreement));
  app.patch(
    '/Consent/:id',
    { bodyLimit: patchMaximumBytes, preParsing: onlyTypes([...resourceTypes, jsonPatchType]) },
    answer((call) => endAgreement(call, idOf(call))),
  );
  searched('AuditEvent', findAuditEvents);
  const byId = (act: (call: FhirCall, id: string) => Promise<Result<object | undefined>>) => answer((call) => act(call, idOf(call)));
  app.post('/Subscription', { bodyLimit: patchMaximumBytes, preParsing: onlyTypes(resourceTypes) }, answer(createSubscription(deps.hooks)));
  searched('Subscription', findSubscriptions);
  read('Subscription', readOneSubscription);
  app.delete('/Subscription/:id', byId(deleteSubscription));
  app.get('/Subscription/:id/$status', byId(subscriptionStatus));
  app.get('/Subscription/:id/$events', byId(findEvents(false)));
  app.get('/Subscription/:id/$failed-events', byId(findEvents(true)));
  app.post('/Subscription/:id/$replay', { bodyLimit: searchMaximumBytes }, byId(replaySubscription));
  for (const type of ['Practitioner', 'PractitionerRole', 'Organization'] as const) {
    searched(type, findInRegisters(type));
    read(type, readInRegisters(type));
  }
  for (const [type, find] of Object.entries(clinicalSearches)) searched(type, find);
  for (const [path, one] of Object.entries(clinicalReads)) app.get(path, answer(one));
  app.post('/', deposit, answer(provideBundle));
  const measure = { bodyLimit: patchMaximumBytes, preParsing: onlyTypes(resourceTypes) };
  app.post('/Observation', measure, answer(createMeasure));
  app.put('/Observation/:measureId', measure, answer(updateMeasure));
  app.delete('/Observation/:measureId', answer(deleteMeasure));
  read('Device', readOneDevice);
  app.post('/DocumentReference', deposit, answer(publishDocument));
  app.patch('/DocumentReference', change, answer(patchOnCondition));
  app.patch(
    '/DocumentReference/:id',
    change,
    answer((call) => patchById(call, idOf(call))),
  );
  app.get('/Binary/:id', async (request, reply) => {
    const call = callOf(request, reply);
    return retrieveDocument(call, idOf(call));
  });
}

const notAcceptable = refuse('REQUETE_MALFORMEE', [{ field: 'Accept', rule: 'MEDIA_TYPE', expected: resourceTypes.join(', ') }]).refusal;

/** A resource that came as XML is read as the JSON it says. */
function inJson(request: FastifyRequest): Parsed<true> {
  if (fhirFormOf(bodyType(request)) !== 'xml' || !Buffer.isBuffer(request.body)) return parsed(true);
  const json = jsonOfXml(request.body);
  if (!json.ok) return json;
  request.body = Buffer.from(json.value);
  return parsed(true);
}

/** Refuses another media type before a byte of the body is read. */
export const onlyTypes = (types: readonly string[]) => async (request: FastifyRequest) => {
  const given = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (!types.includes(given)) throw Object.assign(new Error('media type'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' });
};
