// The JSON API of the apps, mounted twice: /api/patient and /api/pro. Same resources, and the session decides who acts: a route is closed
// unless it is among the few that open a session. What each route refuses is the use case's business; the door only says it in words.

import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import { type DossierId, parseDossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { answerProblem } from '../pipeline/listener.ts';
import { spendByActor } from '../pipeline/rate-limits.ts';
import { opensForUsers } from '../pipeline/air.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { accessRoutes } from './access-routes.ts';
import { showAccesses } from './accesses.ts';
import { findAlike } from './alike.ts';
import { compressed, sendNotFound, sendResult, setCommonHeaders } from './answer.ts';
import { becomeMedecinTraitant, blockAtRequest, endMedecinTraitant, endOwnAutorisation, putAway, release, showOwnMatrix, showPatients } from './care.ts';
import { listSandboxCards, openCardSession, presentSandboxCard, signInWithCard } from './cards.ts';
import { connectPages, leaveConnect, showMeans } from './connect/connect-routes.ts';
import { airPages } from './air.ts';
import { directAccessPages, takeDirectAccess } from './direct-access.ts';
import { changeMask, depositByPatient, documentIdOf, removeDocument, showCriteria, showDocument, showDocuments } from './documents.ts';
import { recordAutorisation, searchDossier, showDossier, showSpaces, showStatus } from './dossiers.ts';
import { callerFor, emergencyOf, enter, leave } from './emergency.ts';
import { heldCardRoutes, ownCardRoutes } from './emergency-cards.ts';
import { exportRoutes } from './exports.ts';
import { showGlance } from './glance.ts';
import { downloadJournal } from './journal-download.ts';
import { showJournal } from './journal.ts';
import { launchRoutes } from './launches.ts';
import { addMeasure, changeMeasure, changeMeasureSettings, removeMeasure, showMeasures } from './measures.ts';
import { misfiledRoutes } from './misfilings.ts';
import { openingRoutes } from './opening-routes.ts';
import { changePreferences, readAllNotices, showNotices, showPreferences } from './notices.ts';
import { changeProfile, showProfile } from './profile.ts';
import { arrangementRoutes } from './arrangement.ts';
import { changeReminder, showReminders } from './reminders.ts';
import { depositByProfessional, showDepositOptions } from './professional-deposit.ts';
import { pushRoutes } from './push.ts';
import { readingRoutes } from './reading.ts';
import { addReport, showReports } from './reports.ts';
import { requireSameOrigin } from '../pipeline/same-origin.ts';
import { writtenRoutes } from './templates.ts';
import { clearToken, tokenIn } from './session-cookies.ts';
import { redeemedShareRoutes, shownShareRoutes } from './shares.ts';
import { showRecord } from './records.ts';
import { familyRoutes } from './family-routes.ts';
import { callerInSecret, enterSecret, isSecret, leaveSecret } from './secret.ts';
import { serviceRoutes } from './services.ts';
import { depositListRoutes } from './structure-deposits.ts';
import { uploadRoutes } from './uploads.ts';
import { changeStructure, showSession } from './session.ts';
import { callerOf, callerOn } from './sessions.ts';
import type { Call, CardDoor, DoorKind, DossierCall, WebDeps } from './web-deps.ts';

/** The largest JSON a screen sends is a profile of a hundred statements. */
const jsonMaximumBytes = 128 * 1024;
/** Looking for people is what a stolen session would be used for (features A109: no fishing). */
const searchesPerMinute = 30;
/** Public registers, but nobody needs to read them whole through here. */
const directorySearchesPerMinute = 60;
/** Each one writes to a patient and to their doctor. */
const emergenciesPerMinute = 10;
/** A person sends a folder of papers in one go; a script fills a disk. Each form may hold 20 MB in memory while it is read. */
const depositsPerMinute = 60;
/** A notebook's page typed in one go. */
const measuresPerMinute = 60;
/** A counter sees somebody every few minutes. */
const openingsPerMinute = 20;
/** Each one reads a whole journal, or a whole record; the two are counted apart. */
const exportsPerMinute = 6;
/** Each one reads a whole record; one changes one's mind about a line. */
const cardsPerMinute = 30;
/** Somebody going from record to record with one service. */
const launchesPerMinute = 60;
/** Each one is a thread for a second or two. */
const copiesPerMinute = 30;
/** Shown, it is asked about every three seconds, on two devices perhaps. */
const sharesPerMinute = 60;
/** Each one makes the server call another, or write a mail. */
const devicesPerMinute = 10;
/** Each one writes to somebody, or tries a code. */
const invitationsPerMinute = 20;

export const webDoor =
  (deps: WebDeps, kind: Exclude<DoorKind, 'pilotage'>): FastifyPluginAsync =>
  async (app) => {
    await app.register(cookie);
    await app.register(multipart);
    app.removeContentTypeParser('text/plain');
    app.setNotFoundHandler((request, reply) => sendNotFound(request, reply));
    app.addHook('onRequest', async (request, reply) => {
      setCommonHeaders(reply);
      const ours = requireSameOrigin(request);
      if (!ours.ok) return answerProblem(request, reply, ours.refusal);
    });
    app.addHook('onSend', compressed);
    if (kind === 'professionnel') {
      cardRoutes(app, deps, kind);
      app.get('/means', (request, reply) => sendResult(request, reply, ok(showMeans(deps)), 200));
    } else heldCardRoutes(app, deps);
    await app.register(async (signedIn) => {
      const calls = sessionsOf(signedIn, deps, kind);
      sessionRoutes(signedIn, deps, kind, calls);
      documentRoutes(signedIn, deps, calls);
      misfiledRoutes(signedIn, deps, calls, kind);
      measureRoutes(signedIn, deps, kind, calls);
      if (kind === 'patient') patientRoutes(signedIn, deps, calls);
      else professionalRoutes(signedIn, deps, calls);
    });
  };

/** Outside the API: where a browser with a card in its reader comes to sign in (TLS listener), and the sandbox's drawer of cards. */
export const cardPages =
  (deps: WebDeps): FastifyPluginAsync =>
  async (app) => {
    await app.register(cookie);
    app.addHook('onRequest', async (_request, reply) => setCommonHeaders(reply));
    app.get('/auth/carte', (request, reply) => signInWithCard(deps, request, reply));
    directAccessPages(app, deps);
    airPages(app, deps);
    connectPages(app, deps);
    if (deps.sandboxCards !== undefined) app.get('/sandbox/cards', (request, reply) => listSandboxCards(deps, request, reply));
  };

export interface Calls {
  /** A route of the signed-in person. */
  readonly call: (act: (call: Call, request: FastifyRequest) => Promise<Result<unknown>>, status?: number) => RouteHandlerMethod;
  /** A route about one record; an id that is not one names no record. */
  readonly dossier: (act: (call: DossierCall, request: FastifyRequest) => Promise<Result<unknown>>, status?: number) => RouteHandlerMethod;
  readonly of: (request: FastifyRequest) => Call;
}

/** Finds the session before anything of the request is read; without one, nothing of this scope is reached. */
export function sessionsOf(app: FastifyInstance, { ports, sessions, limits, revocations, publicUrl, bearer }: WebDeps, kind: DoorKind): Calls {
  const calls = new WeakMap<FastifyRequest, Call>();
  app.addHook('onRequest', async (request, reply) => {
    const token = tokenIn(request, kind, publicUrl);
    const session = token === undefined ? undefined : await sessions.find(token);
    if (token === undefined || session === undefined || (session.kind === 'patient') !== (kind === 'patient'))
      return answerProblem(request, reply, { code: 'NON_AUTHENTIFIE', findings: [] });
    if (session.kind === 'professionnel' && session.issued !== undefined && revocations.standing(session.issued) === 'revoked') {
      await sessions.close(token);
      return answerProblem(request, reply, { code: 'CERTIFICAT_REVOQUE', findings: [] });
    }
    // The establishment's software was suspended, or is registered for less.
    if (session.kind === 'professionnel' && session.air !== undefined && !(await opensForUsers(bearer.services, session.air.certified))) {
      await sessions.close(token);
      return answerProblem(request, reply, { code: 'NON_AUTHENTIFIE', findings: [] });
    }
    const caller = await callerOf(ports, session, request.id);
    if (!caller.ok) return answerProblem(request, reply, caller.refusal);
    const spent = spendByActor(limits, reply, caller.value.actor);
    if (!spent.ok) return answerProblem(request, reply, spent.refusal);
    calls.set(request, { token, session, caller: caller.value, language: languageOf(request.headers) });
  });
  const of = (request: FastifyRequest): Call => {
    const call = calls.get(request);
    if (call === undefined) throw new Error('a route of this scope ran without its session');
    return call;
  };
  const dossierCall = async (call: Call, id: DossierId): Promise<DossierCall> => {
    const emergency = emergencyOf(call.session, id, ports.clock.now());
    const caller = await callerOn(ports, call.session, call.caller, id);
    const secret = isSecret(call.session, id);
    return {
      ...call,
      caller: callerInSecret(callerFor(caller, emergency), secret),
      dossier: { id },
      ...(emergency === undefined ? {} : { emergency }),
      ...(secret ? { secret } : {}),
    };
  };
  return {
    of,
    call:
      (act, status = 200) =>
      async (request, reply) =>
        sendResult(request, reply, await act(of(request), request), status),
    dossier:
      (act, status = 200) =>
      async (request, reply) => {
        const id = parseDossierId(param(request, 'dossierId'));
        const result = id.ok ? await act(await dossierCall(of(request), id.value), request) : refuse('DOSSIER_INEXISTANT');
        return sendResult(request, reply, result, status);
      },
  };
}

const param = (request: FastifyRequest, name: string): string => (request.params as Readonly<Record<string, string>>)[name] ?? '';

export function cardRoutes(app: FastifyInstance, deps: WebDeps, door: CardDoor): void {
  app.post('/card-session', (request, reply) => openCardSession(deps, door, request, reply));
  if (deps.sandboxCards !== undefined)
    app.post('/sandbox-card', { bodyLimit: jsonMaximumBytes }, (request, reply) => presentSandboxCard(deps, door, request, reply));
}

function sessionRoutes(app: FastifyInstance, deps: WebDeps, kind: DoorKind, { call, of }: Calls): void {
  app.get(
    '/session',
    call((current) => showSession(deps.ports, current)),
  );
  app.delete('/session', async (request: FastifyRequest, reply: FastifyReply) => {
    await deps.sessions.close(of(request).token);
    clearToken(request, reply, kind, deps.publicUrl);
    return sendResult(request, reply, ok(undefined), 204);
  });
  if (kind !== 'professionnel') return;
  app.post('/logout', (request, reply) => leaveConnect(deps, of(request), request, reply));
  app.post(
    '/session/structure',
    { bodyLimit: jsonMaximumBytes },
    call((current, { body }) => changeStructure(deps.ports, deps.sessions, current, body)),
  );
}

function documentRoutes(app: FastifyInstance, { ports, limits }: WebDeps, { dossier, of }: Calls): void {
  const ofDocument = (
    act: (call: DossierCall, id: Parameters<typeof showDocument>[2], request: FastifyRequest) => Promise<Result<unknown>>,
  ): RouteHandlerMethod =>
    dossier((call, request) => {
      const id = documentIdOf(param(request, 'documentId'));
      return id.ok ? act(call, id.value, request) : Promise.resolve(id);
    });
  const record = '/dossiers/:dossierId';
  const document = `${record}/documents/:documentId`;
  app.get(
    `${record}/spaces`,
    dossier((call) => showSpaces(ports, call)),
  );
  app.get(
    `${record}/documents`,
    dossier((call, { query }) => showDocuments(ports, call, query)),
  );
  app.get(
    document,
    ofDocument((call, id) => showDocument(ports, call, id)),
  );
  readingRoutes(app, ports, document, ofDocument, perPerson({ limits }, 'copies', copiesPerMinute, of));
  app.post(
    `${document}/mask`,
    { bodyLimit: jsonMaximumBytes },
    ofDocument((call, id, { body }) => changeMask(ports, call, id, true, body)),
  );
  app.post(
    `${document}/unmask`,
    { bodyLimit: jsonMaximumBytes },
    ofDocument((call, id, { body }) => changeMask(ports, call, id, false, body)),
  );
  app.delete(
    document,
    ofDocument((call, id, { query }) => removeDocument(ports, call, id, query)),
  );
  app.get(
    `${record}/journal`,
    dossier((call, { query }) => showJournal(ports, call, query)),
  );
  app.get(
    `${record}/accesses`,
    dossier((call, { query }) => showAccesses(ports, call, query)),
  );
}

/** Read by both; entered by the patient's side. */
function measureRoutes(app: FastifyInstance, deps: WebDeps, kind: DoorKind, { dossier, of }: Calls): void {
  const { ports } = deps;
  const measures = '/dossiers/:dossierId/measures';
  app.get(
    measures,
    dossier((call, { query }) => showMeasures(ports, call, query, kind === 'patient')),
  );
  if (kind !== 'patient') return;
  const limited = { bodyLimit: jsonMaximumBytes, ...perPerson(deps, 'measures', measuresPerMinute, of) };
  app.post(
    measures,
    limited,
    dossier((call, { body }) => addMeasure(ports, call, body), 201),
  );
  app.put(
    `${measures}/settings`,
    limited,
    dossier((call, { body }) => changeMeasureSettings(ports, call, body)),
  );
  app.put(
    `${measures}/:measureId`,
    limited,
    dossier((call, request) => changeMeasure(ports, call, param(request, 'measureId'), request.body)),
  );
  app.delete(
    `${measures}/:measureId`,
    dossier((call, request) => removeMeasure(ports, call, param(request, 'measureId'), request.query)),
  );
}

/** So many a minute of one act for one person, whatever the number of their sessions. Counted once the session is known, before the body is read. */
const perPerson = ({ limits }: Pick<WebDeps, 'limits'>, name: string, perMinute: number, of: Calls['of']): Limiting => ({
  onRequest: async (request, reply) => {
    const spent = limits.spendOn(reply, name, perMinute, actorId(of(request).caller.actor));
    if (!spent.ok) return answerProblem(request, reply, spent.refusal);
  },
});
export interface Limiting {
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
}

function patientRoutes(app: FastifyInstance, deps: WebDeps, calls: Calls): void {
  const { ports } = deps;
  const { dossier, of } = calls;
  const record = '/dossiers/:dossierId';
  const json = { bodyLimit: jsonMaximumBytes };
  app.get(
    record,
    dossier((call) => showRecord(ports, call)),
  );
  familyRoutes(app, deps, calls, { bodyLimit: jsonMaximumBytes }, perPerson(deps, 'invitations', invitationsPerMinute, of));
  pushRoutes(app, deps, calls, json, perPerson(deps, 'devices', devicesPerMinute, of));
  app.post(
    `${record}/documents`,
    perPerson(deps, 'deposits', depositsPerMinute, of),
    dossier((call, request) => depositByPatient(ports, call, request), 201),
  );
  app.post(
    `${record}/documents/alike`,
    json,
    dossier((call, { body }) => findAlike(ports, call, body)),
  );
  uploadRoutes(app, deps, calls, json, (act) => perPerson(deps, act, depositsPerMinute, of));
  app.get(
    `${record}/journal/export`,
    perPerson(deps, 'journals', exportsPerMinute, of),
    dossier((call) => downloadJournal(ports, call)),
  );
  exportRoutes(app, deps, calls, perPerson(deps, 'exports', exportsPerMinute, of));
  serviceRoutes(app, deps, calls);
  accessRoutes(app, deps, calls, json, perPerson(deps, 'directory', directorySearchesPerMinute, of));
  app.get(
    `${record}/reports`,
    dossier((call) => showReports(ports, call)),
  );
  app.post(
    `${record}/reports`,
    { ...json, ...perPerson(deps, 'reports', invitationsPerMinute, of) },
    dossier((call, { body }) => addReport(ports, call, body), 201),
  );
  app.get(
    `${record}/notices`,
    dossier((call, { query }) => showNotices(ports, call, query)),
  );
  app.post(
    `${record}/notices/read`,
    json,
    dossier((call, { body }) => readAllNotices(ports, call, body)),
  );
  app.get(
    `${record}/notices/preferences`,
    dossier((call) => showPreferences(ports, call)),
  );
  app.put(
    `${record}/notices/preferences`,
    json,
    dossier((call, { body }) => changePreferences(ports, call, body)),
  );
  app.get(
    `${record}/profile`,
    dossier((call) => showProfile(ports, call)),
  );
  app.put(
    `${record}/profile`,
    json,
    dossier((call, { body }) => changeProfile(ports, call, body)),
  );
  shownShareRoutes(app, deps, calls, { ...json, ...perPerson(deps, 'shares', sharesPerMinute, of) });
  arrangementRoutes(app, deps, calls, json);
  ownCardRoutes(app, deps, calls, { ...json, ...perPerson(deps, 'cards', cardsPerMinute, of) });
  app.get(
    `${record}/reminders`,
    dossier((call) => showReminders(ports, call)),
  );
  app.put(
    `${record}/reminders/:code`,
    json,
    dossier((call, request) => changeReminder(ports, call, param(request, 'code'), request.body)),
  );
}

/** The list of one's patients is read when the app opens; a script would read it to know when somebody falls ill. */
const listsPerMinute = 60;

function careRoutes(app: FastifyInstance, deps: WebDeps, { call, dossier, of }: Calls): void {
  const { ports } = deps;
  const record = '/dossiers/:dossierId';
  const json = { bodyLimit: jsonMaximumBytes };
  const ofDocument = (act: (call: DossierCall, id: LogicalId, body: unknown) => Promise<Result<unknown>>): RouteHandlerMethod =>
    dossier((current, request) => {
      const id = documentIdOf(param(request, 'documentId'));
      return id.ok ? act(current, id.value, request.body) : Promise.resolve(id);
    });
  app.get(
    '/patients',
    perPerson(deps, 'patients', listsPerMinute, of),
    call((current, { query }) => showPatients(ports, current, query)),
  );
  app.get(
    '/matrix',
    call((current) => showOwnMatrix(ports, current)),
  );
  app.get(
    `${record}/status`,
    dossier((current) => showStatus(ports, current)),
  );
  app.delete(
    `${record}/autorisations`,
    dossier((current) => endOwnAutorisation(ports, current)),
  );
  app.post(
    `${record}/medecin-traitant`,
    json,
    dossier((current, { body }) => becomeMedecinTraitant(ports, current, body), 201),
  );
  app.delete(
    `${record}/medecin-traitant`,
    dossier((current) => endMedecinTraitant(ports, current)),
  );
  app.post(
    `${record}/accesses/block`,
    json,
    dossier((current, { body }) => blockAtRequest(ports, current, body)),
  );
  const document = `${record}/documents/:documentId`;
  for (const to of ['patient', 'representants'] as const)
    app.post(
      `${document}/show-to-${to}`,
      json,
      ofDocument((current, id, body) => release(ports, current, id, to, body)),
    );
  for (const act of ['archive', 'unarchive'] as const)
    app.post(
      `${document}/${act}`,
      json,
      ofDocument((current, id, body) => putAway(ports, current, id, act, body)),
    );
}

function professionalRoutes(app: FastifyInstance, deps: WebDeps, { call, dossier, of }: Calls): void {
  const { ports, insOids } = deps;
  app.get(
    '/dossiers/:dossierId',
    dossier((current) => showDossier(ports, current)),
  );
  app.get(
    '/dossiers/:dossierId/criteria',
    dossier((current) => showCriteria(ports, current)),
  );
  app.get(
    '/dossiers/:dossierId/deposit',
    dossier((current) => showDepositOptions(ports, current)),
  );
  app.post(
    '/dossiers/:dossierId/documents',
    perPerson(deps, 'deposits', depositsPerMinute, of),
    dossier((current, request) => depositByProfessional(ports, current, request), 201),
  );
  app.get(
    '/dossiers/:dossierId/glance',
    dossier((current) => showGlance(ports, current)),
  );
  app.post(
    '/dossiers/search',
    { bodyLimit: jsonMaximumBytes, ...perPerson(deps, 'searches', searchesPerMinute, of) },
    call((current, { body }) => searchDossier(ports, current, insOids, body)),
  );
  app.post(
    '/direct-access',
    { bodyLimit: jsonMaximumBytes, ...perPerson(deps, 'searches', searchesPerMinute, of) },
    call((current, request) => takeDirectAccess(deps, current, request)),
  );
  app.post(
    '/dossiers/:dossierId/autorisations',
    { bodyLimit: jsonMaximumBytes },
    dossier((current, { body }) => recordAutorisation(ports, current, body), 201),
  );
  redeemedShareRoutes(app, deps, { call, dossier, of }, { bodyLimit: jsonMaximumBytes, ...perPerson(deps, 'shares', searchesPerMinute, of) });
  writtenRoutes(app, deps, { call, dossier, of }, perPerson(deps, 'deposits', depositsPerMinute, of));
  launchRoutes(app, deps, { call, dossier, of }, { bodyLimit: jsonMaximumBytes }, perPerson(deps, 'launches', launchesPerMinute, of));
  openingRoutes(app, deps, { call, dossier, of }, { bodyLimit: jsonMaximumBytes }, perPerson(deps, 'openings', openingsPerMinute, of));
  careRoutes(app, deps, { call, dossier, of });
  depositListRoutes(app, deps, { call, dossier, of }, perPerson(deps, 'deposit-lists', listsPerMinute, of));
  const secret = '/dossiers/:dossierId/secret';
  app.post(
    secret,
    { bodyLimit: jsonMaximumBytes },
    dossier((current) => enterSecret(deps, current)),
  );
  app.delete(
    secret,
    call((current, request) => leaveSecret(deps, current, param(request, 'dossierId'))),
  );
  const emergency = '/dossiers/:dossierId/emergency';
  app.post(
    emergency,
    { bodyLimit: jsonMaximumBytes, ...perPerson(deps, 'emergencies', emergenciesPerMinute, of) },
    dossier((current, { body }) => enter(deps, current, body), 201),
  );
  app.delete(
    emergency,
    call((current, request) => leave(deps, current, param(request, 'dossierId'))),
  );
}
