// R.1111-43 CSP: who did what, when, and what was refused. The patient and the médecin traitant read all of it, a professional their own lines.

import { displayName } from '@carnet/domain/identity';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports, TracePage, TraceQuery } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface JournalPage extends TracePage {
  /** Of the patient, where somebody acted for them: "Mme X pour M. Y" (features N7). */
  readonly forName?: string;
}

export function readJournal(ports: Ports, caller: Caller, dossier: DossierKey, query: TraceQuery): Promise<Result<JournalPage>> {
  return withAccess(ports, caller, { action: 'read-journal', dossier }, async ({ permit, tx }) => {
    const page = await tx.traces.list(permit, query);
    const acted = page.rows.some(actedForAnother);
    return ok(acted ? { ...page, forName: displayName((await tx.dossiers.identity(permit)).traits) } : page);
  });
}

export const actedForAnother = ({ actorKind }: Pick<TracePage['rows'][number], 'actorKind'>): boolean => actorKind === 'representant' || actorKind === 'aidant';
