// The holder of a card signs in: over mutual TLS (`POST /api/pro/card-session` or `/api/pilotage/card-session` from software, `GET /auth/carte`
// from a browser), and in the sandbox by presenting a card of the drawer. One path opens the session, whoever asks, for one app.

import { type ProfessionalSession, type SteeringSession, sandboxCardSchema } from '@carnet/contract';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Refusal, type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TLSSocket } from 'node:tls';
import { cardOf } from '../pipeline/card.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { sendResult } from './answer.ts';
import { directPlace } from './direct-access.ts';
import { parseInput } from './parse-input.ts';
import { setToken } from './session-cookies.ts';
import { showProfessional } from './session.ts';
import { showSteering } from './steering-session.ts';
import type { CardDoor, WebDeps } from './web-deps.ts';

/** A working day at most; the store ends an idle session sooner. */
const sessionHours = 10;

interface OpenedSession {
  readonly token: string;
  readonly session: ProfessionalSession | SteeringSession;
}

/** Whoever has nothing to do at this door gets no session there. */
const showAt = { professionnel: showProfessional, pilotage: showSteering } as const satisfies Record<CardDoor, unknown>;
/** Where a browser goes once signed in. */
const appOf: Readonly<Record<CardDoor, string>> = { professionnel: '/pro/', pilotage: '/pilotage/' };

async function openWithCard({ ports, sessions, revocations }: WebDeps, door: CardDoor, request: FastifyRequest): Promise<Result<OpenedSession>> {
  const card = cardOf(request.raw.socket, revocations);
  if (!card.ok) return card;
  // A structure's certificate feeds, it never consults: there is no screen for it.
  if (card.value.kind === 'structure') return refuse('AUTHENTIFICATION_INSUFFISANTE');
  const { id, certificate, issued } = card.value;
  const structure = await onlyStructure(ports, id);
  const shown = await showAt[door](ports, { professionnel: id, structure }, languageOf(request.headers));
  if (!shown.ok) return shown;
  const openedAt = ports.clock.now();
  const expiresAt = instantOf(openedAt + sessionHours * 3_600_000);
  const token = await sessions.open({
    kind: 'professionnel',
    professionnel: id,
    ...(structure === undefined ? {} : { structure }),
    certificate,
    ...(issued === undefined ? {} : { issued }),
    openedAt,
    expiresAt,
  });
  return ok({ token, session: shown.value });
}

/** Whoever works in one place acts for it from the start; whoever works in several says which. */
async function onlyStructure(ports: WebDeps['ports'], id: PsIdNat): Promise<StructIdNat | undefined> {
  return ports.transactions.run(async ({ directory }) => {
    const person = await directory.professionnel(id);
    const personnel = person === undefined ? await directory.personnel(id) : undefined;
    const structures = await directory.structures(person?.structures ?? (personnel === undefined ? [] : [personnel.structure]));
    const active = structures.filter((structure) => structure.active);
    return active.length === 1 ? active[0]!.id : undefined;
  });
}

export async function openCardSession(deps: WebDeps, door: CardDoor, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const opened = await openWithCard(deps, door, request);
  if (!opened.ok) return answerProblem(request, reply, opened.refusal);
  setToken(request, reply, door, deps.publicUrl, opened.value.token);
  return reply.code(201).send(opened.value.session);
}

const doorAsked = ({ query }: FastifyRequest): CardDoor => ((query as { readonly app?: unknown }).app === 'pilotage' ? 'pilotage' : 'professionnel');

/** A browser comes here itself: what went wrong is said by the sign-in page, not by a bare problem. Cards are read on the TLS listener. */
export async function signInWithCard(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const door = doorAsked(request);
  // Came for what a program opened: goes on with it. A place of ours, never an address that is given.
  const direct = door === 'professionnel' && (request.query as { readonly vers?: unknown }).vers === 'acces-direct';
  const asked = door === 'pilotage' ? '?app=pilotage' : direct ? '?vers=acces-direct' : '';
  if (!(request.raw.socket instanceof TLSSocket)) return reply.redirect(`${deps.cardUrl}/auth/carte${asked}`, 303);
  const opened = await openWithCard(deps, door, request);
  if (opened.ok) setToken(request, reply, door, deps.publicUrl, opened.value.token);
  const refused = opened.ok ? '' : `${appOf[door]}connexion?refus=${opened.refusal.code}${direct ? '&vers=acces-direct' : ''}`;
  return reply.redirect(opened.ok ? (direct ? directPlace : appOf[door]) : refused, 303);
}

export async function presentSandboxCard(deps: WebDeps, door: CardDoor, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseInput(sandboxCardSchema, request.body);
  if (!input.ok) return answerProblem(request, reply, input.refusal);
  const answer = await deps.sandboxCards?.present(door, input.value.key, languageOf(request.headers));
  if (answer === undefined) return answerProblem(request, reply, unknownCard);
  if (answer.token === undefined) return reply.code(answer.status).type('application/problem+json').send(JSON.stringify(answer.body));
  setToken(request, reply, door, deps.publicUrl, answer.token);
  return reply.code(201).send(answer.body);
}
const unknownCard: Refusal = { code: 'PARAMETRE_INVALIDE', findings: [{ field: 'key', rule: 'VALEUR_HORS_LISTE' }] };

export async function listSandboxCards(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendResult(request, reply, ok((await deps.sandboxCards?.cards(doorAsked(request), languageOf(request.headers))) ?? []), 200);
}
