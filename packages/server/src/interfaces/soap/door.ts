// The SOAP door: the paths, the actions and the envelope of the national DMP. Finds who calls by the card, before a byte of the body is read;
// reads the message; holds the card and the assertion against one another; gives the message to one transaction; writes its answer or a fault.
// Who may do what is decided by the use cases alone.

import { type Misread, type SoapMessage, announcedAction, readSoap, writeAnswer, writeFault } from '@carnet/codecs/soap';
import { submittedNumbers } from '@carnet/codecs/xds';
import type { XmlElement } from '@carnet/codecs/xml';
import { type Refusal, type Result, ok } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { type Feeder, feederOf } from '../../application/refused-deposits.ts';
import type { GivenNumbers } from '../../ports/index.ts';
import { type Card, cardOf } from '../pipeline/card.ts';
import { refusalOfError } from '../pipeline/listener.ts';
import type { Failure } from '../pipeline/outage.ts';
import type { RateLimits } from '../pipeline/rate-limits.ts';
import { keepRefused } from '../pipeline/refused-deposits.ts';
import { type Bodies, BodyRefused, newBodies } from './bodies.ts';
import type { SoapDeps } from './call.ts';
import { callerByVihf } from './caller-by-vihf.ts';
import { type Told, faultOfMisread, faultOfRefusal, statusOf } from './faults.ts';
import { operationCalled } from './operations.ts';
import { type ServiceName, serviceAt, services } from './services.ts';
import { writeWsdl, writeXsd } from './wsdl.ts';

export interface SoapDoorDeps extends SoapDeps {
  readonly limits: RateLimits;
  /** HTTP status of a fault the sender can mend: SOAP 1.2's own, or what programs read who look for a fault under a 500 only. */
  readonly senderFaultStatus: 400 | 500;
}

/** What answers in several parts, a fault included: its software reads nothing else (SEL-MP-037, TD3.2). */
const multipartAnswers: readonly (string | undefined)[] = ['urn:ihe:iti:2007:RetrieveDocumentSet'];

export const soapDoor =
  (deps: SoapDoorDeps): FastifyPluginAsync =>
  async (app) => {
    const bodies = newBodies(deps.ports);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) => bodies.read(request, payload));
    app.setErrorHandler((error: Failure & { statusCode?: number }, request, reply) => {
      if (error instanceof BodyRefused) return sendRefusal(deps, request, reply, error.refusal);
      const { refusal, status } = refusalOfError(error);
      if (status >= 500) request.log.error({ id: request.id, route: request.routeOptions.url ?? 'none', err: error }, 'failed');
      return sendRefusal(deps, request, reply, refusal, status === 500 ? 500 : undefined);
    });
    app.setNotFoundHandler((request, reply) =>
      sendRefusal(deps, request, reply, { code: 'NON_PRIS_EN_CHARGE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE' }] }, 404),
    );
    for (const [path, name] of Object.entries(serviceAt)) app.get(`/${path}`, (request, reply) => describe(deps, name, request, reply));
    await app.register(async (known) => transactions(known, deps, bodies));
  };

/** `?wsdl` and `?xsd=…`, for whoever comes: facts of the interface, and nothing of anybody. */
function describe(deps: SoapDoorDeps, name: ServiceName, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = Object.fromEntries(Object.entries(request.query as Record<string, unknown>).map(([key, value]) => [key.toLowerCase(), value]));
  const written = 'wsdl' in asked ? writeWsdl(name, deps.baseUrl) : typeof asked['xsd'] === 'string' ? writeXsd(name, asked['xsd']) : undefined;
  if (written !== undefined) return reply.type('text/xml; charset=utf-8').send(written);
  void reply.header('allow', 'POST');
  return sendRefusal(deps, request, reply, { code: 'NON_PRIS_EN_CHARGE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE', expected: '?wsdl' }] }, 405);
}

function transactions(app: FastifyInstance, deps: SoapDoorDeps, bodies: Bodies): void {
  const cards = new WeakMap<FastifyRequest, Card>();
  app.addHook('onRequest', async (request, reply) => {
    const card = cardOf(request.raw.socket, deps.revocations);
    if (!card.ok) return sendRefusal(deps, request, reply, card.refusal);
    const spent = deps.limits.spend(reply, card.value.kind === 'structure' ? 'structure' : 'card', card.value.id);
    if (!spent.ok) return sendRefusal(deps, request, reply, spent.refusal);
    cards.set(request, card.value);
    const admitted = await bodies.admit(request, reply);
    return admitted.ok ? undefined : sendRefusal(deps, request, reply, admitted.refusal, admitted.status);
  });
  for (const [path, name] of Object.entries(serviceAt))
    app.post(`/${path}`, async (request, reply) => {
      const card = cards.get(request);
      if (card === undefined) throw new Error('a transaction ran without its card');
      const read = readSoap((request.body as Uint8Array | undefined) ?? new Uint8Array(), contentTypeOf(request));
      if (!read.ok) return sendMisread(deps, request, reply, read.misread, read.messageId);
      // Awaited here: what the message is read from is given back when this block ends.
      using _document = read.document;
      return await answer({ ...deps, card, bodies, request, reply }, name, read.message);
    });
}

interface Exchange extends SoapDoorDeps {
  readonly card: Card;
  readonly bodies: Bodies;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function answer(exchange: Exchange, name: ServiceName, message: SoapMessage): Promise<FastifyReply> {
  const { ports, request, reply } = exchange;
  const { actions, messageId, body, parts } = message;
  const meant = operationCalled(name, actions, body.name);
  if (!('operation' in meant)) return sendMisread(exchange, request, reply, unknownAction(meant.unknown, name), messageId);
  const { action } = meant.operation;
  if ('other' in meant) return sendMisread(exchange, request, reply, otherAction(meant.other, action), messageId);
  const transaction = services[name][action]!;
  // Without one of its own, a message is told from every other: what it is asked twice, it answers twice.
  const told = { action, messageId };
  const identified = { ...message, messageId: messageId ?? `urn:uuid:${ports.newId()}` };
  const called = await callerByVihf(exchange, { socket: request.raw.socket, headers: request.headers, requestId: request.id, message: identified });
  if (!called.ok) {
    if (action === provideAndRegisterAction) await keepRefusedOf(exchange, body, called.refusal);
    return sendRefusal(exchange, request, reply, called.refusal, undefined, told);
  }
  const spent = spendByCaller(exchange, called.value.caller.actor);
  if (!spent.ok) return sendRefusal(exchange, request, reply, spent.refusal, undefined, told);
  const { insOids, repositoryOid, baseUrl, revocations, authorities, cdaSchema } = exchange;
  const hold = (bytes: number): boolean => exchange.bodies.hold(request, bytes);
  const keep = (refusal: Refusal, numbers: GivenNumbers): Promise<void> =>
    keepRefused({ ports, log: request.log }, feederOf(called.value.caller), { door: 'ITI-41', numbers }, refusal);
  const served = { ports, insOids, repositoryOid, baseUrl, revocations, authorities, cdaSchema, ...called.value };
  const answered = await transaction({ ...served, body, parts, hold, keepRefused: keep });
  if (!answered.ok) return sendRefusal(exchange, request, reply, answered.refusal, undefined, told);
  return sendWritten(reply, writeAnswer(answered.value, addressedTo(exchange, messageId), multipartAnswers.includes(action)), 200);
}

const provideAndRegisterAction = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b';

/** Before it is known who acts: kept for the structure whose certificate it is. A person's own card says nothing yet of where they act. */
async function keepRefusedOf({ ports, card, request }: Exchange, body: XmlElement, refusal: Refusal): Promise<void> {
  if (card.kind !== 'structure') return;
  const known = await ports.transactions.look(({ directory }) => directory.structure(card.id));
  if (known === undefined) return;
  const feeder: Feeder = { structure: known.id, sender: { kind: 'structure', id: known.id, name: known.name } };
  await keepRefused({ ports, log: request.log }, feeder, { door: 'ITI-41', numbers: submittedNumbers(body) }, refusal);
}

/** Beside the holder of the certificate on the socket, who was counted already: whoever the assertion says acts, and where. */
function spendByCaller({ limits, reply, card }: Exchange, actor: { readonly kind: string; readonly id?: string; readonly structure?: unknown }): Result<true> {
  const structure = (actor.structure as { readonly id: string } | undefined)?.id;
  const own = actor.id === undefined || actor.id === card.id || card.kind !== 'structure' ? ok(true as const) : limits.spend(reply, 'card', actor.id);
  return own.ok && structure !== undefined && structure !== card.id ? limits.spend(reply, 'structure', structure) : own;
}

const field = 'Envelope/Header/Action';
const unknownAction = (action: string | undefined, service: ServiceName): Misread => {
  const expected = Object.keys(services[service]).join(' | ');
  return action === undefined
    ? {
        code: 'Sender',
        subcodes: ['wsa:MessageAddressingHeaderRequired'],
        problem: { header: 'wsa:Action' },
        findings: [{ field, rule: 'WSA_ABSENT', expected }],
      }
    : {
        code: 'Sender',
        subcodes: ['wsa:ActionNotSupported'],
        problem: { action },
        findings: [{ field, rule: isWithdrawn(action) ? 'WSA_ACTION_RETIREE' : 'WSA_ACTION_INCONNUE', given: action.slice(0, 200), expected }],
      };
};
/** TD1.5: left the WSDL of the DMP on 11/06/2024 (ADR 21). Who still calls them is told what took their place. */
const withdrawn = ['createPatientAccess', 'patientOTPUpdate', 'updatePatientAccess'];
const isWithdrawn = (action: string): boolean => withdrawn.some((name) => action.endsWith(`:${name}`));
const otherAction = (given: string, action: string): Misread => ({
  code: 'Sender',
  subcodes: ['wsa:InvalidAddressingHeader', 'wsa:ActionMismatch'],
  problem: { action },
  findings: [{ field: 'Content-Type', rule: 'WSA_ACTION_DIFFERENTE', given: given.slice(0, 200), expected: action }],
});

const contentTypeOf = (request: FastifyRequest): string => request.headers['content-type'] ?? '';
const toldOf = ({ baseUrl }: SoapDeps, request: FastifyRequest): Told => ({ page: new URL('/docs/erreurs', baseUrl).href, requestId: request.id });

const addressedTo = ({ ports }: SoapDeps, relatesTo: string | undefined) => ({
  relatesTo,
  messageId: `urn:uuid:${ports.newId()}`,
  boundary: `carnet-${ports.newId()}`,
});

/** Of a message that was read: what an answer to it is made of. */
interface Answered {
  readonly action: string;
  readonly messageId: string | undefined;
}

/** `message`: what it answers, once that was read. */
function sendRefusal(deps: SoapDoorDeps, request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status?: number, message?: Answered): FastifyReply {
  if (refusal.retryAfterSeconds !== undefined) void reply.header('retry-after', String(refusal.retryAfterSeconds));
  const action = message?.action ?? announcedAction(contentTypeOf(request));
  const fault = faultOfRefusal(refusal, toldOf(deps, request));
  const written = writeFault(fault, addressedTo(deps, message?.messageId), multipartAnswers.includes(action));
  return sendWritten(reply, written, asConfigured(deps, status ?? statusOf(refusal.code)));
}

function sendMisread(deps: SoapDoorDeps, request: FastifyRequest, reply: FastifyReply, misread: Misread, messageId: string | undefined): FastifyReply {
  const { fault, status } = faultOfMisread(misread, toldOf(deps, request));
  const asMultipart = multipartAnswers.includes(announcedAction(contentTypeOf(request)));
  return sendWritten(reply, writeFault(fault, addressedTo(deps, messageId), asMultipart), asConfigured(deps, status));
}

/** What has a meaning for whoever stands between keeps its status. */
const asConfigured = ({ senderFaultStatus }: SoapDoorDeps, status: number): number => (status === 400 ? senderFaultStatus : status);

function sendWritten(reply: FastifyReply, { contentType, chunks }: ReturnType<typeof writeAnswer>, status: number): FastifyReply {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return reply
    .code(status)
    .type(contentType)
    .header('cache-control', 'private, no-store')
    .header('content-length', String(length))
    .send(chunks.length === 1 ? chunks[0] : Readable.from(chunks));
}
