// R.1111-43 CSP: who did what, when, and what was refused. The patient and the médecin traitant read all of it, a professional their own lines.

import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports, TracePage, TraceQuery } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function readJournal(ports: Ports, caller: Caller, dossier: DossierKey, query: TraceQuery): Promise<Result<TracePage>> {
  return withAccess(ports, caller, { action: 'read-journal', dossier }, async ({ permit, tx }) => ok(await tx.traces.list(permit, query)));
}
