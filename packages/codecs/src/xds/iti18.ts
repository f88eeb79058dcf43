// ITI-18 (TD3.1): AdhocQueryRequest -> a question in the domain's words, whose patient is given back apart for the door to hold against the
// assertion; and the answer, references or whole objects (ITI TF-2 §3.18). Every parameter of every query that is known is read or refused.

import type { Ins } from '@carnet/domain/identity';
import type { RegistryObjects, StoredQuery } from '@carnet/domain/document';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { attribute, lastingReaderOf } from '../xml/tree.ts';
import { type Markup, element } from '../xml/write.ts';
import { parsePatientId } from './hl7-types.ts';
import { Parameters } from './query-values.ts';
import { type RegistryError, responseOf } from './registry-response.ts';
import { rim } from './registry-object.ts';
import { readStoredQuery, storedQueryNames } from './stored-queries.ts';
import { namespaces } from './vocabulary.ts';
import { type WriteContext, writeObjects, writeReference, writeReferences } from './write-objects.ts';

const query = lastingReaderOf(namespaces.query);

export interface AskedQuery {
  readonly query: StoredQuery;
  readonly returns: 'ObjectRef' | 'LeafClass';
  /** `$XDSDocumentEntryPatientId` and its like; undefined: a query by ids names nobody. */
  readonly patient?: Ins;
  /** Parameters that were given and count for nothing: a home community, extra ones of a `$urn:` name. */
  readonly ignored: readonly string[];
}

/** Of every query; Carnet has one community, and keeps no other level of metadata than this one. */
const commonParameters = ['$homeCommunityId', '$MetadataLevel'];

export function parseAdhocQuery(body: XmlElement): Parsed<AskedQuery> {
  if (!query.is(body, 'AdhocQueryRequest'))
    return faulty({ field: 'Body', rule: 'CORPS_INATTENDU', given: body.name.slice(0, 64), expected: 'AdhocQueryRequest' });
  const findings: Finding[] = [];
  const returns = returnTypeOf(body, findings);
  const asked = rim.first(body, 'AdhocQuery');
  if (asked === undefined) return faulty({ field: 'AdhocQuery', rule: 'CHAMP_ABSENT' });
  const name = storedQueryNames.get((attribute(asked, 'id') ?? '').trim().toLowerCase());
  if (name === undefined)
    return faulty({
      field: 'AdhocQuery.id',
      rule: 'REQUETE_INCONNUE',
      given: (attribute(asked, 'id') ?? '').slice(0, 140),
      expected: [...storedQueryNames.values()].join(', '),
    });
  const parameters = new Parameters();
  for (const slot of rim.children(asked, 'Slot'))
    parameters.add(
      (attribute(slot, 'name') ?? '').trim(),
      rim.children(rim.first(slot, 'ValueList'), 'Value').map((value) => value.content),
    );
  const read = readStoredQuery(name, parameters);
  const patient = read.patientParameter === undefined ? undefined : patientOf(parameters, read.patientParameter);
  for (const common of commonParameters) parameters.single(common);
  const unknown = parameters.unknown();
  for (const other of unknown) if (!/^\$urn:/i.test(other)) parameters.fault(other, 'PARAMETRE_INCONNU', undefined, name);
  findings.push(...parameters.findings);
  if (findings.length > 0 || read.query === undefined || returns === undefined) return faulty(...findings);
  return parsed({ query: read.query, returns, ...(patient === undefined ? {} : { patient }), ignored: unknown });
}

/** What has documents in it is for ITI-43; objects without their parts are nothing here. */
function returnTypeOf(body: XmlElement, findings: Finding[]): AskedQuery['returns'] | undefined {
  const given = attribute(query.first(body, 'ResponseOption'), 'returnType') ?? 'RegistryObject';
  if (given === 'ObjectRef' || given === 'LeafClass') return given;
  findings.push({ field: 'ResponseOption.returnType', rule: 'NON_PRIS_EN_CHARGE', given: given.slice(0, 64), expected: 'ObjectRef | LeafClass' });
  return undefined;
}

function patientOf(parameters: Parameters, name: string): Ins | undefined {
  parameters.require(name);
  const value = parameters.single(name);
  if (value === undefined) return undefined;
  const [text] = parameters.texts(name, [value]) ?? [];
  const read = text === undefined ? undefined : parsePatientId(text, name);
  if (read?.ok === false) parameters.findings.push(...read.findings);
  return read?.ok === true ? read.value : undefined;
}

export const queryResponseAction = 'urn:ihe:iti:2007:RegistryStoredQueryResponse';

const adhocQueryResponse = (status: 'Success' | 'Failure', errors: readonly RegistryError[], objects: readonly Markup[]): Markup =>
  responseOf(
    'query:AdhocQueryResponse',
    { 'xmlns:query': namespaces.query },
    status,
    errors,
    element('rim:RegistryObjectList', { 'xmlns:rim': namespaces.rim }, ...objects),
  );

export const writeQueryAnswer = (
  objects: RegistryObjects,
  returns: AskedQuery['returns'],
  context: WriteContext,
  warnings: readonly RegistryError[] = [],
): Markup => adhocQueryResponse('Success', warnings, returns === 'ObjectRef' ? writeReferences(objects) : writeObjects(objects, context));

/** TD3.1b: references alone, by entryUUID. */
export const writeFoundReferences = (entryUuids: readonly string[]): Markup => adhocQueryResponse('Success', [], entryUuids.map(writeReference));

export const writeQueryFailure = (errors: readonly RegistryError[]): Markup => adhocQueryResponse('Failure', errors, []);
