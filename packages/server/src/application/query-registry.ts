// TD3.1a (ITI-18): what a stored query finds in a record, as if nothing else were there: only objects this caller may see, only links between two
// of them.

import type { RegistryObjects, StoredQuery } from '@carnet/domain/document';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import { announceConsultation, announcesNothing } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { withAccess } from './with-access.ts';

export interface RegistryAnswer extends RegistryObjects {
  /** There is more than an answer may hold (XDSTooManyResults): nothing is told of it. */
  readonly tooMany?: { readonly maximum: number };
}

/** `returns`: references may be more than whole objects (ITI TF-2 §3.18.4.1.2.7); they come as the same objects, to be named only. */
export function queryRegistry(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  query: StoredQuery,
  returns: 'LeafClass' | 'ObjectRef',
): Promise<Result<RegistryAnswer>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const { permit, policy, tx, last } = allowed;
    const maximum = returns === 'LeafClass' ? policy.registryMaximumObjects : policy.registryMaximumReferences;
    if (announcesNothing(permit)) last();
    const [, found, current] = await Promise.all([
      announceConsultation(ports, caller, allowed),
      tx.registry.query(permit, query, maximum),
      underCurrentIns(tx, permit),
    ]);
    if (found === undefined) return ok({ documents: [], submissionSets: [], folders: [], associations: [], tooMany: { maximum } });
    return ok({ ...found, documents: found.documents.map(current), submissionSets: found.submissionSets.map(current), folders: found.folders.map(current) });
  });
}
