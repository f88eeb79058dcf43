// Of a volet de synthèse médicale, what no code says: risks, family history, significant tests, line by line as its author wrote them. What begins
// the next one.

import type { SynthesisPart } from '@carnet/domain/terminology';
import type { XmlElement } from 'libxml2-wasm';
import { parseXml } from '../xml/parse.ts';
import { attribute } from '../xml/tree.ts';
import { hl7 } from './elements.ts';
import { type NarrativeContext, narrativeBlocks } from './narrative.ts';
import type { Block, Inline } from './reading-view.ts';
import { isSynthesis } from './synthesis-reading.ts';

const partOfSection: Readonly<Record<string, SynthesisPart>> = {
  '57207-3': 'risk-constitutional',
  '29762-2': 'risk-environmental',
  '10161-8': 'risk-environmental',
  '10157-6': 'family',
  '30954-2': 'results',
};
export type NarratedLines = Partial<Record<SynthesisPart, readonly string[]>>;

const unitsMaximum = 20_000;
const linesMaximum = 60;
const lineMaximum = 300;

/** Of a document that is no synthesis: nothing. */
export function synthesisLines(bytes: Uint8Array): NarratedLines {
  const tree = parseXml(bytes);
  if (!tree.ok) return {};
  using document = tree.value;
  const body = hl7.first(document.root, 'component', 'structuredBody');
  if (body === undefined || !isSynthesis(document.root)) return {};
  const lines: Partial<Record<SynthesisPart, string[]>> = {};
  let units = unitsMaximum;
  const context: NarrativeContext = {
    spend: (spent) => (units -= spent) >= 0,
    mediaBlocks: () => [],
    anchor: () => undefined,
    footnote: (id) => id,
  };
  const visit = (parent: XmlElement, depth: number): void => {
    if (depth > 12) return;
    for (const section of hl7.children(parent, 'component').flatMap((component) => hl7.children(component, 'section'))) {
      const part = partOfSection[attribute(hl7.first(section, 'code'), 'code') ?? ''];
      const told = hl7.first(section, 'text');
      if (part !== undefined && told !== undefined)
        lines[part] = [...(lines[part] ?? []), ...narrativeBlocks(told, context).flatMap(linesOf)]
          .map((line) => line.slice(0, lineMaximum))
          .slice(0, linesMaximum);
      visit(section, depth + 1);
    }
  };
  visit(body, 0);
  return lines;
}

/** One of each item of a list, row of a table, paragraph. */
function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return written([wordsOf(block.children)]);
    case 'list':
      return block.items.flatMap(({ blocks }) => written([blocks.flatMap(linesOf).join(' ')]));
    case 'table':
      return block.body.flatMap((row) => written([written(row.map((cell) => cell.blocks.flatMap(linesOf).join(' '))).join(' : ')]));
    default:
      return [];
  }
}
const written = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== '');
const wordsOf = (inlines: readonly Inline[]): string =>
  inlines.map((one) => (one.kind === 'text' ? one.text : one.kind === 'break' ? ' ' : wordsOf(one.children))).join('');
