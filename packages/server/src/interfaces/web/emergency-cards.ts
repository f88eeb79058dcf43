// The emergency card at the web door: its owner's routes, and those of whoever holds it, who has no session. The token comes in the body of a
// request, never in an address: no log of any server has it.

import {
  type CardCode,
  type CardOffer,
  type CardSaid,
  type MadeCard,
  type OpenedCard,
  type OwnCard,
  makeCardSchema,
  openCardSchema,
  openWholeCardSchema,
} from '@carnet/contract';
import type { CardOffer as Offer } from '@carnet/domain/emergency';
import { type Result, civilDateInParis, ok, toIso } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod, RouteShorthandOptions } from 'fastify';
import type { Caller } from '../../application/caller.ts';
import { makeCard, offeredCard, openCard, openWholeCard, ownCard, withdrawCard } from '../../application/emergency-card.ts';
import type { CardContent, EmergencyCard, Ports } from '../../ports/index.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { addressKey } from '../pipeline/rate-limits.ts';
import { sendResult } from './answer.ts';
import type { Calls } from './door.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall, WebDeps } from './web-deps.ts';

/** An emergency is one card and some wrong codes: who asks for more tries tokens. */
const openingsPerMinute = 30;
const bodyLimit = 4 * 1024;

export function ownCardRoutes(app: FastifyInstance, { ports }: WebDeps, { dossier }: Calls, limited: RouteShorthandOptions): void {
  const card = '/dossiers/:dossierId/card';
  app.get(
    card,
    dossier((call) => showOwnCard(ports, call)),
  );
  app.get(
    `${card}/offer`,
    limited,
    dossier((call) => showOffer(ports, call)),
  );
  app.post(
    card,
    limited,
    dossier((call, { body }) => makeOwnCard(ports, call, body), 201),
  );
  app.delete(
    card,
    dossier((call) => withdrawCard(ports, call.caller, call.dossier)),
  );
}

/** Whoever comes, with nothing but the card. */
export function heldCardRoutes(app: FastifyInstance, { ports, limits }: WebDeps): void {
  const limited = {
    bodyLimit,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const spent = limits.spendOn(reply, 'emergency-card', openingsPerMinute, addressKey(request.ip));
      if (!spent.ok) return answerProblem(request, reply, spent.refusal);
    },
  };
  const answered =
    (act: (request: FastifyRequest) => Promise<Result<unknown>>): RouteHandlerMethod =>
    async (request, reply) =>
      sendResult(request, reply, await act(request), 200);
  app.post(
    '/emergency-card/open',
    limited,
    answered(async (request): Promise<Result<OpenedCard>> => {
      const input = parseInput(openCardSchema, request.body);
      if (!input.ok) return input;
      const opened = await openCard(ports, holderOf(request), input.value.token);
      return opened.ok ? ok(presentState(opened.value)) : opened;
    }),
  );
  app.post(
    '/emergency-card/code',
    limited,
    answered(async (request): Promise<Result<CardCode>> => {
      const input = parseInput(openWholeCardSchema, request.body);
      if (!input.ok) return input;
      const opened = await openWholeCard(ports, holderOf(request), input.value.token, input.value.code);
      if (!opened.ok) return opened;
      return ok(opened.value.right ? { right: true, rest: presentSaid(opened.value.rest) } : opened.value);
    }),
  );
}

/** Nobody knows who it is: Carnet acts, and the journal says by what. */
const holderOf = ({ id }: FastifyRequest): Caller => ({
  actor: { kind: 'systeme' },
  mode: 'normal',
  context: { door: 'patient', actorName: 'Carte d’urgence', requestId: id },
});

async function showOwnCard(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<OwnCard>> {
  const card = await ownCard(ports, caller, dossier);
  if (!card.ok) return card;
  return ok(card.value === undefined ? {} : { card: presentCard(ports, card.value) });
}

async function makeOwnCard(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<MadeCard>> {
  const input = parseInput(makeCardSchema, body);
  if (!input.ok) return input;
  const { keys, code, days } = input.value;
  const made = await makeCard(ports, caller, dossier, { keys, days, ...(code === undefined ? {} : { code }) });
  return made.ok ? ok(presentCard(ports, made.value)) : made;
}

async function showOffer(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<CardOffer>> {
  const offered = await offeredCard(ports, caller, dossier);
  if (!offered.ok) return offered;
  const { lines, none, ...holder } = offered.value;
  return ok({ ...holder, lines: lines.map((line) => ({ ...presentLine(line), key: line.key, masked: line.masked === true })), none: [...none] });
}

const presentLine = ({ part, codings, text, by, at }: Offer['lines'][number]): CardSaid['lines'][number] => ({
  part,
  codes: codings.map(({ system, code }) => ({ system, code })),
  text,
  by,
  ...(at === undefined ? {} : { day: civilDateInParis(at) }),
});
const presentSaid = ({ lines, none }: Offer): CardSaid => ({ lines: lines.map(presentLine), none: [...none] });
const presentContent = ({ minimum, rest, ...holder }: CardContent): OpenedCard['content'] => ({
  ...holder,
  minimum: presentSaid(minimum),
  ...(rest === undefined ? {} : { rest: presentSaid(rest) }),
});
const presentState = ({ madeAt, until, withCode, triesLeft, content }: Omit<EmergencyCard, 'token'>): OpenedCard => ({
  madeAt: toIso(madeAt),
  until: toIso(until),
  withCode,
  triesLeft,
  content: presentContent(content),
});
const presentCard = ({ clock }: Ports, card: EmergencyCard): MadeCard => ({
  ...presentState(card),
  token: card.token,
  expired: card.until <= clock.now(),
});
