// TD3.1b: the reference of a document known by its uniqueId, for whoever feeds without consulting, in view of replacing or deleting it.

import type { EntryUuid, LogicalId, UniqueId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface DocumentReferenceIds {
  readonly logicalId: LogicalId;
  readonly entryUuid: EntryUuid;
}

export function findReference(ports: Ports, caller: Caller, dossier: DossierKey, uniqueId: UniqueId): Promise<Result<DocumentReferenceIds>> {
  return withAccess(ports, caller, { action: 'find-reference', dossier, document: { uniqueId } }, async ({ permit }) => {
    const { logicalId, entryUuid } = permit.document ?? {};
    return logicalId === undefined || entryUuid === undefined ? refuse('DOCUMENT_INEXISTANT') : ok({ logicalId, entryUuid });
  });
}
