// What a record's documents are tied by, as one reader sees it: submission sets, folders and links, each through documents this reader may see.
// A set without a visible document is not there; nor is a folder, but to who made it; nor is a link without both its ends.

import type { Permit } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { Association, AssociationKind, EntryUuid } from '@carnet/domain/document';
import type { Parameters } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

export type Reading = Permit<'list-documents'>;

/** `seen (logical_id, entry_uuid)`: the documents of this reader. Not materialized: walked from whatever asks for a few of them. */
export const seenDocuments = (permit: Reading, parameters: Parameters): string =>
  `WITH seen AS NOT MATERIALIZED (SELECT e.logical_id, e.entry_uuid FROM document_entry e WHERE ${visibleDocuments(permit, parameters)})`;

const madeBy = ({ actor }: Pick<Permit<'list-documents' | 'deposit'>, 'actor'>, folder: string, parameters: Parameters): string =>
  `(${folder}.maker_kind = ${parameters.add(actor.kind)}::text AND ${folder}.maker_id = ${parameters.add(actorId(actor))}::text)`;

/** Sets under `seen`, narrowed by conditions on rows of submission_set named `s`. */
export function visibleSets(permit: Reading, narrowed: readonly string[], parameters: Parameters): string {
  const dossier = `${parameters.add(permit.dossier.id)}::uuid`;
  return `SELECT s.* FROM submission_set s WHERE ${[`s.dossier_id = ${dossier}`, ...narrowed].join(' AND ')}
    AND EXISTS (SELECT FROM association m JOIN seen ON seen.logical_id = m.target WHERE m.dossier_id = ${dossier} AND m.source = s.id AND m.membership IS NOT NULL)`;
}

/** Folders under `seen`, narrowed by conditions on rows of folder named `f`. */
export function visibleFolders(permit: Reading, narrowed: readonly string[], parameters: Parameters): string {
  const dossier = `${parameters.add(permit.dossier.id)}::uuid`;
  return `SELECT f.*, inside.filed_at FROM folder f, LATERAL (
      SELECT max(m.filed_at) AS filed_at FROM association m JOIN seen ON seen.logical_id = m.target WHERE m.dossier_id = ${dossier} AND m.source = f.id) AS inside
    WHERE ${[`f.dossier_id = ${dossier}`, ...narrowed].join(' AND ')} AND (inside.filed_at IS NOT NULL OR ${madeBy(permit, 'f', parameters)})`;
}

/** For who may deposit and not consult: their own folders. */
export const ownFolders = (permit: Permit<'deposit'>, narrowed: readonly string[], parameters: Parameters): string =>
  `SELECT f.*, NULL::timestamptz AS filed_at FROM folder f WHERE ${[`f.dossier_id = ${parameters.add(permit.dossier.id)}::uuid`, ...narrowed].join(' AND ')}
    AND ${madeBy(permit, 'f', parameters)}`;

export interface LinkRow {
  readonly id: Association['id'];
  readonly kind: AssociationKind;
  readonly membership: 'Original' | 'Reference' | null;
  readonly previous_version: number | null;
  /** Stable ids: logical_id of a document, id of a set or folder. */
  readonly source: string;
  readonly target: string;
  /** Where the end is a document. */
  readonly source_entry: EntryUuid | null;
  readonly target_entry: EntryUuid | null;
}

/** Links under `seen`, narrowed by conditions on rows of association named `a`. A document's set or folder is visible by that document. */
export function visibleLinks(permit: Reading, narrowed: readonly string[], parameters: Parameters): string {
  const dossier = `${parameters.add(permit.dossier.id)}::uuid`;
  const inside = (container: string): string =>
    `EXISTS (SELECT FROM association m JOIN seen ON seen.logical_id = m.target WHERE m.dossier_id = ${dossier} AND m.source = ${container} AND m.kind = 'HasMember')`;
  const folderShown = `EXISTS (SELECT FROM folder f WHERE f.dossier_id = ${dossier} AND f.id = a.target AND (${inside('f.id')} OR ${madeBy(permit, 'f', parameters)}))`;
  return `SELECT a.*, source.entry_uuid AS source_entry, target.entry_uuid AS target_entry FROM association a
    LEFT JOIN seen AS source ON source.logical_id = a.source LEFT JOIN seen AS target ON target.logical_id = a.target
    WHERE ${[`a.dossier_id = ${dossier}`, ...narrowed].join(' AND ')} AND CASE
      WHEN a.kind <> 'HasMember' THEN source.logical_id IS NOT NULL AND target.logical_id IS NOT NULL
      WHEN target.logical_id IS NOT NULL THEN true
      ELSE a.membership IS NOT NULL AND ${folderShown} AND ${inside('a.source')} END`;
}

export const toAssociation = (row: LinkRow): Association => ({
  id: row.id,
  kind: row.kind,
  source: row.source_entry ?? (row.source as Association['source']),
  target: row.target_entry ?? (row.target as Association['target']),
  ...(row.membership === null ? {} : { membership: row.membership }),
  ...(row.previous_version === null ? {} : { previousVersion: row.previous_version }),
});
