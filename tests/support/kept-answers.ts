// What FHIR doors answer while tests ask, kept in the folder `CARNET_FHIR_ANSWERS` names, for a validator that is none of ours
// (foreign-fhir-validation.test.ts). Answers alike in structure are kept once; nothing is kept where no folder is named.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const answersFolder = process.env['CARNET_FHIR_ANSWERS'];

/** A value without what it says: names and types of elements, and the words that stand for others (codes of kinds). */
function skeleton(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(skeleton(one, name))))].toSorted();
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, child]) => [key, skeleton(child, key)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  return ['resourceType', 'type', 'url'].includes(name) && typeof value === 'string' && !/\d{6}/.test(value) ? value : typeof value;
}

/** `kind` of an XML answer: its first elements. */
const kindOfXml = (xml: string): string => /<([A-Z][A-Za-z]+)/.exec(xml)?.[1] ?? 'xml';

export function keepAnswer(contentType: string | undefined, body: string): void {
  const form = /^application\/(?:fhir\+)?(json|xml)/.exec(contentType ?? '')?.[1];
  if (answersFolder === undefined || form === undefined || body === '') return;
  const json = form === 'json' ? (JSON.parse(body) as Record<string, unknown>) : undefined;
  if (json !== undefined && typeof json['resourceType'] !== 'string') return;
  const shape = json === undefined ? [...new Set(body.match(/<[A-Za-z]+(?: url="[^"]*")?/g))].toSorted() : skeleton(json);
  const kind = json === undefined ? kindOfXml(body) : [json['resourceType'], ...(json['resourceType'] === 'Bundle' ? [json['type']] : [])].join('-');
  const file = join(answersFolder, `${kind}-${createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 12)}.${form}`);
  mkdirSync(answersFolder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, body);
}
