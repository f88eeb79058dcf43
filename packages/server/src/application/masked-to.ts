// What the patient keeps from some only, told beside each document to the patient and to who represents them; to nobody else.

import type { Permit } from '@carnet/domain/access';
import type { DocumentEntry } from '@carnet/domain/document';
import type { MasquageFrom } from '@carnet/domain/dossier';
import { reimbursementTypes, spaceOf } from '@carnet/domain/terminology';
import type { Stores } from '../ports/index.ts';
import { type Named, namedBy } from './directory-names.ts';
import { isPatientSide } from './patient-side.ts';

export type MaskedTo = { readonly because: 'document' | 'space'; readonly from: MasquageFrom; readonly named: Named } | { readonly because: 'reimbursements' };
export interface ToldMasking {
  /** Empty: masked to nobody in particular. Absent: not this reader's to know. */
  readonly maskedTo?: readonly MaskedTo[];
}

export async function maskingOf(
  { masquages, directory }: Stores,
  permit: Permit<'list-documents' | 'read-document'>,
): Promise<(entry: DocumentEntry) => ToldMasking> {
  if (!isPatientSide(permit)) return () => ({});
  const standing = await masquages.all(permit);
  const names = new Map<string, Named>();
  for (const { from } of standing) if (!names.has(from.id)) names.set(from.id, await namedBy(directory, from));
  return ({ logicalId, type }) => ({
    maskedTo: [
      ...standing
        .filter(({ what }) => (what.kind === 'document' ? what.id === logicalId : what.id === spaceOf(type.code)))
        .map(({ from, what }): MaskedTo => ({ because: what.kind, from, named: names.get(from.id) ?? {} })),
      ...(permit.dossier.choices.masksReimbursements && reimbursementTypes.includes(type.code) ? [{ because: 'reimbursements' } as const] : []),
    ],
  });
}
