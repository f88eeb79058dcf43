// SubmitObjectsRequest -> its objects, told apart (ITI TF-3 §4.2.1): documents, the submission set, folders, and the associations between them
// and what is kept already. An id of the message names one object of it; a `urn:uuid:` that is not among them names one that was kept before.

import type { Finding } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { attribute, elementsOf, lastingReaderOf } from '../xml/tree.ts';
import { RegistryObject, rim } from './registry-object.ts';
import { folderNode, namespaces, submissionSetNode, uuidOf } from './vocabulary.ts';

export const lcm = lastingReaderOf(namespaces.lcm);
const maximumObjects = 1_000;

/** An end of an association: an object of this message by its id, or one the registry keeps, by its entryUUID. */
export type End = { readonly own: string } | { readonly kept: string };

export interface SubmittedAssociation {
  readonly object: RegistryObject;
  readonly type: string;
  /** Undefined: it leads nowhere, and that was noted. */
  readonly source: End | undefined;
  readonly target: End | undefined;
}

export interface Submission {
  readonly documents: readonly RegistryObject[];
  readonly sets: readonly RegistryObject[];
  readonly folders: readonly RegistryObject[];
  readonly associations: readonly SubmittedAssociation[];
}

/** The ids of what this message itself brings, by kind of element. */
type Ids = ReadonlyMap<string, string>;

export function submissionIn(request: XmlElement, findings: Finding[]): Submission {
  const list = rim.first(request, 'RegistryObjectList');
  if (list === undefined) findings.push({ field: 'RegistryObjectList', rule: 'CHAMP_ABSENT' });
  const children = list === undefined ? [] : elementsOf(list);
  if (children.length > maximumObjects)
    findings.push({ field: 'RegistryObjectList', rule: 'CARDINALITE', given: String(children.length), expected: `≤ ${maximumObjects}` });
  const objects = children.slice(0, maximumObjects);
  const ids = idsOf(objects, findings);
  const nodes = classificationNodes(objects);
  const documents: RegistryObject[] = [];
  const sets: RegistryObject[] = [];
  const folders: RegistryObject[] = [];
  const associations: SubmittedAssociation[] = [];
  for (const element of objects) {
    const id = attribute(element, 'id') ?? '';
    const labelled = (name: string): RegistryObject => new RegistryObject(element, `${name}(${id.slice(0, 64)})`, findings);
    switch (element.namespaceUri === namespaces.rim ? element.name : '') {
      case 'ExtrinsicObject':
        documents.push(labelled('XDSDocumentEntry'));
        break;
      case 'RegistryPackage': {
        const kinds = new Set([...(nodes.get(id) ?? []), ...nestedNodes(element)]);
        if (kinds.has(submissionSetNode)) sets.push(labelled('XDSSubmissionSet'));
        else if (kinds.has(folderNode)) folders.push(labelled('XDSFolder'));
        else labelled('RegistryPackage').fault('classificationNode', 'SCHEMA_INCONNU', [...kinds].join(', '), `${submissionSetNode} | ${folderNode}`);
        break;
      }
      case 'Association':
        associations.push(associationOf(labelled('Association'), ids));
        break;
      case 'Classification':
      case 'ObjectRef':
        break;
      default:
        labelled('RegistryObjectList').fault(element.name, 'NON_PRIS_EN_CHARGE', element.name, 'ExtrinsicObject, RegistryPackage, Association, Classification');
    }
  }
  return { documents, sets, folders, associations };
}

function idsOf(objects: readonly XmlElement[], findings: Finding[]): Ids {
  const ids = new Map<string, string>();
  for (const element of objects) {
    // A Classification is never pointed to: its id is read over, absent or not.
    if (element.name === 'Classification' || element.name === 'ObjectRef') continue;
    const id = attribute(element, 'id') ?? '';
    if (id === '') findings.push({ field: `${element.name}.id`, rule: 'CHAMP_ABSENT' });
    else if (ids.has(id)) findings.push({ field: `${element.name}.id`, rule: 'IDENTIFIANT_DOUBLE', given: id.slice(0, 140) });
    ids.set(id, element.name);
  }
  return ids;
}

/** What stand-alone Classifications say each package is. */
function classificationNodes(objects: readonly XmlElement[]): ReadonlyMap<string, readonly string[]> {
  const nodes = new Map<string, string[]>();
  for (const element of objects)
    if (rim.is(element, 'Classification')) {
      const object = attribute(element, 'classifiedObject') ?? '';
      nodes.set(object, [...(nodes.get(object) ?? []), (attribute(element, 'classificationNode') ?? '').toLowerCase()]);
    }
  return nodes;
}

/** The same, written inside the package. */
const nestedNodes = (element: XmlElement): readonly string[] =>
  rim.children(element, 'Classification').flatMap((child) => attribute(child, 'classificationNode')?.toLowerCase() ?? []);

function associationOf(object: RegistryObject, ids: Ids): SubmittedAssociation {
  const type = object.attribute('associationType');
  if (type === undefined) object.fault('associationType', 'CHAMP_ABSENT');
  const source = endOf(object, 'sourceObject', ids);
  const target = endOf(object, 'targetObject', ids);
  if (object.attribute('sourceObject') !== undefined && object.attribute('sourceObject') === object.attribute('targetObject'))
    object.fault('targetObject', 'REFERENCE_CIRCULAIRE', object.attribute('targetObject'));
  return { object, type: type ?? '', source, target };
}

function endOf(object: RegistryObject, name: 'sourceObject' | 'targetObject', ids: Ids): End | undefined {
  const given = object.attribute(name);
  if (given === undefined) {
    object.fault(name, 'CHAMP_ABSENT');
    return undefined;
  }
  if (ids.has(given)) return { own: given };
  const uuid = uuidOf(given);
  if (uuid === undefined) object.fault(name, 'REFERENCE_INTROUVABLE', given, 'urn:uuid:… | id');
  return uuid === undefined ? undefined : { kept: uuid };
}
