// TD3.1a (ITI-18): what a stored query finds in a record, as if nothing else were there: only objects this caller may see, only links between two
// of them.

import type { RegistryObjects, StoredQuery } from '@carnet/domain/document';
import { type Result, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';

export interface RegistryAnswer extends RegistryObjects {
  /** There is more than an answer may hold (XDSTooManyResults): nothing is told of it. */
  readonly tooMany?: { readonly maximum: number };
}

/** `returns`: references may be more than whole objects (ITI TF-2 §3.18.4.1.2.7); they come as the same objects, to be named only. */
export async function queryRegistry(
  _ports: Ports,
  _caller: Caller,
  _dossier: DossierKey,
  _query: StoredQuery,
  _returns: 'LeafClass' | 'ObjectRef',
): Promise<Result<RegistryAnswer>> {
  return refuse('NON_PRIS_EN_CHARGE');
}
