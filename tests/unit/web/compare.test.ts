// What differs between two versions: nothing of a document with itself; swapped, what was added is what was removed; rows by what they name.

import type { Block, ReadingView } from '@carnet/contract';
import { type Comparison, type Difference, compareFacts, compareViews, compareWords } from '@carnet/ui/compare';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const paragraph = (text: string): Block => ({ kind: 'paragraph', children: [{ kind: 'text', text }] });
const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head: [columns.map((text) => ({ header: true, blocks: [paragraph(text)] }))],
  body: rows.map((row) => row.map((text) => ({ header: false, blocks: [paragraph(text)] }))),
  foot: [],
});
const view = (sections: Readonly<Record<string, readonly Block[]>>): ReadingView => ({
  title: 'Bilan',
  header: [],
  blocks: [],
  sections: Object.entries(sections).map(([title, blocks], index) => ({ id: `section-${index}`, title, level: 2, blocks: [...blocks], sections: [] })),
});
const kinds = (comparison: Comparison | undefined, title: string): readonly Difference['kind'][] | undefined =>
  comparison?.sections.find((one) => one.title === title)?.differences.map(({ kind }) => kind);

describe('what becomes of each line', () => {
  const results = (rows: readonly (readonly string[])[], column = 'Résultat (g/L)') => view({ Biochimie: [table(['Examen', column], rows)] });

  test('a row whose value changes is changed; one that is not there any more is removed; a new one is added; the others stay', () => {
    const compared = compareViews(
      results([
        ['Glycémie', '0,98'],
        ['Urée', '0,30'],
        ['Sodium', '140'],
      ]),
      results([
        ['Glycémie', '1,32'],
        ['Sodium', '140'],
        ['Calcium', '2,4'],
      ]),
    );
    expect(compared?.sections[0]!.differences).toEqual([
      { kind: 'changed', before: expect.objectContaining({ cells: ['Glycémie', '0,98'] }), after: expect.objectContaining({ cells: ['Glycémie', '1,32'] }) },
      { kind: 'removed', before: expect.objectContaining({ cells: ['Urée', '0,30'] }) },
      { kind: 'same', line: expect.objectContaining({ cells: ['Sodium', '140'] }) },
      { kind: 'added', after: expect.objectContaining({ cells: ['Calcium', '2,4'] }) },
    ]);
  });

  test('the same figure under another unit has changed', () => {
    expect(kinds(compareViews(results([['Glycémie', '5']]), results([['Glycémie', '5']], 'Résultat (mmol/L)')), 'Biochimie')).toEqual(['changed']);
  });

  test('a sentence that says nearly the same is changed; one that says something else is another', () => {
    const told = (text: string) => view({ Conclusion: [paragraph(text)] });
    expect(kinds(compareViews(told('À revoir dans deux jours.'), told('À revoir dans trois jours.')), 'Conclusion')).toEqual(['changed']);
    expect(kinds(compareViews(told('À revoir dans deux jours.'), told('Fracture du col.')), 'Conclusion')?.toSorted()).toEqual(['added', 'removed']);
    expect(kinds(compareViews(told('Deux comprimés'), told('Deux  comprimés ')), 'Conclusion')).toEqual(['same']);
  });

  test('what is struck out is not what it was', () => {
    const struck: Block = { kind: 'paragraph', children: [{ kind: 'styled', style: 'deleted', children: [{ kind: 'text', text: 'Pénicilline' }] }] };
    expect(kinds(compareViews(view({ Allergies: [paragraph('Pénicilline')] }), view({ Allergies: [struck] })), 'Allergies')).not.toEqual(['same']);
  });

  test('a section that came or went says so, and what is below another is named by both', () => {
    const before = view({ Motif: [paragraph('Chute')], Traitements: [paragraph('Aucun')] });
    const after = view({ Motif: [paragraph('Chute')], Allergies: [paragraph('Pollen')] });
    after.sections[0]!.sections.push({ id: 'x', title: 'Détail', level: 3, blocks: [paragraph('Au lever')], sections: [] });
    expect(new Map(compareViews(before, after)!.sections.map(({ title, kind }) => [title, kind]))).toEqual(
      new Map([
        ['Motif', 'same'],
        ['Motif – Détail', 'added'],
        ['Allergies', 'added'],
        ['Traitements', 'removed'],
      ]),
    );
  });

  test('the words of a line, in runs', () => {
    expect(compareWords('À revoir dans deux jours', 'À revoir dans trois jours')).toEqual([
      { kind: 'same', text: 'À revoir dans' },
      { kind: 'removed', text: 'deux' },
      { kind: 'added', text: 'trois' },
      { kind: 'same', text: 'jours' },
    ]);
  });

  test('facts of a sheet: the one that changed', () => {
    const facts = (title: string) => [{ cells: ['Titre', title] }, { cells: ['Auteur', 'Lucie GARNIER'] }];
    expect(compareFacts(facts('Bilan'), facts('Bilan corrigé')).map(({ kind }) => kind)).toEqual(['changed', 'same']);
  });
});

describe('what is not compared line by line', () => {
  test('a picture, a PDF, nothing at all, more lines than are compared', () => {
    const words = view({ Motif: [paragraph('Chute')] });
    const long = view({ Motif: Array.from({ length: 4001 }, (_, index) => paragraph(`Ligne ${index}`)) });
    for (const other of [view({ Motif: [{ kind: 'pdf', media: 0, title: 'Bilan' }] }), view({}), long]) {
      expect(compareViews(words, other)).toBeUndefined();
      expect(compareViews(other, words)).toBeUndefined();
    }
  });

  test('a picture beside words is said', () => {
    const drawn = view({ Motif: [paragraph('Chute'), { kind: 'image', media: 0, mimeType: 'image/png', alt: 'Genou' }] });
    expect(compareViews(drawn, drawn)?.hasMedia).toBe(true);
    expect(compareViews(view({ Motif: [paragraph('Chute')] }), view({ Motif: [paragraph('Chute')] }))?.hasMedia).toBe(false);
  });
});

describe('of whatever is written', () => {
  const word = fc.constantFrom('un', 'deux', 'trois', 'quatre', 'cinq', '', '😀', 'mot '.repeat(3));
  const block = fc.oneof(
    word.map(paragraph),
    fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 5 }))
      .map(([columns, rows]) => table(columns, rows)),
    fc.array(word, { maxLength: 4 }).map((items): Block => ({ kind: 'list', ordered: false, items: items.map((text) => ({ blocks: [paragraph(text)] })) })),
  );
  const anyView = fc
    .array(fc.tuple(fc.constantFrom('A', 'B', 'C', ''), fc.array(block, { maxLength: 4 })), { minLength: 1, maxLength: 4 })
    .map((sections): ReadingView => ({
      title: 'Bilan',
      header: [],
      blocks: [paragraph('Début')],
      sections: sections.map(([title, blocks], index) => ({ id: `section-${index}`, title, level: 2, blocks, sections: [] })),
    }));
  const all = ({ sections }: Comparison): readonly Difference[] => sections.flatMap(({ differences }) => differences);

  test('a document differs in nothing from itself', () => {
    fc.assert(
      fc.property(anyView, (one) => {
        const compared = compareViews(one, structuredClone(one))!;
        expect(compared.sections.every(({ kind }) => kind === 'same')).toBe(true);
        expect(all(compared).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  test('swapped, what was added was removed, and what changed changed back', () => {
    const mirror: Readonly<Record<string, string>> = { added: 'removed', removed: 'added' };
    const lines = (comparison: Comparison) => all(comparison).map((one) => ({ ...one, columns: undefined }));
    fc.assert(
      fc.property(anyView, anyView, (one, other) => {
        const [there, back] = [compareViews(one, other)!, compareViews(other, one)!];
        expect(back.sections.map(({ kind, title }) => [mirror[kind] ?? kind, title])).toEqual(there.sections.map(({ kind, title }) => [kind, title]));
        for (const [index, difference] of lines(there).entries()) {
          const swapped = lines(back)[index]!;
          expect(swapped.kind).toBe(mirror[difference.kind] ?? difference.kind);
          if (difference.kind === 'changed' && swapped.kind === 'changed')
            expect([swapped.before, swapped.after]).toEqual([difference.after, difference.before]);
        }
      }),
    );
  });

  test('nothing is lost: what stayed, left or changed is the one; what stayed, came or changed is the other', () => {
    const keys = (lines: readonly { readonly cells: readonly string[] }[]): readonly string[] => lines.map(({ cells }) => cells.join('|')).toSorted();
    fc.assert(
      fc.property(anyView, anyView, (one, other) => {
        const sides = (from: ReadingView, to: ReadingView) =>
          all(compareViews(from, to)!).flatMap((difference) =>
            difference.kind === 'same' ? [difference.line] : difference.kind === 'added' ? [] : [difference.before],
          );
        expect(keys(sides(one, other))).toEqual(keys(sides(one, one)));
      }),
    );
  });
});
