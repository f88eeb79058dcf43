// The definitions of definitions.ts as FHIR's own resources of conformance: StructureDefinition, CodeSystem with its ValueSet, OperationDefinition and
// SearchParameter. French with its English translation beside; the codes of refusals come from the caller's wording.

import {
  type DefinedCodes,
  type DefinedExtension,
  type DefinedOperation,
  type DefinedParameter,
  codes,
  extensions,
  operations,
  parameters,
} from './definitions.ts';
import { type Sentence, refusalSystem, translation } from './write-operation-outcome.ts';

export const definitionTypes = ['StructureDefinition', 'CodeSystem', 'ValueSet', 'OperationDefinition', 'SearchParameter'] as const;
export type DefinitionType = (typeof definitionTypes)[number];
export type Definition = { readonly resourceType: DefinitionType; readonly id: string; readonly url: string } & Readonly<Record<string, unknown>>;
export interface Publication {
  /** Of Carnet. */
  readonly version: string;
  /** Codes of refusals and rules of findings, each with its sentence. */
  readonly refusals: Readonly<Record<string, Sentence>>;
}

const prefix = 'urn:carnet:';
const idOf = (url: string): string => url.slice(prefix.length).replaceAll(/[^A-Za-z0-9.-]/g, '-');
/** `medicament-connu-par` -> `MedicamentConnuPar` (invariants sdf-0, csd-0…). */
const nameOf = (id: string): string =>
  id
    .split(/[^A-Za-z0-9]/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
const translated = <Name extends string>(name: Name, { fr, en }: Sentence): object => ({ [name]: fr, [`_${name}`]: translation(en) });

function base(resourceType: DefinitionType, url: string, says: Sentence, { version }: Publication): Definition {
  const id = idOf(url);
  const titled = resourceType === 'SearchParameter' ? {} : translated('title', says);
  return {
    resourceType,
    id,
    url,
    version,
    name: nameOf(id),
    ...titled,
    status: 'active',
    experimental: false,
    publisher: 'Carnet',
    ...translated('description', says),
  };
}

const valueSetUrl = (system: string): string => system.replace(prefix, `${prefix}valeurs:`);

function writeExtension({ url, on, value, from, says }: DefinedExtension, publication: Publication): Definition {
  const binding = from === undefined ? {} : { binding: { strength: 'required', valueSet: valueSetUrl(from) } };
  return {
    ...base('StructureDefinition', url, says, publication),
    fhirVersion: '4.0.1',
    kind: 'complex-type',
    abstract: false,
    context: on.map((expression) => ({ type: 'element', expression })),
    type: 'Extension',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
    derivation: 'constraint',
    differential: {
      element: [
        { id: 'Extension', path: 'Extension', short: says.fr, definition: says.fr },
        { id: 'Extension.extension', path: 'Extension.extension', max: '0' },
        { id: 'Extension.url', path: 'Extension.url', fixedUri: url },
        { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, type: [{ code: value }], ...binding },
      ],
    },
  };
}

const writeCodes = ({ url, says, codes: listed }: DefinedCodes, publication: Publication): readonly Definition[] => [
  {
    ...base('CodeSystem', url, says, publication),
    caseSensitive: true,
    valueSet: valueSetUrl(url),
    content: 'complete',
    count: Object.keys(listed).length,
    concept: Object.entries(listed).map(([code, { fr, en }]) => ({ code, display: fr, designation: [{ language: 'en', value: en }] })),
  },
  { ...base('ValueSet', valueSetUrl(url), says, publication), compose: { include: [{ system: url }] } },
];

const writeOperation = ({ url, code, on, ofOne, changes, says, takes, gives }: DefinedOperation, publication: Publication): Definition => ({
  ...base('OperationDefinition', url, says, publication),
  kind: 'operation',
  affectsState: changes,
  code,
  resource: [on],
  system: false,
  type: !ofOne,
  instance: ofOne,
  parameter: [
    ...takes.map(({ name, required, says: about }) => ({
      name,
      use: 'in',
      min: required === true ? 1 : 0,
      max: '1',
      ...translated('documentation', about),
      type: 'string',
    })),
    { name: gives.name, use: 'out', min: 1, max: '1', type: gives.type },
  ],
});

const writeParameter = ({ url, name, type, on, expression, says }: DefinedParameter, publication: Publication): Definition => ({
  ...base('SearchParameter', url, says, publication),
  code: name,
  base: on,
  type,
  ...(expression === undefined ? {} : { expression, xpathUsage: 'normal' }),
});

export const writeDefinitions = (publication: Publication): readonly Definition[] => [
  ...extensions.map((one) => writeExtension(one, publication)),
  ...[
    ...codes,
    {
      url: refusalSystem,
      says: { fr: 'Refus, et règles de ce qui est refusé', en: 'Refusals, and the rules of what is refused' },
      codes: publication.refusals,
    },
  ].flatMap((one) => writeCodes(one, publication)),
  ...operations.map((one) => writeOperation(one, publication)),
  ...parameters.map((one) => writeParameter(one, publication)),
];

/** Of the CapabilityStatement. */
export const definitionResources = (): readonly object[] =>
  definitionTypes.map((type) => ({
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    searchParam: [{ name: 'url', type: 'uri' }],
  }));
