// A section of a document written here, and the lines of one: what people read, each line where an entry refers to it, then the entries of those that
// have some. "Néant" and "not filled" are both written, each in its words.

import type { SynthesisBlock, SynthesisLine } from '@carnet/domain/synthesis';
import type { SynthesisPart } from '@carnet/domain/terminology';
import { type Markup, element, text } from '../xml/index.ts';
import type { SectionModel } from './synthesis-models.ts';
import { noneEntry, synthesisEntry } from './write-synthesis-entries.ts';

export interface LineDetails {
  readonly none: string;
  readonly silent: string;
  /** What stands after the words of a line: its gravity, its dose, its date. */
  readonly details: (part: SynthesisPart, line: SynthesisLine) => readonly string[];
}

/** Without a model: a heading no code stands for. */
export const sectionOf = (model: SectionModel | undefined, title: string, content: readonly Markup[]): Markup =>
  element(
    'component',
    {},
    element(
      'section',
      {},
      model?.templates.map((root) => element('templateId', { root })),
      model === undefined
        ? undefined
        : element('code', { code: model.code, displayName: model.displayName, codeSystem: '2.16.840.1.113883.6.1', codeSystemName: 'LOINC' }),
      element('title', {}, text(title)),
      ...content,
    ),
  );

/** `document`: its uniqueId, under which its entries have theirs; `name`: of its anchors. Without a part: lines that are words alone. */
export interface LinesPlace {
  readonly document: string;
  readonly name: string;
  readonly part?: SynthesisPart;
}

export function linesContent({ document, name, part }: LinesPlace, { lines, none }: SynthesisBlock, words: LineDetails): readonly Markup[] {
  const anchor = (index: number): string => `${name}-${index + 1}`;
  if (lines.length === 0) {
    const told = element('text', {}, element('paragraph', {}, element('content', { ID: anchor(0) }, text(none ? words.none : words.silent))));
    const coded = none && part !== undefined ? noneEntry[part]?.({ document, anchor: anchor(0) }) : undefined;
    return coded === undefined ? [told] : [told, coded];
  }
  const items = lines.map((line, index) => {
    const details = part === undefined ? [] : words.details(part, line);
    return element('item', {}, element('content', { ID: anchor(index) }, text(line.text)), ...details.map((detail) => text(` – ${detail}`)));
  });
  const entries =
    part === undefined
      ? []
      : lines.map((line, index) => synthesisEntry[part]?.(line, { document, anchor: anchor(index) })).filter((entry) => entry !== undefined);
  return [element('text', {}, element('list', { listType: 'unordered' }, items)), ...entries];
}
