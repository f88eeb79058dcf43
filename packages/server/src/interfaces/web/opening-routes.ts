// The routes of openings for others: at a counter or with a card, in a care home.

import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import type { Calls, Limiting } from './door.ts';
import { giveAccessAgain, openForSomebody, showPresented } from './openings.ts';
import { checkResidents, openResidents, openRound, showRounds } from './residents.ts';
import type { WebDeps } from './web-deps.ts';

/** A list of five hundred lines, each sign escaped. */
const listMaximumBytes = 512 * 1024;

export function openingRoutes(app: FastifyInstance, deps: WebDeps, { call }: Calls, json: RouteShorthandOptions, limit: Limiting): void {
  const looking = { ...json, ...limit };
  app.post(
    '/openings/find',
    looking,
    call((current, { body }) => showPresented(deps, current, body)),
  );
  app.post(
    '/openings',
    looking,
    call((current, { body }) => openForSomebody(deps, current, body), 201),
  );
  app.post(
    '/openings/access',
    looking,
    call((current, { body }) => giveAccessAgain(deps, current, body), 201),
  );
  app.post(
    '/residents/check',
    { bodyLimit: listMaximumBytes, ...limit },
    call((current, { body }) => checkResidents(current, body)),
  );
  app.get(
    '/residents/rounds',
    call((current) => showRounds(deps, current)),
  );
  app.post(
    '/residents/rounds',
    json,
    call((current, { body }) => openRound(deps, current, body), 201),
  );
  app.post(
    '/residents/rounds/:roundId/lines',
    json,
    call((current, { body, params }) => openResidents(deps, current, (params as { readonly roundId: string }).roundId, body)),
  );
}
