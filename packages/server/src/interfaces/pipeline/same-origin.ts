// Against requests forged by another site: an unsafe method needs `X-Carnet: 1`, which no form and no cross-site fetch can send without
// a preflight we never grant, and a browser's own word that the page is ours. A client that gives neither word is refused.

import type { FastifyRequest } from 'fastify';
import { type Result, ok, refuse } from '@carnet/domain/kernel';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

export function requireSameOrigin(request: FastifyRequest): Result<true> {
  if (safeMethods.includes(request.method)) return ok(true);
  if (header(request, 'x-carnet') !== '1') return forged('X-Carnet', header(request, 'x-carnet'), '1');
  const site = header(request, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return forged('Sec-Fetch-Site', site, 'same-origin');
  const origin = header(request, 'origin');
  // The host alone is compared: behind a proxy that ends TLS, this server does not know the scheme the browser used.
  if (origin !== undefined && hostOf(origin) !== request.host) return forged('Origin', origin, request.host);
  return site === undefined && origin === undefined ? forged('Origin', undefined, request.host) : ok(true);
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

const forged = (field: string, given: string | undefined, expected: string): Result<never> =>
  refuse('REQUETE_MALFORMEE', [{ field, rule: 'ORIGINE_REFUSEE', ...(given === undefined ? {} : { given: given.slice(0, 80) }), expected }]);
