// What a reader kept at hand, as they see it today.

import type { Permit } from '@carnet/domain/access';
import { type Arrangement, documentsOf, followed, told } from '@carnet/domain/arrangement';
import type { LogicalId } from '@carnet/domain/document';
import type { KeptArrangement, Stores } from '../ports/index.ts';

type Reading = Permit<'list-documents' | 'export-record'>;

export const arrangementSeen = async ({ arrangements }: Stores, permit: Reading): Promise<Arrangement> =>
  asSeen({ arrangements }, permit, await arrangements.read(permit));

/** Of records that are one, everything together. */
export async function asSeen({ arrangements }: Pick<Stores, 'arrangements'>, permit: Reading, kept: readonly KeptArrangement[]): Promise<Arrangement> {
  const all = { pinned: kept.flatMap(({ arrangement }) => arrangement.pinned), binders: kept.flatMap(({ arrangement }) => arrangement.binders) };
  const current = await arrangements.current(permit, documentsOf(all));
  return told(followed(all, current), current);
}

/** The documents of a binder of the reader's own; none of one they do not have. */
export async function inBinder({ arrangements }: Stores, permit: Permit<'list-documents'>, binder: string): Promise<readonly LogicalId[]> {
  const found = (await arrangements.read(permit)).flatMap(({ arrangement }) => arrangement.binders).find(({ id }) => id === binder);
  return found === undefined ? [] : [...new Set((await arrangements.current(permit, found.documents)).values())];
}
