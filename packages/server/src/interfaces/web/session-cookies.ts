// Reads and writes the cookie of one door (the plugin @fastify/cookie is registered by it). The token is opaque; an ended one is as none.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SessionCookie, sessionCookie } from '../session-cookie.ts';
import type { DoorKind } from './web-deps.ts';

/** By the origin the browser sees: https as soon as either end says so, so that a session made over TLS never travels in clear. */
const cookieFor = (request: FastifyRequest, door: DoorKind, publicUrl: string): SessionCookie =>
  sessionCookie(door, request.protocol === 'https' ? `https://${request.host}` : publicUrl);

export const tokenIn = (request: FastifyRequest, door: DoorKind, publicUrl: string): string | undefined =>
  request.cookies[cookieFor(request, door, publicUrl).name];

export function setToken(request: FastifyRequest, reply: FastifyReply, door: DoorKind, publicUrl: string, token: string): void {
  const { name, options } = cookieFor(request, door, publicUrl);
  void reply.setCookie(name, token, options);
}

export function clearToken(request: FastifyRequest, reply: FastifyReply, door: DoorKind, publicUrl: string): void {
  const { name, options } = cookieFor(request, door, publicUrl);
  void reply.clearCookie(name, options);
}
