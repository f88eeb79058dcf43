// The number a person has today, on what is answered of them: a record may be asked for by a former one, and its documents keep, sealed, the one
// they were deposited under.

import type { Permit } from '@carnet/domain/access';
import { type Ins, sameIns } from '@carnet/domain/identity';
import type { Stores } from '../ports/index.ts';

/** Writes today's INS of the permit's record on an entry, a set or a folder. */
export async function underCurrentIns(
  tx: Stores,
  permit: Permit<'list-documents' | 'read-document' | 'export-record'>,
): Promise<<T extends { readonly patient: Ins }>(one: T) => T> {
  const { ins } = await tx.dossiers.identity(permit);
  return (one) => (sameIns(one.patient, ins) ? one : { ...one, patient: ins });
}
