// What the validator of foreign-fhir-validation.test.ts is given besides the answers: answers held to a profile they do not name (of searches, and of
// the registers), and copies with something wrong in them, each of which the profiles named beside it must refuse.

export interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

const pdsm = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition';
const annuaire = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition';
const frCore = 'https://hl7.fr/ig/fhir/core/StructureDefinition';

const ofSearches: Readonly<Record<string, string>> = {
  DocumentReference: `${pdsm}/pdsm-find-documentreferences-comprehensive-response`,
  List: `${pdsm}/pdsm-find-lists-response`,
};
const ofRegisters: Readonly<Record<string, string>> = {
  Patient: `${frCore}/fr-core-patient`,
  Practitioner: `${annuaire}/as-practitioner`,
  PractitionerRole: `${annuaire}/as-practitionerrole`,
  Organization: `${annuaire}/as-organization`,
};

const entriesOf = (bundle: Resource): readonly Resource[] =>
  ((bundle['entry'] ?? []) as readonly { readonly resource?: Resource }[]).flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
const held = (resource: Resource, profile: string): Resource => ({ ...resource, meta: { ...(resource['meta'] as object | undefined), profile: [profile] } });

/** A set whose sender named it by a UUID, which the guide's example does and its profile refuses (fhir-decisions.md). */
const namedByUuid = ({ resourceType, identifier, extension }: Resource): boolean =>
  resourceType === 'List' &&
  JSON.stringify(extension).includes('ihe-sourceId') &&
  ((identifier ?? []) as readonly { readonly use?: string; readonly value?: string }[]).some(
    ({ use, value }) => use === 'usual' && value?.startsWith('urn:uuid:') === true,
  );

/** Copies that claim what PDSm and the annuaire say of such an answer. */
export function heldToProfiles(answer: Resource): readonly Resource[] {
  const own = ofRegisters[answer.resourceType];
  if (own !== undefined) return [held(answer, own)];
  if (answer.resourceType !== 'Bundle' || answer['type'] !== 'searchset') return [];
  const entries = entriesOf(answer);
  const kinds = new Set(entries.map(({ resourceType }) => resourceType));
  const [kind] = kinds;
  const response = kinds.size === 1 && kind !== undefined && !entries.some(namedByUuid) ? ofSearches[kind] : undefined;
  return [
    ...(response === undefined ? [] : [held(answer, response)]),
    ...entries.flatMap((entry) => (entry.resourceType in ofRegisters ? heldToProfiles(entry) : [])),
  ];
}

/** All documents and lists an answer holds. */
export const documentsIn = (answer: Resource): readonly Resource[] =>
  (answer.resourceType === 'Bundle' ? entriesOf(answer) : [answer]).filter(({ resourceType }) => resourceType === 'DocumentReference');

const without = (resource: Resource, element: string): Resource =>
  Object.fromEntries(Object.entries(resource).filter(([name]) => name !== element)) as Resource;
const contained = (document: Resource, kind: string, change: (one: Resource) => Resource): Resource => ({
  ...document,
  contained: (document['contained'] as readonly Resource[]).map((one) => (one.resourceType === kind ? change(one) : one)),
});
/** Every rule of another guide: what is wrong, and what is said of it. */
export const faults: Readonly<Record<string, readonly [wrong: (document: Resource) => Resource, said: RegExp]>> = {
  'pdsm: no patient at the time of the document': [
    (document) => ({ ...document, context: without(document['context'] as Resource, 'sourcePatientInfo') }),
    /sourcePatientInfo: minimum required = 1/,
  ],
  'mhd: an entryUUID that is no UUID': [
    (document) => ({ ...document, identifier: [{ use: 'official', system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' }] }),
    /mhd-startswithuuid/,
  ],
  'mhd: a uniqueId of no system': [(document) => ({ ...document, masterIdentifier: { value: 'urn:oid:1.2.3' } }), /Identifier\.system: minimum required = 1/],
  'fr-core: a specialty that is no ordinal specialty': [
    (document) =>
      contained(document, 'PractitionerRole', (role) => ({ ...role, specialty: [{ coding: [{ system: 'http://snomed.info/sct', code: '394802001' }] }] })),
    /Unable to find a (?:profile )?match|fr-core-vs-practitioner-specialty/,
  ],
  'annuaire: a number of the national directory without its type': [
    (document) =>
      contained(document, 'Practitioner', (person) => ({
        ...person,
        identifier: (person['identifier'] as readonly object[]).map((one) => without(one as Resource, 'type')),
      })),
    /Unable to find a (?:profile )?match|type: minimum required = 1/,
  ],
};
