// The built web apps: files with a hash in their name for ever, icons for a day, the rest asked again each time, compressed copies where the build made
// them, and the app's page for any address of its own that is no file (the app's router takes it from there).

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scanningPolicy } from '../pipeline/listener.ts';

export interface BuiltApp {
  /** `/` or `/pro/`. */
  readonly prefix: string;
  readonly directory: string;
  /** Its pages may ask for the camera: to read a code. */
  readonly scans?: true;
}

/** Addresses that are never an app's: a miss there is a miss. */
const doors = ['/api/', '/oidc/', '/fhir', '/sandbox', '/si-dmp-server/', '/health/', '/metrics', '/docs'];

/** A browser asks for the icon at each page it goes to. */
const cacheOf = (path: string): string =>
  path.includes('/assets/') ? 'public, max-age=31536000, immutable' : path.includes('/icons/') ? 'public, max-age=86400' : 'no-cache';

/** Mounts the apps that are built; answers which were not. */
export async function staticApps(
  app: FastifyInstance,
  apps: readonly BuiltApp[],
  notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): Promise<readonly BuiltApp[]> {
  const built = apps.filter(({ directory }) => existsSync(join(directory, 'index.html')));
  for (const [index, { prefix, directory }] of built.entries()) {
    await app.register(fastifyStatic, {
      root: directory,
      prefix,
      wildcard: false,
      preCompressed: true,
      decorateReply: index === 0,
      index: ['index.html'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheOf(path));
        // A compressed copy is the same page.
        const page = path.replace(/\.(?:br|gz)$/, '');
        if (built.some((one) => one.scans === true && page === join(one.directory, 'index.html'))) reply.header('permissions-policy', scanningPolicy);
      },
    });
    if (prefix !== '/') app.get(prefix.slice(0, -1), (_request, reply) => reply.sendFile('index.html', directory));
  }
  app.setNotFoundHandler((request, reply) => {
    const owner = ownerOf(request, built);
    return owner === undefined ? notFound(request, reply) : reply.header('cache-control', 'no-cache').sendFile('index.html', owner.directory);
  });
  return apps.filter((one) => !built.includes(one));
}

function ownerOf(request: FastifyRequest, built: readonly BuiltApp[]): BuiltApp | undefined {
  const path = request.url.split('?')[0]!;
  const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && (request.headers.accept ?? '').includes('text/html');
  if (!wantsPage || path.includes('/assets/') || doors.some((door) => path.startsWith(door))) return undefined;
  return built.toSorted((a, b) => b.prefix.length - a.prefix.length).find(({ prefix }) => `${path}/`.startsWith(prefix));
}
