// A professional comes by their establishment (accès indirect renforcé, TD0.10; ADR 58). Its software, on the listener of cards, shows its certificate
// and a VIHF that names them; it is given an address that opens once, within a minute. The browser that opens it has a session that consults and does
// not feed. Nothing of the assertion is believed but who they are and when they showed it: the directory says what they may.

import { airLaunchSchema } from '@carnet/contract';
import { type AirFault, traceOfAir } from '@carnet/domain/audit';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Refusal, type Result, instantOf, ok, refuse, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Caller } from '../../application/caller.ts';
import { airHours, airScope, opensForUsers } from '../pipeline/air.ts';
import { type StructureCard, cardOf } from '../pipeline/card.ts';
import { callerOfCardHolder } from '../pipeline/card-holder.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { type DirectWaiting, directAccesses, directPlace, keepDirectAccess } from './direct-access.ts';
import { parseInput } from './parse-input.ts';
import { setToken, tokenIn } from './session-cookies.ts';
import type { WebDeps } from './web-deps.ts';

/** A VIHF of 64 KB, in base64url. */
const maximumBytes = 96 * 1024;
/** For the software to hand the address to the browser beside it. */
const opensSeconds = 60;
const model = 'AirEntry';
const hour = 3_600_000;

interface Entry {
  readonly professionnel: PsIdNat;
  readonly structure: StructIdNat;
  /** Whose certificate answered for them: the structure's own, or its legal entity's. */
  readonly certified: StructIdNat;
  readonly certificate: string;
  readonly issued?: NonNullable<StructureCard['issued']>;
  readonly software?: string;
  /** Of the machine's clock, as the assertion is. */
  readonly authenticatedAt: number;
  readonly direct?: DirectWaiting;
}

/** Outside the API: what the establishment's software asks for, and what it opens. */
export function airPages(app: FastifyInstance, deps: WebDeps): void {
  app.post('/AccesDirect/lancement', { bodyLimit: maximumBytes }, (request, reply) => launch(deps, request, reply));
  app.get('/AccesDirect/entree/:jeton', (request, reply) => enter(deps, request, reply));
}

async function launch(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const entry = await entryFor(deps, request);
  if (!entry.ok) {
    await traceRefused(deps, request, entry.refusal);
    return answerProblem(request, reply, entry.refusal);
  }
  const token = randomBytes(32).toString('base64url');
  await deps.bearer.artefacts.upsert(model, token, { ...entry.value }, opensSeconds);
  const expiresAt = toIso(instantOf(Date.now() + opensSeconds * 1_000));
  return reply.code(201).send({ url: `${deps.publicUrl}/AccesDirect/entree/${token}`, expiresAt });
}

async function entryFor({ byAssertion, revocations, bearer }: WebDeps, request: FastifyRequest): Promise<Result<Entry>> {
  const input = parseInput(airLaunchSchema, request.body);
  if (!input.ok) return input;
  const { assertion, page } = input.value;
  const { socket } = request.raw;
  const named = await byAssertion({ socket, headers: request.headers, requestId: request.id, xml: Buffer.from(assertion, 'base64url') });
  if (!named.ok) return named;
  const { caller, patient, authenticatedAt } = named.value;
  const person = personIn(caller);
  if (!person.ok) return person;
  const card = cardOf(socket, revocations);
  if (!card.ok) return card;
  if (card.value.kind !== 'structure') return refuse('AUTHENTIFICATION_INSUFFISANTE');
  const { id, certificate, issued } = card.value;
  if (!(await opensForUsers(bearer.services, id)))
    return refuse('PORTEE_INSUFFISANTE', [{ field: 'certificate', rule: 'AIR_NON_AUTORISE', expected: airScope }]);
  if (Date.now() - authenticatedAt >= airHours * hour)
    return refuse('VIHF_PERIME', [
      { field: 'Assertion/AuthnStatement/@AuthnInstant', rule: 'AIR_AUTHENTIFICATION_ANCIENNE', given: toIso(authenticatedAt), expected: `${airHours} h` },
    ]);
  const direct = directFor(page, patient?.matricule);
  if (!direct.ok) return direct;
  const { software } = caller.context;
  return ok({
    ...person.value,
    certified: id,
    certificate,
    authenticatedAt,
    ...(issued === undefined ? {} : { issued }),
    ...(software === undefined ? {} : { software }),
    ...(direct.value === undefined ? {} : { direct: direct.value }),
  });
}

/** A purpose of use, and the connexion secrète, are chosen on the screen. */
function personIn({ actor, mode, secret }: Caller): Result<Pick<Entry, 'professionnel' | 'structure'>> {
  if (actor.kind !== 'professionnel' || actor.authentication !== 'INDIRECTE_RENFORCEE' || actor.structure === undefined)
    return refuse('AUTHENTIFICATION_INSUFFISANTE', [
      { field: 'Assertion/AttributeStatement/Authentification_mode', rule: 'VIHF_MODE', expected: 'INDIRECTE_RENFORCEE' },
    ]);
  if (mode !== 'normal' || secret === true) return refuse('PARAMETRE_INVALIDE', [{ field: 'assertion', rule: 'VALEUR_HORS_LISTE', expected: 'normal' }]);
  return ok({ professionnel: actor.id, structure: actor.structure.id });
}

function directFor(page: string | undefined, ins: string | undefined): Result<DirectWaiting | undefined> {
  const name = page ?? (ins === undefined ? undefined : 'DossierPatient');
  if (name === undefined) return ok(undefined);
  const direct = Object.hasOwn(directAccesses, name) ? directAccesses[name] : undefined;
  if (direct === undefined || (ins === undefined ? direct.patient === 'always' : direct.patient === 'never'))
    return refuse('PARAMETRE_INVALIDE', [{ field: 'page', rule: 'VALEUR_HORS_LISTE', expected: Object.keys(directAccesses).join(' | ') }]);
  return ok({ page: direct.page, ...(ins === undefined ? {} : { ins }) });
}

async function enter(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { ports, sessions, publicUrl, bearer } = deps;
  const { jeton } = request.params as { readonly jeton: string };
  const entry = (await bearer.artefacts.take(model, jeton)) as Entry | undefined;
  if (entry === undefined) {
    await trace(deps, request, { fault: 'AIR_LIEN_PERDU' });
    return reply.redirect('/pro/connexion?refus=AIR_LIEN_PERDU', 303);
  }
  const { professionnel, structure, certified, certificate, issued, software, authenticatedAt, direct } = entry;
  const left = tokenIn(request, 'professionnel', publicUrl);
  if (left !== undefined) await sessions.close(left);
  const openedAt = ports.clock.now();
  const token = await sessions.open({
    kind: 'professionnel',
    professionnel,
    structure,
    certificate,
    ...(issued === undefined ? {} : { issued }),
    air: { certified },
    openedAt,
    expiresAt: instantOf(openedAt + airHours * hour - Math.max(0, Date.now() - authenticatedAt)),
  });
  const known = await ports.transactions.look(({ directory }) =>
    callerOfCardHolder(directory, { id: professionnel, structure }, { door: 'professional' }, 'normal'),
  );
  await trace(deps, request, { structure, software, professionnel, caller: known.ok ? known.value : undefined });
  setToken(request, reply, 'professionnel', publicUrl, token);
  if (direct !== undefined) await keepDirectAccess(deps, request, reply, direct);
  return reply.redirect(direct === undefined ? '/pro/' : directPlace, 303);
}

interface Told {
  readonly fault?: AirFault;
  readonly professionnel?: PsIdNat;
  readonly caller?: Caller | undefined;
  readonly structure?: StructIdNat | undefined;
  readonly software?: string | undefined;
}

/** A line of no record: who came and by whom, or why nobody did. */
function trace({ ports }: WebDeps, { id: requestId }: FastifyRequest, { fault, professionnel, caller, structure, software }: Told): Promise<void> {
  const line = traceOfAir({
    at: ports.clock.now(),
    requestId,
    ...(fault === undefined ? {} : { fault }),
    ...(professionnel === undefined ? {} : { professionnel: { id: professionnel, name: caller?.context.actorName ?? '' } }),
    ...(caller?.actor.kind === 'professionnel' ? { profession: caller.actor.profession } : {}),
    ...(structure === undefined ? {} : { structure: { id: structure, name: caller?.context.structureName ?? '' } }),
    ...(software === undefined ? {} : { software }),
  });
  return ports.transactions.run(({ traces }) => traces.append(line));
}

/** Of a structure only: what comes without its certificate is anybody's, and would fill the journal. */
async function traceRefused(deps: WebDeps, request: FastifyRequest, { code }: Refusal): Promise<void> {
  const card = cardOf(request.raw.socket, deps.revocations);
  if (card.ok && card.value.kind === 'structure') await trace(deps, request, { fault: code, structure: card.value.id });
}
