// What a service reads of who a record is about: its own id for them (idPe), and nothing else. Resources speak of a person in many places
// (subject, contained patients, authors who are the patient): all of them are walked, on the way out and on the way in. The content of a document
// is not: it says what its author wrote (ADR 31).

import { isInsOid } from '@carnet/domain/identity';
import type { App } from '../pipeline/bearer.ts';

export const idPeSystem = 'urn:carnet:idpe';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const walk = (value: unknown, change: (node: Json) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => walk(one, change));
  if (!isObject(value)) return value;
  const changed = change(value);
  return isObject(changed) ? Object.fromEntries(Object.entries(changed).map(([name, child]) => [name, walk(child, change)])) : changed;
};

const identifierOf = ({ idPe }: App): Json => ({ system: idPeSystem, value: idPe });
const isIns = ({ system, value }: Json): boolean => typeof system === 'string' && typeof value === 'string' && isInsOid(system.replace(/^urn:oid:/, ''));

/** A Patient keeps its id and the idPe; an INS anywhere becomes the idPe. */
export const asSeenBy = (app: App, resource: object): object =>
  walk(resource, (node) => {
    if (node['resourceType'] === 'Patient') return { resourceType: 'Patient', id: node['id'], identifier: [identifierOf(app)] };
    return isIns(node) ? identifierOf(app) : unnamed(node);
  }) as object;

/** Who wrote a document may be the patient: said by the resource it contains, not by name. */
function unnamed(node: Json): Json {
  const { contained, author } = node;
  if (!Array.isArray(contained) || !Array.isArray(author)) return node;
  const patients = contained.flatMap((one: unknown) => (isObject(one) && one['resourceType'] === 'Patient' ? [`#${String(one['id'])}`] : []));
  return {
    ...node,
    author: author.map((one: unknown) => (isObject(one) && patients.includes(String(one['reference'])) ? { reference: one['reference'] } : one)),
  };
}

/** What a service sends, with the record's own number where it wrote its idPe. What is no JSON is left for the reader to refuse. */
export function underIns(app: App, body: Buffer): Buffer {
  const ins = { system: `urn:oid:${app.ins.oid}`, value: app.ins.matricule };
  const reference = `Patient/${app.idPe}`;
  try {
    const written = walk(JSON.parse(body.toString('utf8')), (node) => {
      if (node['system'] === idPeSystem && node['value'] === app.idPe) return ins;
      return node['reference'] === reference ? { identifier: ins } : node;
    });
    return Buffer.from(JSON.stringify(written));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return body;
  }
}

export const patientOf = (app: App): object => ({ resourceType: 'Patient', id: app.idPe, identifier: [identifierOf(app)] });
