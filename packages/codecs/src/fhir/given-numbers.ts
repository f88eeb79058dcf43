// The numbers a software gave what it sent, read from a message that may have been refused for its form: nothing is checked, nothing refused. For the
// list of what was refused alone; what is filed is read by the strict readers.

import { systemOid } from './code-systems.ts';
import { type JsonObject, isObject } from './json.ts';

export interface GivenNumbers {
  readonly set?: string;
  readonly documents: readonly string[];
}

/** Larger ones carry documents as base64, and are not read twice. */
const readTwiceMaximumBytes = 8 * 1024 * 1024;

function valueOf(identifier: unknown): string | undefined {
  const { value, system } = isObject(identifier) ? identifier : {};
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const root = typeof system === 'string' ? systemOid(system) : undefined;
  const given = value.trim().replace(/^urn:(?:oid|uuid):/, '');
  return root === undefined ? given : `${root}^${given}`;
}

/** Of a Bundle, or of a DocumentReference. */
export function givenNumbers(body: Uint8Array): GivenNumbers {
  const resources = body.length > readTwiceMaximumBytes ? [] : resourcesIn(jsonIn(body));
  const ofType = (type: string): readonly JsonObject[] => resources.filter((resource) => resource['resourceType'] === type);
  const set = ofType('List')
    .flatMap(({ identifier }) => (Array.isArray(identifier) ? identifier : []))
    .filter((one) => isObject(one) && one['use'] !== 'official')
    .map(valueOf)
    .find((value) => value !== undefined);
  const documents = ofType('DocumentReference').flatMap(({ masterIdentifier }) => valueOf(masterIdentifier) ?? []);
  return { ...(set === undefined ? {} : { set }), documents };
}

function resourcesIn(message: unknown): readonly JsonObject[] {
  if (!isObject(message)) return [];
  const entries = Array.isArray(message['entry']) ? (message['entry'] as readonly unknown[]) : [];
  return [message, ...entries.map((entry) => (isObject(entry) ? entry['resource'] : undefined)).filter(isObject)];
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    // What was wrong with it was answered; it has no number.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
