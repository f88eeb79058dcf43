// Reads and writes the cookie of one door (the plugin @fastify/cookie is registered by it). The token is opaque; an ended one is as none.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { patientSessionCookie, professionalSessionCookie, sessionCookieOptions, steeringSessionCookie } from '../session-cookie.ts';
import type { DoorKind } from './web-deps.ts';

const cookieOf = { patient: patientSessionCookie, professionnel: professionalSessionCookie, pilotage: steeringSessionCookie } as const satisfies Record<
  DoorKind,
  { name: string; path: string }
>;

export const sessionCookieName = (door: DoorKind): string => cookieOf[door].name;

export const tokenIn = (request: FastifyRequest, door: DoorKind): string | undefined => request.cookies[cookieOf[door].name];

/** The origin the browser sees: https as soon as either end says so, so that a session made over TLS never travels in clear. */
const seenOrigin = (request: FastifyRequest, publicUrl: string): string => (request.protocol === 'https' ? `https://${request.host}` : publicUrl);

export function setToken(request: FastifyRequest, reply: FastifyReply, door: DoorKind, publicUrl: string, token: string): void {
  void reply.setCookie(cookieOf[door].name, token, sessionCookieOptions(cookieOf[door], seenOrigin(request, publicUrl)));
}

export function clearToken(request: FastifyRequest, reply: FastifyReply, door: DoorKind, publicUrl: string): void {
  void reply.clearCookie(cookieOf[door].name, sessionCookieOptions(cookieOf[door], seenOrigin(request, publicUrl)));
}
