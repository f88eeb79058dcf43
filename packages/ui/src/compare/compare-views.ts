// What differs between two reading views, section by section, line by line, a row of a table being a line. Pure. A view compared with itself has
// no difference; the two being swapped, what was added is what was removed. Pictures and PDFs have no words here: they are not compared.

import type { Block, Inline, ReadingSection, ReadingView, TableCell } from '@carnet/contract';

/** A paragraph, an item of a list or a row: its cells, one where it has no column. */
export interface Line {
  readonly cells: readonly string[];
  /** The columns of a row, as its table names them. */
  readonly columns?: readonly string[];
}
export type Difference =
  | { readonly kind: 'same'; readonly line: Line }
  | { readonly kind: 'added'; readonly after: Line }
  | { readonly kind: 'removed'; readonly before: Line }
  | { readonly kind: 'changed'; readonly before: Line; readonly after: Line };
export interface ComparedSection {
  /** Empty: of what stands in no section. */
  readonly title: string;
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  readonly differences: readonly Difference[];
}
export interface Comparison {
  readonly sections: readonly ComparedSection[];
  /** One of the two holds pictures or PDFs. */
  readonly hasMedia: boolean;
}

/** Beyond, comparing costs more than reading both. */
const linesMaximum = 4000;

/** Undefined: one has no words to compare, or more than are compared line by line. Both are then read side by side. */
export function compareViews(before: ReadingView, after: ReadingView): Comparison | undefined {
  const [older, newer] = [sectionsOf(before), sectionsOf(after)];
  const size = (sections: readonly Section[]): number => sections.reduce((sum, { lines }) => sum + lines.length, 0);
  if ([older, newer].some((sections) => size(sections) === 0 || size(sections) > linesMaximum)) return undefined;
  return { sections: mirrored(older, newer, compareSections), hasMedia: [before, after].some(({ blocks, sections }) => hasMedia(blocks, sections)) };
}

/** Facts told of a document, each under its name. */
export const compareFacts = (before: readonly Line[], after: readonly Line[]): readonly Difference[] => mirrored(before, after, compareLines);

interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

function sectionsOf({ blocks, sections }: Pick<ReadingView, 'blocks' | 'sections'>): readonly Section[] {
  const own = blocks.flatMap(linesOf);
  return [...(own.length === 0 ? [] : [{ title: '', lines: own }]), ...sections.flatMap((section) => flattened(section, []))];
}

/** A section below another is named by both. */
function flattened({ title, blocks, sections }: ReadingSection, above: readonly string[]): readonly Section[] {
  const path = [...above, title].filter((one) => one !== '');
  const lines = blocks.flatMap(linesOf);
  return [...(lines.length === 0 && sections.length > 0 ? [] : [{ title: path.join(' – '), lines }]), ...sections.flatMap((one) => flattened(one, path))];
}

const hasMedia = (blocks: readonly Block[], sections: readonly ReadingSection[]): boolean =>
  blocks.some((block) => {
    if (block.kind === 'image' || block.kind === 'pdf') return true;
    if (block.kind === 'list') return block.items.some((item) => hasMedia(item.blocks, []));
    return block.kind === 'table' && [...block.head, ...block.body, ...block.foot].flat().some((cell) => hasMedia(cell.blocks, []));
  }) || sections.some((section) => hasMedia(section.blocks, section.sections));

/** Blank signs are told apart by nobody. */
const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const lineOf = (text: string): readonly Line[] => (tidy(text) === '' ? [] : [{ cells: [tidy(text)] }]);

/** Struck out within square brackets: it says the contrary of what it reads. */
function textOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
        case 'mark':
          return inline.text;
        case 'break':
          return '\n';
        case 'styled':
          return inline.style === 'deleted' ? `[${textOf(inline.children)}]` : textOf(inline.children);
        case 'link':
        case 'footnote':
          return textOf(inline.children);
      }
    })
    .join('');
}

function linesOf(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'paragraph':
      return [...captionOf(block.caption), ...textOf(block.children).split('\n').flatMap(lineOf)];
    case 'list':
      return [...captionOf(block.caption), ...block.items.flatMap((item) => lineOf([textOf(item.caption ?? []), cellText(item)].join(' ')))];
    case 'table':
      return [...captionOf(block.caption), ...rowsOf(block)];
    case 'image':
    case 'pdf':
      return [];
  }
}
const captionOf = (caption: Inline[] | undefined): readonly Line[] => (caption === undefined ? [] : lineOf(textOf(caption)));
const cellText = ({ blocks }: Pick<TableCell, 'blocks'>): string =>
  tidy(
    blocks
      .flatMap(linesOf)
      .flatMap(({ cells }) => cells)
      .join(' '),
  );

function rowsOf({ head, body, foot }: Extract<Block, { kind: 'table' }>): readonly Line[] {
  const columns = head.at(-1)?.map(cellText);
  return [...body, ...foot].flatMap((row): readonly Line[] => {
    const cells = row.map(cellText);
    if (cells.every((cell) => cell === '')) return [];
    // A cell that comes down from the row above, or covers two columns, has moved the others from under their names.
    const named = columns !== undefined && columns.length === cells.length && row.every(({ colSpan, rowSpan }) => (colSpan ?? 1) === 1 && (rowSpan ?? 1) === 1);
    return [{ cells, ...(named ? { columns } : {}) }];
  });
}

/** A value under another column, which may name its unit, is another. */
const keyOf = ({ cells, columns = [] }: Line): string => [...cells, '\u0000', ...columns].join('\u0001');

/** One order of the two is compared, and the other is its mirror: where several alignments are as good, both find the same. */
function mirrored<One, Compared extends { readonly kind: string }>(
  before: readonly One[],
  after: readonly One[],
  compare: (before: readonly One[], after: readonly One[]) => readonly Compared[],
): readonly Compared[] {
  if (JSON.stringify(before) <= JSON.stringify(after)) return compare(before, after);
  return compare(after, before).map((one) => swapped(one) as Compared);
}

function swapped(one: object): object {
  const { before, after, kind, differences, ...rest } = one as { before?: Line; after?: Line; kind: string; differences?: readonly Difference[] };
  return {
    kind: kind === 'added' ? 'removed' : kind === 'removed' ? 'added' : kind,
    ...rest,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
    ...(differences === undefined ? {} : { differences: differences.map(swapped) }),
  };
}

function compareSections(before: readonly Section[], after: readonly Section[]): readonly ComparedSection[] {
  return aligned(before, after, ({ title }) => title).map(([older, newer]) => {
    const differences = compareLines(older?.lines ?? [], newer?.lines ?? []);
    const title = (newer ?? older)!.title;
    if (older === undefined) return { title, kind: 'added', differences };
    if (newer === undefined) return { title, kind: 'removed', differences };
    return { title, kind: differences.every(({ kind }) => kind === 'same') ? 'same' : 'changed', differences };
  });
}

function compareLines(before: readonly Line[], after: readonly Line[]): readonly Difference[] {
  const differences: Difference[] = [];
  let gone: Line[] = [];
  let come: Line[] = [];
  const settle = (): void => {
    differences.push(...paired(gone, come));
    [gone, come] = [[], []];
  };
  for (const [older, newer] of aligned(before, after, keyOf)) {
    if (older !== undefined && newer !== undefined) {
      settle();
      differences.push({ kind: 'same', line: newer });
    } else if (older !== undefined) gone.push(older);
    else if (newer !== undefined) come.push(newer);
  }
  settle();
  return differences;
}

/** Between two lines that stayed: those that say the same thing otherwise are one that changed, the others were removed or added. */
function paired(gone: readonly Line[], come: readonly Line[]): readonly Difference[] {
  const left = [...come];
  const removed: Difference[] = gone.map((before) => {
    const place = left.findIndex((after) => isSameThing(before, after));
    return place === -1 ? { kind: 'removed', before } : { kind: 'changed', before, after: left.splice(place, 1)[0]! };
  });
  return [...removed, ...left.map((after): Difference => ({ kind: 'added', after }))];
}

/** A row is about what its first cell names; a line, about what half of its words say. */
function isSameThing(before: Line, after: Line): boolean {
  if (before.cells.length > 1 || after.cells.length > 1) return before.cells.length > 1 && after.cells.length > 1 && before.cells[0] === after.cells[0];
  const [older, newer] = [wordsOf(before.cells[0]!), wordsOf(after.cells[0]!)];
  const shared = [...older].filter((word) => newer.has(word)).length;
  return shared * 2 >= Math.max(older.size, newer.size);
}
const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLocaleLowerCase('fr').split(' '));

/** Longest common subsequence by key: those that have the same one stand together, the others alone, in the order of both. */
function aligned<One>(before: readonly One[], after: readonly One[], key: (one: One) => string): readonly (readonly [One | undefined, One | undefined])[] {
  const [older, newer] = [before.map(key), after.map(key)];
  const width = newer.length + 1;
  const longest = new Uint16Array((older.length + 1) * width);
  for (let i = older.length - 1; i >= 0; i -= 1)
    for (let j = newer.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        older[i] === newer[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const pairs: (readonly [One | undefined, One | undefined])[] = [];
  let [i, j] = [0, 0];
  while (i < older.length || j < newer.length)
    if (i < older.length && j < newer.length && older[i] === newer[j]) pairs.push([before[i++], after[j++]]);
    else if (j >= newer.length || (i < older.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) pairs.push([before[i++], undefined]);
    else pairs.push([undefined, after[j++]]);
  return pairs;
}

/** The words of two texts, in runs that stayed, left or came. */
export type Run = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };
const wordsMaximum = 400;

export function compareWords(before: string, after: string): readonly Run[] {
  const [older, newer] = [before.split(' '), after.split(' ')];
  if (older.length > wordsMaximum || newer.length > wordsMaximum)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  const runs: { kind: Run['kind']; words: string[] }[] = [];
  for (const [old, fresh] of aligned(older, newer, (word) => word)) {
    const kind = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'same';
    const last = runs.at(-1);
    if (last?.kind === kind) last.words.push((fresh ?? old)!);
    else runs.push({ kind, words: [(fresh ?? old)!] });
  }
  return runs.map(({ kind, words }) => ({ kind, text: words.join(' ') }));
}
