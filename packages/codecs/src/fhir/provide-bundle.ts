// ITI-65: a transaction Bundle -> one submission set, its documents, its folders, and the links between them. All of it is read before any of it is
// refused, and every fault says in which entry. FHIR documents and anything the DMP does not take are named as such.

import { sameIns } from '@carnet/domain/identity';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { base64Of } from './attachment.ts';
import { type DeclarationContext, type DeclaredDocument, attachmentOf, declaredDocument, distinct } from './document-reference.ts';
import { Element, type JsonObject, isObject, parseJson, resourceOf } from './json.ts';
import { type DeclaredFolder, type DeclaredLink, foldersOf } from './provided-folders.ts';
import type { Surroundings } from './references.ts';
import { type DeclaredSet, type SetContext, declaredSet } from './submission-set.ts';

export interface ProvidedBundle {
  readonly set: DeclaredSet;
  readonly documents: readonly DeclaredDocument[];
  /** `fullUrl` of each document's entry, in the same order: the response speaks of them. */
  readonly documentUrls: readonly string[];
  /** `request.ifNoneExist` of each, in the same order: what would make it one that is there already. */
  readonly conditions: readonly (string | undefined)[];
  readonly folders: readonly DeclaredFolder[];
  /** `fullUrl` of each new folder's entry, in the same order. */
  readonly folderUrls: readonly string[];
  readonly links: readonly DeclaredLink[];
}
export type ProvideContext = DeclarationContext & SetContext;

const entriesMaximum = 500;
/** Resources that only lend their identifiers to the others (MHD, uncontained option). */
const supporting = ['Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'Device'];

export interface Entry {
  readonly element: Element;
  readonly fullUrl: string;
  readonly type: string;
  readonly resource: JsonObject;
}

export function parseProvideBundle(json: Uint8Array | string, context: ProvideContext): Parsed<ProvidedBundle> {
  const value = parseJson(json);
  if (!value.ok) return value;
  const findings: Finding[] = [];
  const bundle = resourceOf(value.value, 'Bundle', '', findings);
  if (bundle === undefined) return faulty(...findings);
  if (bundle.value['type'] !== 'transaction') bundle.fault('type', 'VALEUR_INATTENDUE', String(bundle.value['type']), 'transaction');
  const entries = entriesOf(bundle);
  const around = surroundingsOf(entries);
  const documents = documentsOf(entries, around, context, findings);
  const lists = entries.filter(({ type }) => type === 'List');
  const sets = lists.filter((entry) => listCode(entry) === 'submissionset');
  if (sets.length !== 1) bundle.fault('entry', 'LOT_UNIQUE', String(sets.length), '1 List submissionset');
  const list = sets[0] === undefined ? undefined : resourceOf(sets[0].resource, 'List', sets[0].element.at('resource'), findings);
  const whole = documents.flatMap(({ document }) => (document === undefined ? [] : [document]));
  const set = list === undefined ? undefined : declaredSet(list, whole, around, context);
  if (list !== undefined)
    checkMembers(
      list,
      documents.map(({ entry }) => entry),
      around,
    );
  if (set !== undefined) checkPatients(set, documents, findings);
  const documentUrls = documents.map(({ entry }) => entry.fullUrl);
  const filed = foldersOf(
    lists.filter((entry) => listCode(entry) === 'folder'),
    { documentUrls, documentIds: documents.map(({ entry }) => entry.resource['id']), around, set, context, findings },
  );
  const relations = whole.flatMap(({ relations: declared = [] }, document) =>
    declared.map(({ kind, to }): DeclaredLink => ({ kind, document, to: 'entry' in to ? { submitted: documentUrls.indexOf(to.entry) } : to })),
  );
  if (findings.length === 0 && documents.length + filed.links.length + filed.folders.length === 0)
    bundle.fault('entry', 'CHAMP_ABSENT', undefined, 'DocumentReference');
  if (findings.length > 0 || set === undefined) return faulty(...distinct(findings));
  const conditions = documents.map(({ entry }) => conditionOf(entry));
  return parsed({ set, documents: whole, documentUrls, conditions, folders: filed.folders, folderUrls: filed.urls, links: [...filed.links, ...relations] });
}

function entriesOf(bundle: Element): Entry[] {
  const elements = bundle.children('entry');
  if (elements.length > entriesMaximum) bundle.fault('entry', 'CARDINALITE', String(elements.length), `≤ ${entriesMaximum}`);
  const seen = new Set<string>();
  return elements.slice(0, entriesMaximum).flatMap((element) => {
    const resource = element.value['resource'];
    if (!isObject(resource) || typeof resource['resourceType'] !== 'string') {
      element.fault('resource', 'CHAMP_ABSENT');
      return [];
    }
    const fullUrl = element.string('fullUrl') ?? '';
    if (fullUrl !== '' && seen.has(fullUrl)) element.fault('fullUrl', 'FULLURL_DOUBLE', fullUrl);
    seen.add(fullUrl);
    const entry: Entry = { element, fullUrl, type: resource['resourceType'], resource };
    checkRequest(entry);
    return [entry];
  });
}

const listCode = ({ resource }: Pick<Entry, 'resource'>): string | undefined => {
  const code = resource['code'];
  const codings = isObject(code) && Array.isArray(code['coding']) ? code['coding'] : [];
  return codings.map((coding: unknown) => (isObject(coding) ? coding['code'] : undefined)).find((one): one is string => typeof one === 'string');
};

const conditionOf = ({ element }: Pick<Entry, 'element'>): string | undefined => element.child('request')?.string('ifNoneExist');

/** What a transaction may carry, and how. A PATCH that makes the replaced document superseded says what `relatesTo` says already. */
function checkRequest({ element, type, resource }: Entry): void {
  const method = element.child('request')?.value['method'];
  if (type === 'Parameters') {
    if (method !== 'PATCH') element.fault('request.method', 'VALEUR_INATTENDUE', String(method), 'PATCH');
    return;
  }
  const list = type === 'List' ? listCode({ resource }) : undefined;
  if ((type === 'List' && list !== 'submissionset' && list !== 'folder') || !['List', 'DocumentReference', 'Binary', ...supporting].includes(type))
    element.fault(
      'resource',
      'NON_PRIS_EN_CHARGE',
      type === 'List' ? `List ${list ?? ''}` : type.slice(0, 64),
      'List submissionset, List folder, DocumentReference, Binary',
    );
  else if (type !== 'DocumentReference' && conditionOf({ element }) !== undefined && !supporting.includes(type))
    element.fault('request.ifNoneExist', 'NON_PRIS_EN_CHARGE', type, 'DocumentReference');
  // A folder that is there already is written again with what is put in it.
  else if (method !== 'POST' && !(list === 'folder' && method === 'PUT') && !supporting.includes(type))
    element.fault('request.method', 'VALEUR_INATTENDUE', String(method), 'POST');
}

/** By fullUrl, and by `Type/id` as some senders write it. */
function surroundingsOf(entries: readonly Entry[]): Surroundings {
  const around = new Map<string, JsonObject>();
  for (const { fullUrl, type, resource } of entries) {
    if (typeof resource['id'] === 'string') around.set(`${type}/${resource['id']}`, resource);
    if (fullUrl !== '') around.set(fullUrl, resource);
  }
  return around;
}

interface ReadDocument {
  readonly entry: Entry;
  readonly document: DeclaredDocument | undefined;
}

function documentsOf(entries: readonly Entry[], around: Surroundings, context: ProvideContext, findings: Finding[]): ReadDocument[] {
  const used = new Set<JsonObject>();
  const read = entries
    .filter(({ type }) => type === 'DocumentReference')
    .map((entry): ReadDocument => ({ entry, document: documentOf(entry, around, context, used, findings) }));
  for (const { type, resource, element } of entries) if (type === 'Binary' && !used.has(resource)) element.fault('resource', 'CONTENU_NON_REFERENCE');
  return read;
}

function documentOf(entry: Entry, around: Surroundings, context: ProvideContext, used: Set<JsonObject>, findings: Finding[]): DeclaredDocument | undefined {
  const own: Finding[] = [];
  const resource = resourceOf(entry.resource, 'DocumentReference', entry.element.at('resource'), own);
  const bytes = resource === undefined ? undefined : bytesOf(resource, around, used);
  const read = resource === undefined || bytes === undefined ? undefined : declaredDocument(resource, bytes, around, 'comprehensive', context);
  findings.push(...(read === undefined ? own : read.ok ? [] : read.findings));
  return read?.ok === true ? read.value : undefined;
}

function bytesOf(resource: Element, around: Surroundings, used: Set<JsonObject>): Uint8Array | undefined {
  const attachment = attachmentOf(resource);
  if (attachment === undefined) {
    resource.fault('content[0].attachment', 'CHAMP_ABSENT');
    return undefined;
  }
  if (attachment.value['data'] !== undefined) return base64Of(attachment, 'data');
  const url = attachment.string('url');
  const binary = url === undefined ? undefined : around.get(url);
  if (binary === undefined || binary['resourceType'] !== 'Binary') {
    attachment.fault('url', url === undefined ? 'CHAMP_ABSENT' : binary === undefined ? 'REFERENCE_INTROUVABLE' : 'NON_PRIS_EN_CHARGE', url, 'Binary');
    return undefined;
  }
  used.add(binary);
  const element = new Element(binary, `${attachment.at('url')}.resolve()`, attachment.findings);
  if (binary['data'] === undefined) element.fault('data', 'CHAMP_ABSENT');
  checkContentType(attachment, binary);
  return base64Of(element, 'data');
}

function checkContentType(attachment: Element, binary: JsonObject): void {
  const declared = attachment.value['contentType'];
  const own = binary['contentType'];
  if (typeof declared === 'string' && typeof own === 'string' && declared.toLowerCase() !== own.toLowerCase())
    attachment.fault('contentType', 'TYPE_MIME_FAUX', declared, own);
}

/** Each document is a member of the set, and each member an entry of the Bundle. */
function checkMembers(list: Element, documents: readonly Entry[], around: Surroundings): void {
  const members = list.children('entry').map((entry) => ({ entry, reference: entry.child('item')?.string('reference') }));
  const names = documents.map(({ fullUrl, resource }) => [fullUrl, typeof resource['id'] === 'string' ? `DocumentReference/${resource['id']}` : '']);
  const known = (reference: string): boolean => around.has(reference) || /^(?:.*\/)?(?:DocumentReference|List)\/[0-9a-f]{64}$/.test(reference);
  for (const { entry, reference } of members) if (reference === undefined || !known(reference)) entry.fault('item', 'REFERENCE_INTROUVABLE', reference);
  for (const [index, name] of names.entries())
    if (!members.some(({ reference }) => reference !== undefined && reference !== '' && name.includes(reference)))
      documents[index]!.element.fault('fullUrl', 'LOT_INCOMPLET', name[0]);
}

function checkPatients(set: DeclaredSet, documents: readonly ReadDocument[], findings: Finding[]): void {
  for (const { entry, document } of documents)
    if (document !== undefined && !sameIns(document.metadata.patient, set.patient))
      findings.push({
        field: entry.element.at('resource.subject'),
        rule: 'PATIENT_DIFFERENT',
        given: document.metadata.patient.matricule,
        expected: set.patient.matricule,
      });
}
