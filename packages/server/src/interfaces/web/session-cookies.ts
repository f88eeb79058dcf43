// Reads and writes the cookie of one door. The token is opaque; an unknown or ended one is as none.

import { fastifyCookie as cookies } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { patientSessionCookie, professionalSessionCookie, sessionCookieOptions } from '../session-cookie.ts';
import type { DoorKind } from './web-deps.ts';

export const cookieOf = { patient: patientSessionCookie, professionnel: professionalSessionCookie } as const satisfies Record<DoorKind, { name: string; path: string }>;

/** A cookie header longer than a browser's own limit is not read. */
const headerMaximum = 8 * 1024;

export function tokenIn(request: FastifyRequest, door: DoorKind): string | undefined {
  const { cookie } = request.headers;
  if (cookie === undefined || cookie.length > headerMaximum) return undefined;
  const token = cookies.parse(cookie)[cookieOf[door].name];
  return token === undefined || token === '' ? undefined : token;
}

/** The origin the browser sees: https as soon as either end says so, so that a session made over TLS never travels in clear. */
const seenOrigin = (request: FastifyRequest, publicUrl: string): string => (request.protocol === 'https' ? `https://${request.host}` : publicUrl);

export function setToken(request: FastifyRequest, reply: FastifyReply, door: DoorKind, publicUrl: string, token: string): void {
  reply.header('set-cookie', cookies.serialize(cookieOf[door].name, token, sessionCookieOptions(cookieOf[door], seenOrigin(request, publicUrl))));
}

export function clearToken(request: FastifyRequest, reply: FastifyReply, door: DoorKind, publicUrl: string): void {
  reply.header('set-cookie', cookies.serialize(cookieOf[door].name, '', { ...sessionCookieOptions(cookieOf[door], seenOrigin(request, publicUrl)), maxAge: 0 }));
}
