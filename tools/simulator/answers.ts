// What the answers of the registry say: entries, submission sets, associations, errors. And an entry found, written back as ITI-57 asks for
// it: whole, under its lid, with other restrictions.

import { type Markup, element, text } from '@carnet/codecs/xml';
import type { Coded } from '@carnet/domain/document';
import { type Status, coded, confidentialityScheme, entryIds, restrictions, setIds, statuses } from './ebrim.ts';
import { type SoapReply, type Tree, all } from './soap.ts';

export interface FoundEntry {
  /** `urn:uuid:…` */
  readonly entryUuid: string;
  readonly lid: string;
  readonly version: string;
  readonly status: Status | undefined;
  readonly uniqueId: string;
  readonly title: string;
  readonly typeCode: string;
  readonly mimeType: string;
  readonly hash: string | undefined;
  readonly size: number | undefined;
  readonly repositoryUniqueId: string | undefined;
  readonly creationTime: string | undefined;
  readonly confidentiality: readonly string[];
  readonly tree: Tree;
}
interface FoundSet {
  readonly id: string;
  readonly uniqueId: string;
  readonly submissionTime: string | undefined;
}
interface FoundAssociation {
  readonly type: string;
  readonly source: string;
  readonly target: string;
}
interface RegistryError {
  readonly code: string;
  readonly context: string;
  readonly location: string;
  readonly severity: string;
}
export interface RegistryAnswer {
  /** `Success`, `PartialSuccess`, `Failure`; undefined: the answer is not one of a registry. */
  readonly status: string | undefined;
  readonly errors: readonly RegistryError[];
  readonly entries: readonly FoundEntry[];
  readonly sets: readonly FoundSet[];
  readonly associations: readonly FoundAssociation[];
  /** `ObjectRef/@id` */
  readonly refs: readonly string[];
}

const child = (tree: Tree, name: string): Tree | undefined => tree.children.find((one) => one.name === name);
const afterColon = (urn: string | undefined): string | undefined => urn?.slice(urn.lastIndexOf(':') + 1);
const statusOf = (urn: string | undefined): Status | undefined => (Object.keys(statuses) as Status[]).find((key) => statuses[key] === urn);
function slotOf(object: Tree, name: string): readonly string[] {
  const slot = object.children.find((one) => one.name === 'Slot' && one.attributes['name'] === name);
  return slot === undefined ? [] : all(slot, 'Value').map((value) => value.text);
}
const identifierOf = (object: Tree, scheme: string): string =>
  object.children.find((one) => one.name === 'ExternalIdentifier' && one.attributes['identificationScheme'] === scheme)?.attributes['value'] ?? '';
const codesOf = (object: Tree, scheme: string): readonly string[] =>
  object.children
    .filter((one) => one.name === 'Classification' && one.attributes['classificationScheme'] === scheme)
    .map((one) => one.attributes['nodeRepresentation'] ?? '');

function entryOf(tree: Tree): FoundEntry {
  const size = slotOf(tree, 'size')[0];
  return {
    entryUuid: tree.attributes['id'] ?? '',
    lid: tree.attributes['lid'] ?? '',
    version: child(tree, 'VersionInfo')?.attributes['versionName'] ?? '',
    status: statusOf(tree.attributes['status']),
    uniqueId: identifierOf(tree, entryIds.uniqueId),
    title: child(tree, 'Name')?.children[0]?.attributes['value'] ?? '',
    typeCode: codesOf(tree, 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983')[0] ?? '',
    mimeType: tree.attributes['mimeType'] ?? '',
    hash: slotOf(tree, 'hash')[0],
    size: size === undefined ? undefined : Number(size),
    repositoryUniqueId: slotOf(tree, 'repositoryUniqueId')[0],
    creationTime: slotOf(tree, 'creationTime')[0],
    confidentiality: codesOf(tree, confidentialityScheme),
    tree,
  };
}

/** Of ITI-18, ITI-41 and ITI-57 alike; of ITI-43, its RegistryResponse. */
export function registryAnswer({ body }: Pick<SoapReply, 'body'>): RegistryAnswer {
  const isAnswer = body?.attributes['status'] !== undefined;
  const response = isAnswer ? body : all(body, 'RegistryResponse')[0];
  const list = all(body, 'RegistryObjectList')[0];
  const objects = list?.children ?? [];
  const named = (name: string): readonly Tree[] => objects.filter((one) => one.name === name);
  return {
    status: afterColon(response?.attributes['status']),
    errors: all(response, 'RegistryError').map(({ attributes }) => ({
      code: attributes['errorCode'] ?? '',
      context: attributes['codeContext'] ?? '',
      location: attributes['location'] ?? '',
      severity: afterColon(attributes['severity']) ?? '',
    })),
    entries: named('ExtrinsicObject').map(entryOf),
    sets: named('RegistryPackage')
      .filter((one) => identifierOf(one, setIds.sourceId) !== '')
      .map((one) => ({ id: one.attributes['id'] ?? '', uniqueId: identifierOf(one, setIds.uniqueId), submissionTime: slotOf(one, 'submissionTime')[0] })),
    associations: named('Association').map(({ attributes }) => ({
      type: afterColon(attributes['associationType']) ?? '',
      source: attributes['sourceObject'] ?? '',
      target: attributes['targetObject'] ?? '',
    })),
    refs: named('ObjectRef').map(({ attributes }) => attributes['id'] ?? ''),
  };
}

export interface Retrieved {
  readonly uniqueId: string;
  readonly mimeType: string;
  readonly bytes: Buffer | undefined;
}
/** Of ITI-43: bytes beside the envelope, or inside it. */
export const retrievedDocuments = ({ body, parts }: SoapReply): readonly Retrieved[] =>
  all(body, 'DocumentResponse').map((response) => {
    const holder = child(response, 'Document');
    const href = holder === undefined ? undefined : child(holder, 'Include')?.attributes['href'];
    return {
      uniqueId: child(response, 'DocumentUniqueId')?.text ?? '',
      mimeType: child(response, 'mimeType')?.text ?? '',
      bytes: href === undefined ? (holder === undefined ? undefined : Buffer.from(holder.text, 'base64')) : parts.get(decodeURIComponent(href.slice(4))),
    };
  });

export type Restriction = keyof typeof restrictions;
const restrictionCodes: readonly string[] = Object.values(restrictions).map(({ code }) => code);
/** Its symbolic id in the message that carries it. */
export const resentId = 'Document1';

/** The entry as ITI-57 wants it back: everything it said, under `resentId`, with these restrictions and no other. */
export function resent({ tree }: FoundEntry, wanted: readonly Restriction[]): Markup {
  const kept = tree.children.filter(
    (one) =>
      one.name !== 'VersionInfo' &&
      !(one.attributes['classificationScheme'] === confidentialityScheme && restrictionCodes.includes(one.attributes['nodeRepresentation'] ?? '')),
  );
  const restricted = wanted.map((key) => coded(resentId, confidentialityScheme, restrictions[key] as Coded));
  const at = kept.findIndex(({ name }) => name === 'ExternalIdentifier');
  const { status: _status, ...attributes } = tree.attributes;
  return element('rim:ExtrinsicObject', { ...attributes, id: resentId }, ...kept.slice(0, at).map(rewritten), ...restricted, ...kept.slice(at).map(rewritten));
}

const pointing = ['classifiedObject', 'registryObject'];
function rewritten({ name, attributes, children, text: content }: Tree): Markup {
  const written = Object.entries(attributes).map(([key, value]) => [key === 'lang' ? 'xml:lang' : key, pointing.includes(key) ? resentId : value] as const);
  return element(`rim:${name}`, Object.fromEntries(written), content === '' ? undefined : text(content), ...children.map(rewritten));
}
