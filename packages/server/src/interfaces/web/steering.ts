// The door of whoever runs Carnet, under /api/pilotage: the dated law and counts, never a person's record. Sessions are those of card
// holders; a card without a role here gets none, and what each route refuses is the use case's business, traced like everything else.

import cookie from '@fastify/cookie';
import {
  type Matrices,
  type Policies,
  changePolicySchema,
  loadMatrixSchema,
  matrixDayQuerySchema,
  previewMatrixSchema,
  withdrawMatrixSchema,
  withdrawPolicySchema,
} from '@carnet/contract';
import { writeHabilitationFile } from '@carnet/domain/access';
import { type CivilDate, type Result, ok, parseCivilDate, refuse } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { changePolicy } from '../../application/change-policy.ts';
import { loadMatrix, previewMatrix, withdrawMatrix } from '../../application/load-matrix.ts';
import { readIndicators } from '../../application/read-indicators.ts';
import { type MatrixRegister, readMatrices, readMatrixOfDay, readPolicies } from '../../application/read-law.ts';
import { readPillars } from '../../application/read-pillars.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { FileAnswer, sendNotFound, sendResult, setCommonHeaders } from './answer.ts';
import { type Calls, cardRoutes, sessionsOf } from './door.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { intakeRoutes } from './intakes.ts';
import { identityRoutes } from './identities.ts';
import { parseInput } from './parse-input.ts';
import { openingRoutes } from './steered-openings.ts';
import { presentIndicators } from './present-indicators.ts';
import { presentMatrix, presentMatrixOfDay, presentPolicy, presentPreview } from './present-law.ts';
import { presentPillars } from './present-pillars.ts';
import { reviewRoutes } from './review-routes.ts';
import { requireSameOrigin } from '../pipeline/same-origin.ts';
import { clearToken } from './session-cookies.ts';
import { steeredServiceRoutes } from './steered-services.ts';
import { showSteering } from './steering-session.ts';
import type { Call, WebDeps } from './web-deps.ts';

/** A file of the largest size, each character escaped. */
const fileMaximumBytes = 6 * 1024 * 1024;
const jsonMaximumBytes = 16 * 1024;

export const steeringDoor =
  (deps: WebDeps): FastifyPluginAsync =>
  async (app) => {
    await app.register(cookie);
    app.removeContentTypeParser('text/plain');
    app.setNotFoundHandler((request, reply) => sendNotFound(request, reply));
    app.addHook('onRequest', async (request, reply) => {
      setCommonHeaders(reply);
      const ours = requireSameOrigin(request);
      if (!ours.ok) return answerProblem(request, reply, ours.refusal);
    });
    cardRoutes(app, deps, 'pilotage');
    await app.register(async (signedIn) => {
      const calls = sessionsOf(signedIn, deps, 'pilotage');
      sessionRoutes(signedIn, deps, calls);
      matrixRoutes(signedIn, deps, calls);
      policyRoutes(signedIn, deps, calls);
      indicatorRoutes(signedIn, deps, calls);
      identityRoutes(signedIn, deps, calls);
      openingRoutes(signedIn, deps, calls);
      reviewRoutes(signedIn, deps, calls);
      intakeRoutes(signedIn, deps, calls);
      steeredServiceRoutes(signedIn, deps, calls);
      deadLetterRoutes(signedIn, deps, calls);
    });
  };

function sessionRoutes(app: FastifyInstance, { ports, sessions, publicUrl }: WebDeps, { call, of }: Calls): void {
  app.get(
    '/session',
    call(async ({ session }) => (session.kind === 'professionnel' ? showSteering(ports, session) : refuse('FONCTION_INTERDITE'))),
  );
  app.delete('/session', async (request, reply) => {
    await sessions.close(of(request).token);
    clearToken(request, reply, 'pilotage', publicUrl);
    return sendResult(request, reply, ok(undefined), 204);
  });
}

function matrixRoutes(app: FastifyInstance, deps: WebDeps, { call }: Calls): void {
  const { ports } = deps;
  const file = { bodyLimit: fileMaximumBytes };
  app.get(
    '/matrices',
    call(async ({ caller }) => mapped(await readMatrices(ports, caller), presentMatrices)),
  );
  app.get(
    '/matrices/in-force',
    call((current, { query }) => showInForce(deps, current, query)),
  );
  app.get(
    '/matrices/in-force.csv',
    call((current, { query }) => downloadInForce(deps, current, query)),
  );
  app.post(
    '/matrices/preview',
    file,
    call((current, { body }) => preview(deps, current, body)),
  );
  app.post(
    '/matrices',
    file,
    call((current, { body }) => load(deps, current, body), 201),
  );
  app.post(
    '/matrices/withdraw',
    { bodyLimit: jsonMaximumBytes },
    call((current, { body }) => takeBack(deps, current, body)),
  );
}

function policyRoutes(app: FastifyInstance, { ports }: WebDeps, { call }: Calls): void {
  const json = { bodyLimit: jsonMaximumBytes };
  app.get(
    '/policies',
    call(async ({ caller }) =>
      mapped(await readPolicies(ports, caller), ({ today, policies }): Policies => ({
        today,
        policies: policies.map(presentPolicy),
      })),
    ),
  );
  app.post(
    '/policies',
    json,
    call(async ({ caller }, { body }) => {
      const input = parseInput(changePolicySchema, body);
      if (!input.ok) return input;
      const from = readDay(input.value.from, 'from');
      return from.ok ? mapped(await changePolicy(ports, caller, { ...input.value, from: from.value }), presentPolicy) : from;
    }, 201),
  );
  app.post(
    '/policies/withdraw',
    json,
    call(async ({ caller }, { body }) => {
      const input = parseInput(withdrawPolicySchema, body);
      if (!input.ok) return input;
      const from = readDay(input.value.from, 'from');
      return from.ok ? mapped(await changePolicy(ports, caller, { ...input.value, from: from.value }), presentPolicy) : from;
    }),
  );
}

function indicatorRoutes(app: FastifyInstance, { ports, measured }: WebDeps, { call }: Calls): void {
  app.get(
    '/pillars',
    call(async ({ caller }) => {
      const service = await measured();
      return mapped(await readPillars(ports, caller), (counted) => presentPillars(counted, service));
    }),
  );
  app.get(
    '/indicators',
    call(async ({ caller, language }) => mapped(await readIndicators(ports, caller), (counted) => presentIndicators(counted, language))),
  );
}

const mapped = <T, U>(result: Result<T>, present: (value: T) => U): Result<U> => (result.ok ? ok(present(result.value)) : result);

function readDay(text: string, field: string): Result<CivilDate> {
  const day = parseCivilDate(text, field);
  return day.ok ? ok(day.value) : refuse('PARAMETRE_INVALIDE', day.findings);
}

/** Latest day first; for one day, the last decision first. */
const presentMatrices = ({ today, earliestFrom, matrices }: MatrixRegister): Matrices => ({
  today,
  earliestFrom,
  matrices: matrices
    .map(presentMatrix)
    .toReversed()
    .toSorted((a, b) => b.from.localeCompare(a.from)),
});

async function matrixOfDay({ ports }: WebDeps, { caller }: Call, query: unknown): ReturnType<typeof readMatrixOfDay> {
  const input = parseInput(matrixDayQuerySchema, query);
  if (!input.ok) return input;
  const day = input.value.day === undefined ? ok(undefined) : readDay(input.value.day, 'day');
  return day.ok ? readMatrixOfDay(ports, caller, day.value) : day;
}

const showInForce = async (deps: WebDeps, call: Call, query: unknown): Promise<Result<unknown>> =>
  mapped(await matrixOfDay(deps, call, query), (found) => presentMatrixOfDay(found, call.language));

/** With a byte-order mark, without which spreadsheets take UTF-8 for something else. */
async function downloadInForce(deps: WebDeps, call: Call, query: unknown): Promise<Result<unknown>> {
  const found = await matrixOfDay(deps, call, query);
  if (!found.ok) return found;
  const { day, matrix } = found.value;
  if (matrix === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'day', rule: 'RIEN_DE_PREVU', given: day }]);
  return ok(new FileAnswer(Buffer.from(`\uFEFF${writeHabilitationFile(matrix)}`, 'utf8'), 'text/csv', `matrice-habilitation-${matrix.from}.csv`));
}

async function preview({ ports }: WebDeps, { caller, language }: Call, body: unknown): Promise<Result<unknown>> {
  const input = parseInput(previewMatrixSchema, body);
  if (!input.ok) return input;
  const { csv, from } = input.value;
  const day = from === undefined ? ok(undefined) : readDay(from, 'from');
  if (!day.ok) return day;
  const previewed = await previewMatrix(ports, caller, { csv, ...(day.value === undefined ? {} : { from: day.value }) });
  return mapped(previewed, (value) => presentPreview(value, language));
}

async function load({ ports }: WebDeps, { caller }: Call, body: unknown): Promise<Result<unknown>> {
  const input = parseInput(loadMatrixSchema, body);
  if (!input.ok) return input;
  const from = readDay(input.value.from, 'from');
  return from.ok ? mapped(await loadMatrix(ports, caller, { ...input.value, from: from.value }), presentMatrix) : from;
}

async function takeBack({ ports }: WebDeps, { caller }: Call, body: unknown): Promise<Result<unknown>> {
  const input = parseInput(withdrawMatrixSchema, body);
  if (!input.ok) return input;
  const from = readDay(input.value.from, 'from');
  return from.ok ? withdrawMatrix(ports, caller, { ...input.value, from: from.value }) : from;
}
