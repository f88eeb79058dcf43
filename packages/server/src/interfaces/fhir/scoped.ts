// What the doors of tokens share: a scope is asked of each interaction before anything is read, what comes back says nothing of who it is about, and
// pages registered by services may read it.

import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { type SmartInteraction, type SmartLevel, allows } from '../pipeline/smart-scopes.ts';
import type { FhirCall } from './call.ts';
import { definitionAddress } from './definitions.ts';
import { asSeenBy } from './pseudonymous.ts';

export type Interaction = (call: FhirCall) => Promise<Result<object | undefined>>;

/** The token of this call has it, at one of the levels this door knows; the first is the one that is asked for. */
export const scopeOf = ({ app }: FhirCall, levels: readonly [SmartLevel, ...SmartLevel[]], type: string, interaction: SmartInteraction): Result<true> =>
  app !== undefined && levels.some((level) => allows(app.scopes, level, type, interaction))
    ? ok(true)
    : refuse('PORTEE_INSUFFISANTE', [{ field: 'Authorization', rule: 'PORTEE_ABSENTE', expected: `${levels[0]}/${type}.${interaction}` }]);

export const scopedAt =
  (...levels: readonly [SmartLevel, ...SmartLevel[]]) =>
  (type: string, interaction: SmartInteraction, act: Interaction): Interaction =>
  async (call) => {
    const granted = scopeOf(call, levels, type, interaction);
    const result = granted.ok ? await act(call) : granted;
    return result.ok && result.value !== undefined && call.app !== undefined ? ok(asSeenBy(call.app, result.value)) : result;
  };

export const idOf = ({ request }: FhirCall): string => (request.params as { readonly id: string }).id;

/**
 * CORS, for the pages services registered and no other. No cookie opens these doors, and none is asked for: a page elsewhere that has a token was
 * given it. `methods`: those this door serves.
 */
export function allowServicePages(app: FastifyInstance, isServiceOrigin: (origin: string) => Promise<boolean>, methods: string): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    void reply.header('vary', 'Origin');
    if (origin === undefined) return;
    const path = request.url.split('?')[0]!;
    const told = /\/(?:metadata|\.well-known\/smart-configuration)$/.test(path) || definitionAddress.test(path);
    if (told) void reply.header('access-control-allow-origin', '*');
    else if (await isServiceOrigin(origin))
      void reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', 'etag, location, last-modified, x-request-id, www-authenticate');
  });
  app.options('/*', async (_request, reply) =>
    reply
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', 'authorization, content-type, accept, prefer, if-none-exist, if-none-match, if-match')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
}
