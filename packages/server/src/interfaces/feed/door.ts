// The feed's door, under /feed: the insurer's service sends its files, asks how far one was taken, and fetches what was refused of it. Its
// certificate writes and reads nothing: no answer holds a word of anybody's record, nor says whether somebody has one. docs/integrators/feed.md.

import { findingSentence } from '@carnet/contract/wording';
import { civilDateInParis, ok, plusDays, refuse, toIso, type Result } from '@carnet/domain/kernel';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Caller } from '../../application/caller.ts';
import { findIntake, intakeRejects, takeIntake } from '../../application/take-intake.ts';
import type { Intake, Ports } from '../../ports/index.ts';
import { callerByCard } from '../pipeline.ts';
import { answerProblem } from '../pipeline/listener.ts';
import { type RateLimits, spendByActor } from '../pipeline/rate-limits.ts';
import { languageOf } from '../pipeline/refusal-http.ts';
import type { Revocations } from '../pipeline/revocations.ts';
import { UnreadableFeed, splitLines } from './split-lines.ts';

export interface FeedDoorDeps {
  readonly ports: Ports;
  readonly limits: RateLimits;
  readonly revocations: Revocations;
}

const mediaType = 'application/x-ndjson';
const nameShape = /^[A-Za-z0-9][\w.-]{0,79}$/;
const rejectsAtATime = 500;

export const feedDoor =
  (deps: FeedDoorDeps): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    // The body stays a stream: it is read as it is taken, and its size is nobody's limit.
    app.addContentTypeParser(mediaType, (_request, body, parsed) => parsed(null, body));
    const callers = new WeakMap<FastifyRequest, Caller>();
    app.addHook('onRequest', async (request, reply) => {
      const caller = await callerByCard(
        deps.ports,
        { socket: request.raw.socket, headers: request.headers, requestId: request.id },
        { door: 'feed', mode: 'normal', revocations: deps.revocations },
      );
      if (!caller.ok) return answerProblem(request, reply, caller.refusal);
      const spent = spendByActor(deps.limits, reply, caller.value.actor);
      if (!spent.ok) return answerProblem(request, reply, spent.refusal);
      callers.set(request, caller.value);
      return undefined;
    });
    routes(app, deps, (request) => {
      const caller = callers.get(request);
      if (caller === undefined) throw new Error('a route ran without its caller');
      return caller;
    });
  };

function routes(app: FastifyInstance, { ports }: FeedDoorDeps, callerOf: (request: FastifyRequest) => Caller): void {
  app.put('/envois/:nom', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
    const name = nameOf(request);
    const from = fromOf(request);
    if (!name.ok) return answerProblem(request, reply, name.refusal);
    if (!from.ok) return answerProblem(request, reply, from.refusal);
    const gzip = encodingOf(request);
    if (!gzip.ok) return answerProblem(request, reply, gzip.refusal, 415);
    const latest = civilDateInParis(plusDays(ports.clock.now(), 1));
    const body = request.body instanceof Readable ? request.body : Readable.from([]);
    const taken = await readable(takeIntake(ports, callerOf(request), name.value, () => splitLines(body, { gzip: gzip.value, from: from.value, latest })));
    return taken.ok ? reply.code(taken.value.finished ? 200 : 202).send(presentIntake(taken.value)) : refused(request, reply, taken);
  });
  app.get('/envois/:nom', async (request, reply) => {
    const name = nameOf(request);
    const found = name.ok ? await findIntake(ports, callerOf(request), name.value) : name;
    return found.ok ? reply.send(presentIntake(found.value)) : answerProblem(request, reply, found.refusal);
  });
  app.get('/envois/:nom/rejets', async (request, reply) => {
    const name = nameOf(request);
    if (!name.ok) return answerProblem(request, reply, name.refusal);
    const caller = callerOf(request);
    const first = await intakeRejects(ports, caller, name.value, 0, rejectsAtATime);
    if (!first.ok) return answerProblem(request, reply, first.refusal);
    const language = languageOf(request.headers);
    async function* written(): AsyncGenerator<string> {
      for (
        let page = first;
        page.ok && page.value.length > 0;
        page = await intakeRejects(ports, caller, (name as { value: string }).value, page.value.at(-1)!.number, rejectsAtATime)
      )
        for (const { line, field, rule, expected } of page.value)
          yield `${JSON.stringify({ ligne: line, champ: field, regle: rule, ...(expected === undefined ? {} : { attendu: expected }), texte: findingSentence(rule, language), page: `/docs/erreurs#${rule}` })}\n`;
    }
    return reply.type(`${mediaType}; charset=utf-8`).send(Readable.from(written()));
  });
}

/** What cannot be read on is said with how far it came: what was taken stands, and the rest is sent again from there. */
async function readable(taking: Promise<Result<Intake>>): Promise<Result<Intake>> {
  try {
    return await taking;
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error;
    return refuse('CONTENU_REFUSE', [{ field: 'corps', rule: error.rule }]);
  }
}

/** Whoever is refused sends no more: the connection is not kept for the rest of a body that nobody reads. */
function refused(request: FastifyRequest, reply: FastifyReply, { refusal }: Extract<Result<Intake>, { readonly ok: false }>): FastifyReply {
  void reply.header('connection', 'close');
  return answerProblem(request, reply, refusal);
}

function nameOf(request: FastifyRequest): Result<string> {
  const { nom } = request.params as { readonly nom: string };
  return nameShape.test(nom) ? ok(nom) : refuse('PARAMETRE_INVALIDE', [{ field: 'nom', rule: 'CHAMP_FORME', expected: '1 à 80 lettres, chiffres, . _ -' }]);
}

/** `?de=`: number, in the whole file, of the first line sent. */
function fromOf(request: FastifyRequest): Result<number> {
  const { de = '1' } = request.query as { readonly de?: string };
  return /^[1-9]\d{0,14}$/.test(de)
    ? ok(Number(de))
    : refuse('PARAMETRE_INVALIDE', [{ field: 'de', rule: 'CHAMP_FORME', expected: 'un numéro de ligne, à partir de 1' }]);
}

function encodingOf({ headers }: FastifyRequest): Result<boolean> {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return ok(false);
  return encoding === 'gzip' ? ok(true) : refuse('REQUETE_MALFORMEE', [{ field: 'Content-Encoding', rule: 'MEDIA_TYPE', expected: 'gzip' }]);
}

const presentIntake = ({ name, begunAt, touchedAt, finished, through, counts }: Intake): object => ({
  envoi: name,
  etat: finished ? 'termine' : 'en-cours',
  commence: toIso(begunAt),
  derniereActivite: toIso(touchedAt),
  lignes: through,
  suite: through + 1,
  comptes: {
    ajoutees: counts.added,
    corrigees: counts.corrected,
    annulees: counts.cancelled,
    dejaConnues: counts.unchanged,
    horsPeriode: counts.outside,
    assures: counts.insured,
    medecinsTraitants: counts.treating,
    rejetees: counts.rejected,
  },
});
