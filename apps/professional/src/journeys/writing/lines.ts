// Lines of a heading as they are being written: proposed, rewritten, removed, added, or said to be none. Pure; the page shows them.

import type { SynthesisDraftLine, SynthesisLine, TemplateDraft } from '@carnet/contract';

export interface WrittenLine {
  readonly key: string;
  readonly line: SynthesisLine;
  readonly details: readonly string[];
  /** Absent: written here. */
  readonly said?: SynthesisDraftLine['said'];
  readonly rewritten?: true;
  readonly removed?: true;
}
export interface WrittenPart {
  readonly lines: readonly WrittenLine[];
  readonly none: boolean;
}

export type LineChange<Part extends string = string> =
  | { readonly kind: 'add'; readonly part: Part; readonly text: string }
  | { readonly kind: 'rewrite'; readonly part: Part; readonly key: string; readonly text: string }
  | { readonly kind: 'remove' | 'put-back'; readonly part: Part; readonly key: string }
  | { readonly kind: 'none'; readonly part: Part; readonly none: boolean };

export const begunPart = (part: string, draft: TemplateDraft['parts'][string] | undefined): WrittenPart => ({
  lines: (draft?.lines ?? []).map((line, index) => ({ key: `${part}-${index}`, ...line })),
  none: draft?.none !== undefined,
});

export function writeLines<Part extends string>(writing: Readonly<Record<Part, WrittenPart>>, change: LineChange<Part>): Readonly<Record<Part, WrittenPart>> {
  const part = writing[change.part];
  const changed = (next: Partial<WrittenPart>): Readonly<Record<Part, WrittenPart>> => ({ ...writing, [change.part]: { ...part, ...next } });
  const each = (alter: (line: WrittenLine) => WrittenLine): Readonly<Record<Part, WrittenPart>> =>
    changed({ lines: part.lines.map((line) => ('key' in change && line.key === change.key ? alter(line) : line)) });
  switch (change.kind) {
    case 'add': {
      const key = `${change.part}-${Math.max(-1, ...part.lines.map(({ key: known }) => Number(known.slice(change.part.length + 1)))) + 1}`;
      return changed({ none: false, lines: [...part.lines, { key, line: { text: change.text }, details: [] }] });
    }
    // Other words are other words: the code, the dose and the date of the former ones go.
    case 'rewrite':
      return each((line) =>
        change.text === wordsOf(line)
          ? line
          : { key: line.key, line: { text: change.text }, details: [], ...(line.said && { said: line.said, rewritten: true as const }) },
      );
    case 'remove':
      return each((line) => ({ ...line, removed: true }));
    case 'put-back':
      return writeLines(each(withoutRemoval), { kind: 'none', part: change.part, none: false });
    case 'none':
      return changed({ none: change.none });
  }
}
const withoutRemoval = ({ removed: _, ...line }: WrittenLine): WrittenLine => line;

/** As it will be read. */
export const wordsOf = ({ line, details }: WrittenLine): string => [line.text, ...details].join(' – ');
export const keptLines = ({ lines }: WrittenPart): readonly WrittenLine[] => lines.filter(({ removed }) => removed !== true);
export const isSilent = (part: WrittenPart): boolean => keptLines(part).length === 0 && !part.none;

export function sentLines(part: WrittenPart): { lines: SynthesisLine[]; none: boolean } {
  const lines = keptLines(part).map(({ line }) => line);
  return { lines, none: lines.length === 0 && part.none };
}
