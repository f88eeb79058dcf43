// What is sent and what may be answered: JSON only (application/fhir+json or application/json), 415 and 406 otherwise; and the Prefer header.

import type { FastifyRequest } from 'fastify';
import { type Result, ok, refuse } from '@carnet/domain/kernel';

export const jsonTypes = ['application/fhir+json', 'application/json'] as const;
export const jsonPatchType = 'application/json-patch+json';

const bare = (type: string): string => type.split(';')[0]!.trim().toLowerCase();

/** The media type of the body, without its parameters. */
export const bodyType = (request: FastifyRequest): string => bare(request.headers['content-type'] ?? '');

export function acceptsJson(request: FastifyRequest): boolean {
  const format = (request.query as Readonly<Record<string, unknown>>)['_format'];
  if (typeof format === 'string') return ['json', ...jsonTypes].includes(bare(format));
  return acceptedTypes(request).some((type) => ['*/*', 'application/*', ...jsonTypes].includes(type));
}

/** In the order of preference (RFC 9110 §12.4.2); `q=0` excludes. */
export function acceptedTypes(request: FastifyRequest): readonly string[] {
  const header = request.headers.accept;
  if (header === undefined || header.trim() === '') return ['*/*'];
  const ranked = header.split(',').map((part, position) => ({ type: bare(part), weight: Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1), position }));
  return ranked
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.position - b.position)
    .map(({ type }) => type);
}

export interface Preference {
  /** FHIR R4 §3.1.1.2: unknown parameters are refused (strict) or left out and said so (lenient, the default). */
  readonly strict: boolean;
  readonly answer: 'minimal' | 'representation';
}
export function preferenceOf({ headers }: FastifyRequest): Preference {
  const prefer = String(headers['prefer'] ?? '').toLowerCase();
  return { strict: /\bhandling=strict\b/.test(prefer), answer: /\breturn=minimal\b/.test(prefer) ? 'minimal' : 'representation' };
}

/** `W/"3"`, as this door writes ETags; undefined: no condition. */
export function expectedVersion({ headers }: FastifyRequest): Result<number | undefined> {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return ok(undefined);
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  return version === undefined
    ? refuse('PARAMETRE_INVALIDE', [{ field: 'If-Match', rule: 'FORME', given: given.slice(0, 40), expected: 'W/"1"' }])
    : ok(Number(version));
}
export const etagOf = (version: number): string => `W/"${version}"`;
