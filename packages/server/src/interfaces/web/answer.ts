// How the web door answers: JSON of the contract, bytes of a document, or a problem in the caller's language. Nothing is kept by a cache,
// nothing is sniffed, and raw bytes are shown in a sandbox where no script runs.

import type { Result } from '@carnet/domain/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync } from 'node:zlib';
import { answerProblem } from '../pipeline/listener.ts';

/** Bytes to send as they are: inline, or as a download when they have a file name. */
export class FileAnswer {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly filename: string | undefined;
  /** Of the bytes; undone for whoever does not read it. */
  readonly encoding: 'gzip' | undefined;
  constructor(bytes: Uint8Array, mimeType: string, filename?: string, encoding?: 'gzip') {
    this.bytes = bytes;
    this.mimeType = mimeType;
    this.filename = filename;
    this.encoding = encoding;
  }
}

/** The same of what is too large to be held: sent as it is read. */
export class StreamAnswer {
  readonly stream: Readable;
  readonly size: number;
  readonly mimeType: string;
  readonly filename: string;
  constructor(stream: Readable, size: number, mimeType: string, filename: string) {
    this.stream = stream;
    this.size = size;
    this.mimeType = mimeType;
    this.filename = filename;
  }
}

export function sendResult(request: FastifyRequest, reply: FastifyReply, result: Result<unknown>, status: number): FastifyReply {
  if (!result.ok) return answerProblem(request, reply, result.refusal);
  if (result.value instanceof FileAnswer) return sendFile(request, reply, result.value);
  if (result.value instanceof StreamAnswer) return sendStream(reply, result.value);
  return result.value === undefined ? reply.code(204).send() : reply.code(status).send(result.value);
}

const mediaType = /^[a-z]+\/[a-z0-9.+-]{1,100}$/;

function sendFile(request: FastifyRequest, reply: FastifyReply, { bytes, mimeType, filename, encoding }: FileAnswer): FastifyReply {
  const asIs = encoding === undefined || /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (asIs && encoding !== undefined) void reply.header('content-encoding', encoding);
  const sent = asIs ? bytes : gunzipSync(bytes);
  return reply
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', filename === undefined ? 'inline' : attachment(filename))
    .type(mediaType.test(mimeType) ? mimeType : 'application/octet-stream')
    .send(Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength));
}

const sendStream = (reply: FastifyReply, { stream, size, mimeType, filename }: StreamAnswer): FastifyReply =>
  reply
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', attachment(filename))
    .header('content-length', size)
    .type(mimeType)
    .send(stream);

/** RFC 6266: a plain name for old readers, the true one beside. What a file system or a header could trip on becomes a dash. */
export function attachment(filename: string): string {
  const kept = filename
    .replaceAll(/[\p{C}\\/:*?"<>|;%]+/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(-120);
  const plain = kept
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]/g, '-');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(kept).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

export const sendNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  answerProblem(request, reply, { code: 'REQUETE_MALFORMEE', findings: [{ field: 'url', rule: 'ADRESSE_INCONNUE' }] }, 404);

export function setCommonHeaders(reply: FastifyReply): void {
  void reply
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'Cookie, Accept-Language, Accept-Encoding');
}

const toBrotli = promisify(brotliCompress);
/** Half a millisecond of processor for a list of fifty, a fifth of its bytes at most. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };
const leastCompressed = 1_024;

/**
 * JSON for our own pages: a list of fifty documents takes a tenth of a second more on a slow network as it is. What other sites can have a browser ask for is
 * sent as it is: nobody but the page learns how long what they guess makes an answer (ADR 66).
 */
export async function compressed(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const { 'x-carnet': ours, 'accept-encoding': accepted = '' } = request.headers;
  if (typeof payload !== 'string' || payload.length < leastCompressed || ours !== '1' || !/\bbr\b/.test(accepted)) return payload;
  void reply.header('content-encoding', 'br');
  return toBrotli(Buffer.from(payload), quickly);
}
