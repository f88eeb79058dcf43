// What a submission files beside its documents: folders, and links from them, or between documents. Whoever may deposit may file. A document the
// record holds is linked by who may see it only: its reader, or who feeds and may know its reference; a folder, by who sees it.

import { type Permit, decide } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { DocumentEntry, Folder, FolderId, LogicalId, SubmissionSet } from '@carnet/domain/document';
import { type Finding, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentKey, DossierKey, FolderKey, NewLink, Ports } from '../ports/index.ts';
import type { Allowed } from './with-access.ts';

export type IncomingFolder = Omit<Folder, 'id' | 'patient' | 'lastUpdate'>;
/** One of this submission, by its place among its documents (or folders), or one the record holds. */
export type DocumentNamed = { readonly submitted: number } | DocumentKey;
export type FolderNamed = { readonly submitted: number } | FolderKey;
/** Beside what a submission set brings by itself (HasMember of the set, RPLC by `replaces`). */
export type IncomingLink =
  | { readonly kind: 'HasMember'; readonly folder: FolderNamed; readonly document: DocumentNamed }
  /** From a document of this submission, by its place. */
  | { readonly kind: 'APND' | 'XFRM' | 'signs'; readonly document: number; readonly to: DocumentNamed };

export interface Filing {
  readonly folders?: readonly IncomingFolder[];
  readonly links?: readonly IncomingLink[];
}
interface Submission {
  readonly dossier: DossierKey;
  readonly set: SubmissionSet;
  readonly incoming: Filing;
  /** In the order they came. */
  readonly entries: readonly DocumentEntry[];
  /** Those among them that were not there before. */
  readonly brought: readonly DocumentEntry[];
}

/** Each is looked up by itself: a submission files what a person would. */
const foldersMaximum = 100;
const linksMaximum = 1000;

/** What is wrong with it before anything is looked up. */
export const filingFaults = ({ folders = [], links = [], documents }: Filing & { readonly documents: readonly unknown[] }): readonly Finding[] => [
  ...(documents.length + links.length + folders.length === 0 ? [{ field: 'document', rule: 'CHAMP_ABSENT' }] : []),
  ...tooMany('folder', folders.length, foldersMaximum),
  ...tooMany('association', links.length, linksMaximum),
  ...links.flatMap((link, index): readonly Finding[] =>
    leadsNowhere(link, documents.length, folders.length) ? [{ field: `association[${index}]`, rule: 'REFERENCE_INTROUVABLE' }] : [],
  ),
  ...folders.flatMap(({ title, codes }, index): readonly Finding[] => [
    ...(title.trim() === '' ? [{ field: `folder[${index}].title`, rule: 'CHAMP_ABSENT' }] : []),
    ...(codes.length === 0 ? [{ field: `folder[${index}].codeList`, rule: 'CHAMP_ABSENT' }] : []),
  ]),
];

const tooMany = (field: string, count: number, maximum: number): readonly Finding[] =>
  count > maximum ? [{ field, rule: 'CARDINALITE', given: String(count), expected: `≤ ${maximum}` }] : [];

/** A place that is none of this submission's, or a document linked to itself. */
function leadsNowhere(link: IncomingLink, documents: number, folders: number): boolean {
  const beyond = (named: DocumentNamed | FolderNamed, count: number): boolean => 'submitted' in named && !(named.submitted < count);
  if (link.kind === 'HasMember') return beyond(link.document, documents) || beyond(link.folder, folders);
  return !(link.document < documents) || beyond(link.to, documents) || ('submitted' in link.to && link.to.submitted === link.document);
}

/** The folders’ ids, in the order they came. Refuses DOCUMENT_INEXISTANT for what the caller may not see as for what is not there, IDENTIFIANT_DEJA_UTILISE for a folder's uniqueId. */
export async function fileSubmission(
  ports: Ports,
  { dossier, set, incoming, entries, brought }: Submission,
  allowed: Allowed<'deposit'>,
): Promise<Result<readonly FolderId[]>> {
  const { folders = [], links = [] } = incoming;
  if (folders.length + links.length === 0) return ok([]);
  const { permit, tx } = allowed;
  const maker = { kind: permit.actor.kind, id: actorId(permit.actor) };
  const made = folders.map((folder) => ({ folder: { ...folder, id: ports.newId() as FolderId, patient: set.patient, lastUpdate: set.submittedAt }, maker }));
  const documentOf = async (named: DocumentNamed): Promise<Result<LogicalId>> =>
    'submitted' in named ? ok(entries[named.submitted]!.logicalId) : seenDocument(dossier, named, allowed);
  const folderOf = async (named: FolderNamed): Promise<Result<FolderId>> =>
    'submitted' in named ? ok(made[named.submitted]!.folder.id) : seenFolder(named, allowed);
  const kept: NewLink[] = [];
  for (const link of links) {
    const target = await documentOf(link.kind === 'HasMember' ? link.document : link.to);
    if (!target.ok) return target;
    if (link.kind === 'HasMember') {
      const source = await folderOf(link.folder);
      if (!source.ok) return source;
      kept.push({ kind: 'HasMember', source: source.value, target: target.value, referenced: !brought.some(({ logicalId }) => logicalId === target.value) });
    } else kept.push({ kind: link.kind, source: entries[link.document]!.logicalId, target: target.value });
  }
  const outcome = await tx.registry.file(permit, set, { folders: made, links: kept });
  return outcome.kind === 'filed'
    ? ok(outcome.folders)
    : refuse('IDENTIFIANT_DEJA_UTILISE', [{ field: 'folder.uniqueId', rule: 'UNIQUE_ID_PRIS', given: outcome.uniqueId }]);
}

/** Seen in lists, or one whose reference may be known to whoever feeds (their own). A refusal is traced like any other. */
async function seenDocument(dossier: DossierKey, key: DocumentKey, { permit, tx, policy, also }: Allowed<'deposit'>): Promise<Result<LogicalId>> {
  const document = await tx.facts.document(permit.dossier.id, key);
  const may = (action: 'list-documents' | 'find-reference'): boolean =>
    decide({ ...requestOf(permit), action, policy, ...(document === undefined ? {} : { document }) }).granted;
  if (document?.logicalId !== undefined && (may('list-documents') || may('find-reference'))) return ok(document.logicalId);
  const refused = await also({ action: 'find-reference', dossier, document: key });
  const code = refused.ok ? 'DOCUMENT_INEXISTANT' : refused.refusal.code;
  return refuse(code, [{ field: 'association.targetObject', rule: 'DOCUMENT_INEXISTANT' }]);
}

async function seenFolder(key: FolderKey, { permit, tx, policy }: Allowed<'deposit'>): Promise<Result<FolderId>> {
  const listing = decide({ ...requestOf(permit), action: 'list-documents', policy });
  const folder = await tx.registry.folder(listing.granted ? listing.permit : permit, key);
  return folder === undefined ? refuse('DOCUMENT_INEXISTANT', [{ field: 'association.sourceObject', rule: 'CLASSEUR_INEXISTANT' }]) : ok(folder.id);
}

const requestOf = ({ actor, mode, at, dossier, matrix, secret }: Permit<'deposit'>) => ({ actor, mode, at, dossier, matrix, secret });
