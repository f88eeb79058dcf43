// The words of a reading view as runs of one style; what is struck out stays struck out, since it says the contrary of what it reads.

import type { Block, Inline, ReadingView, TableCell } from '@carnet/contract';

export interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly struck?: true;
}

export function runsOf(inlines: readonly Inline[], style: Omit<Run, 'text'> = {}): readonly Run[] {
  return inlines.flatMap((inline): readonly Run[] => {
    switch (inline.kind) {
      case 'text':
      case 'mark':
        return inline.text === '' ? [] : [{ ...style, text: inline.text }];
      case 'break':
        return [{ ...style, text: '\n' }];
      case 'styled':
        return runsOf(inline.children, { ...style, ...styleOf(inline.style) });
      case 'link':
      case 'footnote':
        return runsOf(inline.children, style);
    }
  });
}

function styleOf(style: Extract<Inline, { kind: 'styled' }>['style']): Omit<Run, 'text'> {
  switch (style) {
    case 'strong':
      return { bold: true };
    case 'emphasis':
      return { italic: true };
    case 'underline':
      return { underline: true };
    case 'deleted':
      return { struck: true };
    case 'sub':
    case 'sup':
      return {};
  }
}

/** What a cell says, in one string: each of its blocks on a line of its own; what is struck out within square brackets. */
export const cellText = ({ blocks }: Pick<TableCell, 'blocks'>): string => blocks.flatMap(blockLines).join('\n');

function blockLines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [[...runsOf(block.caption ?? []), ...runsOf(block.children)].map(({ text, struck }) => (struck === true ? `[${text}]` : text)).join('')];
    case 'list':
      return block.items.map(({ blocks }) => `• ${blocks.flatMap(blockLines).join(' ')}`);
    case 'table':
      return [...block.head, ...block.body, ...block.foot].map((row) => row.map(cellText).join(' : '));
    case 'image':
      return [block.alt];
    case 'pdf':
      return [block.title];
  }
}

/** What its header says, a line for each term. */
export const factsText = ({ header }: ReadingView): readonly string[] => header.map(({ term, details }) => `${term} : ${details.join(', ')}`);
