// TD3.1a (ITI-66): the submission sets and folders of a record this caller may see, each with what they may see of its contents.

import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, ListPage, ListQuery, Ports, StoredDocument } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { withAccess } from './with-access.ts';

export interface ListedSubmissions extends ListPage {
  readonly dossier: DossierId;
  /** What the lists of this page hold, where it was asked for. */
  readonly documents: readonly StoredDocument[];
}

/** A page of documents is two hundred: what the lists of a page hold beyond that is named, and not included. */
const includedMaximum = 200;

export function listSubmissions(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  query: ListQuery,
  withDocuments: boolean,
): Promise<Result<ListedSubmissions>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx } = allowed;
    const page = await tx.registry.lists(permit, query);
    const held = [...new Set(page.rows.flatMap(({ members }) => members.documents))].slice(0, includedMaximum);
    const documents =
      withDocuments && held.length > 0
        ? (await tx.documents.list(permit, { logicalIds: held, statuses: ['Approved', 'Archived', 'Deprecated', 'Deleted'], limit: includedMaximum })).rows
        : [];
    const current = await underCurrentIns(tx, permit);
    return ok({
      ...page,
      rows: page.rows.map((row) => (row.kind === 'submissionset' ? { ...row, set: current(row.set) } : { ...row, folder: current(row.folder) })),
      dossier: permit.dossier.id,
      documents: documents.map((document) => ({ ...document, entry: current(document.entry) })),
    });
  });
}
