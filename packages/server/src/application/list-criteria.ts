// Features A143: what a list of documents may be narrowed by, of what this caller sees of the record: types, submission sets and folders.

import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports, RegistryList } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface Criteria {
  /** Codes. */
  readonly types: readonly string[];
  /** Newest first. */
  readonly lists: readonly RegistryList[];
}

/** Nobody chooses among more; a set is also reached from any document it brought. */
const listsMaximum = 200;

export function listCriteria(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<Criteria>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, tx } = allowed;
    const { rows } = await tx.registry.lists(permit, { kinds: ['submissionset', 'folder'], limit: listsMaximum });
    return ok({ types: await tx.documents.typesSeen(permit), lists: rows.filter(({ members }) => members.documents.length > 0) });
  });
}
