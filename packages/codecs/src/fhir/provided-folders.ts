// The folders of an ITI-65 Bundle: new ones, and those of the record that are written again with more in them (MHD 4.2 §3.65.4.1.2). A folder says
// what it holds; documents of the Bundle and of the record alike. What an existing folder held and the Bundle leaves out stays in it.

import { type Coded, type Folder, type LogicalId, type UniqueId, parseUniqueId } from '@carnet/domain/document';
import { sameIns } from '@carnet/domain/identity';
import type { Finding } from '@carnet/domain/kernel';
import { conceptOf } from './code-systems.ts';
import type { DocumentKey } from './document-reference.ts';
import { type Element, resourceOf } from './json.ts';
import type { Entry } from './provide-bundle.ts';
import { type Surroundings, patientOf } from './references.ts';
import { parseDocumentResourceId } from './resource-id.ts';
import { type DeclaredSet, type SetContext, designationTypeUrl } from './submission-set.ts';

export type DeclaredFolder = Omit<Folder, 'id' | 'patient' | 'lastUpdate'>;
/** One of this Bundle, by its place, or one the record holds. */
type Named = { readonly submitted: number } | DocumentKey;
export type DeclaredLink =
  | { readonly kind: 'HasMember'; readonly folder: { readonly submitted: number } | { readonly entryUuid: string }; readonly document: Named }
  | { readonly kind: 'APND' | 'XFRM' | 'signs'; readonly document: number; readonly to: Named };

interface Around {
  readonly documentUrls: readonly string[];
  readonly documentIds: readonly unknown[];
  readonly around: Surroundings;
  readonly set: DeclaredSet | undefined;
  readonly context: SetContext;
  readonly findings: Finding[];
}
export interface Filed {
  readonly folders: readonly DeclaredFolder[];
  readonly urls: readonly string[];
  readonly links: readonly DeclaredLink[];
}

export function foldersOf(entries: readonly Entry[], near: Around): Filed {
  const folders: DeclaredFolder[] = [];
  const urls: string[] = [];
  const links: DeclaredLink[] = [];
  for (const { element, resource, fullUrl } of entries) {
    const list = resourceOf(resource, 'List', element.at('resource'), near.findings);
    if (list === undefined) continue;
    checkFolder(list, near);
    const url = String(element.child('request')?.value['url'] ?? '');
    const known = element.child('request')?.value['method'] === 'PUT' ? keptFolder(url, element) : undefined;
    if (element.child('request')?.value['method'] === 'PUT' && known === undefined) continue;
    const folder = known === undefined ? { submitted: folders.length } : known;
    if (known === undefined) {
      folders.push(declaredFolder(list, near.context));
      urls.push(fullUrl);
    }
    for (const entry of list.children('entry')) {
      const document = memberOf(entry, near);
      if (document !== undefined) links.push({ kind: 'HasMember', folder, document });
    }
  }
  return { folders, urls, links };
}

function keptFolder(url: string, element: Element): { readonly entryUuid: string } | undefined {
  const address = parseDocumentResourceId(url.replace(/^.*List\//, ''));
  if (address === undefined) element.fault('request.url', 'REFERENCE_INTROUVABLE', url, 'List/<id>');
  return address === undefined ? undefined : { entryUuid: address.logicalId };
}

function checkFolder(list: Element, { around, set, context }: Around): void {
  if (list.value['status'] !== 'current') list.fault('status', 'STATUT', String(list.value['status']), 'current');
  const patient = list.keep(patientOf(list.child('subject'), list, around, context.patientOf));
  if (patient !== undefined && set !== undefined && !sameIns(patient, set.patient))
    list.fault('subject', 'PATIENT_DIFFERENT', patient.matricule, set.patient.matricule);
}

/** Without a uniqueId of its own it is given one; its codes are its designationType. */
function declaredFolder(list: Element, context: SetContext): DeclaredFolder {
  const identifier = list.children('identifier').find((one) => one.value['use'] !== 'official');
  const value = identifier?.string('value');
  const uniqueId = identifier === undefined || value === undefined ? undefined : list.keep(parseUniqueId(value, identifier.at('value')));
  const title = list.string('title');
  if (title === undefined) list.fault('title', 'CHAMP_ABSENT');
  const codes = list
    .children('extension')
    .filter((extension) => extension.value['url'] === designationTypeUrl)
    .map((extension) => conceptOf(extension.child('valueCodeableConcept'), 'kept'))
    .filter((code): code is Coded => code !== undefined);
  if (codes.length === 0) list.fault('extension(ihe-designationType)', 'CHAMP_ABSENT');
  const comments = list.children('note')[0]?.string('text');
  return { uniqueId: uniqueId ?? (context.newId() as UniqueId), title: title ?? '', codes, ...(comments === undefined ? {} : { comments }) };
}

function memberOf(entry: Element, { documentUrls, documentIds }: Around): Named | undefined {
  const reference = entry.child('item')?.string('reference') ?? '';
  const at = documentUrls.indexOf(reference);
  const byId = at === -1 ? documentIds.findIndex((id) => typeof id === 'string' && reference === `DocumentReference/${id}`) : at;
  if (byId !== -1) return { submitted: byId };
  const address = parseDocumentResourceId(reference.replace(/^.*DocumentReference\//, ''));
  if (address === undefined) entry.fault('item', 'REFERENCE_INTROUVABLE', reference, 'DocumentReference');
  return address === undefined ? undefined : { logicalId: address.logicalId as LogicalId };
}
