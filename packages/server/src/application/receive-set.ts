// The uniqueId of a submission set is given once, in the whole registry (ITI TF-3 §4.2.3.3.12): used again, it is refused, unless all that the
// submission says is what was said the first time. Software that never had its answer sends the same again, and is answered as then (ADR 20).

import type { Permit } from '@carnet/domain/access';
import type { SubmissionSet } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Stores } from '../ports/index.ts';

/** The set as it is kept: under the id of the first time, where it is the same again. */
export async function receiveSet(
  { registry }: Pick<Stores, 'registry'>,
  permit: Permit<'deposit' | 'list-documents' | 'archive' | 'unarchive' | 'delete'>,
  set: SubmissionSet,
  said: string,
): Promise<Result<SubmissionSet>> {
  const outcome = await registry.receive(permit, set, said);
  return outcome.kind === 'received'
    ? ok({ ...set, id: outcome.id })
    : refuse('IDENTIFIANT_DEJA_UTILISE', [{ field: 'submissionSet.uniqueId', rule: 'LOT_DEJA_RECU', given: set.uniqueId }]);
}
