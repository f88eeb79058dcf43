// A FHIR document (R4 §3.3: a Bundle of type `document`, JSON) opened: its Composition and the resources beside it. Bounded before it is walked;
// whatever is wrong is a finding that says where, and the first of them that the content is no FHIR document.

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { Element, type JsonObject, isObject, parseJson } from '../fhir/json.ts';
import type { Surroundings } from '../fhir/references.ts';

export const fhirDocumentType = 'application/fhir+json';

/** JSON is read into memory whole, several times its size: what is larger travels as what it is (PDF, image), beside the document. */
const bytesMaximum = 20 * 1024 * 1024;
const entriesMaximum = 5_000;

export interface FhirDocument {
  readonly bundle: Element;
  readonly composition: Element;
  /** By fullUrl, and by `Type/id` as relative references name them. */
  readonly around: Surroundings;
  /** All of them but the Composition, in order. */
  readonly resources: readonly JsonObject[];
  /** What was wrong so far; a reader adds to it. */
  readonly findings: Finding[];
}

const notADocument = (given: string, ...others: readonly Finding[]): Parsed<never> =>
  faulty({ field: 'document', rule: 'CONTENU_NON_FHIR', given: given.slice(0, 64), expected: 'Bundle document, Composition' }, ...others);

export function openFhirDocument(bytes: Uint8Array): Parsed<FhirDocument> {
  if (bytes.length > bytesMaximum) return faulty({ field: 'document', rule: 'CONTENU_TROP_GRAND', given: String(bytes.length), expected: `≤ ${bytesMaximum}` });
  const json = parseJson(bytes);
  if (!json.ok) return notADocument('JSON', ...json.findings);
  const { value } = json;
  if (!isObject(value) || value['resourceType'] !== 'Bundle') return notADocument(isObject(value) ? String(value['resourceType']) : typeof value);
  if (value['type'] !== 'document') return notADocument(`Bundle ${String(value['type'])}`);
  const findings: Finding[] = [];
  const bundle = new Element(value, 'Bundle', findings);
  const entries = bundle.children('entry');
  if (entries.length > entriesMaximum) bundle.fault('entry', 'CARDINALITE', String(entries.length), `≤ ${entriesMaximum}`);
  const around = new Map<string, JsonObject>();
  const resources: JsonObject[] = [];
  for (const entry of entries.slice(0, entriesMaximum)) {
    const resource = entry.value['resource'];
    const fullUrl = entry.string('fullUrl');
    if (!isObject(resource)) {
      entry.fault('resource', 'CHAMP_ABSENT');
      continue;
    }
    if (fullUrl !== undefined && around.has(fullUrl)) entry.fault('fullUrl', 'FULLURL_DOUBLE', fullUrl);
    if (typeof resource['id'] === 'string') around.set(`${String(resource['resourceType'])}/${resource['id']}`, resource);
    if (fullUrl !== undefined) around.set(fullUrl, resource);
    resources.push(resource);
  }
  const [first, ...others] = resources;
  if (first?.['resourceType'] !== 'Composition') return notADocument(String(first?.['resourceType']), ...findings);
  return parsed({ bundle, composition: new Element(first, 'Bundle.entry[0].resource', findings), around, resources: others, findings });
}
