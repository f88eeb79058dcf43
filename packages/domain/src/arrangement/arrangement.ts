// What a person of the patient's side keeps at hand in a record: documents pinned on top, and binders of their own. Theirs alone: a binder's name, as a
// pin, says what one looks after. It holds identifiers and no right: what a reader may not see, or sees no longer, is told by nothing.

import type { LogicalId } from '../document/ids.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';

export interface Binder {
  readonly id: string;
  readonly name: string;
  /** The last one put in comes first. */
  readonly documents: readonly LogicalId[];
}
export interface Arrangement {
  /** The last one pinned comes first. */
  readonly pinned: readonly LogicalId[];
  /** By their names. */
  readonly binders: readonly Binder[];
}
export const nothingArranged: Arrangement = { pinned: [], binders: [] };

/** More pins than a screen holds pin nothing; the rest keeps one sealed text small. */
export const mostPinned = 12;
export const mostBinders = 50;
export const mostInBinder = 500;
export const longestBinderName = 60;

export type ArrangeAct =
  | { readonly act: 'pin' | 'unpin'; readonly document: LogicalId }
  /** With a first document in it, or none. */
  | { readonly act: 'make'; readonly name: string; readonly document?: LogicalId | undefined }
  | { readonly act: 'rename'; readonly binder: string; readonly name: string }
  | { readonly act: 'remove'; readonly binder: string }
  | { readonly act: 'put' | 'take'; readonly binder: string; readonly document: LogicalId };

const full = (field: string, most: number): Result<never> => refuse('PARAMETRE_INVALIDE', [{ field, rule: 'PLUS_DE_PLACE', expected: `≤ ${most}` }]);
/** What the reader no longer sees takes no room: it gives up its place, and never makes a full list of one that looks half empty. */
const withRoom = (documents: readonly LogicalId[], most: number, seen: ReadonlySet<LogicalId>): readonly LogicalId[] =>
  documents.length < most ? documents : documents.filter((one) => seen.has(one));
const sameName = (one: string, other: string): boolean => one.localeCompare(other, 'fr', { sensitivity: 'base' }) === 0;
const byName = (binders: readonly Binder[]): readonly Binder[] => binders.toSorted((one, other) => one.name.localeCompare(other.name, 'fr', { numeric: true }));
const without = (documents: readonly LogicalId[], document: LogicalId): readonly LogicalId[] => documents.filter((one) => one !== document);

/** `seen`: what the reader sees of it today. `newId`: of a binder that is made. Doing again what is done changes nothing. */
export function arranged(arrangement: Arrangement, act: ArrangeAct, seen: ReadonlySet<LogicalId>, newId: () => string): Result<Arrangement> {
  const { pinned, binders } = arrangement;
  switch (act.act) {
    case 'pin': {
      if (pinned.includes(act.document)) return ok(arrangement);
      const kept = withRoom(pinned, mostPinned, seen);
      return kept.length >= mostPinned ? full('pinned', mostPinned) : ok({ ...arrangement, pinned: [act.document, ...kept] });
    }
    case 'unpin':
      return ok({ ...arrangement, pinned: without(pinned, act.document) });
    case 'make': {
      if (binders.length >= mostBinders) return full('binders', mostBinders);
      if (binders.some(({ name }) => sameName(name, act.name))) return nameTaken;
      const documents = act.document === undefined ? [] : [act.document];
      return ok({ ...arrangement, binders: byName([...binders, { id: newId(), name: act.name, documents }]) });
    }
    case 'rename':
      if (binders.some(({ id, name }) => id !== act.binder && sameName(name, act.name))) return nameTaken;
      return changed(arrangement, act.binder, (binder) => ok({ ...binder, name: act.name }));
    case 'remove':
      return ok({ ...arrangement, binders: binders.filter(({ id }) => id !== act.binder) });
    case 'put':
      return changed(arrangement, act.binder, (binder) => {
        if (binder.documents.includes(act.document)) return ok(binder);
        const kept = withRoom(binder.documents, mostInBinder, seen);
        return kept.length >= mostInBinder ? full('documents', mostInBinder) : ok({ ...binder, documents: [act.document, ...kept] });
      });
    case 'take':
      return changed(arrangement, act.binder, (binder) => ok({ ...binder, documents: without(binder.documents, act.document) }));
  }
}

const nameTaken = refuse('PARAMETRE_INVALIDE', [{ field: 'name', rule: 'NOM_PRIS' }]);
const noSuchBinder = refuse('PARAMETRE_INVALIDE', [{ field: 'binder', rule: 'CLASSEUR_INCONNU' }]);

function changed(arrangement: Arrangement, id: string, change: (binder: Binder) => Result<Binder>): Result<Arrangement> {
  const binder = arrangement.binders.find((one) => one.id === id);
  if (binder === undefined) return noSuchBinder;
  const after = change(binder);
  return after.ok ? ok({ ...arrangement, binders: byName(arrangement.binders.map((one) => (one === binder ? after.value : one))) }) : after;
}

/** Each document as what stands for it today: the version that replaced it, where one did. What stands for nothing a reader sees stays as it is. */
export function followed({ pinned, binders }: Arrangement, current: ReadonlyMap<LogicalId, LogicalId>): Arrangement {
  const follow = (documents: readonly LogicalId[]): readonly LogicalId[] => [...new Set(documents.map((one) => current.get(one) ?? one))];
  return { pinned: follow(pinned), binders: binders.map((binder) => ({ ...binder, documents: follow(binder.documents) })) };
}

/** What a reader is told: what they see of it. */
export function told({ pinned, binders }: Arrangement, current: ReadonlyMap<LogicalId, LogicalId>): Arrangement {
  const seen = new Set(current.values());
  const keep = (documents: readonly LogicalId[]): readonly LogicalId[] => documents.filter((one) => seen.has(one));
  return { pinned: keep(pinned), binders: binders.map((binder) => ({ ...binder, documents: keep(binder.documents) })) };
}

export const documentsOf = ({ pinned, binders }: Arrangement): readonly LogicalId[] => [
  ...new Set([...pinned, ...binders.flatMap(({ documents }) => documents)]),
];
