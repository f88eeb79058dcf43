// What is sent and what may be answered: FHIR as JSON or as XML (415 and 406 otherwise); versions and tags; and the Prefer header.

import type { FastifyRequest } from 'fastify';
import { type Result, ok, refuse } from '@carnet/domain/kernel';

const jsonTypes = ['application/fhir+json', 'application/json'] as const;
const xmlTypes = ['application/fhir+xml', 'application/xml', 'text/xml'] as const;
export const resourceTypes = [...jsonTypes, ...xmlTypes] as const;
export const jsonPatchType = 'application/json-patch+json';
export const xmlPatchType = 'application/xml-patch+xml';
/** Of a POST _search. */
export const formType = 'application/x-www-form-urlencoded';

const bare = (type: string): string => type.split(';')[0]!.trim().toLowerCase();

/** The media type of the body, without its parameters. */
export const bodyType = (request: FastifyRequest): string => bare(request.headers['content-type'] ?? '');

export type FhirForm = 'json' | 'xml';
const among = (types: readonly string[], type: string): boolean => types.includes(type);
/** Undefined: a type that is no form of a resource. */
export const fhirFormOf = (type: string): FhirForm | undefined => (among(jsonTypes, type) ? 'json' : among(xmlTypes, type) ? 'xml' : undefined);

/** `_format` first (R4 §3.1.0.1.11), then Accept. Undefined: neither form is wanted. */
export function answerForm(request: FastifyRequest): FhirForm | undefined {
  const format = (request.query as Readonly<Record<string, unknown>>)['_format'];
  // A plus that was not encoded is a space.
  if (typeof format === 'string') return { json: 'json' as const, xml: 'xml' as const }[bare(format)] ?? fhirFormOf(bare(format).replace(' ', '+'));
  for (const type of acceptedTypes(request)) {
    const form = ['*/*', 'application/*'].includes(type) ? 'json' : fhirFormOf(type);
    if (form !== undefined) return form;
  }
  return undefined;
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

/** If-None-Match (RFC 9110 §13.1.2): any of several tags, weak or strong, or `*`. */
export function isKnownTag({ headers }: FastifyRequest, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  const given = headers['if-none-match'];
  return given !== undefined && (given.trim() === '*' || given.split(',').some((tag) => opaque(tag) === opaque(etag)));
}
