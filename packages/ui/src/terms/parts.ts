// Where a document holds words that can be explained: each text of its reading view cut around them, the first time in each of its sections only,
// and never inside a link, a footnote's call or a sign that is spoken otherwise.

import type { Block, Inline, ReadingSection, ReadingView } from '@carnet/contract';
import type { Term, TermGroup } from './term.ts';

type TextInline = Extract<Inline, { kind: 'text' }>;
interface ExplainedPart {
  readonly text: string;
  readonly term?: Term;
}
export type ExplainedTexts = ReadonlyMap<TextInline, readonly ExplainedPart[]>;

const quoted = (text: string): string =>
  text
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('’', "[’']")
    .replaceAll(' ', String.raw`\s+`);
const isExact = (said: string): boolean => said !== said.toLowerCase();

/** As a pattern: to the letter where it has capitals; else as it may begin a sentence or stand in a title, with a plural. */
function patternOf(said: string): string {
  const [first = '', ...rest] = said;
  if (isExact(said)) return first === first.toUpperCase() ? quoted(said) : `${quoted(said)}|${quoted(`${first.toUpperCase()}${rest.join('')}`)}`;
  const plural = /[\p{L}]$/u.test(said) && !/[sxz]$/.test(said);
  return `(?:${quoted(`${first}${rest.join('')}`)}|${quoted(`${first.toUpperCase()}${rest.join('')}`)})${plural ? 's?' : ''}|${quoted(said.toUpperCase())}${plural ? 'S?' : ''}`;
}

const keyOf = (text: string): string => text.toLowerCase().replaceAll("'", '’').replaceAll(/\s+/g, ' ');

export type FindTerms = (text: string, told: Set<Term>) => readonly ExplainedPart[];

export function termFinder(groups: readonly TermGroup[]): FindTerms {
  const all = groups.flatMap(({ terms }) => terms).flatMap((term) => term.said.map((said) => ({ said, term })));
  const named = new Map(all.flatMap(({ said, term }) => [keyOf(said), keyOf(`${said}s`)].map((key) => [key, term] as const)));
  const longestFirst = all.map(({ said }) => said).toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${longestFirst.map(patternOf).join('|')})(?![\p{L}\p{N}_])`, 'gu');
  return (text, told) => {
    const parts: ExplainedPart[] = [];
    let end = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const term = named.get(keyOf(found));
      if (term === undefined || told.has(term)) continue;
      told.add(term);
      if (index > end) parts.push({ text: text.slice(end, index) });
      parts.push({ text: found, term });
      end = index + found.length;
    }
    if (end === 0) return [];
    return end < text.length ? [...parts, { text: text.slice(end) }] : parts;
  };
}

export function explainedTexts({ blocks, sections }: ReadingView, find: FindTerms): ExplainedTexts {
  const found = new Map<TextInline, readonly ExplainedPart[]>();
  const inInlines = (inlines: readonly Inline[] | undefined, told: Set<Term>): void => {
    for (const inline of inlines ?? []) {
      if (inline.kind === 'styled') inInlines(inline.children, told);
      if (inline.kind !== 'text') continue;
      const parts = find(inline.text, told);
      if (parts.length > 0) found.set(inline, parts);
    }
  };
  const inBlocks = (all: readonly Block[], told: Set<Term>): void => {
    for (const block of all) {
      if (block.kind === 'paragraph') inInlines(block.children, told);
      if (block.kind === 'list') for (const item of block.items) inBlocks(item.blocks, told);
      if (block.kind === 'table') for (const row of [...block.head, ...block.body, ...block.foot]) for (const cell of row) inBlocks(cell.blocks, told);
    }
  };
  const inSection = (section: ReadingSection, told: Set<Term>): void => {
    inBlocks(section.blocks, told);
    for (const inner of section.sections) inSection(inner, told);
  };
  inBlocks(blocks, new Set());
  for (const section of sections) inSection(section, new Set());
  return found;
}
