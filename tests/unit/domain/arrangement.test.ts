// Pins and binders, as what a reader does to them: each act, its limits, and what follows a document that is replaced or is seen no longer.

import {
  type ArrangeAct,
  type Arrangement,
  arranged,
  documentsOf,
  followed,
  mostBinders,
  mostInBinder,
  mostPinned,
  nothingArranged,
  told,
} from '@carnet/domain/arrangement';
import type { LogicalId } from '@carnet/domain/document';
import { expect, test } from 'vitest';

const id = (name: string): LogicalId => name as LogicalId;
const [a, b, c] = ['a', 'b', 'c'].map(id) as [LogicalId, LogicalId, LogicalId];
const all = new Set([a, b, c]);
function after(start: Arrangement, ...acts: readonly ArrangeAct[]): Arrangement {
  let made = 0;
  return acts.reduce((now, act) => {
    const next = arranged(now, act, all, () => `binder-${++made}`);
    if (!next.ok) throw new Error(next.refusal.findings?.[0]?.rule ?? next.refusal.code);
    return next.value;
  }, start);
}
const everythingIn = (start: Arrangement): ReadonlySet<LogicalId> => new Set(documentsOf(start));
const ruleOf = (start: Arrangement, act: ArrangeAct, seen = everythingIn(start)): string | undefined => {
  const next = arranged(start, act, seen, () => 'x');
  return next.ok ? undefined : next.refusal.findings?.[0]?.rule;
};

test('pins: the last comes first, twice is once, and there is room for so many', () => {
  const pinned = after(nothingArranged, { act: 'pin', document: a }, { act: 'pin', document: b }, { act: 'pin', document: a });
  expect(pinned.pinned).toEqual([b, a]);
  expect(after(pinned, { act: 'unpin', document: b }, { act: 'unpin', document: c }).pinned).toEqual([a]);
  const full = { ...nothingArranged, pinned: Array.from({ length: mostPinned }, (_, index) => id(`p${index}`)) };
  expect(ruleOf(full, { act: 'pin', document: a })).toBe('PLUS_DE_PLACE');
  expect(ruleOf(full, { act: 'pin', document: id('p3') })).toBeUndefined();
});

test('binders: by their names, each of its own, emptied without losing a document', () => {
  const made = after(nothingArranged, { act: 'make', name: 'Opération 10', document: a }, { act: 'make', name: 'opération 9' });
  expect(made.binders.map(({ name }) => name)).toEqual(['opération 9', 'Opération 10']);
  const [nine, ten] = made.binders;
  expect(ruleOf(made, { act: 'make', name: 'OPERATION 9' })).toBe('NOM_PRIS');
  expect(ruleOf(made, { act: 'rename', binder: nine!.id, name: 'Opération 10' })).toBe('NOM_PRIS');
  expect(ruleOf(made, { act: 'put', binder: 'elsewhere', document: a })).toBe('CLASSEUR_INCONNU');
  const put = after(
    made,
    { act: 'put', binder: ten!.id, document: b },
    { act: 'put', binder: ten!.id, document: b },
    { act: 'rename', binder: ten!.id, name: 'Hanche' },
  );
  expect(put.binders[0]).toEqual({ id: ten!.id, name: 'Hanche', documents: [b, a] });
  expect(after(put, { act: 'take', binder: ten!.id, document: a }).binders[0]!.documents).toEqual([b]);
  expect(after(put, { act: 'remove', binder: ten!.id }).binders.map(({ name }) => name)).toEqual(['opération 9']);
  const many = { ...nothingArranged, binders: Array.from({ length: mostBinders }, (_, index) => ({ id: `b${index}`, name: `B${index}`, documents: [] })) };
  expect(ruleOf(many, { act: 'make', name: 'Une de plus' })).toBe('PLUS_DE_PLACE');
  const heavy = { pinned: [], binders: [{ id: 'one', name: 'Un', documents: Array.from({ length: mostInBinder }, (_, index) => id(`d${index}`)) }] };
  expect(ruleOf(heavy, { act: 'put', binder: 'one', document: a })).toBe('PLUS_DE_PLACE');
});

test('what is seen no longer takes no room: a list that looks half empty is never full', () => {
  const pins = Array.from({ length: mostPinned }, (_, index) => id(`p${index}`));
  const full: Arrangement = {
    pinned: pins,
    binders: [{ id: 'one', name: 'Un', documents: Array.from({ length: mostInBinder }, (_, index) => id(`d${index}`)) }],
  };
  const seen = new Set([...pins.slice(1), id('d7')]);
  const pinned = arranged(full, { act: 'pin', document: a }, seen, () => 'x');
  expect(pinned.ok && pinned.value.pinned).toEqual([a, ...pins.slice(1)]);
  const put = arranged(full, { act: 'put', binder: 'one', document: a }, seen, () => 'x');
  expect(put.ok && put.value.binders[0]!.documents).toEqual([a, id('d7')]);
  // Until then it keeps its place, to come back to it.
  const fewer: Arrangement = { pinned: [b], binders: [] };
  const kept = arranged(fewer, { act: 'pin', document: a }, new Set(), () => 'x');
  expect(kept.ok && kept.value.pinned).toEqual([a, b]);
});

test('a document that was replaced is followed; one that is seen no longer is told by nothing, and comes back with its place', () => {
  const kept: Arrangement = { pinned: [a, b], binders: [{ id: 'one', name: 'Un', documents: [b, c, a] }] };
  const replaced = new Map([
    [a, c],
    [c, c],
  ]);
  expect(followed(kept, replaced)).toEqual({ pinned: [c, b], binders: [{ id: 'one', name: 'Un', documents: [b, c] }] });
  expect(told(followed(kept, replaced), replaced)).toEqual({ pinned: [c], binders: [{ id: 'one', name: 'Un', documents: [c] }] });
  expect(documentsOf(kept)).toEqual([a, b, c]);
});
