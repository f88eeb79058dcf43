// Pins and binders: the order a reader puts the documents they see in, for themselves (ADR 52). It asks for the right to list the record and no other:
// it changes nothing of the record, and whoever may list it may put what they see in order.

import { type ArrangeAct, type Arrangement, arranged, documentsOf, followed } from '@carnet/domain/arrangement';
import type { LogicalId } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, KeptArrangement, Ports } from '../ports/index.ts';
import { asSeen } from './arranged.ts';
import type { Caller } from './caller.ts';
import { type ListedDocuments, listedWith } from './list-documents.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface ShownArrangement {
  /** As `order` has them. */
  readonly pinned: ListedDocuments['rows'];
  readonly binders: Arrangement['binders'];
}

export const readArrangement = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<ShownArrangement>> =>
  withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) =>
    show(ports, caller, allowed, await allowed.tx.arrangements.read(allowed.permit)),
  );

export function arrange(ports: Ports, caller: Caller, dossier: DossierKey, act: ArrangeAct): Promise<Result<ShownArrangement>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const { permit, tx } = allowed;
    const kept = await tx.arrangements.hold(permit);
    const named = 'document' in act && act.document !== undefined ? [act.document] : [];
    const current = await tx.arrangements.current(permit, [...new Set([...kept.flatMap(({ arrangement }) => documentsOf(arrangement)), ...named])]);
    // Taking out what one no longer sees is taking out; putting it in would be to learn that it is there.
    const taking = act.act === 'unpin' || act.act === 'take';
    if (!taking && named.some((document) => !current.has(document))) return refuse('DOCUMENT_INEXISTANT');
    const asked = standing(act, current);
    const seen = new Set(current.values());
    const after: KeptArrangement[] = [];
    for (const [index, { dossier: part, arrangement }] of kept.entries()) {
      const before = followed(arrangement, current);
      if (!concerns(asked, before, index, kept)) {
        after.push({ dossier: part, arrangement: before });
        continue;
      }
      const changed = arranged(before, asked, seen, ports.newId);
      if (!changed.ok) return changed;
      after.push({ dossier: part, arrangement: changed.value });
      await tx.arrangements.save(permit, { dossier: part, arrangement: changed.value });
    }
    return show(ports, caller, allowed, after);
  });
}

/** Asked of the version that stands, and of the line it is shown as: by whichever of its names the reader came. */
const standing = (act: ArrangeAct, current: ReadonlyMap<LogicalId, LogicalId>): ArrangeAct =>
  'document' in act && act.document !== undefined ? { ...act, document: current.get(act.document) ?? act.document } : act;

/** Of records that are one: a binder is changed where it is kept, what is new is kept in the one that stands. */
function concerns(act: ArrangeAct, arrangement: Arrangement, index: number, kept: readonly KeptArrangement[]): boolean {
  if (!('binder' in act)) return act.act === 'unpin' || index === 0;
  const isHere = (one: Arrangement): boolean => one.binders.some(({ id }) => id === act.binder);
  // Unknown everywhere: the first one says so.
  return isHere(arrangement) || (index === 0 && !kept.some((one) => isHere(one.arrangement)));
}

async function show(ports: Ports, caller: Caller, allowed: Allowed<'list-documents'>, kept: readonly KeptArrangement[]): Promise<Result<ShownArrangement>> {
  const { permit, tx } = allowed;
  const { pinned, binders } = await asSeen(tx, permit, kept);
  if (pinned.length === 0) return ok({ pinned: [], binders });
  const { rows } = await listedWith(ports, caller, allowed, { logicalIds: pinned, asLines: true, limit: pinned.length });
  const place = (id: LogicalId): number => pinned.indexOf(id);
  return ok({ pinned: rows.toSorted((one, other) => place(one.entry.logicalId) - place(other.entry.logicalId)), binders });
}
