// A professional signs in with a card: over mutual TLS (`POST /api/pro/card-session` from software, `GET /auth/carte` from a browser),
// and in the sandbox by presenting a card of the drawer. One path opens the session, whoever asks.

import type { ProfessionalSession } from '@carnet/contract';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Refusal, type Result, instantOf, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cardOf } from '../pipeline/card.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import { sendResult } from './answer.ts';
import { parseInput } from './parse-input.ts';
import { setToken } from './session-cookies.ts';
import { showProfessional } from './session.ts';
import type { WebDeps } from './web-deps.ts';

/** A working day at most; the store ends an idle session sooner. */
const sessionHours = 10;

interface OpenedSession {
  readonly token: string;
  readonly session: ProfessionalSession;
}

async function openWithCard({ ports, sessions }: WebDeps, request: FastifyRequest): Promise<Result<OpenedSession>> {
  const card = cardOf(request.raw.socket);
  if (!card.ok) return card;
  // A structure's certificate feeds, it never consults: there is no screen for it.
  if (card.value.kind === 'structure') return refuse('AUTHENTIFICATION_INSUFFISANTE');
  const { id, certificate } = card.value;
  const structure = await onlyStructure(ports, id);
  const shown = await showProfessional(ports, { professionnel: id, structure }, languageOf(request.headers));
  if (!shown.ok) return shown;
  const openedAt = ports.clock.now();
  const expiresAt = instantOf(openedAt + sessionHours * 3_600_000);
  const token = await sessions.open({
    kind: 'professionnel',
    professionnel: id,
    ...(structure === undefined ? {} : { structure }),
    certificate,
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

export async function openCardSession(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const opened = await openWithCard(deps, request);
  if (!opened.ok) return answerProblem(request, reply, opened.refusal);
  setToken(request, reply, 'professionnel', deps.publicUrl, opened.value.token);
  return reply.code(201).send(opened.value.session);
}

/** A browser comes here itself: what went wrong is said by the sign-in page, not by a bare problem. Cards are read on the TLS listener. */
export async function signInWithCard(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.protocol !== 'https') return reply.redirect(`${deps.cardUrl}/auth/carte`, 303);
  const opened = await openWithCard(deps, request);
  if (opened.ok) setToken(request, reply, 'professionnel', deps.publicUrl, opened.value.token);
  return reply.redirect(opened.ok ? '/pro/' : `/pro/connexion?refus=${opened.refusal.code}`, 303);
}

const sandboxCardSchema = z.object({ key: z.string().min(1).max(80) });

export async function presentSandboxCard(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseInput(sandboxCardSchema, request.body);
  if (!input.ok) return answerProblem(request, reply, input.refusal);
  const answer = await deps.sandboxCards?.present(input.value.key, languageOf(request.headers));
  if (answer === undefined) return answerProblem(request, reply, unknownCard);
  if (answer.token === undefined) return reply.code(answer.status).type('application/problem+json').send(JSON.stringify(answer.body));
  setToken(request, reply, 'professionnel', deps.publicUrl, answer.token);
  return reply.code(201).send(answer.body);
}
const unknownCard: Refusal = { code: 'PARAMETRE_INVALIDE', findings: [{ field: 'key', rule: 'VALEUR_HORS_LISTE' }] };

export async function listSandboxCards(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendResult(request, reply, ok((await deps.sandboxCards?.cards(languageOf(request.headers))) ?? []), 200);
}
