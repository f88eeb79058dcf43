// The bodies of the SOAP door, on their way in and out: their type and size are looked at before a byte is read, and what all of them hold at
// once is bounded, so that no number of cards fills the memory. Room is taken by the length announced, or as bytes come, or as documents are
// opened for an answer; it is given back once the answer is gone.

import { envelopeLimits, multipartType, soapType } from '@carnet/codecs/soap';
import { type Ok, type Refusal, type Refused, ok, refuse } from '@carnet/domain/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Ports } from '../../ports/index.ts';

/** Of all bodies at once, both ways: four documents of the largest, or hundreds as they usually are. */
const inFlightMaximumBytes = 512 * 1024 * 1024;
/** Questions and forms: the largest seen is some 30 KB. */
const questionMaximumBytes = 4 * 1024 * 1024;
const retryAfterSeconds = 5;

export interface Bodies {
  /** Whether this request's body may come; its HTTP status where the refusal's own says less. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<Ok<true> | (Refused & { readonly status?: number })>;
  /** All of it, or `BodyRefused`; nothing of one that was not admitted. */
  read(request: FastifyRequest, payload: IncomingMessage): Promise<Uint8Array>;
  /** Room for so many bytes of its answer. False: there is none now. */
  hold(request: FastifyRequest, bytes: number): boolean;
}

/** What is wrong with a body was found while it came. */
export class BodyRefused extends Error {
  readonly refusal: Refusal;
  constructor({ refusal }: Refused) {
    super('the body was not taken');
    this.refusal = refusal;
  }
}

interface Room {
  readonly maximum: number;
  /** Undefined: in chunks, without a length. */
  readonly announced: number | undefined;
  held: number;
}

export function newBodies(ports: Ports, inFlightMaximum: number = inFlightMaximumBytes): Bodies {
  const rooms = new WeakMap<FastifyRequest, Room>();
  let held = 0;
  const take = (room: Room, bytes: number): boolean => {
    if (held + bytes > inFlightMaximum) return false;
    held += bytes;
    room.held += bytes;
    return true;
  };
  return {
    async admit(request, reply) {
      const form = formFault(request);
      if (form !== undefined) return { ...form, status: 415 };
      const maximum = await largestOf(request, ports);
      const length = request.headers['content-length'];
      const announced = length === undefined ? undefined : Number(length);
      if (announced !== undefined && announced > maximum) return tooLarge(announced, maximum);
      const room: Room = { maximum, announced, held: 0 };
      if (!take(room, announced ?? 0)) return full;
      rooms.set(request, room);
      reply.raw.once('close', () => {
        held -= room.held;
        room.held = 0;
      });
      return ok(true);
    },
    async read(request, payload) {
      const room = rooms.get(request);
      // An address of nobody: its body is not ours to read.
      if (room === undefined) return new Uint8Array();
      return room.announced === undefined ? unannounced(payload, room, take) : announcedBody(payload, room.announced);
    },
    hold(request, bytes) {
      const room = rooms.get(request);
      return room !== undefined && take(room, bytes);
    },
  };
}

const full = {
  ok: false,
  refusal: { code: 'SERVICE_INDISPONIBLE', findings: [{ field: 'body', rule: 'DEPOTS_EN_COURS' }], retryAfterSeconds },
} as const satisfies Refused;
const tooLarge = (given: number, expected: number): Refused =>
  refuse('CONTENU_TROP_GRAND', [{ field: 'body', rule: 'CONTENU_TROP_GRAND', given: String(given), expected: String(expected) }]);

function formFault(request: FastifyRequest): Refused | undefined {
  const given = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (given !== soapType && given !== multipartType)
    return refuse('REQUETE_MALFORMEE', [
      { field: 'Content-Type', rule: given === 'text/xml' ? 'SOAP_11' : 'MEDIA_TYPE', given, expected: `${soapType} | ${multipartType}` },
    ]);
  const encoding = request.headers['content-encoding'];
  return encoding === undefined || encoding === 'identity'
    ? undefined
    : refuse('REQUETE_MALFORMEE', [{ field: 'Content-Encoding', rule: 'MEDIA_TYPE', given: encoding, expected: 'identity' }]);
}

/** Documents go to the repository; its messages carry the largest document the law of the day takes, and their envelope. */
async function largestOf(request: FastifyRequest, { law, clock }: Ports): Promise<number> {
  if (!(request.routeOptions.url ?? '').endsWith('/repository')) return questionMaximumBytes;
  return (await law.at(clock.now())).policy.documentMaximumBytes + envelopeLimits.bytes;
}

/** Node holds a body to its length. */
async function announcedBody(payload: IncomingMessage, length: number): Promise<Uint8Array> {
  const body = Buffer.allocUnsafe(length);
  let at = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) at += chunk.copy(body, at);
  if (at !== length) throw new BodyRefused(refuse('REQUETE_MALFORMEE', [{ field: 'Content-Length', rule: 'TAILLE_FAUSSE', given: String(at) }]));
  return body;
}

async function unannounced(payload: IncomingMessage, room: Room, take: (room: Room, bytes: number) => boolean): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    if (room.held + chunk.length > room.maximum) throw new BodyRefused(tooLarge(room.held + chunk.length, room.maximum));
    if (!take(room, chunk.length)) throw new BodyRefused(full);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
