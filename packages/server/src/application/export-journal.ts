// The whole journal, as its reader may read it, to take away (L.1111-19 CSP; the right to a copy of EHDS). Taking it is itself a line of it.

import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports, TracePage } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

/**
 * `take` is given the lines in their order, newest first, some hundreds at a time. The answer: how many do not open, which were altered.
 * Decided and traced first, for itself: whoever writes a line of this record would otherwise wait until all of them were read.
 */
export async function exportJournal(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  take: (lines: TracePage['rows']) => Promise<void>,
): Promise<Result<number>> {
  const asked = { action: 'read-journal', dossier, subject: { act: 'journal-downloaded' } } as const;
  const allowed = await withAccess(ports, caller, asked, async ({ permit }) => ok(permit));
  if (!allowed.ok) return allowed;
  return ports.transactions.run(async (tx) => {
    let altered = 0;
    for await (const { rows, missing } of tx.traces.walk(allowed.value)) {
      altered += missing;
      await take(rows);
    }
    return ok(altered);
  });
}
