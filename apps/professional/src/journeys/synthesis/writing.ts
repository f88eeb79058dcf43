// The synthesis as it is being written: lines proposed, rewritten, removed, added, and what each heading says. Pure; the page shows it.

import { type DepositSynthesis, type SynthesisDraft, type SynthesisDraftLine, type SynthesisLine, type SynthesisPart, synthesisParts } from '@carnet/contract';

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
export type Writing = Readonly<Record<SynthesisPart, WrittenPart>>;

export type Change =
  | { readonly kind: 'start'; readonly writing: Writing }
  | { readonly kind: 'add'; readonly part: SynthesisPart; readonly text: string }
  | { readonly kind: 'rewrite'; readonly part: SynthesisPart; readonly key: string; readonly text: string }
  | { readonly kind: 'remove' | 'put-back'; readonly part: SynthesisPart; readonly key: string }
  | { readonly kind: 'none'; readonly part: SynthesisPart; readonly none: boolean };

export const begun = ({ parts }: SynthesisDraft): Writing =>
  Object.fromEntries(
    synthesisParts.map((part): [SynthesisPart, WrittenPart] => [
      part,
      { lines: parts[part].lines.map((line, index) => ({ key: `${part}-${index}`, ...line })), none: parts[part].none !== undefined },
    ]),
  ) as Writing;

export function write(writing: Writing, change: Change): Writing {
  if (change.kind === 'start') return change.writing;
  const part = writing[change.part];
  const changed = (next: Partial<WrittenPart>): Writing => ({ ...writing, [change.part]: { ...part, ...next } });
  const each = (alter: (line: WrittenLine) => WrittenLine): Writing =>
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
      return write(each(withoutRemoval), { kind: 'none', part: change.part, none: false });
    case 'none':
      return changed({ none: change.none });
  }
}
const withoutRemoval = ({ removed: _, ...line }: WrittenLine): WrittenLine => line;

/** As it will be read. */
export const wordsOf = ({ line, details }: WrittenLine): string => [line.text, ...details].join(' – ');
export const keptLines = ({ lines }: WrittenPart): readonly WrittenLine[] => lines.filter(({ removed }) => removed !== true);
export const isSilent = (part: WrittenPart): boolean => keptLines(part).length === 0 && !part.none;

export const toDeposit = (writing: Writing): DepositSynthesis => ({
  parts: Object.fromEntries(
    synthesisParts.map((part) => {
      const lines = keptLines(writing[part]).map(({ line }) => line);
      return [part, { lines, none: lines.length === 0 && writing[part].none }];
    }),
  ) as DepositSynthesis['parts'],
});

/** A draft of another version of this page is none. */
export const isWriting = (value: unknown): value is Writing =>
  typeof value === 'object' && value !== null && synthesisParts.every((part) => Array.isArray((value as Partial<Writing>)[part]?.lines));
