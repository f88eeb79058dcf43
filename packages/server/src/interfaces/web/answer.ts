// How the web door answers: JSON of the contract, bytes of a document, or a problem in the caller's language. Nothing is kept by a cache,
// nothing is sniffed, and raw bytes are shown in a sandbox where no script runs.

import { type Refusal, type Result, refuse } from '@carnet/domain/kernel';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { httpStatusOf, languageOf, problemOf } from '../pipeline/refusal-http.ts';

/** Bytes to send as they are: inline, or as a download when they have a file name. */
export class FileAnswer {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly filename: string | undefined;
  constructor(bytes: Uint8Array, mimeType: string, filename?: string) {
    this.bytes = bytes;
    this.mimeType = mimeType;
    this.filename = filename;
  }
}

export function sendResult(request: FastifyRequest, reply: FastifyReply, result: Result<unknown>, status: number): FastifyReply {
  if (!result.ok) return sendRefusal(request, reply, result.refusal);
  if (result.value instanceof FileAnswer) return sendFile(reply, result.value);
  return result.value === undefined ? reply.code(204).send() : reply.code(status).send(result.value);
}

export const sendRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status: number = httpStatusOf[refusal.code]): FastifyReply =>
  reply.code(status).type('application/problem+json').send(JSON.stringify(problemOf(refusal, languageOf(request.headers), status)));

const mediaType = /^[a-z]+\/[a-z0-9.+-]{1,100}$/;

function sendFile(reply: FastifyReply, { bytes, mimeType, filename }: FileAnswer): FastifyReply {
  return reply
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', filename === undefined ? 'inline' : attachment(filename))
    .type(mediaType.test(mimeType) ? mimeType : 'application/octet-stream')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** RFC 6266: a plain name for old readers, the true one beside. What a file system or a header could trip on becomes a dash. */
export function attachment(filename: string): string {
  const kept = filename.replaceAll(/[\p{C}\\/:*?"<>|;%]+/gu, '-').replaceAll(/\s+/g, ' ').trim().slice(-120);
  const plain = kept.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^\x20-\x7e]/g, '-');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(kept).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

/** What the HTTP layer refuses before any handler, and what nobody foresaw. The log says where, never what was sent. */
export function sendFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 429) return sendRefusal(request, reply, refusalOf(refuse('TROP_DE_DEMANDES')));
  if (status === 413) return sendRefusal(request, reply, refusalOf(refuse('CONTENU_TROP_GRAND')));
  if (status >= 400 && status < 500) return sendRefusal(request, reply, refusalOf(refuse('REQUETE_MALFORMEE')), status);
  request.log.error({ name: error.name, code: error.code, stack: error.stack }, 'web door fault');
  return sendRefusal(request, reply, refusalOf(refuse('SERVICE_INDISPONIBLE')));
}
const refusalOf = ({ refusal }: Extract<Result<never>, { ok: false }>): Refusal => refusal;

export const sendNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => sendRefusal(request, reply, { code: 'REQUETE_MALFORMEE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE' }] }, 404);

export function setCommonHeaders(reply: FastifyReply): void {
  reply.header('cache-control', 'private, no-store').header('x-content-type-options', 'nosniff').header('vary', 'Cookie, Accept-Language');
}
