// TD3.1a (ITI-18, ITI-67): the documents of a record this caller may see. Rows, pages and totals come out as if the others did not exist.

import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DocumentPage, DocumentQuery, DossierKey, Ports, StoredDocument } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { type ToldMasking, maskingOf } from './masked-to.ts';
import { withAccess } from './with-access.ts';

export interface ListedDocuments extends Omit<DocumentPage, 'rows'> {
  readonly rows: readonly (StoredDocument & ToldMasking)[];
  readonly dossier: DossierId;
}

export function listDocuments(ports: Ports, caller: Caller, dossier: DossierKey, query: DocumentQuery): Promise<Result<ListedDocuments>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const { permit, tx } = allowed;
    const [, page, masking, current] = await Promise.all([
      announceConsultation(ports, caller, allowed),
      tx.documents.list(permit, query),
      maskingOf(tx, permit),
      underCurrentIns(tx, permit),
    ]);
    return ok({ ...page, rows: page.rows.map((row) => ({ ...row, entry: current(row.entry), ...masking(row.entry) })), dossier: permit.dossier.id });
  });
}
