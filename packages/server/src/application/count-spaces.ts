// The nine spaces of a record, each with how many documents it holds for this caller and how many are new to them.

import { type Result, ok } from '@carnet/domain/kernel';
import type { Space } from '@carnet/domain/terminology';
import type { DossierKey, Ports, SpaceCount } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function countSpaces(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<ReadonlyMap<Space, SpaceCount>>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async ({ permit, tx }) => ok(await tx.documents.countBySpace(permit)));
}
