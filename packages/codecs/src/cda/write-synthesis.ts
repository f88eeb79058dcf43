// The body of a volet de synthèse médicale: its sections as the model nests them, each with what people read, then its entries. "Néant" and "not
// filled" are both written, each in its words.

import type { Synthesis, SynthesisLine } from '@carnet/domain/synthesis';
import { type SynthesisPart, synthesisParts } from '@carnet/domain/terminology';
import { type Markup, element, text } from '../xml/index.ts';
import { formatOfModels } from './format-codes.ts';
import { type SectionModel, synthesisFrames, synthesisModel, synthesisSectionModels } from './synthesis-models.ts';
import { noneEntry, synthesisEntry } from './write-synthesis-entries.ts';
import type { WrittenBody } from './write-document.ts';

export interface SynthesisWording {
  readonly titles: Readonly<Record<SynthesisPart | keyof typeof synthesisFrames, string>>;
  readonly none: string;
  readonly silent: string;
  /** What stands after the words of a line: its gravity, its dose, its date. */
  readonly details: (part: SynthesisPart, line: SynthesisLine) => readonly string[];
}

/** `document`: its uniqueId, under which its entries have theirs. */
export function synthesisBody(document: string, synthesis: Synthesis, words: SynthesisWording): WrittenBody {
  const parts = Object.fromEntries(synthesisParts.map((part) => [part, partOf(document, synthesis, part, words)])) as Record<SynthesisPart, readonly Markup[]>;
  const section = (part: SynthesisPart): Markup => sectionOf(synthesisSectionModels[part], words.titles[part], parts[part]);
  const frame = (name: keyof typeof synthesisFrames, ...content: readonly Markup[]): Markup => sectionOf(synthesisFrames[name], words.titles[name], content);
  return {
    models: [synthesisModel],
    format: formatOfModels([synthesisModel.root])!,
    body: element(
      'structuredBody',
      {},
      frame(
        'whole',
        frame('history', section('past-medical'), section('past-surgical'), section('allergies'), section('problems')),
        frame('risks', section('risk-constitutional'), section('risk-environmental'), section('family')),
      ),
      section('results'),
      frame('plan', section('treatments')),
    ),
  };
}

const sectionOf = ({ templates, code, displayName }: SectionModel, title: string, content: readonly Markup[]): Markup =>
  element(
    'component',
    {},
    element(
      'section',
      {},
      templates.map((root) => element('templateId', { root })),
      element('code', { code, displayName, codeSystem: '2.16.840.1.113883.6.1', codeSystemName: 'LOINC' }),
      element('title', {}, text(title)),
      ...content,
    ),
  );

/** What people read, and the entries. */
function partOf(document: string, synthesis: Synthesis, part: SynthesisPart, words: SynthesisWording): readonly Markup[] {
  const { lines, none } = synthesis[part];
  const anchor = (index: number): string => `${part}-${index + 1}`;
  if (lines.length === 0) {
    const told = element('text', {}, element('paragraph', {}, element('content', { ID: anchor(0) }, text(none ? words.none : words.silent))));
    const coded = none ? noneEntry[part]?.({ document, anchor: anchor(0) }) : undefined;
    return coded === undefined ? [told] : [told, coded];
  }
  const items = lines.map((line, index) =>
    element('item', {}, element('content', { ID: anchor(index) }, text(line.text)), ...words.details(part, line).map((detail) => text(` – ${detail}`))),
  );
  const entries = lines.map((line, index) => synthesisEntry[part]?.(line, { document, anchor: anchor(index) })).filter((entry) => entry !== undefined);
  return [element('text', {}, element('list', { listType: 'unordered' }, items)), ...entries];
}
